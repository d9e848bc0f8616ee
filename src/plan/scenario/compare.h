#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "plan/outcome.h"
#include "plan/overload.h"
#include "plan/replicate.h"
#include "plan/scenario/paired.h"

/// Malls beside each other on the same days: what differs between them, and how sure that is. The
/// same visitors come to all (common random numbers), so that a difference is far better known than
/// either of what it is between.
namespace gerai::plan {

/// The figures of an agency, or of all.
struct PairedRow {
    Paired steps;          ///< A day.
    Paired service_level;  ///< Share of those that counted that was called in time.
    Paired wait_minutes;   ///< Mean of those that were called.
    Paired p90_minutes;    ///< Nine of ten of those waited no longer.
    Paired left;           ///< Share of the steps.
    Paired utilisation;    ///< Of the time that clerks were there: with a visitor.
};

/// All of a row, by what each is called in data.
inline constexpr auto paired_figures =
    std::to_array<std::pair<std::string_view, Paired PairedRow::*>>(
        {{"steps", &PairedRow::steps},
         {"service_level", &PairedRow::service_level},
         {"wait_minutes", &PairedRow::wait_minutes},
         {"p90_minutes", &PairedRow::p90_minutes},
         {"left", &PairedRow::left},
         {"utilisation", &PairedRow::utilisation}});

/// Two of the compared models, by their place.
struct Difference {
    std::size_t from{};
    std::size_t to{};
    Paired visits;
    Paired refused;  ///< Who got no number.
    Paired overtime_minutes;
    PairedRow all;
    std::vector<PairedRow> agencies;
};

/// Which of the compared models calls most of its visitors in time: those that may still be the
/// best after the days that were played, chosen as Kim and Nelson do (`Selection`), by the share
/// that a day calls in time. With a probability of 0.95 the best is among them, if it is better
/// than each other by `worth` at least; else one that is as good but for that.
struct Choice {
    static constexpr double worth = 0.01;  ///< One visitor in a hundred.

    std::vector<std::size_t> left;  ///< By model, in order; one: it is decided.
    std::uint32_t days = 0;         ///< That it took; all, where it is not decided.
};

struct Comparison {
    std::uint32_t days = 0;
    std::vector<Outlook> outlooks;                 ///< By model.
    std::vector<std::vector<Overload>> overloads;  ///< By model.
    std::vector<Difference> differences;           ///< From each model to each of those after it.
    Choice choice;
};

/// Two models whose days go against each other.
struct Unsynchronised {
    std::size_t from{};
    std::size_t to{};
    std::string_view figure;
    double gain{};
};

/// The first pair whose gain, of the mean wait or the service level of all, is surely above 1
/// (`Gain::at_least`): then their streams are not synchronised, and no difference between them is
/// to be told. One that is above 1 by chance, as half of all near 1 are, is not meant.
std::optional<Unsynchronised> unsynchronised(const Comparison& comparison);

/// Plays days of several models and tells what differs. Days can be added until it is sharp enough.
class Comparing {
public:
    /// `models` have the same agencies; the first is what the others are compared with, and they
    /// with each other. All get the same visitors (`match_visitors`).
    Comparing(std::vector<Model> models, Duration promised);

    /// Plays more days, from `wish.first` on, of all models. False when it was stopped: then it is
    /// as if it had not begun.
    bool play(const Replications& wish, const Watch& watch = {});

    /// What all days that were played come to; they are at least two.
    [[nodiscard]] Comparison result() const;

    [[nodiscard]] const std::vector<Model>& models() const { return models_; }

private:
    std::vector<Model> models_;
    Duration promised_;
    std::vector<std::vector<DayOutcome>> days_;  // By model.
};

/// All at once; nothing when it was stopped.
std::optional<Comparison> compare(std::vector<Model> models, Duration promised,
                                  const Replications& wish, const Watch& watch = {});

}  // namespace gerai::plan
