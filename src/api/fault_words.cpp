#include "api/fault_words.h"

#include "web/text.h"

namespace gerai::api {

namespace {

using web::Message;

Message message_for(mall::FaultReason reason) {
    switch (reason) {
        case mall::FaultReason::wrong_value: return Message::fault_scenario_wrong_value;
        case mall::FaultReason::missing: return Message::fault_scenario_missing;
        case mall::FaultReason::unknown_key: return Message::fault_scenario_unknown_key;
        case mall::FaultReason::unknown_id: return Message::fault_scenario_unknown_id;
        case mall::FaultReason::too_many: return Message::fault_scenario_too_many;
        case mall::FaultReason::contradiction: return Message::fault_scenario_contradiction;
    }
    std::unreachable();
}

Message message_for(measure::BundleFaultReason reason) {
    switch (reason) {
        case measure::BundleFaultReason::unsound: return Message::fault_bundle_unsound;
        case measure::BundleFaultReason::no_bundle: return Message::fault_bundle_no_bundle;
        case measure::BundleFaultReason::newer: return Message::fault_bundle_newer;
        case measure::BundleFaultReason::altered: return Message::fault_bundle_altered;
        case measure::BundleFaultReason::too_large: return Message::fault_bundle_too_large;
    }
    std::unreachable();
}

std::string words_for(Message reason, const std::string& expected, web::Language language) {
    std::string words = web::text(reason, language);
    if (language == web::Language::english) words += " (" + expected + ")";
    return words;
}

}  // namespace

web::ProblemError worded(const mall::Fault& fault, std::string pointer, web::Language language) {
    return {std::move(pointer), words_for(message_for(fault.reason), fault.expected, language)};
}

std::vector<web::ProblemError> worded(const std::vector<measure::BundleFault>& faults,
                                      web::Language language) {
    std::vector<web::ProblemError> errors;
    for (const measure::BundleFault& fault : faults) {
        errors.push_back(
            {fault.pointer, words_for(message_for(fault.reason), fault.expected, language)});
    }
    return errors;
}

}  // namespace gerai::api
