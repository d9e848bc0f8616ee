#pragma once

#include <toml++/toml.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "mall/mall_file.h"

namespace gerai::mall {

/// `service[3].fee` and `amount` make `service[3].fee.amount`.
std::string child_path(std::string_view path, std::string_view key);

/// `service` and 3 make `service[3]`.
std::string child_path(std::string_view path, std::size_t index);

/// The text in double quotes, shortened and without control characters, for a message.
std::string quoted(std::string_view text);

/// What is wrong in one file. It knows where every value of the file stands, so that a check names
/// a path and the fault gets its line.
class FaultList {
public:
    FaultList(std::string_view file, const toml::table& root);

    /// A path that the file does not have (a missing key) gets the line of what should hold it.
    void add(std::string_view path, std::string expected,
             FaultReason reason = FaultReason::wrong_value);

    /// Whether the file has a value at that path.
    [[nodiscard]] bool has_value(std::string_view path) const;

    [[nodiscard]] int line_of(std::string_view path) const;

    /// All faults from the top of the file to its end; those of one place in the order of `add`.
    [[nodiscard]] std::vector<Fault> in_file_order() const;

private:
    struct Place {
        int line{};
        int column{};

        friend auto operator<=>(const Place&, const Place&) = default;
    };

    struct Entry {
        Place place;
        Fault fault;
    };

    void note_places(const toml::node& node, const std::string& path);
    [[nodiscard]] Place place_of(std::string_view path) const;

    std::string file_;
    std::unordered_map<std::string, Place> places_;
    std::vector<Entry> entries_;
};

}  // namespace gerai::mall
