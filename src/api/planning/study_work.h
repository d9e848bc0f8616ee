#pragma once

#include <functional>
#include <variant>

#include "api/planning/job.h"
#include "api/planning/planned_mall.h"
#include "api/planning/study_types.h"

namespace gerai::api {

/// A mall of this server.
struct StudiedHere {
    PlannedMall planned;
    Date today;  ///< Of its hall.
};

/// What a mall can show of itself.
struct OwnFigures {
    std::string file_hash;                  ///< SHA-256 of its file.
    std::optional<measure::Bundle> bundle;  ///< Of its last dates; nothing where too few came.
};

/// Reads them from the journal, and waits for it.
using ReadFigures = std::function<OwnFigures(const StudiedHere&)>;

/// Puts a mall beside another, of this server or of a bundle, and plans the first with the level of
/// the second: a `StudyResult`. A mall of which too little was seen is studied as its file plans
/// it, and the result says so.
PlanningWork study_work(StudiedHere first,
                        std::variant<StudiedHere, std::shared_ptr<const measure::Bundle>> second,
                        StudyAsked asked, ReadFigures read);

}  // namespace gerai::api
