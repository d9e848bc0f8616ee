#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "audit/sheet.h"

namespace gerai::audit {

/// Who gives what on one date. A file that is taken in mid-day and changes the counters or the
/// predecessors of a service makes a new edition of it. A step keeps the edition under which it was
/// made: it may be called by the counters of that edition, and by those of the newest file.
class Offering {
public:
    Offering() = default;

    /// The files in force when the date begins, oldest first: the last one says what is given, the
    /// earlier ones what it does not know any more.
    Offering(const std::vector<const Sheet*>& files, Date date);

    /// A newer file.
    void add(const Sheet& newer);

    [[nodiscard]] bool knows(const std::string& service) const {
        return editions_.contains(service);
    }
    [[nodiscard]] std::size_t edition_count(const std::string& service) const {
        return editions_.at(service).size();
    }
    [[nodiscard]] bool gives(int counter, const std::string& service, std::size_t edition) const;
    [[nodiscard]] const std::set<std::string>& after(const std::string& service,
                                                     std::size_t edition) const {
        return editions_.at(service).at(edition).after;
    }

    /// The services that a counter gives, in whatever edition.
    [[nodiscard]] std::set<std::string> given_by(int counter) const;

private:
    struct Edition {
        std::set<int> counters;
        std::set<std::string> after;
    };

    Date date_;
    std::map<std::string, std::vector<Edition>> editions_;
    std::map<std::string, std::set<int>> now_;  // Who gives a service by the newest file.
};

}  // namespace gerai::audit
