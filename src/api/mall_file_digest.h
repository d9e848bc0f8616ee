#pragma once

#include <cstdint>
#include <string>

#include "journal/journal.h"

namespace gerai::api {

/// The SHA-256 of a mall's file, by its sequence in the journal, in hexadecimal. Throws
/// `journal::Broken` where no file is there.
std::string digest_of_mall_file(journal::Reader& reader, const std::string& mall,
                                std::int64_t version);

}  // namespace gerai::api
