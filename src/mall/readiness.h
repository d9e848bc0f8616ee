#pragma once

#include <optional>
#include <string>
#include <vector>

#include "mall/forming.h"

/// How far a mall is: a figure that follows from the document and the mall file, and is never
/// typed.
///
/// Each of the twelve stages counts the same, from 0 to 1. A stage counts 1 when it is done *and*
/// has all that it must show, else 0: what is under way counts nothing. Of three stages the mall
/// file itself tells a half: for `agreements` the share of agencies with an agreement in force, for
/// `fit_out` that of agencies with a counter for each of their services, for `standards` that of
/// services whose requirements, time limit, fee and product are told. The other half is the stage
/// being done with what it must show.
namespace gerai::mall {

/// What a stage lacks.
enum class Lack {
    exhibit,    ///< A paper that it must show.
    done,       ///< Somebody has to say that it is done.
    agreement,  ///< `ids`: agencies without an agreement in force.
    counter,    ///< `ids`: agencies with a service that none of their counters gives.
    standard    ///< `ids`: services that do not tell all of their standard.
};
BOOST_DESCRIBE_ENUM(Lack, exhibit, done, agreement, counter, standard)

struct Missing {
    Lack lack{};
    std::optional<Exhibit> exhibit;
    std::vector<std::string> ids;

    friend bool operator==(const Missing&, const Missing&) = default;
};
BOOST_DESCRIBE_STRUCT(Missing, (), (lack, exhibit, ids))

/// What the mall file tells of a stage: so many of so many.
struct Measured {
    std::int64_t have{};
    std::int64_t of{};

    friend bool operator==(const Measured&, const Measured&) = default;
};
BOOST_DESCRIBE_STRUCT(Measured, (), (have, of))

struct StageReadiness {
    FormingStage stage{};
    double share{};  ///< From 0 to 1.
    std::optional<Measured> measured;
    bool late = false;  ///< It was due before today, and is not complete.
    std::vector<Missing> missing;
};
BOOST_DESCRIBE_STRUCT(StageReadiness, (), (stage, share, measured, late, missing))

struct Readiness {
    std::int64_t percent{};            ///< Rounded down: 100 is all of it.
    std::optional<FormingStage> next;  ///< The first stage that is not complete.
    std::vector<StageReadiness> stages;
};
BOOST_DESCRIBE_STRUCT(Readiness, (), (percent, next, stages))

Readiness readiness(const Forming& forming, const Mall& mall, Date today);

enum class AgreementState { upcoming, in_force, ended };
BOOST_DESCRIBE_ENUM(AgreementState, upcoming, in_force, ended)

/// An agreement whose renewal is to be asked for: soon, or it is too late already.
struct Renewal {
    std::string agreement;
    std::string agency;
    Date due;                  ///< Of the renewal notice; without one, its last day.
    std::int64_t days_left{};  ///< Below 0: it is past.
    AgreementState state{};
};
BOOST_DESCRIBE_STRUCT(Renewal, (), (agreement, agency, due, days_left, state))

/// Renewals due within that many days or past, the most urgent first. None for an agreement that
/// a later one of its agency follows without a gap, or whose agency is not in the mall file.
std::vector<Renewal> renewals(const Forming& forming, const Mall& mall, Date today,
                              std::chrono::days within = std::chrono::days{90});

}  // namespace gerai::mall

namespace gerai::json {

template <>
struct Notes<mall::Readiness> {
    static constexpr std::string_view about =
        "How far the mall is: each stage counts the same, and only when it is done and has what it "
        "must show; of three stages the mall file tells a half.";
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 0> members{};
};

}  // namespace gerai::json
