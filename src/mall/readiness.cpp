#include "mall/readiness.h"

#include <algorithm>
#include <cmath>

namespace gerai::mall {

namespace {

using std::chrono::sys_days;
using Ids = std::vector<std::string>;

/// Which things of a kind lack what they should have.
struct Count {
    std::int64_t of = 0;
    Ids lacking;

    [[nodiscard]] Measured measured() const {
        return {.have = of - static_cast<std::int64_t>(lacking.size()), .of = of};
    }
};

template <class Thing, class Has>
Count count(const std::vector<Thing>& things, Has&& has) {
    Count result{.of = static_cast<std::int64_t>(things.size()), .lacking = {}};
    for (const Thing& thing : things) {
        if (!has(thing)) result.lacking.push_back(thing.id);
    }
    return result;
}

/// The host keeps the mall itself and makes no agreement with itself.
Count agencies_with_agreement(const Forming& forming, const Mall& mall, Date today) {
    std::vector<Agency> guests;
    std::ranges::copy_if(mall.agencies, std::back_inserter(guests),
                         [](const Agency& agency) { return agency.kind != AgencyKind::host; });
    return count(guests, [&](const Agency& agency) {
        return std::ranges::any_of(forming.agreements, [&](const Agreement& agreement) {
            return agreement.agency == agency.id && is_in_force(agreement, today);
        });
    });
}

bool is_tenant(const Mall& mall, const Counter& counter, const std::string& agency) {
    const Booth* const booth = mall.find_booth(counter.booth);
    return booth != nullptr &&
           std::ranges::find(booth->tenants, agency, &Tenant::agency) != booth->tenants.end();
}

bool has_counter(const Mall& mall, const Service& service) {
    return std::ranges::any_of(mall.counters, [&](const Counter& counter) {
        return std::ranges::find(counter.services, service.id) != counter.services.end() &&
               is_tenant(mall, counter, service.agency);
    });
}

Count agencies_with_counters(const Mall& mall) {
    return count(mall.agencies, [&](const Agency& agency) {
        std::int64_t services = 0;
        for (const Service& service : mall.services) {
            if (service.agency != agency.id) continue;
            if (!has_counter(mall, service)) return false;
            ++services;
        }
        return services > 0;
    });
}

/// A fee stands in every mall file; the rest may be left open.
Count services_with_standard(const Mall& mall) {
    return count(mall.services, [](const Service& service) {
        return !service.requirements.empty() && service.time_limit && !service.product.empty();
    });
}

StageReadiness complete_or_not(const StageEntry& entry) {
    StageReadiness result{.stage = entry.stage, .share = 0, .measured = {}};
    for (const Exhibit exhibit : exhibits_of(entry.stage)) {
        if (std::ranges::find(entry.evidence, exhibit, &Evidence::shows) == entry.evidence.end()) {
            result.missing.push_back({.lack = Lack::exhibit, .exhibit = exhibit, .ids = {}});
        }
    }
    if (entry.state != StageState::done) {
        result.missing.push_back({.lack = Lack::done, .exhibit = {}, .ids = {}});
    }
    result.share = result.missing.empty() ? 1 : 0;
    return result;
}

/// Half of a stage is what the mall file tells, half what people say and show.
void measure(StageReadiness& stage, Lack lack, Count counted) {
    stage.measured = counted.measured();
    const double share = counted.of == 0 ? 0
                                         : static_cast<double>(stage.measured->have) /
                                               static_cast<double>(counted.of);
    stage.share = (stage.share + share) / 2;
    if (counted.of == 0 || !counted.lacking.empty()) {
        stage.missing.insert(stage.missing.begin(),
                             {.lack = lack, .exhibit = {}, .ids = std::move(counted.lacking)});
    }
}

AgreementState state_of(const Agreement& agreement, Date today) {
    if (is_in_force(agreement, today)) return AgreementState::in_force;
    return today < agreement.begins ? AgreementState::upcoming : AgreementState::ended;
}

bool names_nothing(const Agreement& agreement) {
    return agreement.services.empty() && agreement.presence.empty();
}

/// Whether two agreements of an agency have a service or a booth in common. One that names neither
/// is about all that the agency does.
bool are_about_the_same(const Agreement& one, const Agreement& other) {
    if (names_nothing(one) || names_nothing(other)) return true;
    const auto gives = [&](const auto& service) {
        return std::ranges::find(other.services, service) != other.services.end();
    };
    const auto is_in = [&](const Presence& place) {
        return std::ranges::find(other.presence, place.booth, &Presence::booth) !=
               other.presence.end();
    };
    return std::ranges::any_of(one.services, gives) || std::ranges::any_of(one.presence, is_in);
}

/// Whether a later agreement of the agency goes on where this one ends. What was there before it
/// is no renewal of it.
bool is_followed(const Agreement& agreement, Date last_day, const Forming& forming) {
    const sys_days day_after = sys_days{last_day} + std::chrono::days{1};
    return std::ranges::any_of(forming.agreements, [&](const Agreement& other) {
        return other.agency == agreement.agency && other.begins > agreement.begins &&
               sys_days{other.begins} <= day_after && (!other.ends || *other.ends > last_day) &&
               are_about_the_same(agreement, other);
    });
}

}  // namespace

Readiness readiness(const Forming& forming, const Mall& mall, Date today) {
    Readiness result;
    double sum = 0;
    for (const StageEntry& entry : all_stages(forming)) {
        StageReadiness stage = complete_or_not(entry);
        if (entry.stage == FormingStage::agreements) {
            measure(stage, Lack::agreement, agencies_with_agreement(forming, mall, today));
        } else if (entry.stage == FormingStage::fit_out) {
            measure(stage, Lack::counter, agencies_with_counters(mall));
        } else if (entry.stage == FormingStage::standards) {
            measure(stage, Lack::standard, services_with_standard(mall));
        }
        stage.late = entry.due && *entry.due < today && stage.share < 1;
        sum += stage.share;
        if (!result.next && stage.share < 1) result.next = entry.stage;
        result.stages.push_back(std::move(stage));
    }
    // Shares that add up to a whole percent may fall short of it by the last bit.
    result.percent = static_cast<std::int64_t>(std::floor(sum / forming_stages * 100 + 1e-9));
    return result;
}

std::vector<Renewal> renewals(const Forming& forming, const Mall& mall, Date today,
                              std::chrono::days within) {
    std::vector<Renewal> due;
    for (const Agreement& agreement : forming.agreements) {
        if (!agreement.ends || is_followed(agreement, *agreement.ends, forming)) continue;
        if (mall.find_agency(agreement.agency) == nullptr) continue;
        const Date on = agreement.renewal_notice.value_or(*agreement.ends);
        const auto left = sys_days{on} - sys_days{today};
        if (left > within) continue;
        due.push_back({.agreement = agreement.id,
                       .agency = agreement.agency,
                       .due = on,
                       .days_left = left.count(),
                       .state = state_of(agreement, today)});
    }
    std::ranges::stable_sort(due, {}, &Renewal::days_left);
    return due;
}

}  // namespace gerai::mall
