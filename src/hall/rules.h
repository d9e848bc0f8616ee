#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "core/id.h"
#include "core/time.h"
#include "mall/mall.h"

/// The rules of one business date, as a value. A mall's file gives them; a simulation may set them
/// as it likes, so that the same Day is a textbook queue. Nothing here knows midnight or a number's
/// width.
namespace gerai::hall {

struct Agency {
    std::string id;
    std::string prefix;  ///< Of the numbers that begin at this agency.
};
using AgencyIndex = Index<Agency>;

struct PriorityClass {
    std::string
        name;  ///< `none`, `booking`, `elderly` ...; the first of the rules is the ordinary one.
    std::int64_t rate{};  ///< How fast a place gains score: rate times age in microseconds.
};
using ClassIndex = Index<PriorityClass>;

struct Counter;
using CounterIndex = Index<Counter>;

/// One edition of a service: when a new mall file changes which counters give a service, the visits
/// issued before keep their edition, and those issued after get another.
struct Service {
    std::string id;
    AgencyIndex agency;
    Duration mean{};                      ///< Mean time at the counter, for the capacity stop.
    std::vector<Index<Service>> after{};  ///< First editions that come before this one in a visit.
    Index<Service> original{};  ///< The first edition of the same id; its own index at first.
    bool is_offered = true;     ///< Whether numbers are issued for this edition.
};
using ServiceIndex = Index<Service>;

struct Counter {
    int number{};
    std::string booth{};
    AgencyIndex agency{};               ///< Its primary agency: today's tenant of the booth.
    std::vector<ServiceIndex> gives{};  ///< Every edition that it may call.
    bool is_in_file = true;  ///< False: it goes, and stays until its queue is served out.
    std::vector<ServiceIndex>
        own{};  ///< Of what it gives, the editions that were new with its file.
};

enum class Order { accumulating, absolute };

struct Rules {
    Order order = Order::accumulating;
    std::vector<PriorityClass> classes{{"none", 1}};
    std::optional<Duration> rescue_after;  ///< From this age on: before all others, oldest first.
    std::optional<Duration>
        skill_switch;  ///< Taken off the score of another service than the last.
    std::optional<std::int64_t> primary_threshold;  ///< Above it, the primary agency comes first.

    int max_rejoins = 2;    ///< A visit; 0: nobody comes back.
    int rejoin_behind = 3;  ///< At least 1.
    Duration undo_within = std::chrono::seconds{30};

    bool has_capacity_stop = true;
    Duration closing_tolerance{};
    std::vector<Interval> opening;     ///< In order; none: closed. May be unbounded.
    Instant ends_at = Instant::max();  ///< When the date is over for those who wait.
    bool is_open_through_end = false;  ///< What waits at the end goes on into the next date.
    std::string paper_prefix;          ///< Of the emergency roll; empty: there is none.

    std::vector<Agency> agencies;
    std::vector<Service> services;
    std::vector<Counter> counters;

    /// The newest edition of a service by its id, or nothing.
    [[nodiscard]] std::optional<ServiceIndex> find_service(std::string_view id) const;
    [[nodiscard]] std::optional<CounterIndex> find_counter(int number) const;
    [[nodiscard]] std::optional<ClassIndex> find_class(std::string_view name) const;

    /// Open now, a break included: numbers are issued from the first opening to the last closing.
    [[nodiscard]] bool is_open_at(Instant now) const;

    /// The last closing of the date; never for a date without an end.
    [[nodiscard]] Instant closes_at() const;
};

/// The rules that a mall's file gives for a date: the tenants of that weekday, its hours, its
/// holidays.
Rules rules_for(const mall::Mall& mall, Date date);

/// `today` with a newer file of the same mall: visits issued from now on follow the newer file,
/// those issued before keep what was given to them; order, rates and classes stay until the next
/// date.
Rules with_newer_file(const Rules& today, const mall::Mall& newer, Date date);

/// The place in a newer file of an agency whose numbers would look like those of today's paper
/// roll. A known agency keeps its prefix of today, and the roll its own; agencies that share a
/// prefix share its series.
std::optional<std::uint32_t> agency_like_paper(const Rules& today, const mall::Mall& newer);

/// `today` with the services and counters of an older file that are in it no more, so that what an
/// earlier date has left in a clerk's hands can be brought to its end. No numbers are issued for
/// them.
Rules with_what_is_gone(const Rules& today, const mall::Mall& older, Date date);

}  // namespace gerai::hall
