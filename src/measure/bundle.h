#pragma once

#include <array>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/json.h"

/// A bundle: what a mall can show others of a period, as sums without anybody in them. There are no
/// numbers, codes, clerks, visits or moments, and no way, class or score of fewer than
/// `fewest_steps`, nor a cell in which fewer were called; what has fewer is joined with others, and
/// never left over as the difference of two sums: visits are not told where those that went on were
/// too few. Within a cell a count may be small: of ten steps one was a no-show, and nobody knows
/// which. Two malls are studied side by side from their bundles. The format is in
/// docs/study-visit.md.
namespace gerai::measure {

/// A cell that is published has so many steps at least that were called, or its waits would be one
/// person's; what has fewer is joined with what is next to it.
inline constexpr std::int64_t fewest_steps = 10;

/// The newest format of a bundle that this program knows.
inline constexpr int bundle_version = 2;

/// A file of a bundle has so many bytes at most.
inline constexpr std::size_t bundle_bytes_max = 8'000'000;

/// So much of what is wrong with a bundle is told, and no more.
inline constexpr std::size_t bundle_faults_max = 20;

/// Whether it happened: kept in the journal of a real hall, played, or kept in that of a trial, in
/// which nobody was served.
enum class BundleSource { journal, simulation, trial };

/// Minutes since local midnight, `to` not included.
struct BundleSpan {
    int from{};
    int to{};

    friend bool operator==(const BundleSpan&, const BundleSpan&) = default;
};

/// How the mall is run, of what its file says.
struct BundlePractices {
    std::int64_t closing_tolerance_seconds{};
    std::int64_t life_events{};  ///< Sets of services that are taken together.
    std::int64_t max_rejoins{};
    std::vector<std::string> priority_classes;
    struct Rate {
        std::string class_;
        std::int64_t rate{};

        friend bool operator==(const Rate&, const Rate&) = default;
    };
    std::vector<Rate> rates;  ///< How fast each class gains while it waits, by name.
    std::int64_t rejoin_behind{};
    std::optional<std::int64_t> rescue_after_seconds;
    std::int64_t shared_booths{};  ///< Booths that have different agencies on different weekdays.

    friend bool operator==(const BundlePractices&, const BundlePractices&) = default;
};

struct BundleMall {
    std::string file_hash;  ///< SHA-256 of the mall file, in hexadecimal digits.
    std::vector<std::vector<BundleSpan>> hours;  ///< By weekday, Monday first.
    std::string id;
    std::string name;
    double promised_share{};
    std::int64_t promised_wait_seconds{};
    std::string time_zone;

    friend bool operator==(const BundleMall&, const BundleMall&) = default;
};

struct BundlePeriod {
    std::int64_t dates{};  ///< On which somebody came.
    Date from{};
    Date to{};  ///< Included.

    friend bool operator==(const BundlePeriod&, const BundlePeriod&) = default;
};

/// Counters of an agency that give the same number of its services.
struct BundleSkills {
    std::string agency;
    std::int64_t counters{};
    std::int64_t of_services{};  ///< That the agency has.
    std::int64_t services{};

    friend bool operator==(const BundleSkills&, const BundleSkills&) = default;
};

/// How long counters of the hall, all together, were open in a half-hour of a weekday.
struct BundleOpenCounters {
    std::int64_t counter_minutes{};  ///< Over all dates.
    std::int64_t dates{};            ///< Of that weekday, on which the hall was open then.
    int from{};                      ///< Minutes since local midnight.
    int weekday{};                   ///< Monday is 0.

    friend bool operator==(const BundleOpenCounters&, const BundleOpenCounters&) = default;
};

/// Steps that could first be called in these half-hours of these weekdays. The definitions are
/// those of `figures.h`.
struct BundleCell {
    std::int64_t called{};
    std::int64_t counted{};  ///< For the promise.
    int from{};              ///< Minutes since local midnight.
    std::int64_t left{};     ///< Cancelled.
    std::int64_t no_shows{};
    std::int64_t steps{};
    int to{};
    std::int64_t wait_seconds{};  ///< Of those that were called, each to the nearest second.
    std::vector<int> weekdays;
    std::int64_t within{};  ///< Of those that counted: called within the promised wait.

    friend bool operator==(const BundleCell&, const BundleCell&) = default;
};

/// A time that so many of a hundred do not exceed, to five seconds.
struct BundleQuantile {
    int percent{};
    std::int64_t seconds{};

    friend bool operator==(const BundleQuantile&, const BundleQuantile&) = default;
};

/// The law of a time. A quantile is there if one of the times at least lies beyond it on either
/// side.
struct BundleTimes {
    std::int64_t count{};
    std::vector<BundleQuantile> quantiles;
    std::int64_t sum_seconds{};  ///< Each to the nearest second.

    friend bool operator==(const BundleTimes&, const BundleTimes&) = default;
};

struct BundleService {
    std::string agency;
    std::vector<BundleCell> cells;
    std::string id;
    std::string name;
    std::optional<BundleTimes> service;  ///< From the start to the finish; none: too few.
    std::optional<BundleTimes> wait;     ///< Until the last call; none: too few.

    friend bool operator==(const BundleService&, const BundleService&) = default;
};

/// Services of each of which alone too few were called.
struct BundleOthers {
    std::optional<std::string> agency;  ///< None: of several.
    std::vector<BundleCell> cells;
    std::vector<std::string> services;

