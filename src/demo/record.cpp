#include "demo/record.h"

#include <fmt/format.h>

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <chrono>
#include <stdexcept>

namespace gerai::demo {

namespace {

std::string_view word(Outcome outcome) {
    switch (outcome) {
        case Outcome::invoke: return "invoke";
        case Outcome::ok: return "ok";
        case Outcome::fail: return "fail";
        case Outcome::info: return "info";
    }
    return {};
}

std::int64_t machine_microseconds() {
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::microseconds>(since).count();
}

boost::json::string_view json_text(std::string_view text) { return {text.data(), text.size()}; }

}  // namespace

Record::Record(const std::optional<std::filesystem::path>& file) {
    if (!file) return;
    file_.emplace(*file, std::ios::app);
    if (!*file_) {
        throw std::runtime_error(fmt::format("Cannot write the record {}.", file->string()));
    }
}

void Record::add(std::string_view process, std::string_view act, std::string_view key,
                 Outcome outcome, const boost::json::value& value) {
    if (!file_) return;
    boost::json::object line;
    line["t"] = machine_microseconds();
    line["proc"] = json_text(process);
    line["op"] = json_text(act);
    line["key"] = json_text(key);
    line["type"] = json_text(word(outcome));
    line["value"] = value;
    *file_ << boost::json::serialize(line) << '\n' << std::flush;
    if (!*file_) throw std::runtime_error("The record could not be written.");
}

}  // namespace gerai::demo
