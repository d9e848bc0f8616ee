#include "mall/fault_list.h"

#include <algorithm>

namespace gerai::mall {

namespace {

constexpr std::size_t quoted_length_max = 60;

bool is_bare(std::string_view key) {
    return !key.empty() && std::ranges::all_of(key, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '_' || c == '-';
    });
}

bool continues_a_letter(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

/// The path without its last key or index, or nothing at the top.
std::string_view parent_path(std::string_view path) {
    const auto end = path.find_last_of(".[");
    return end == std::string_view::npos ? std::string_view{} : path.substr(0, end);
}

}  // namespace

std::string child_path(std::string_view path, std::string_view key) {
    std::string result{path};
    if (!result.empty()) result += '.';
    return result + (is_bare(key) ? std::string{key} : quoted(key));
}

std::string child_path(std::string_view path, std::size_t index) {
    return std::string{path} + '[' + std::to_string(index) + ']';
}

std::string quoted(std::string_view text) {
    std::size_t length = std::min(text.size(), quoted_length_max);
    while (length < text.size() && length > 0 && continues_a_letter(text[length])) --length;
    std::string result = "\"";
    for (const char c : text.substr(0, length)) {
        const auto byte = static_cast<unsigned char>(c);
        result += byte < 0x20U || byte == 0x7FU ? '?' : c;
    }
    return result + (length < text.size() ? "..." : "") + '"';
}

FaultList::FaultList(std::string_view file, const toml::table& root) : file_(file) {
    note_places(root, "");
}

void FaultList::note_places(const toml::node& node, const std::string& path) {
    if (!path.empty()) {
        const auto begin = node.source().begin;
        places_[path] = {static_cast<int>(begin.line), static_cast<int>(begin.column)};
    }
    if (const auto* table = node.as_table()) {
        for (const auto& [key, value] : *table) note_places(value, child_path(path, key.str()));
    } else if (const auto* array = node.as_array()) {
        for (std::size_t i = 0; i < array->size(); ++i) {
            note_places((*array)[i], child_path(path, i));
        }
    }
}

FaultList::Place FaultList::place_of(std::string_view path) const {
    for (; !path.empty(); path = parent_path(path)) {
        const auto found = places_.find(std::string{path});
        if (found != places_.end() && found->second.line > 0) return found->second;
    }
    return {};
}

void FaultList::add(std::string_view path, std::string expected, FaultReason reason) {
    const Place place = place_of(path);
    entries_.push_back({place, Fault{.file = file_,
                                     .line = place.line,
                                     .path = std::string{path},
                                     .expected = std::move(expected),
                                     .reason = reason}});
}

bool FaultList::has_value(std::string_view path) const {
    return places_.contains(std::string{path});
}

int FaultList::line_of(std::string_view path) const { return place_of(path).line; }

std::vector<Fault> FaultList::in_file_order() const {
    std::vector<Entry> sorted = entries_;
    std::ranges::stable_sort(sorted, {}, &Entry::place);
    std::vector<Fault> faults;
    faults.reserve(sorted.size());
    for (Entry& entry : sorted) faults.push_back(std::move(entry.fault));
    return faults;
}

}  // namespace gerai::mall
