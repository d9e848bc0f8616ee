#include "mall/forming.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace gerai::mall {

namespace {

using enum Exhibit;

constexpr std::array study_shows{urgency_study};
constexpr std::array proposal_shows{proposal_letter};
constexpr std::array commitment_shows{approval_letter, commitment_minutes};
constexpr std::array coordination_shows{coordination_minutes};
constexpr std::array agreements_show{joint_agreement, regional_decree};
constexpr std::array fit_out_shows{handover_notes};
constexpr std::array standards_show{standards_decree, service_charter, house_rules};
constexpr std::array pilot_shows{visit_figures, trouble_list};
constexpr std::array evaluation_shows{evaluation_minutes, follow_up};
constexpr std::array inauguration_shows{inauguration_record};
constexpr std::array operation_shows{yearly_minutes, agency_ranking};
constexpr std::array monev_shows{evidence_pack, monev_result};

}  // namespace

std::span<const Exhibit> exhibits_of(FormingStage stage) {
    switch (stage) {
        case FormingStage::study: return study_shows;
        case FormingStage::proposal: return proposal_shows;
        case FormingStage::commitment: return commitment_shows;
        case FormingStage::coordination: return coordination_shows;
        case FormingStage::agreements: return agreements_show;
        case FormingStage::fit_out: return fit_out_shows;
        case FormingStage::standards: return standards_show;
        case FormingStage::pilot: return pilot_shows;
        case FormingStage::evaluation: return evaluation_shows;
        case FormingStage::inauguration: return inauguration_shows;
        case FormingStage::operation: return operation_shows;
        case FormingStage::monev: return monev_shows;
    }
    assert(false);
}

std::vector<StageEntry> all_stages(const Forming& forming) {
    std::vector<StageEntry> all;
    for (std::size_t i = 0; i < forming_stages; ++i) {
        const auto stage = static_cast<FormingStage>(i);
        const auto entry = std::ranges::find(forming.stages, stage, &StageEntry::stage);
        all.push_back(entry == forming.stages.end() ? StageEntry{.stage = stage} : *entry);
    }
    return all;
}

std::string to_text(const Forming& forming) { return json::write(forming); }

std::expected<Forming, json::Faults> read_forming(std::string_view text) {
    return json::read_text<Forming>(text);
}

bool is_in_force(const Agreement& agreement, Date date) {
    return agreement.begins <= date && (!agreement.ends || date <= *agreement.ends);
}

}  // namespace gerai::mall

namespace gerai::json {

std::optional<mall::ClockRange> Codec<mall::ClockRange>::read(const Value& value, const Place& at,
                                                              Faults& faults) {
    const auto text = detail::read_string(value, at, faults, characters_max);
    if (!text) return std::nullopt;
    const auto range = mall::parse_clock_range(*text);
    if (!range) detail::add(faults, at, FaultKind::bad_format, {"08:00-12:00"});
    return range;
}

void Codec<mall::ClockRange>::write(std::string& out, mall::ClockRange range) {
    append_string(out, mall::to_string(range));
}

}  // namespace gerai::json
