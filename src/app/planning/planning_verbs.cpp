#include "app/planning/planning_verbs.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <stdexcept>
#include <thread>

#include "app/planning/calibration_file.h"
#include "plan/mall_model.h"
#include "trust/digest.h"

namespace gerai::app {

unsigned PlayedDays::threads_to_use() const {
    return threads == 0 ? std::max(std::thread::hardware_concurrency(), 1U) : threads;
}

void add_options(CLI::App& verb, PlayedDays& days) {
    verb.add_option("FILE", days.file, "mall file")->required();
    add_seed(verb, days.seed, "of the randomness: the same days again (1)");
    verb.add_option("--date", days.date, "whose tenants and hours (the next open one)")
        ->type_name("YYYY-MM-DD");
    verb.add_option("--volume", days.volume, "times the visits of the file (1)")
        ->check(CLI::Range(0.01, 100.0))
        ->check([](const std::string& text) {
            // A range lets what is no number through, as it is not beyond either end.
            return std::isnan(std::strtod(text.c_str(), nullptr)) ? "expected a number" : "";
        });
    add_calibration(verb, days);
    verb.add_option("--threads", days.threads, "how many; they change nothing (one a core)")
        ->check(CLI::Range(1U, 256U));
}

void add_seed(CLI::App& verb, std::uint64_t& seed, const std::string& about) {
    // The parser takes -1 for the greatest number that there is.
    verb.add_option("--seed", seed, about)->check([](const std::string& text) {
        return text.starts_with('-') ? "expected a whole number that is not negative" : "";
    });
}

void add_calibration(CLI::App& verb, PlayedDays& days) {
    verb.add_option("--calibration", days.calibration,
                    "what gerai calibrate --out found, in place of the file's planning figures")
        ->type_name("FILE");
}

ProgressLine::ProgressLine() : is_watched_(isatty(STDERR_FILENO) != 0) {}

ProgressLine::~ProgressLine() { say(""); }

void ProgressLine::say(const std::string& text) const {
    if (is_watched_) std::cerr << "\r" + text + "\033[K" << std::flush;
}

void DayProgress::note_day() {
    constexpr std::uint64_t steps = 100;
    const std::uint32_t done = ++done_;
    if (done * steps / days_ == (done - 1) * steps / days_) return;
    line_.say(std::to_string(done) + " of " + std::to_string(days_) + " days");
}

std::optional<Date> date_said(std::string_view flag, const std::string& text) {
    if (text.empty()) return std::nullopt;
    const auto date = parse_date(text);
    if (!date) throw WrongCall{std::string{flag} + " takes a date such as 2026-11-25."};
    return date;
}

Date planned_date(const std::string& asked, const mall::Mall& mall) {
    if (const auto date = date_said("--date", asked)) {
        if (mall.hours_on(*date).empty()) {
            throw WrongCall{mall.id + " is closed on " + asked +
                            ": name a date on which it is open."};
        }
        return *date;
    }
    constexpr int furthest = 366;
    const Date today =
        TimeZone::named(mall.time_zone)
            ->date_of(std::chrono::floor<Duration>(std::chrono::system_clock::now()));
    for (int i = 0; i < furthest; ++i) {
        const Date date{std::chrono::sys_days{today} + std::chrono::days{i}};
        if (!mall.hours_on(date).empty()) return date;
    }
    throw WrongCall{mall.id + " is not open on any day of the next year."};
}

namespace {

/// Rows of zeros would be no answer.
void expect_visitors(const plan::Model& model, const mall::Mall& mall) {
    if (!model.streams.empty() || !model.appointments.empty()) return;
    throw WrongCall{"Nobody comes to " + mall.id + " on " + gerai::to_string(model.date) +
                    ": no agency that is there has visitors. Name another date, give its services "
                    "daily_visits in the file, or what gerai calibrate found with --calibration."};
}

}  // namespace

std::string to_sentence(const Basis& basis) {
    if (basis.calibration.empty()) {
        return "Rests on the planning figures of the mall's file: nothing was measured.\n";
    }
    std::string text = "Rests on " + basis.calibration + ": " + std::to_string(basis.dates) +
                       (basis.dates == 1 ? " date" : " dates") + " up to " +
                       gerai::to_string(basis.to) + "; ";
    if (!basis.is_long_enough) {
        text += "too few to tell who comes when and which clerks are there, which the file says; ";
    }
    if (!basis.fit) return text + "nobody has checked how well a model of them fits.\n";
    const plan::KnownFit& fit = *basis.fit;
    text += "model fit: " + std::to_string(fit.passed) + " of " + std::to_string(fit.checks);
    if (fit.unknown > 0) text += ", " + std::to_string(fit.unknown) + " not known yet";
    return text + ".\n";
}

boost::json::object to_json(const Basis& basis) {
    if (basis.calibration.empty()) return {{"source", "planning_figures"}};
    boost::json::object all{{"source", "calibration"},
                            {"file", basis.calibration},
                            {"dates", basis.dates},
                            {"to", gerai::to_string(basis.to)},
                            {"is_long_enough", basis.is_long_enough}};
    if (basis.fit) {
        all["checks_passed"] = basis.fit->passed;
        all["checks_unknown"] = basis.fit->unknown;
        all["checks"] = basis.fit->checks;
    }
    return all;
}

RestingModel with_calibration(plan::Model planned, const mall::Mall& mall,
                              const std::string& calibration, std::string_view digest,
                              double volume) {
    if (calibration.empty()) return {.model = std::move(planned), .basis = {}};
    const plan::Calibration found = read_calibration_file(calibration, mall.id);
    const std::string warning = warning_of_other_file(found, digest);
    if (!warning.empty()) std::cerr << warning + '\n';
    return {.model = plan::calibrated(std::move(planned), mall, found, volume),
            .basis = {.calibration = calibration,
                      .dates = found.all_dates(),
                      .to = found.to,
                      .is_long_enough = found.is_long_enough(),
                      .fit = found.fit}};
}

void prepare_directory(const std::string& out) {
    if (out.empty()) return;
    std::error_code error;
    std::filesystem::create_directories(out, error);
    if (error || !std::filesystem::is_directory(out)) {
        throw WrongCall{"--out names a directory to write to, and \"" + out + "\" cannot be one: " +
                        (error ? error.message() : std::string{"it is a file"}) + "."};
    }
}

RestingModel played_model(const PlayedDays& days, const CheckedFile& file) {
    plan::Model planned =
        plan::model_of(file.mall, planned_date(days.date, file.mall), days.volume);
    RestingModel played = with_calibration(std::move(planned), file.mall, days.calibration,
                                           trust::sha256_hex(file.text), days.volume);
    expect_visitors(played.model, file.mall);
    return played;
}

}  // namespace gerai::app
