#pragma once

#include "api/planning/plan_types.h"
#include "api/table.h"
#include "web/text.h"

namespace gerai::api {

/// What the tables of a plan have in common, in the language of the reader.
class PlanColumns {
public:
    explicit PlanColumns(web::Language language) : language_(language) {}

    [[nodiscard]] std::string say(web::Message message) const {
        return web::text(message, language_);
    }

    /// What a model rests on, and how well it is known to fit.
    [[nodiscard]] std::string basis(const ModelFit& fit) const;

    [[nodiscard]] TableColumn agency() const;
    [[nodiscard]] TableColumn counters() const;
    [[nodiscard]] TableColumn from() const;
    [[nodiscard]] TableColumn steps() const;
    [[nodiscard]] TableColumn service_level() const;
    [[nodiscard]] TableColumn margin() const;

    [[nodiscard]] const std::string& name_of(const PlannedPool& pool) const;

private:
    web::Language language_;
};

/// Numbers as people write them, `1, 3, 4`.
std::string joined(const std::vector<std::int64_t>& numbers);

inline TableCell whole(std::int64_t value) { return static_cast<double>(value); }

}  // namespace gerai::api
