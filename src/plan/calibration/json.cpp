#include "plan/calibration/json.h"

#include <algorithm>

#include "plan/calibration/samples.h"

namespace gerai::plan {

BOOST_DESCRIBE_ENUM(Origin, measured, agency, mall, planned)
BOOST_DESCRIBE_STRUCT(Fitted, (), (value, low, high, observations, origin))
BOOST_DESCRIBE_STRUCT(ArrivalRow, (),
                      (priority, weekday, from, dates, visits, half_hours, rate, low, high))
BOOST_DESCRIBE_STRUCT(RouteCount, (), (service, count))
BOOST_DESCRIBE_STRUCT(ServiceFit, (),
                      (service, given_on, visits, as_second, ended, trimmed, arrivals,
                       median_seconds, sigma, quantiles, second_service, onward))
BOOST_DESCRIBE_STRUCT(ClockStretch, (), (from, to))
BOOST_DESCRIBE_STRUCT(CounterFit, (),
                      (number, weekday, dates, open_on, hours, open, serves_out, services))
BOOST_DESCRIBE_STRUCT(KnownFit, (), (passed, unknown, checks))
BOOST_DESCRIBE_STRUCT(Calibration, (),
                      (version, mall, mall_file, from, to, dates, day_variance, dispersion_index,
                       dispersion_p_value, services, counters, known_counters, patience_seconds,
                       says_goodbye, absent, comes_back, back_after_seconds, back_after_quantiles,
                       no_show_after_seconds, walking_seconds, walking_quantiles, idle_gap_seconds,
                       long_gaps, counter_spread, fit))

namespace {

constexpr double day_of_seconds = 24 * 60 * 60;

/// What a hand that edits the file may break, and a model would not survive.
class Check {
public:
    json::Faults of(const Calibration& calibration) {
        const json::Place root;
        expect(calibration.version >= 1, json::Place{root, "version"});
        expect(calibration.dates.size() == weekdays, json::Place{root, "dates"});
        share(calibration.says_goodbye, {root, "says_goodbye"});
        share(calibration.absent, {root, "absent"});
        share(calibration.comes_back, {root, "comes_back"});
        between(calibration.day_variance, 0, 25, {root, "day_variance"});
        seconds(calibration.patience_seconds, {root, "patience_seconds"});
        seconds(calibration.no_show_after_seconds, {root, "no_show_after_seconds"});
        seconds(calibration.idle_gap_seconds, {root, "idle_gap_seconds"});
        times(calibration.walking_quantiles, {root, "walking_quantiles"});
        times(calibration.back_after_quantiles, {root, "back_after_quantiles"});
        const json::Place services{root, "services"};
        for (std::size_t i = 0; i < calibration.services.size(); ++i) {
            service(calibration.services[i], {services, i});
        }
        const json::Place counters{root, "counters"};
        for (std::size_t i = 0; i < calibration.counters.size(); ++i) {
            counter(calibration.counters[i], {counters, i});
        }
        return std::move(faults_);
    }

private:
    void expect(bool holds, const json::Place& at) {
        if (!holds)
            faults_.push_back({.pointer = at.pointer(), .kind = json::FaultKind::not_possible});
    }
    void between(const Fitted& one, double lowest, double highest, const json::Place& at) {
        expect(one.value >= lowest && one.value <= highest, at);
    }
    void share(const Fitted& one, const json::Place& at) { between(one, 0, 1, at); }
    void seconds(const Fitted& one, const json::Place& at) { between(one, 0, day_of_seconds, at); }
    void times(const std::vector<double>& values, const json::Place& at) {
        expect(std::ranges::all_of(values,
                                   [](double one) { return one >= 0 && one <= day_of_seconds; }),
               at);
    }

    void service(const ServiceFit& fit, const json::Place& at) {
        expect(fit.given_on.size() == weekdays, {at, "given_on"});
        share(fit.second_service, {at, "second_service"});
        between(fit.median_seconds, 1e-3, day_of_seconds, {at, "median_seconds"});
        between(fit.sigma, 0, 5, {at, "sigma"});
        times(fit.quantiles, {at, "quantiles"});
        const json::Place rows{at, "arrivals"};
        for (std::size_t i = 0; i < fit.arrivals.size(); ++i) row(fit.arrivals[i], {rows, i});
        const json::Place onward{at, "onward"};
        for (std::size_t i = 0; i < fit.onward.size(); ++i) {
            expect(fit.onward[i].count >= 0, {onward, i});
        }
        expect(fit.as_second >= 0, {at, "as_second"});
    }

    void row(const ArrivalRow& row, const json::Place& at) {
        const std::size_t size = row.rate.size();
        const auto last = static_cast<std::size_t>(std::max(row.from, 0)) + size;
        const bool is_a_row = row.visits.size() == size && row.half_hours.size() == size &&
                              row.low.size() == size && row.high.size() == size;
        expect(size > 0 && is_a_row && row.from >= 0 && last <= half_hours_a_day, at);
        expect(std::ranges::all_of(row.rate, [](double one) { return one >= 0 && one < 1e5; }), at);
        weekday(row.weekday, at);
    }

    void counter(const CounterFit& fit, const json::Place& at) {
        weekday(fit.weekday, at);
        int reached = 0;
        for (const ClockStretch& open : fit.open) {
            expect(open.from >= reached && open.from < open.to && open.to <= 24 * 60, at);
            reached = open.to;
        }
    }

    void weekday(int one, const json::Place& at) {
        expect(one >= 0 && one < static_cast<int>(weekdays), {at, "weekday"});
    }

    json::Faults faults_;
};

/// The version that a document says it has; 0 where it says none.
std::int64_t version_of(const json::Value& document) {
    const json::Object* const object = document.if_object();
    if (object == nullptr) return 0;
    const json::Value* const version = object->if_contains("version");
    if (version == nullptr || !version->is_int64()) return 0;
    return version->as_int64();
}

}  // namespace

std::string to_json_text(const Calibration& calibration) { return json::write(calibration); }

std::expected<Calibration, NoCalibration> read_calibration(std::string_view text) {
    const auto document = json::parse(text);
    if (!document) return std::unexpected(NoCalibration{.faults = document.error()});
    const std::int64_t version = version_of(*document);
    if (version > calibration_version) {
        return std::unexpected(NoCalibration{.newer_version = version});
    }
    auto calibration = json::read<Calibration>(*document);
    if (!calibration) return std::unexpected(NoCalibration{.faults = calibration.error()});
    json::Faults faults = Check{}.of(*calibration);
    if (!faults.empty()) return std::unexpected(NoCalibration{.faults = std::move(faults)});
    return *std::move(calibration);
}

}  // namespace gerai::plan
