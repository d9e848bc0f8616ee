#include "mall/table_reader.h"

#include <algorithm>
#include <sstream>

#include "mall/nearest.h"

namespace gerai::mall {

namespace {

/// What stands there, for a message.
std::string described(const toml::node& node) {
    if (node.is_table()) return "a table";
    if (const auto* array = node.as_array()) return array->empty() ? "an empty list" : "a list";
    if (const auto* text = node.as_string()) return quoted(text->get());
    std::ostringstream out;
    node.visit([&](const auto& value) {
        if constexpr (toml::is_value<decltype(value)>) out << value;
    });
    return out.str();
}

}  // namespace

const toml::node* TableReader::take(std::string_view key) {
    if (std::ranges::find(known_, key) == known_.end()) known_.emplace_back(key);
    return table_.get(key);
}

const toml::array* TableReader::take_array(std::string_view key, const std::string& expected,
                                           AtLeast least) {
    const toml::node* node = take(key);
    if (node == nullptr) {
        if (least == AtLeast::one) fault_missing(key, expected);
        return nullptr;
    }
    const toml::array* array = node->as_array();
    const bool too_short = array != nullptr && array->empty() && least == AtLeast::one;
    if (array == nullptr || too_short) fault_wrong(child_path(path_, key), expected, *node);
    return array;
}

void TableReader::inside(const toml::node& node, const std::string& path,
                         const std::function<void(TableReader&)>& read_table) {
    const toml::table* table = node.as_table();
    if (table == nullptr) {
        fault_wrong(path, "a table", node);
        return;
    }
    TableReader reader{*table, path, faults_};
    read_table(reader);
    reader.report_unknown_keys();
}

void TableReader::fault_missing(std::string_view key, const std::string& expected) {
    fault(key, "expected " + expected + ", found nothing", FaultReason::missing);
}

void TableReader::fault_wrong(const std::string& path, const std::string& expected,
                              const toml::node& found) {
    faults_.add(path, "expected " + expected + ", found " + described(found));
}

void TableReader::report_unknown_keys() {
    for (const auto& [key, value] : table_) {
        if (std::ranges::find(known_, key.str()) != known_.end()) continue;
        fault(key.str(), "unknown key " + quoted(key.str()) + hint(key.str(), known_),
              FaultReason::unknown_key);
    }
}

}  // namespace gerai::mall
