#include "mall/booth_week.h"

#include <algorithm>
#include <set>

namespace gerai::mall {

namespace {

bool contains(const std::vector<Weekday>& days, Weekday day) {
    return std::ranges::find(days, day) != days.end();
}

bool has_days(const Agreement& agreement, const std::string& booth, Weekday day) {
    return std::ranges::any_of(agreement.presence, [&](const Presence& one) {
        return one.booth == booth && contains(one.days, day);
    });
}

/// One weekday of one booth.
class BoothDay {
public:
    BoothDay(const Mall& mall, const Booth& booth, Weekday day)
        : mall_(mall), booth_(booth), day_(day) {
        for (const Tenant& tenant : booth.tenants) {
            if (std::ranges::find(tenant.days, static_cast<int>(day)) == tenant.days.end()) {
                continue;
            }
            use_of(tenant.agency).in_file = true;
        }
    }

    void add(const Agreement& agreement) {
        for (const Presence& one : agreement.presence) {
            if (one.booth != booth_.id || !contains(one.days, day_)) continue;
            BoothUse& use = use_of(agreement.agency);
            // What an agreement says of the hours is more than that the mall is open.
            if (!use.agreement) use.hours.clear();
            use.agreement = agreement.id;
            if (one.hours) {
                use.hours.push_back(*one.hours);
            } else {
                std::ranges::copy(open(), std::back_inserter(use.hours));
            }
        }
        const bool speaks_of_places = !agreement.presence.empty();
        if (speaks_of_places && !has_days(agreement, booth_.id, day_)) {
            elsewhere_.insert(agreement.agency);
        }
    }

    [[nodiscard]] std::vector<BoothUse> uses() const { return uses_; }

    [[nodiscard]] std::vector<BoothTrouble> troubles() const {
        std::vector<BoothTrouble> all;
        for (std::size_t i = 0; i < uses_.size(); ++i) {
            const BoothUse& use = uses_[i];
            for (std::size_t j = 0; j < i; ++j) {
                if (meet(use, uses_[j])) {
                    all.push_back({day_, BoothTroubleKind::overlap, {uses_[j].agency, use.agency}});
                }
            }
            if (!use.in_file) {
                all.push_back({day_, BoothTroubleKind::not_in_file, {use.agency}});
            }
            if (!use.agreement && elsewhere_.contains(use.agency)) {
                all.push_back({day_, BoothTroubleKind::not_in_agreement, {use.agency}});
            }
        }
        return all;
    }

private:
    [[nodiscard]] const std::vector<ClockRange>& open() const {
        return mall_.hours[static_cast<std::size_t>(day_)];
    }

    BoothUse& use_of(const std::string& agency) {
        const auto known = std::ranges::find(uses_, agency, &BoothUse::agency);
        if (known != uses_.end()) return *known;
        uses_.push_back(
            {.day = day_, .agency = agency, .hours = open(), .in_file = false, .agreement = {}});
        return uses_.back();
    }

    /// Whether two agreements have them there in the same minute.
    static bool meet(const BoothUse& one, const BoothUse& other) {
        if (!one.agreement || !other.agreement) return false;
        return std::ranges::any_of(one.hours, [&](ClockRange mine) {
            return std::ranges::any_of(other.hours,
                                       [&](ClockRange theirs) { return overlap(mine, theirs); });
        });
    }

    const Mall& mall_;
    const Booth& booth_;
    Weekday day_;
    std::vector<BoothUse> uses_;
    std::set<std::string> elsewhere_;  // Their agreements name places, and not this one.
};

bool is_one_agencys_all_week(const BoothWeek& week, std::size_t open_days) {
    const auto is_other = [&](const BoothUse& use) {
        return use.agency != week.uses.front().agency;
    };
    return week.troubles.empty() && week.uses.size() == open_days &&
           std::ranges::none_of(week.uses, is_other);
}

}  // namespace

std::vector<BoothWeek> shared_booths(const Forming& forming, const Mall& mall, Date today) {
    std::vector<BoothWeek> weeks;
    for (const Booth& booth : mall.booths) {
        BoothWeek week{.booth = booth.id, .uses = {}, .troubles = {}};
        std::size_t open_days = 0;
        for (std::size_t i = 0; i < mall.hours.size(); ++i) {
            if (mall.hours[i].empty()) continue;
            ++open_days;
            BoothDay day{mall, booth, static_cast<Weekday>(i)};
            for (const Agreement& agreement : forming.agreements) {
                if (is_in_force(agreement, today)) day.add(agreement);
            }
            std::ranges::move(day.uses(), std::back_inserter(week.uses));
            std::ranges::move(day.troubles(), std::back_inserter(week.troubles));
        }
        if (!is_one_agencys_all_week(week, open_days)) weeks.push_back(std::move(week));
    }
    return weeks;
}

}  // namespace gerai::mall
