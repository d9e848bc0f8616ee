#include <map>

#include "plan/calibration/fits.h"

namespace gerai::plan {

namespace {

constexpr double half = 0.5;  // Before any visitor was seen.

struct Firsts {
    double visits = 0;
    double went_on = 0;
};

Fitted second_share(const Firsts& firsts, Origin origin) {
    Fitted share = beta_share(firsts.went_on, firsts.visits, half, half);
    share.origin = origin;
    return share;
}

void fit_route(ServiceFit& fit, const Known& one, const Firsts& agency, const Firsts& mall,
               double planned_share) {
    constexpr auto enough = static_cast<double>(fewest_samples);
    const Firsts own{one.samples->first, one.samples->with_second};
    fit.visits = own.visits;
    fit.as_second = one.samples->as_second;
    for (const auto& [service, count] : one.samples->onward) fit.onward.push_back({service, count});
    if (own.visits >= enough) {
        fit.second_service = second_share(own, Origin::measured);
    } else if (agency.visits >= enough) {
        fit.second_service = second_share(agency, Origin::agency);
    } else if (mall.visits >= enough) {
        fit.second_service = second_share(mall, Origin::mall);
    } else {
        fit.second_service = planned(planned_share);
    }
}

}  // namespace

void fit_routes(Calibration& calibration, std::span<const Known> known, double planned_share) {
    std::map<std::string, Firsts> agencies;
    Firsts all;
    for (const auto& [service, samples] : known) {
        for (Firsts* const sums : {&agencies[service->agency], &all}) {
            sums->visits += samples->first;
            sums->went_on += samples->with_second;
        }
    }
    for (std::size_t i = 0; i < known.size(); ++i) {
        const Firsts& agency = agencies[known[i].service->agency];
        fit_route(calibration.services[i], known[i], agency, all, planned_share);
    }
}

}  // namespace gerai::plan
