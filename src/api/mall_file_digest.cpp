#include "api/mall_file_digest.h"

#include "journal/event_json.h"
#include "trust/digest.h"

namespace gerai::api {

std::string digest_of_mall_file(journal::Reader& reader, const std::string& mall,
                                std::int64_t version) {
    const auto record = reader.record_at(mall, version);
    if (!record) throw journal::Broken{"The journal of " + mall + " lacks a mall file."};
    const hall::Event event = journal::decode(*record, hall::Rules{});
    return trust::sha256_hex(std::get<hall::Configured>(event.what).text);
}

}  // namespace gerai::api