    friend bool operator==(const BundleOthers&, const BundleOthers&) = default;
};

/// How often a visit went on from one service to another. Neither: all other ways together.
struct BundleRoute {
    std::int64_t count{};
    std::optional<std::string> from;
    std::optional<std::string> to;

    friend bool operator==(const BundleRoute&, const BundleRoute&) = default;
};

/// How many are of one kind, or of several that are too few alone.
struct BundlePart {
    std::int64_t count{};
    std::vector<std::string> names;

    friend bool operator==(const BundlePart&, const BundlePart&) = default;
};

/// Ratings of one score, or of neighbouring ones that are too few alone.
struct BundleRatings {
    std::int64_t count{};
    std::vector<int> scores;
    std::int64_t sum{};  ///< Of the scores.

    friend bool operator==(const BundleRatings&, const BundleRatings&) = default;
};

/// Members are in the order in which they are written.
struct Bundle {
    std::vector<BundlePart> channels;  ///< Where visits took their number; none: it is not told.
    std::vector<BundlePart> classes;   ///< Steps by priority class; `booking`: with an appointment.
    BundleMall mall;
    std::vector<BundleOpenCounters> open_counters;  ///< None where the hall has one or two.
    std::vector<BundleOthers> others;
    BundlePeriod period;
    BundlePractices practices;
    std::vector<BundleRatings> ratings;
    std::vector<BundleRoute> routes;
    std::vector<BundleService> services;
    std::vector<BundleSkills> skills;
    BundleSource source{};

    friend bool operator==(const Bundle&, const Bundle&) = default;
};

/// What somebody who brings a bundle can do about a fault.
enum class BundleFaultReason {
    unsound,    ///< A part is not as a bundle has it, or a sum does not add up: have it made again.
    no_bundle,  ///< Bring one.
    newer,      ///< Bring this Gerai up to date.
    altered,    ///< Bring it as it was made.
    too_large,
};

/// One thing that is wrong with a bundle.
struct BundleFault {
    std::string pointer;   ///< Into its JSON (RFC 6901); empty: the whole.
    std::string expected;  ///< In words: what should stand there.
    BundleFaultReason reason = BundleFaultReason::unsound;

    friend bool operator==(const BundleFault&, const BundleFault&) = default;
};

/// The bundle as JSON, always the same bytes: keys in order, no spaces, and the SHA-256 of its
/// content in `hash`.
std::string write_bundle(const Bundle& bundle);

/// Reads a bundle and checks every sum of it; or what is wrong, the first `bundle_faults_max` of
/// it. What is of a newer version, has a member that its version does not know or says anything
/// else than what its hash is of is refused; how it is spaced is not looked at, nor a sum of what
/// was altered.
std::expected<Bundle, std::vector<BundleFault>> read_bundle(std::string_view text);

/// The format in which it is written: the oldest that can say what is in it, so that an older Gerai
/// reads what it understands. A trial is known from 2 on, as who takes it for a hall would err.
int version_of(const Bundle& bundle);

/// The SHA-256 that the file of the bundle bears.
std::string hash_of(const Bundle& bundle);

/// What does not add up, the first `bundle_faults_max` of it.
std::vector<BundleFault> faults_of(const Bundle& bundle);

/// Whether a text is meant as a bundle and not as a mall file.
bool looks_like_bundle(std::string_view text);

BOOST_DESCRIBE_ENUM(BundleSource, journal, simulation, trial)
BOOST_DESCRIBE_STRUCT(BundleSpan, (), (from, to))
BOOST_DESCRIBE_STRUCT(BundlePractices::Rate, (), (class_, rate))
BOOST_DESCRIBE_STRUCT(BundlePractices, (),
                      (closing_tolerance_seconds, life_events, max_rejoins, priority_classes, rates,
                       rejoin_behind, rescue_after_seconds, shared_booths))
BOOST_DESCRIBE_STRUCT(BundleMall, (),
                      (file_hash, hours, id, name, promised_share, promised_wait_seconds,
                       time_zone))
BOOST_DESCRIBE_STRUCT(BundlePeriod, (), (dates, from, to))
BOOST_DESCRIBE_STRUCT(BundleSkills, (), (agency, counters, of_services, services))
BOOST_DESCRIBE_STRUCT(BundleOpenCounters, (), (counter_minutes, dates, from, weekday))
BOOST_DESCRIBE_STRUCT(BundleCell, (),
                      (called, counted, from, left, no_shows, steps, to, wait_seconds, weekdays,
                       within))
BOOST_DESCRIBE_STRUCT(BundleQuantile, (), (percent, seconds))
BOOST_DESCRIBE_STRUCT(BundleTimes, (), (count, quantiles, sum_seconds))
BOOST_DESCRIBE_STRUCT(BundleService, (), (agency, cells, id, name, service, wait))
BOOST_DESCRIBE_STRUCT(BundleOthers, (), (agency, cells, services))
BOOST_DESCRIBE_STRUCT(BundleRoute, (), (count, from, to))
BOOST_DESCRIBE_STRUCT(BundlePart, (), (count, names))
BOOST_DESCRIBE_STRUCT(BundleRatings, (), (count, scores, sum))
BOOST_DESCRIBE_STRUCT(Bundle, (),
                      (channels, classes, mall, open_counters, others, period, practices, ratings,
                       routes, services, skills, source))

}  // namespace gerai::measure
