#pragma once

#include "api/types.h"
#include "mall/mall.h"

/// The shapes of what everybody may read: the mall, its services, its board.
namespace gerai::mall {
BOOST_DESCRIBE_ENUM(Basis, sourced, norm)
BOOST_DESCRIBE_ENUM(AgencyKind, vertical, regional, state_enterprise, regional_enterprise, private_,
                    host)
BOOST_DESCRIBE_ENUM(TimeUnit, minute, hour, working_day)
}  // namespace gerai::mall

namespace gerai::api {

/// A stretch of opening, `from` included, `to` not.
struct OpeningView {
    Timestamp from;
    Timestamp to;
};
BOOST_DESCRIBE_STRUCT(OpeningView, (), (from, to))

struct MallSummary {
    std::string id;
    std::string name;
    std::optional<std::string> name_en;
    std::string region;
    std::string time_zone;
    std::string business_date;
    bool open = false;
    Nullable<Timestamp> next_open;
    std::vector<OpeningView> hours_today;
};
BOOST_DESCRIBE_STRUCT(MallSummary, (),
                      (id, name, name_en, region, time_zone, business_date, open, next_open,
                       hours_today))

struct MallList {
    std::vector<MallSummary> malls;
};
BOOST_DESCRIBE_STRUCT(MallList, (), (malls))

struct AgencyView {
    std::string id;
    std::string name;
    std::optional<std::string> name_en;
    mall::AgencyKind kind{};
    std::string prefix;
    bool here_today = false;
};
BOOST_DESCRIBE_STRUCT(AgencyView, (), (id, name, name_en, kind, prefix, here_today))

struct BoothView {
    std::string id;
    std::string name;
    std::optional<std::string> name_en;
    std::int64_t floor{};
    Nullable<std::string> agency;
};
BOOST_DESCRIBE_STRUCT(BoothView, (), (id, name, name_en, floor, agency))

/// A counter as the mall's file has it; its state is for the hall.
struct CounterPlace {
    std::int64_t number{};
    std::string booth;
    Nullable<std::string> agency;
    std::vector<std::string> services;
};
BOOST_DESCRIBE_STRUCT(CounterPlace, (), (number, booth, agency, services))

struct ZoneView {
    std::string id;
    std::string name;
    std::optional<std::string> name_en;
    std::vector<std::string> booths;
};
BOOST_DESCRIBE_STRUCT(ZoneView, (), (id, name, name_en, booths))

struct BundleView {
    std::string id;
    std::string name;
    std::optional<std::string> name_en;
    std::vector<std::string> services;
};
BOOST_DESCRIBE_STRUCT(BundleView, (), (id, name, name_en, services))

/// What the mall promises: a share of the steps is called within the wait.
struct PromiseView {
    std::int64_t wait_seconds{};
    double share{};
};
BOOST_DESCRIBE_STRUCT(PromiseView, (), (wait_seconds, share))

struct MallView {
    std::string id;
    std::string name;
    std::optional<std::string> name_en;
    std::string region;
    std::string time_zone;
    std::string business_date;
    Timestamp now;
    double clock_rate = 1;
    bool trial = false;
    bool open = false;
    Nullable<Timestamp> next_open;
    std::vector<OpeningView> hours_today;
    std::vector<AgencyView> agencies;
    std::vector<BoothView> booths;
    std::vector<CounterPlace> counters;
    std::vector<ZoneView> zones;
    std::vector<BundleView> bundles;
    std::vector<std::string> priority_classes;
    PromiseView promise;
    std::int64_t walking_time_seconds{};
    std::int64_t alarm_after_seconds{};
    std::int64_t max_rejoins{};
    std::optional<std::string> paper_prefix;
    std::optional<std::string> accent;
    std::optional<std::string> logo;  ///< Where the picture is; absent where the mall has none.
};
BOOST_DESCRIBE_STRUCT(MallView, (),
                      (id, name, name_en, region, time_zone, business_date, now, clock_rate, trial,
                       open, next_open, hours_today, agencies, booths, counters, zones, bundles,
                       priority_classes, promise, walking_time_seconds, alarm_after_seconds,
                       max_rejoins, paper_prefix, accent, logo))

/// Whether a number for a service can be had now: its agency is not here today, the mall is
/// closed, no more could be served before closing time, or yes.
enum class Availability { open, full, absent, closed };
BOOST_DESCRIBE_ENUM(Availability, open, full, absent, closed)

enum class FeeKind { free, fixed, formula };
BOOST_DESCRIBE_ENUM(FeeKind, free, fixed, formula)

/// What a service costs: nothing, whole rupiah, or by a formula in words.
struct FeeView {
    FeeKind kind{};
    std::optional<std::int64_t> amount;
    std::optional<std::string> from;
    std::optional<std::string> basis;
    std::optional<std::string> text;
};
BOOST_DESCRIBE_STRUCT(FeeView, (), (kind, amount, from, basis, text))

struct TimeLimitView {
    std::int64_t value{};
    mall::TimeUnit unit{};
};
BOOST_DESCRIBE_STRUCT(TimeLimitView, (), (value, unit))

/// A service in the list: what it needs, and whether a number can be had now.
struct ServiceView {
    std::string id;
    std::string agency;
    std::string name;
    std::optional<std::string> name_en;
    std::vector<std::string> requirements;
    std::optional<std::vector<std::string>>
        requirements_en;  ///< As many; absent where there are none.
    FeeView fee;
    Nullable<TimeLimitView> time_limit;
    std::string product;
    Availability availability{};
    Nullable<Timestamp> next_open;
    std::int64_t waiting{};
    std::int64_t open_counters{};
    Nullable<Estimate> estimate;
};
BOOST_DESCRIBE_STRUCT(ServiceView, (),
                      (id, agency, name, name_en, requirements, requirements_en, fee, time_limit,
                       product, availability, next_open, waiting, open_counters, estimate))

struct ServiceList {
    std::vector<ServiceView> services;
};
BOOST_DESCRIBE_STRUCT(ServiceList, (), (services))

/// Half of the visits take at most `p50_seconds` at the counter, nine of ten at most `p90_seconds`.
struct CounterTimeView {
    std::int64_t p50_seconds{};
    std::int64_t p90_seconds{};
};
BOOST_DESCRIBE_STRUCT(CounterTimeView, (), (p50_seconds, p90_seconds))

/// The whole service standard.
struct ServiceStandard : ServiceView {
    std::string agency_name;
    CounterTimeView counter_time;
    std::vector<std::string> after;
    std::vector<std::int64_t> counters;
    Nullable<mall::Basis> basis;
    std::string source;
};
BOOST_DESCRIBE_STRUCT(ServiceStandard, (ServiceView),
                      (agency_name, counter_time, after, counters, basis, source))

/// A number that was called, and where to.
struct BoardCall {
    std::string number;
    std::int64_t counter{};
    std::string booth;
    std::int64_t floor{};
    Timestamp called_at;
    std::int64_t times_called{};
    hall::StepState state{};
};
BOOST_DESCRIBE_STRUCT(BoardCall, (),
                      (number, counter, booth, floor, called_at, times_called, state))

/// Who waits for an agency.
struct QueueView {
    std::string agency;
    std::string prefix;
    std::int64_t waiting{};
    std::int64_t open_counters{};
    Nullable<std::int64_t> oldest_waiting_seconds;
    Nullable<Estimate> estimate;
};
BOOST_DESCRIBE_STRUCT(QueueView, (),
                      (agency, prefix, waiting, open_counters, oldest_waiting_seconds, estimate))

/// Something that the mall tells everybody.
struct NoticeView {
    std::string id;
    std::string text;
    std::optional<std::string> text_en;
    std::optional<std::string> zone;
    std::optional<Timestamp> until;
};
BOOST_DESCRIBE_STRUCT(NoticeView, (), (id, text, text_en, zone, until))

struct BoardView {
    std::int64_t seq{};
    Timestamp now;
    std::string business_date;
    std::vector<BoardCall> calls;
    std::vector<QueueView> queues;
    std::vector<NoticeView> notices;
};
BOOST_DESCRIBE_STRUCT(BoardView, (), (seq, now, business_date, calls, queues, notices))

struct LivenessView {
    bool alive = false;
};
BOOST_DESCRIBE_STRUCT(LivenessView, (), (alive))

/// Whether the server is ready, and why it is not.
struct ReadinessView {
    bool ready = false;
    std::vector<std::string> reasons;
};
BOOST_DESCRIBE_STRUCT(ReadinessView, (), (ready, reasons))

}  // namespace gerai::api
