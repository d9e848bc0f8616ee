#pragma once

#include <atomic>
#include <boost/json/object.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "app/check.h"
#include "app/command_line.h"
#include "mall/mall.h"
#include "plan/calibration/calibration.h"
#include "plan/model.h"

/// What the verbs that play days of a mall file have in common.
namespace gerai::app {

/// Days whose outcomes are kept until they are told, of all malls together: about 1 GB of Badung's.
constexpr std::uint32_t days_in_memory_max = 20'000;

/// What they are told of the days that they play.
struct PlayedDays {
    std::string file;
    std::uint32_t days{};
    std::uint64_t seed = 1;
    unsigned threads = 0;  ///< 0: one a core.
    double volume = 1;
    std::string date;         ///< Empty: the next open one.
    std::string calibration;  ///< A file; empty: the planning figures of the mall's file.
    std::string out;          ///< A directory; empty: nothing is written.

    [[nodiscard]] unsigned threads_to_use() const;
};

/// Adds FILE and all flags but `--days` and `--out`, of which each verb says what they mean to it.
void add_options(CLI::App& verb, PlayedDays& days);

/// The option `--seed`; `about` says of what.
void add_seed(CLI::App& verb, std::uint64_t& seed, const std::string& about);

/// Adds `--calibration` alone.
void add_calibration(CLI::App& verb, PlayedDays& days);

/// A line on the standard error that tells how far a verb is, and goes with this; nothing where no
/// terminal is.
class ProgressLine {
public:
    ProgressLine();
    ~ProgressLine();
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    /// In place of what it says. From any thread.
    void say(const std::string& text) const;

private:
    bool is_watched_;
};

/// Tells on a line of its own how many days have been played.
class DayProgress {
public:
    explicit DayProgress(std::uint32_t days) : days_(days) {}

    /// From any thread.
    void note_day();

private:
    std::uint64_t days_;
    ProgressLine line_;
    std::atomic<std::uint32_t> done_ = 0;
};

/// The date that a flag was given; nothing where it was not. Throws `WrongCall` when it is no date.
std::optional<Date> date_said(std::string_view flag, const std::string& text);

/// The date that was asked for, or the next on which the mall is open where none was. Throws
/// `WrongCall` when it is closed then.
Date planned_date(const std::string& asked, const mall::Mall& mall);

/// What an answer rests on: the planning figures of the mall's file, or what its own days say.
struct Basis {
    std::string calibration{};  ///< The file; empty: nothing was measured.
    int dates = 0;
    Date to{};
    bool is_long_enough = false;  ///< For who comes and when, and the clerks.
    std::optional<plan::KnownFit> fit{};
};

struct RestingModel {
    plan::Model model;
    Basis basis;
};

/// A sentence, with its end of the line.
std::string to_sentence(const Basis& basis);

boost::json::object to_json(const Basis& basis);

/// A model of a mall's file with what a file of `gerai calibrate --out` says in place of its
/// planning figures; as it is where none is named. `digest` is of the mall's file: says on the
/// standard error where the calibration was made with another. Throws `WrongCall` when it is none
/// of that mall.
RestingModel with_calibration(plan::Model planned, const mall::Mall& mall,
                              const std::string& calibration, std::string_view digest,
                              double volume = 1);

/// Makes the directory that `--out` names, before anything is computed for it; nothing where none
/// is named. Throws `WrongCall` when it cannot be made.
void prepare_directory(const std::string& out);

/// The model of those days: of the mall's file, and of the calibration where one was named.
RestingModel played_model(const PlayedDays& days, const CheckedFile& file);

}  // namespace gerai::app
