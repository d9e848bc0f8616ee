#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "mall/mall.h"

namespace gerai::mall {

/// What kind of thing is wrong, for those who word it in other languages than `Fault::expected`.
enum class FaultReason {
    wrong_value,
    missing,
    unknown_key,
    unknown_id,     ///< Nothing has that id or number.
    too_many,       ///< More than there are.
    contradiction,  ///< Right by itself, and not with the rest.
};

/// One thing that is wrong in a mall file: where it stands, and what was expected there.
struct Fault {
    std::string file;
    int line{};        ///< From 1; 0 when it belongs to no line.
    std::string path;  ///< Such as `service[3].fee.amount`.
    std::string expected;
    FaultReason reason = FaultReason::wrong_value;

    friend bool operator==(const Fault&, const Fault&) = default;
};

/// Reads and checks a mall file (format: docs/mall-file.md). `file` is only named in the faults.
/// Every fault is given at once, in the order of the file; a mall is given only when there is none.
std::expected<Mall, std::vector<Fault>> read_mall(std::string_view text, std::string_view file);

/// What is wrong with the look of a mall whose file `read_mall` has read: an accent too faint to be
/// seen. A journal may hold a file from before this was asked; one that is new may not.
std::vector<Fault> faults_of_look(std::string_view text, std::string_view file);

/// `malls/paser.toml:12: service[3].fee.amount: expected a whole number of rupiah`.
std::string to_string(const Fault& fault);

}  // namespace gerai::mall
