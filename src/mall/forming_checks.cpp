#include "mall/forming_checks.h"

#include <algorithm>
#include <cassert>
#include <set>

#include "mall/personal_number.h"

namespace gerai::mall {

namespace {

using enum FormingFaultKind;
using Faults = std::vector<FormingFault>;

std::string at(const std::string& path, std::string_view name) {
    return path + '/' + std::string{name};
}
std::string at(const std::string& path, std::size_t index) {
    return path + '/' + std::to_string(index);
}

FormingFaultKind fault_of(PersonalNumber number) {
    switch (number) {
        case PersonalNumber::nik: return nik;
        case PersonalNumber::nip: return nip;
        case PersonalNumber::phone: return phone;
    }
    assert(false);
}

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

bool is_id(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    });
}

bool is_link(std::string_view text) {
    constexpr std::string_view scheme = "https://";
    return text.starts_with(scheme) && text.size() > scheme.size() &&
           text.find_first_of(" \"<>\\") == std::string_view::npos;
}

enum class Lines { one, many };

bool is_printable(std::string_view text, Lines lines) {
    return std::ranges::none_of(text, [lines](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20U || byte == 0x7FU) && !(lines == Lines::many && c == '\n');
    });
}

/// What every text has to be: printable, and without a number that leads to a person.
void check_text(std::string_view text, const std::string& path, Faults& faults,
                Lines lines = Lines::one) {
    if (!is_printable(text, lines)) {
        faults.push_back({path, unprintable, {}, {}});
    } else if (const auto number = personal_number_in(text)) {
        faults.push_back({path, fault_of(*number), {}, {}});
    }
}

void check_needed_text(std::string_view text, const std::string& path, Faults& faults) {
    if (is_blank(text)) {
        faults.push_back({path, empty_text, {}, {}});
    } else {
        check_text(text, path, faults);
    }
}

template <class Text>
void check_text(const std::optional<Text>& text, const std::string& path, Faults& faults,
                Lines lines = Lines::one) {
    if (text) check_text(std::string_view{*text}, path, faults, lines);
}

// --- stages

void check_evidence(const Evidence& evidence, FormingStage stage, const std::string& path,
                    Faults& faults) {
    if (evidence.shows) {
        const auto own = exhibits_of(stage);
        if (std::ranges::find(own, *evidence.shows) == own.end()) {
            faults.push_back(
                {at(path, "shows"), other_stage, std::string{json::word(*evidence.shows)}, {}});
        }
    }
    check_needed_text(evidence.title, at(path, "title"), faults);
    const std::string reference = evidence.reference.value_or(json::Text<300>{});
    switch (evidence.kind) {
        case EvidenceKind::document: break;
        case EvidenceKind::plan:
        case EvidenceKind::simulation:
            return check_needed_text(reference, at(path, "reference"), faults);
        case EvidenceKind::link:
            if (!is_link(reference)) {
                faults.push_back({at(path, "reference"), not_a_link, {}, {}});
                return;
            }
    }
    check_text(evidence.reference, at(path, "reference"), faults);
}

void check_stage(const StageEntry& entry, const std::string& path, Faults& faults) {
    check_text(entry.owner, at(path, "owner"), faults);
    check_text(entry.note, at(path, "note"), faults, Lines::many);
    for (std::size_t i = 0; i < entry.evidence.size(); ++i) {
        check_evidence(entry.evidence[i], entry.stage, at(at(path, "evidence"), i), faults);
    }
}

void check_stages(const Forming& forming, const Forming& before, Faults& faults) {
    std::set<FormingStage> given;
    for (std::size_t i = 0; i < forming.stages.size(); ++i) {
        const StageEntry& entry = forming.stages[i];
        const std::string path = at("/stages", i);
        if (!given.insert(entry.stage).second) {
            faults.push_back({at(path, "stage"), given_twice, {}, {}});
        }
        const auto old = std::ranges::find(before.stages, entry);
        if (old == before.stages.end()) check_stage(entry, path, faults);
    }
}

// --- agreements

/// An agreement by itself: its texts and dates.
void check_alone(const Agreement& agreement, const std::string& path, Faults& faults) {
    if (is_id(agreement.id)) {
        check_text(agreement.id, at(path, "id"), faults);
    } else {
        faults.push_back({at(path, "id"), bad_id, {}, {}});
    }
    check_needed_text(agreement.number, at(path, "number"), faults);
    for (std::size_t i = 0; i < agreement.parties.size(); ++i) {
        check_needed_text(agreement.parties[i], at(at(path, "parties"), i), faults);
    }
    if (agreement.ends && *agreement.ends < agreement.begins) {
        faults.push_back({at(path, "ends"), ends_before_it_begins, {}, {}});
    }
    if (agreement.ends && agreement.renewal_notice && *agreement.renewal_notice > *agreement.ends) {
        faults.push_back({at(path, "renewal_notice"), notice_after_the_end, {}, {}});
    }
    check_text(agreement.equipment_owner, at(path, "equipment_owner"), faults);
    check_text(agreement.network, at(path, "network"), faults);
    check_text(agreement.service_level, at(path, "service_level"), faults, Lines::many);
    for (std::size_t i = 0; i < agreement.amendments.size(); ++i) {
        const std::string one = at(at(path, "amendments"), i);
        check_needed_text(agreement.amendments[i].number, at(one, "number"), faults);
        check_needed_text(agreement.amendments[i].about, at(one, "about"), faults);
    }
}

