#include "mall/mall_file.h"

#include <toml++/toml.h>

#include "mall/accent.h"
#include "mall/fault_list.h"
#include "mall/mall_checks.h"
#include "mall/mall_tables.h"
#include "mall/table_reader.h"

namespace gerai::mall {

namespace {

constexpr std::size_t file_size_max = std::size_t{1024} * 1024;

std::vector<Fault> single(std::string_view file, int line, std::string expected) {
    return {Fault{
        .file = std::string{file}, .line = line, .path = {}, .expected = std::move(expected)}};
}

}  // namespace

std::expected<Mall, std::vector<Fault>> read_mall(std::string_view text, std::string_view file) {
    if (text.size() > file_size_max) {
        return std::unexpected(single(
            file, 0,
            "expected a file of at most 1 MiB, found " + std::to_string(text.size()) + " bytes"));
    }
    toml::table root;
    try {
        root = toml::parse(text);
    } catch (const toml::parse_error& error) {
        return std::unexpected(single(file, static_cast<int>(error.source().begin.line),
                                      "expected valid TOML: " + std::string{error.description()}));
    }

    FaultList faults{file, root};
    TableReader reader{root, "", faults};
    Mall mall = read_tables(reader);
    reader.report_unknown_keys();
    check_mall(mall, faults);
    auto found = faults.in_file_order();
    if (!found.empty()) return std::unexpected(std::move(found));
    return mall;
}

std::vector<Fault> faults_of_look(std::string_view text, std::string_view file) {
    const toml::table root = toml::parse(text);
    FaultList faults{file, root};
    const std::string accent = root["mall"]["accent"].value_or(std::string{});
    if (is_colour(accent) && contrast_with_white(accent) < accent_contrast_min) {
        faults.add("mall.accent",
                   "expected a darker colour, with a contrast of at least 4.5:1 to white, found " +
                       quoted(accent));
    }
    return faults.in_file_order();
}

std::string to_string(const Fault& fault) {
    std::string text = fault.file;
    if (fault.line > 0) text += ':' + std::to_string(fault.line);
    if (!fault.path.empty()) text += ": " + fault.path;
    return text + ": " + fault.expected;
}

}  // namespace gerai::mall
