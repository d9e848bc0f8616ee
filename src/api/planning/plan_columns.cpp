#include "api/planning/plan_columns.h"

namespace gerai::api {

using enum TableColumn::Kind;
using web::Message;

std::string PlanColumns::basis(const ModelFit& fit) const {
    if (!fit.checks_passed) return say(Message::planning_basis_planning_figures);
    return say(Message::planning_basis_calibration) + ". " +
           web::text(Message::planning_model_fit, language_,
                     {{"passed", std::to_string(*fit.checks_passed)},
                      {"checks", std::to_string(fit.of)}});
}

TableColumn PlanColumns::agency() const {
    return {"agency", say(Message::planning_column_agency), text};
}

TableColumn PlanColumns::counters() const {
    return {"counters", say(Message::planning_column_counters), text};
}

TableColumn PlanColumns::from() const { return {"from", say(Message::planning_column_from), text}; }

TableColumn PlanColumns::steps() const { return {"steps", say(Message::planning_column_steps)}; }

TableColumn PlanColumns::service_level() const {
    return {"service_level", say(Message::planning_column_service_level), share};
}

TableColumn PlanColumns::margin() const {
    return {"service_level_margin", say(Message::planning_column_margin), share};
}

const std::string& PlanColumns::name_of(const PlannedPool& pool) const {
    return language_ == web::Language::english ? pool.agency_name_en : pool.agency_name;
}

std::string joined(const std::vector<std::int64_t>& numbers) {
    std::string text;
    for (const std::int64_t number : numbers) {
        if (!text.empty()) text += ", ";
        text += std::to_string(number);
    }
    return text;
}

}  // namespace gerai::api