/// What an agreement names, against what the mall file has.
void check_names(const Agreement& agreement, const Mall& mall, const std::string& path,
                 Faults& faults) {
    if (mall.find_agency(agreement.agency) == nullptr) {
        faults.push_back({at(path, "agency"), unknown_agency, agreement.agency, {}});
    }
    for (std::size_t i = 0; i < agreement.services.size(); ++i) {
        const Service* const service = mall.find_service(agreement.services[i]);
        if (service == nullptr || service->agency != agreement.agency) {
            faults.push_back(
                {at(at(path, "services"), i), unknown_service, agreement.services[i], {}});
        }
    }
    for (std::size_t i = 0; i < agreement.presence.size(); ++i) {
        const Presence& presence = agreement.presence[i];
        const std::string one = at(at(path, "presence"), i);
        if (mall.find_booth(presence.booth) == nullptr) {
            faults.push_back({at(one, "booth"), unknown_booth, presence.booth, {}});
        }
        if (presence.days.empty()) faults.push_back({at(one, "days"), no_days, {}, {}});
    }
    for (std::size_t i = 0; i < agreement.counters.size(); ++i) {
        const Counter* const counter = mall.find_counter(agreement.counters[i]);
        const bool is_here = counter != nullptr &&
                             std::ranges::find(agreement.presence, std::string_view{counter->booth},
                                               [](const Presence& one) {
                                                   return std::string_view{one.booth};
                                               }) != agreement.presence.end();
        if (!is_here) {
            faults.push_back({at(at(path, "counters"), i),
                              unknown_counter,
                              std::to_string(agreement.counters[i]),
                              {}});
        }
    }
}

bool hold_at_once(const Agreement& one, const Agreement& other) {
    return (!one.ends || other.begins <= *one.ends) && (!other.ends || one.begins <= *other.ends);
}

/// The first weekday on which both have the booth in the same minute.
std::optional<Weekday> common_day(const Presence& one, const Presence& other) {
    if (one.booth != other.booth) return std::nullopt;
    // Without hours it is all the day that the mall is open.
    if (one.hours && other.hours && !overlap(*one.hours, *other.hours)) return std::nullopt;
    const auto day = std::ranges::find_if(one.days, [&](Weekday each) {
        return std::ranges::find(other.days, each) != other.days.end();
    });
    return day == one.days.end() ? std::nullopt : std::optional{*day};
}

std::string name_of(const std::string& agency, const Mall& mall) {
    const Agency* const known = mall.find_agency(agency);
    return known == nullptr ? agency : known->name;
}

void check_booths(const Agreement& agreement, const Agreement& other, const Mall& mall,
                  const std::string& path, Faults& faults) {
    if (agreement.agency == other.agency || !hold_at_once(agreement, other)) return;
    for (std::size_t i = 0; i < agreement.presence.size(); ++i) {
        for (const Presence& theirs : other.presence) {
            const auto day = common_day(agreement.presence[i], theirs);
            if (!day) continue;
            faults.push_back(
                {at(at(path, "presence"), i), booth_taken, name_of(other.agency, mall), day});
            break;
        }
    }
}

void check_agreements(const Forming& forming, const Mall& mall, const Forming& before,
                      Faults& faults) {
    std::set<std::string> ids;
    std::vector<bool> is_old;
    for (const Agreement& agreement : forming.agreements) {
        const auto old = std::ranges::find(before.agreements, agreement);
        is_old.push_back(old != before.agreements.end());
    }
    for (std::size_t i = 0; i < forming.agreements.size(); ++i) {
        const Agreement& agreement = forming.agreements[i];
        const std::string path = at("/agreements", i);
        if (!ids.insert(agreement.id).second) {
            faults.push_back({at(path, "id"), given_twice, {}, {}});
        }
        if (is_old[i]) continue;
        check_alone(agreement, path, faults);
        check_names(agreement, mall, path, faults);
        for (std::size_t j = 0; j < forming.agreements.size(); ++j) {
            // Of two that are new, the later one is told.
            if (j < i || is_old[j]) {
                check_booths(agreement, forming.agreements[j], mall, path, faults);
            }
        }
    }
}

}  // namespace

std::vector<FormingFault> faults_of(const Forming& forming, const Mall& mall,
                                    const Forming& before) {
    Faults faults;
    check_stages(forming, before, faults);
    check_agreements(forming, mall, before, faults);
    return faults;
}

}  // namespace gerai::mall
