#pragma once

#include <span>
#include <string>
#include <vector>

#include "mall/mall.h"

namespace gerai::app {

/// One thing of a mall that a new file adds, removes or changes.
struct MallChange {
    enum class Kind { added, removed, changed };

    Kind kind{};
    std::string thing;                ///< `agency`, `booth`, `counter`, `service`, `hours` ...
    std::string id;                   ///< Empty for the mall itself.
    std::string name;                 ///< In the newer file that has it.
    std::vector<std::string> fields;  ///< Keys whose values differ, for `changed`.

    friend bool operator==(const MallChange&, const MallChange&) = default;
};

/// What differs between two files of one mall, in the order of the file's tables. The order of
/// things in the file is no difference.
std::vector<MallChange> changes_between(const mall::Mall& before, const mall::Mall& after);

/// `+ service dukcapil-01 (Akta kelahiran)`, `- counter 12`, `~ booth b07 (Gerai 7): floor`.
std::string to_string(const MallChange& change);

}  // namespace gerai::app
