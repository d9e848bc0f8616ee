#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <variant>
#include <vector>

namespace gerai::api {

/// Nothing, a number or a text.
using TableCell = std::variant<std::monostate, double, std::string>;

struct TableColumn {
    enum class Kind { text, number, share };

    std::string name;   ///< For programs: the heading in a CSV file.
    std::string title;  ///< For people, in their language: the heading in a workbook.
    Kind kind = Kind::number;
};

/// What can be saved of a result.
struct Table {
    std::string title;  ///< At most 31 characters, and none of `[]:*?/\`.
    std::vector<TableColumn> columns;
    std::vector<std::vector<TableCell>> rows;
};

/// The table as CSV (RFC 4180 but for the line ends, which are single): numbers with a point and at
/// most six digits, texts that no spreadsheet takes for a formula.
std::string to_csv(const Table& table);

/// The tables as an Office Open XML workbook, each on a sheet of its own; the same tables give the
/// same bytes. Made in a file of `scratch`, a directory, which is gone afterwards. Throws
/// `std::runtime_error` or `std::system_error` when the disk refuses.
std::string to_workbook(const std::vector<Table>& tables, const std::filesystem::path& scratch);

}  // namespace gerai::api
