#pragma once

#include <toml++/toml.h>

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "mall/fault_list.h"

namespace gerai::mall {

/// One kind of value: what a person should have written, and how to read it. Nothing read means
/// that something else stands there.
template <class T>
struct Kind {
    std::string expected;  ///< Follows "expected", such as `a whole number of rupiah`.
    std::function<std::optional<T>(const toml::node&)> read;
    T unread{};  ///< Stands for what could not be read.
};

enum class AtLeast { none, one };

/// One table of a file. A key is known from the moment it is asked for; whoever hands a reader to a
/// function reports the unknown ones when that returns. What is wrong goes into the fault list, and
/// a default value takes its place, so that reading always goes on.
class TableReader {
public:
    TableReader(const toml::table& table, std::string path, FaultList& faults)
        : table_(table), path_(std::move(path)), faults_(faults) {}

    [[nodiscard]] bool has(std::string_view key) const { return table_.contains(key); }

    template <class T>
    std::optional<T> optional(std::string_view key, const Kind<T>& kind) {
        const toml::node* node = take(key);
        if (node == nullptr) return std::nullopt;
        return read(*node, child_path(path_, key), kind);
    }

    template <class T>
    T value_or(std::string_view key, const Kind<T>& kind, std::type_identity_t<T> fallback) {
        return optional(key, kind).value_or(std::move(fallback));
    }

    template <class T>
    T required(std::string_view key, const Kind<T>& kind) {
        if (!has(key)) fault_missing(key, kind.expected);
        return value_or(key, kind, kind.unread);
    }

    /// An element that cannot be read stays in the list as `unread`, so that indexes are the
    /// file's.
    template <class T>
    std::vector<T> list(std::string_view key, const Kind<T>& kind, AtLeast least = AtLeast::none) {
        std::vector<T> values;
        const toml::array* array = take_array(key, "a list, each of it " + kind.expected, least);
        if (array == nullptr) return values;
        const std::string path = child_path(path_, key);
        for (std::size_t i = 0; i < array->size(); ++i) {
            values.push_back(read((*array)[i], child_path(path, i), kind).value_or(kind.unread));
        }
        return values;
    }

    /// A list of tables, `[[key]]`, each read by `read(TableReader&)`.
    template <class Row>
    std::vector<Row> rows(std::string_view key, Row (*read_row)(TableReader&),
                          AtLeast least = AtLeast::none) {
        std::vector<Row> rows;
        const toml::array* array = take_array(key, "a list of tables", least);
        if (array == nullptr) return rows;
        const std::string path = child_path(path_, key);
        for (std::size_t i = 0; i < array->size(); ++i) {
            rows.emplace_back();
            inside((*array)[i], child_path(path, i),
                   [&](TableReader& row) { rows.back() = read_row(row); });
        }
        return rows;
    }

    /// Reads the table at `key` when there is one.
    void table(std::string_view key, const std::function<void(TableReader&)>& read_table) {
        const toml::node* node = take(key);
        if (node != nullptr) inside(*node, child_path(path_, key), read_table);
    }

    void required_table(std::string_view key, const std::function<void(TableReader&)>& read_table) {
        if (!has(key)) fault_missing(key, "a table");
        table(key, read_table);
    }

    /// Makes a key known without reading it.
    void allow(std::string_view key) { take(key); }

    void fault(std::string expected) { faults_.add(path_, std::move(expected)); }
    void fault(std::string_view key, std::string expected,
               FaultReason reason = FaultReason::wrong_value) {
        faults_.add(child_path(path_, key), std::move(expected), reason);
    }

    void report_unknown_keys();

private:
    const toml::node* take(std::string_view key);
    const toml::array* take_array(std::string_view key, const std::string& expected, AtLeast least);
    void inside(const toml::node& node, const std::string& path,
                const std::function<void(TableReader&)>& read_table);
    void fault_missing(std::string_view key, const std::string& expected);
    void fault_wrong(const std::string& path, const std::string& expected, const toml::node& found);

    template <class T>
    std::optional<T> read(const toml::node& node, const std::string& path, const Kind<T>& kind) {
        std::optional<T> value = kind.read(node);
        if (!value) fault_wrong(path, kind.expected, node);
        return value;
    }

    const toml::table& table_;
    std::string path_;
    FaultList& faults_;
    std::vector<std::string> known_;
};

}  // namespace gerai::mall
