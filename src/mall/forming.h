#pragma once

#include <expected>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/json.h"
#include "mall/clock_range.h"

/// How a mall is formed: twelve stages from the study of its need to the yearly evaluation, each
/// with what it has to show, and the register of agreements with its agencies. The stages follow
/// Perpres 89/2021 (articles 5 to 9) and PermenPANRB 92/2021, the fields of an agreement what
/// agreements of such malls hold (docs/forming.md).
///
/// It is a document of the mall's journal, and so holds no personal data: owners and parties are
/// offices such as "Kepala DPMPTSP", never people.
namespace gerai::mall {

/// In the order in which a mall goes through them.
enum class FormingStage {
    study,
    proposal,
    commitment,
    coordination,
    agreements,
    fit_out,
    standards,
    pilot,
    evaluation,
    inauguration,
    operation,
    monev
};
BOOST_DESCRIBE_ENUM(FormingStage, study, proposal, commitment, coordination, agreements, fit_out,
                    standards, pilot, evaluation, inauguration, operation, monev)

inline constexpr std::size_t forming_stages = 12;

enum class StageState { not_begun, under_way, done };
BOOST_DESCRIBE_ENUM(StageState, not_begun, under_way, done)

/// A paper that a stage has to show before it counts as done.
enum class Exhibit {
    urgency_study,
    proposal_letter,
    approval_letter,
    commitment_minutes,
    coordination_minutes,
    joint_agreement,
    regional_decree,
    handover_notes,
    standards_decree,
    service_charter,
    house_rules,
    visit_figures,
    trouble_list,
    evaluation_minutes,
    follow_up,
    inauguration_record,
    yearly_minutes,
    agency_ranking,
    evidence_pack,
    monev_result
};
BOOST_DESCRIBE_ENUM(Exhibit, urgency_study, proposal_letter, approval_letter, commitment_minutes,
                    coordination_minutes, joint_agreement, regional_decree, handover_notes,
                    standards_decree, service_charter, house_rules, visit_figures, trouble_list,
                    evaluation_minutes, follow_up, inauguration_record, yearly_minutes,
                    agency_ranking, evidence_pack, monev_result)

/// What a stage has to show, in the order in which it is told.
std::span<const Exhibit> exhibits_of(FormingStage stage);

/// A paper, a job of the planning console by its id (`plan`, `simulation`), or an address.
enum class EvidenceKind { document, plan, simulation, link };
BOOST_DESCRIBE_ENUM(EvidenceKind, document, plan, simulation, link)

struct Evidence {
    std::optional<Exhibit> shows;  ///< Absent: it supports the stage and is not what it must show.
    json::Text<160> title;
    EvidenceKind kind{};
    std::optional<json::Text<300>> reference;  ///< Its number, the id of the job, or the address.
    std::optional<Date> date;

    friend bool operator==(const Evidence&, const Evidence&) = default;
};
BOOST_DESCRIBE_STRUCT(Evidence, (), (shows, title, kind, reference, date))

struct StageEntry {
    FormingStage stage{};
    StageState state{};
    std::optional<json::Text<120>> owner;  ///< An office, never a person.
    std::optional<Date> due;
    std::optional<json::Text<600>> note;
    std::vector<Evidence> evidence;

    friend bool operator==(const StageEntry&, const StageEntry&) = default;
};
BOOST_DESCRIBE_STRUCT(StageEntry, (), (stage, state, owner, due, note, evidence))

enum class Weekday { mon, tue, wed, thu, fri, sat, sun };
BOOST_DESCRIBE_ENUM(Weekday, mon, tue, wed, thu, fri, sat, sun)

/// Where an agency is on which weekdays; without hours, for as long as the mall is open.
struct Presence {
    json::Text<60> booth;
    std::vector<Weekday> days;
    std::optional<ClockRange> hours;

    friend bool operator==(const Presence&, const Presence&) = default;
};
BOOST_DESCRIBE_STRUCT(Presence, (), (booth, days, hours))

/// A change of an agreement (adendum). What it changes is changed in the agreement's own fields.
struct Amendment {
    json::Text<80> number;
    Date date;
    json::Text<300> about;

    friend bool operator==(const Amendment&, const Amendment&) = default;
};
BOOST_DESCRIBE_STRUCT(Amendment, (), (number, date, about))

/// An agreement with an agency (perjanjian kerja sama).
struct Agreement {
    json::Text<40> id;
    json::Text<60> agency;  ///< Of the mall file.
    json::Text<80> number;
    Date date;
    std::vector<json::Text<120>> parties;  ///< Offices, never people.
    Date begins;
    std::optional<Date> ends;            ///< Its last day; absent: it runs until it is ended.
    std::optional<Date> renewal_notice;  ///< From then on its renewal is to be asked for.
    std::vector<json::Text<60>> services;
    std::vector<Presence> presence;
    std::vector<int> counters;
    std::optional<json::Text<120>> equipment_owner;
    std::optional<json::Text<120>> network;
    std::optional<json::Text<300>> service_level;
    bool survey_duty = false;      ///< The agency takes part in the satisfaction survey.
    bool data_protection = false;  ///< It says who is controller and who is processor of data.
    std::vector<Amendment> amendments;

    friend bool operator==(const Agreement&, const Agreement&) = default;
};
BOOST_DESCRIBE_STRUCT(Agreement, (),
                      (id, agency, number, date, parties, begins, ends, renewal_notice, services,
                       presence, counters, equipment_owner, network, service_level, survey_duty,
                       data_protection, amendments))

/// The whole document. A stage that has no entry has not begun.
struct Forming {
    std::vector<StageEntry> stages;
    std::vector<Agreement> agreements;

    friend bool operator==(const Forming&, const Forming&) = default;
};
BOOST_DESCRIBE_STRUCT(Forming, (), (stages, agreements))

/// The entries of all twelve stages in their order.
std::vector<StageEntry> all_stages(const Forming& forming);

/// The document as JSON on one line, as the journal keeps it.
std::string to_text(const Forming& forming);

/// Reads what `to_text` wrote: its form alone, for what an agreement names may be gone since.
std::expected<Forming, json::Faults> read_forming(std::string_view text);

/// Whether the agreement holds on that date.
bool is_in_force(const Agreement& agreement, Date date);

}  // namespace gerai::mall

namespace gerai::json {

template <>
struct Codec<mall::ClockRange> {
    static std::optional<mall::ClockRange> read(const Value& value, const Place& at,
                                                Faults& faults);
    static void write(std::string& out, mall::ClockRange range);
    static Value schema(Schemas&) { return {{"type", "string"}, {"examples", {"08:00-12:00"}}}; }
};

template <>
struct Notes<mall::StageEntry> {
    static constexpr std::string_view about = "One of the twelve stages of forming a mall.";
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 1> members{
        {{"owner", "An office such as Kepala DPMPTSP, never a person"}}};
};

template <>
struct Notes<mall::Agreement> {
    static constexpr std::string_view about = "An agreement with an agency.";
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 3> members{
        {{"parties", "Offices such as Kepala DPMPTSP, never people"},
         {"ends", "Its last day"},
         {"presence", "Where the agency is on which weekdays"}}};
};

}  // namespace gerai::json
