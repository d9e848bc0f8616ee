#pragma once

#include <string_view>

#include "plan/study/funnel.h"
#include "plan/study/study.h"

/// What the figures of a study are called, and what each says and does not say.
namespace gerai::app {

struct FigureWords {
    std::string_view key;  ///< In JSON.
    std::string_view label;
    double scale = 1;  ///< In the table: 100 for per cent.
    int decimals = 0;
    std::string_view explains;  ///< One sentence on what it is, and what it does not show.
};

const FigureWords& words_for(plan::StudyFigure figure);

/// Of the four things that malls visit each other for.
std::string_view heading_of(plan::StudyFigure figure);

std::string_view key_of(plan::Caveat caveat);
std::string_view sentence_of(plan::Caveat caveat);

std::string_view word_for(plan::Place place);

/// Whether anybody was served in the days of a bundle.
std::string_view word_for(measure::BundleSource source);

inline constexpr std::string_view management = "How it is managed";
inline constexpr std::string_view investment = "What it does for investment";
inline constexpr std::string_view operation = "How good its operation is";
inline constexpr std::string_view satisfaction = "How satisfied people are";

/// What would have to be brought together to say anything of investment.
inline constexpr std::string_view about_investment =
    "Not measured here: a hall's queues say nothing of it. It would need licences and permits "
    "issued "
    "by quarter, the working days that each took, realised investment by quarter from before and "
    "after the opening, and the same of districts without a mall, to compare with.";

}  // namespace gerai::app
