#pragma once

#include "api/types.h"
#include "mall/booth_week.h"
#include "mall/readiness.h"

/// The shapes of how a mall is formed: the document as it is sent, and what follows from it.
namespace gerai::api {

/// A whole document in place of the one of `version`.
struct FormingWish {
    std::int64_t version{};  ///< Of the document that it was made from; 0: of none.
    std::vector<mall::StageEntry> stages;
    std::vector<mall::Agreement> agreements;
};
BOOST_DESCRIBE_STRUCT(FormingWish, (), (version, stages, agreements))

struct FormingView {
    std::int64_t version{};
    Nullable<Timestamp> changed_at;
    Date today;  ///< In the mall; all that follows from dates is as of then.
    std::vector<mall::StageEntry> stages;
    std::vector<mall::Agreement> agreements;
    mall::Readiness readiness;
    std::vector<mall::BoothWeek> shared_booths;
    std::vector<mall::Renewal> renewals;
};
BOOST_DESCRIBE_STRUCT(FormingView, (),
                      (version, changed_at, today, stages, agreements, readiness, shared_booths,
                       renewals))

}  // namespace gerai::api

namespace gerai::json {

template <>
struct Notes<api::FormingWish> {
    static constexpr std::string_view about = "A whole document on how the mall is formed.";
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 1> members{
        {{"version", "Of the document that it was made from; 0 for the first"}}};
};

template <>
struct Notes<api::FormingView> {
    static constexpr std::string_view about =
        "How the mall is formed: all twelve stages, the agreements, and what follows from them.";
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 2> members{
        {{"version", "To be sent back with a change; 0: nothing was written yet"},
         {"today", "The date in the mall, as of which the rest is told"}}};
};

}  // namespace gerai::json
