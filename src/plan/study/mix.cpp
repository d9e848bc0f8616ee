#include "plan/study/mix.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "plan/study/figures.h"

namespace gerai::plan {

namespace {

using measure::Bundle;
using Ids = std::set<std::string>;

/// Everything that somebody came for, alone or as one of several.
Ids offered_by(const Bundle& bundle) {
    Ids ids;
    for (const auto& service : bundle.services) ids.insert(service.id);
    for (const auto& others : bundle.others) {
        ids.insert(others.services.begin(), others.services.end());
    }
    return ids;
}

/// Services with a cell in which both malls have somebody.
Ids compared_in(std::span<const CommonCell> cells) {
    Ids ids;
    for (const CommonCell& cell : cells) {
        if (cell.malls[0].called > 0 && cell.malls[1].called > 0) ids.insert(cell.service);
    }
    return ids;
}

Ids without(const Ids& all, const Ids& some) {
    Ids rest;
    std::ranges::set_difference(all, some, std::inserter(rest, rest.end()));
    return rest;
}

Ids in_both(const Ids& one, const Ids& other) {
    Ids both;
    std::ranges::set_intersection(one, other, std::inserter(both, both.end()));
    return both;
}

/// The share of a mall's steps that these services have at most.
double share_of(const Ids& ids, const Bundle& bundle) {
    double some = 0;
    double all = 0;
    for (const auto& service : bundle.services) {
        const double steps = steps_in(service.cells);
        all += steps;
        if (ids.contains(service.id)) some += steps;
    }
    const auto is_named = [&](const std::string& id) { return ids.contains(id); };
    for (const auto& others : bundle.others) {
        const double steps = steps_in(others.cells);
        all += steps;
        if (std::ranges::any_of(others.services, is_named)) some += steps;
    }
    return all > 0 ? some / all : 0;
}

StudyCaveat caveat_of(Caveat what, const Ids& ids, double share) {
    return {.what = what, .names = {ids.begin(), ids.end()}, .share = share};
}

}  // namespace

StudyMix mix_of(const Bundle& first, const Bundle& second, std::span<const CommonCell> cells) {
    const Ids of_first = offered_by(first);
    const Ids of_second = offered_by(second);
    const Ids compared = compared_in(cells);
    const Ids only_first = without(of_first, of_second);
    const Ids only_second = without(of_second, of_first);
    const Ids too_few = without(in_both(of_first, of_second), compared);
    return {
        .only_in_first = caveat_of(Caveat::only_in_first, only_first, share_of(only_first, first)),
        .only_in_second =
            caveat_of(Caveat::only_in_second, only_second, share_of(only_second, second)),
        .too_few_at_once = caveat_of(Caveat::too_few_at_once, too_few,
                                     std::max(share_of(too_few, first), share_of(too_few, second))),
        .most_left_out = std::max(share_of(without(of_first, compared), first),
                                  share_of(without(of_second, compared), second))};
}

}  // namespace gerai::plan
