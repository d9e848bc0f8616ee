#include "plan/study/simulated_bundle.h"

#include "measure/bundle_maker.h"
#include "plan/mall_model.h"
#include "plan/simulator.h"

namespace gerai::plan {

namespace {

measure::DayLog played(const Model& model, std::uint64_t seed, std::uint32_t number) {
    Simulator simulator{model};
    measure::DayLogger logger;
    const hall::Day* last = nullptr;  // The simulator's, until its next run.
    Instant now;
    simulator.run(seed, number, [&](const hall::Event& event, const hall::Day& day) {
        logger.note(event, day);
        now = event.at;
        last = &day;
    });
    return last != nullptr ? logger.log(*last, now) : measure::DayLog{.date = model.date};
}

}  // namespace

std::vector<Date> open_dates(const mall::Mall& mall, Date from, std::uint32_t days) {
    constexpr int furthest = 3'653;
    std::vector<Date> dates;
    for (int i = 0; i < furthest && dates.size() < days; ++i) {
        const Date date{std::chrono::sys_days{from} + std::chrono::days{i}};
        if (!mall.hours_on(date).empty()) dates.push_back(date);
    }
    return dates;
}

std::optional<measure::Bundle> simulated_bundle(const mall::Mall& mall,
                                                const std::string& file_hash,
                                                const PlayedPeriod& period,
                                                const std::stop_token& stop) {
    measure::BundleMaker maker{mall, file_hash, measure::BundleSource::simulation};
    std::uint32_t number = 0;
    for (const Date date : open_dates(mall, period.from, period.days)) {
        if (stop.stop_requested()) return std::nullopt;
        const Model model = model_of(mall, date, period.volume);
        maker.add(played(model, period.seed, number++));
    }
    return maker.bundle();
}

}  // namespace gerai::plan
