#include "plan/study/fair_comparison.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "plan/deviates.h"

namespace gerai::plan {

namespace {

constexpr double seconds_a_minute = 60;

using Spans = std::vector<measure::BundleSpan>;

const measure::BundleService* find(const measure::Bundle& bundle, const std::string& id) {
    const auto at = std::ranges::find(bundle.services, id, &measure::BundleService::id);
    return at == bundle.services.end() ? nullptr : &*at;
}

/// Spans that overlap become one.
Spans joined(Spans spans) {
    std::ranges::sort(spans, {}, &measure::BundleSpan::from);
    Spans all;
    for (const auto& span : spans) {
        if (!all.empty() && span.from < all.back().to) {
            all.back().to = std::max(all.back().to, span.to);
        } else {
            all.push_back(span);
        }
    }
    return all;
}

CommonCell::OfMall sums_within(const measure::BundleService& service,
                               const measure::BundleSpan& span) {
    CommonCell::OfMall sums;
    for (const measure::BundleCell& cell : service.cells) {
        if (cell.from < span.from || cell.to > span.to) continue;
        sums.level.part += cell.within;
        sums.level.whole += cell.counted;
        sums.called += cell.called;
        sums.wait_seconds += cell.wait_seconds;
    }
    return sums;
}

std::vector<CommonCell> cells_of(const std::string& id,
                                 std::span<const measure::Bundle* const> malls) {
    std::vector<const measure::BundleService*> services;
    Spans spans;
    for (const measure::Bundle* const mall : malls) {
        services.push_back(find(*mall, id));
        if (services.back() == nullptr) continue;
        for (const auto& cell : services.back()->cells) spans.push_back({cell.from, cell.to});
    }
    std::vector<CommonCell> cells;
    if (std::ranges::count(services, nullptr) + 2 > std::ssize(services)) return cells;
    for (const auto& span : joined(std::move(spans))) {
        CommonCell cell{.service = id, .from = span.from, .to = span.to, .malls = {}};
        for (const auto* const service : services) {
            cell.malls.push_back(service == nullptr ? CommonCell::OfMall{}
                                                    : sums_within(*service, span));
        }
        cells.push_back(std::move(cell));
    }
    return cells;
}

double real(std::int64_t count) { return static_cast<double>(count); }

/// The cell's own counts over all malls; only with two of them it says what one would have had.
Counted of_all(const CommonCell& cell) {
    Counted all;
    int present = 0;
    for (const auto& mall : cell.malls) {
        all.part += mall.level.part;
        all.whole += mall.level.whole;
        present += mall.level.whole > 0 ? 1 : 0;
    }
    return present >= 2 ? all : Counted{};
}

}  // namespace

std::vector<CommonCell> common_cells(std::span<const measure::Bundle* const> malls) {
    std::set<std::string> ids;
    for (const measure::Bundle* const mall : malls) {
        for (const auto& service : mall->services) ids.insert(service.id);
    }
    std::vector<CommonCell> all;
    for (const std::string& id : ids) {
        for (CommonCell& cell : cells_of(id, malls)) all.push_back(std::move(cell));
    }
    return all;
}

double Standardised::ratio() const {
    return expected > 0 ? real(observed.part) / expected * all_share : 0;
}

double Standardised::z() const {
    return variance > 0 ? (real(observed.part) - expected) / std::sqrt(variance) : 0;
}

double Standardised::error() const {
    return expected > 0 ? all_share * std::sqrt(variance) / expected : 0;
}

std::vector<Standardised> standardised(std::span<const CommonCell> cells, std::size_t malls) {
    std::vector<Standardised> all(malls);
    Counted total;
    for (const CommonCell& cell : cells) {
        const Counted together = of_all(cell);
        if (together.whole == 0) continue;
        const double p = together.share();
        total.part += together.part;
        total.whole += together.whole;
        for (std::size_t i = 0; i < malls; ++i) {
            const Counted& own = cell.malls[i].level;
            all[i].observed.part += own.part;
            all[i].observed.whole += own.whole;
            all[i].expected += p * real(own.whole);
            all[i].variance += p * (1 - p) * real(own.whole);
            all[i].third += p * (1 - p) * (1 - 2 * p) * real(own.whole);
        }
    }
    for (Standardised& one : all) one.all_share = total.share();
    return all;
}

std::optional<AdjustedDifference> adjusted_level(std::span<const CommonCell> cells) {
    AdjustedDifference found;
    double weights = 0;
    double squares = 0;  // Of the difference: Greenland and Robins 1985.
    double off = 0;      // Sum of observed less expected of the first.
    double hypergeometric = 0;
    for (const CommonCell& cell : cells) {
        const Counted& a = cell.malls[0].level;
        const Counted& b = cell.malls[1].level;
        if (a.whole == 0 || b.whole == 0) continue;
        ++found.cells;
        const double n1 = real(a.whole);
        const double n2 = real(b.whole);
        const double n = n1 + n2;
        const double weight = n1 * n2 / n;
        weights += weight;
        found.first += weight * a.share();
        found.second += weight * b.share();
        squares +=
            weight * weight * (a.share() * (1 - a.share()) / n1 + b.share() * (1 - b.share()) / n2);
        const double in_time = real(a.part + b.part);
        off += real(a.part) - n1 * in_time / n;
        if (n > 1) hypergeometric += n1 * n2 * in_time * (n - in_time) / (n * n * (n - 1));
    }
    if (found.cells == 0) return std::nullopt;
    found.first /= weights;
    found.second /= weights;
    const double half = z975 * std::sqrt(squares) / weights;
    found.low = found.difference() - half;
    found.high = found.difference() + half;
    found.z = hypergeometric > 0 ? off / std::sqrt(hypergeometric) : 0;
    return found;
}

std::optional<AdjustedWaits> adjusted_waits(std::span<const CommonCell> cells) {
    AdjustedWaits found;
    double weights = 0;
    for (const CommonCell& cell : cells) {
        const CommonCell::OfMall& a = cell.malls[0];
        const CommonCell::OfMall& b = cell.malls[1];
        if (a.called == 0 || b.called == 0) continue;
        const double weight = real(a.called) * real(b.called) / real(a.called + b.called);
        weights += weight;
        found.first += weight * real(a.wait_seconds) / real(a.called);
        found.second += weight * real(b.wait_seconds) / real(b.called);
    }
    if (weights == 0) return std::nullopt;
    found.first /= weights * seconds_a_minute;
    found.second /= weights * seconds_a_minute;
    return found;
}

}  // namespace gerai::plan
