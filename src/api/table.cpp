#include "api/table.h"

#include <unistd.h>
#include <xlsxwriter.h>

#include <array>
#include <charconv>
#include <stdexcept>
#include <system_error>

#include "api/whole_file.h"
#include "core/csv.h"

namespace gerai::api {

namespace {

std::string in_csv(const TableCell& cell) {
    constexpr int digits = 6;
    if (const double* const number = std::get_if<double>(&cell)) {
        std::array<char, 32> text{};
        const auto end = std::to_chars(text.data(), text.data() + text.size(), *number,
                                       std::chars_format::general, digits);
        return {text.data(), end.ptr};
    }
    const std::string* const text = std::get_if<std::string>(&cell);
    return text == nullptr ? std::string{} : csv_cell(*text);
}

/// A name for a file in a directory that nobody has yet, and the end of that file.
class ScratchFile {
public:
    explicit ScratchFile(const std::filesystem::path& directory)
        : path_((directory / "workbook-XXXXXX").string()) {
        std::filesystem::create_directories(directory);
        const int descriptor = mkstemp(path_.data());
        if (descriptor < 0) {
            throw std::system_error{errno, std::generic_category(), "a workbook"};
        }
        close(descriptor);
    }
    ~ScratchFile() {
        std::error_code ignored;
        std::filesystem::remove(path_, ignored);
    }
    ScratchFile(const ScratchFile&) = delete;
    ScratchFile& operator=(const ScratchFile&) = delete;

    [[nodiscard]] const std::string& path() const { return path_; }

private:
    std::string path_;
};

class Workbook {
public:
    explicit Workbook(const std::string& path) : book_(workbook_new(path.c_str())) {
        if (book_ == nullptr) throw std::runtime_error{"Cannot make a workbook"};
        // Otherwise the file would hold the moment at which it was made.
        lxw_doc_properties properties{};
        properties.created = 1;
        workbook_set_properties(book_, &properties);
        head_ = workbook_add_format(book_);
        format_set_bold(head_);
        format_set_text_wrap(head_);
        format_set_bottom(head_, LXW_BORDER_THIN);
        number_ = workbook_add_format(book_);
        format_set_num_format(number_, "0.##");
        share_ = workbook_add_format(book_);
        format_set_num_format(share_, "0.0%");
    }

    void add(const Table& table) {
        lxw_worksheet* const sheet = workbook_add_worksheet(book_, table.title.c_str());
        if (sheet == nullptr) throw std::runtime_error{"Cannot make a sheet: " + table.title};
        worksheet_freeze_panes(sheet, 1, 0);
        for (std::size_t column = 0; column < table.columns.size(); ++column) {
            const auto at = static_cast<lxw_col_t>(column);
            const TableColumn& one = table.columns[column];
            const bool is_text = one.kind == TableColumn::Kind::text;
            worksheet_set_column(sheet, at, at, is_text ? width_of_text : width, nullptr);
            worksheet_write_string(sheet, 0, at, one.title.c_str(), head_);
        }
        for (std::size_t row = 0; row < table.rows.size(); ++row) write_row(sheet, table, row);
    }

    /// Writes the file.
    void finish() {
        if (workbook_close(book_) != LXW_NO_ERROR) {
            throw std::runtime_error{"Cannot write a workbook"};
        }
    }

private:
    static constexpr double width = 11;
    static constexpr double width_of_text = 26;

    void write_row(lxw_worksheet* sheet, const Table& table, std::size_t row) {
        const auto line = static_cast<lxw_row_t>(row + 1);
        for (std::size_t column = 0; column < table.rows[row].size(); ++column) {
            const auto at = static_cast<lxw_col_t>(column);
            const TableCell& cell = table.rows[row][column];
            if (const double* const number = std::get_if<double>(&cell)) {
                const bool is_share = table.columns[column].kind == TableColumn::Kind::share;
                worksheet_write_number(sheet, line, at, *number, is_share ? share_ : number_);
            } else if (const std::string* const text = std::get_if<std::string>(&cell)) {
                worksheet_write_string(sheet, line, at, text->c_str(), nullptr);
            }
        }
    }

    lxw_workbook* book_;
    lxw_format* head_ = nullptr;
    lxw_format* number_ = nullptr;
    lxw_format* share_ = nullptr;
};

}  // namespace

std::string to_csv(const Table& table) {
    std::string csv;
    const auto add = [&](std::size_t column, const std::string& text) {
        csv += column == 0 ? "" : ",";
        csv += text;
    };
    for (std::size_t i = 0; i < table.columns.size(); ++i) add(i, table.columns[i].name);
    csv += '\n';
    for (const auto& row : table.rows) {
        for (std::size_t i = 0; i < row.size(); ++i) add(i, in_csv(row[i]));
        csv += '\n';
    }
    return csv;
}

std::string to_workbook(const std::vector<Table>& tables, const std::filesystem::path& scratch) {
    const ScratchFile file{scratch};
    Workbook book{file.path()};
    for (const Table& table : tables) book.add(table);
    book.finish();
    auto content = content_of(file.path());
    if (!content) throw std::runtime_error{"Cannot read \"" + file.path() + "\""};
    return *std::move(content);
}

}  // namespace gerai::api
