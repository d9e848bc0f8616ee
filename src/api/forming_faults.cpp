#include "api/forming_faults.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <set>

namespace gerai::api {

namespace {

using mall::FormingFaultKind;
using web::Message;

Message message_of(FormingFaultKind kind) {
    switch (kind) {
        case FormingFaultKind::empty_text: return Message::forming_fault_empty_text;
        case FormingFaultKind::unprintable: return Message::forming_fault_unprintable;
        case FormingFaultKind::nik: return Message::forming_fault_nik;
        case FormingFaultKind::nip: return Message::forming_fault_nip;
        case FormingFaultKind::phone: return Message::forming_fault_phone;
        case FormingFaultKind::not_a_link: return Message::forming_fault_not_a_link;
        case FormingFaultKind::given_twice: return Message::forming_fault_given_twice;
        case FormingFaultKind::bad_id: return Message::forming_fault_bad_id;
        case FormingFaultKind::other_stage: return Message::forming_fault_other_stage;
        case FormingFaultKind::unknown_agency: return Message::forming_fault_unknown_agency;
        case FormingFaultKind::unknown_service: return Message::forming_fault_unknown_service;
        case FormingFaultKind::unknown_booth: return Message::forming_fault_unknown_booth;
        case FormingFaultKind::unknown_counter: return Message::forming_fault_unknown_counter;
        case FormingFaultKind::ends_before_it_begins:
            return Message::forming_fault_ends_before_it_begins;
        case FormingFaultKind::notice_after_the_end:
            return Message::forming_fault_notice_after_the_end;
        case FormingFaultKind::no_days: return Message::forming_fault_no_days;
        case FormingFaultKind::booth_taken: return Message::forming_fault_booth_taken;
    }
    assert(false);
}

Message name_of(mall::Weekday day) {
    static constexpr std::array names{Message::forming_weekday_mon, Message::forming_weekday_tue,
                                      Message::forming_weekday_wed, Message::forming_weekday_thu,
                                      Message::forming_weekday_fri, Message::forming_weekday_sat,
                                      Message::forming_weekday_sun};
    return names.at(static_cast<std::size_t>(day));
}

/// `/agreements/0` of `/agreements/0/ends`.
std::string_view entry_of(std::string_view pointer) {
    const auto list_ends = pointer.find('/', 1);
    if (list_ends == std::string_view::npos) return pointer;
    return pointer.substr(0, pointer.find('/', list_ends + 1));
}

}  // namespace

std::string fault_text(const mall::FormingFault& fault, web::Language language) {
    const std::string day = fault.day ? web::text(name_of(*fault.day), language) : std::string{};
    return web::text(message_of(fault.kind), language, {{"about", fault.about}, {"day", day}});
}

std::vector<web::ProblemError> errors_of(const json::Faults& of_form,
                                         const std::vector<mall::FormingFault>& of_content,
                                         web::Language language) {
    std::vector<web::ProblemError> errors;
    std::set<std::string_view> misread;
    bool places_may_have_moved = false;
    for (const json::Fault& fault : of_form) {
        errors.push_back({.pointer = fault.pointer, .detail = web::fault_text(fault, language)});
        misread.insert(entry_of(fault.pointer));
        places_may_have_moved = places_may_have_moved || entry_of(fault.pointer) == fault.pointer;
    }
    if (places_may_have_moved) return errors;
    for (const mall::FormingFault& fault : of_content) {
        if (misread.contains(entry_of(fault.pointer))) continue;
        errors.push_back({.pointer = fault.pointer, .detail = fault_text(fault, language)});
    }
    return errors;
}

}  // namespace gerai::api
