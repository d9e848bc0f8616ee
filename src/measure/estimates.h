#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "measure/wait_memory.h"

/// How long it will take until a visitor is called, as a range that is right eight times in ten.
///
/// What is promised is the time until the first call in which the step can be called: that for
/// which its visitor is at another counter is left out. All of it follows from the events; no
/// decision of the hall depends on it.
namespace gerai::measure {

/// Promises whose outcome is known, in the ranges that people were shown.
struct PromiseCount {
    std::int64_t inside{};
    std::int64_t shorter{};
    std::int64_t longer{};

    void add(Kept kept);
    [[nodiscard]] std::int64_t given() const { return inside + shorter + longer; }
};

/// By the name of the class.
using PromisesOfDate = std::map<std::string, PromiseCount>;

/// A promise whose outcome has just become known, with the whole range.
struct EndedPromise {
    hall::StepIndex step;
    WaitRange promised;
    Line line;  ///< At the moment of the promise.
    Duration wait;
    bool was_called{};
    bool was_free{};  ///< A counter was free for it.
};

/// What is known of one mall's waits, folded from its events, of one date after the other. A value;
/// who shares it between threads locks it.
class Estimates {
public:
    /// Dates whose promises stay counted.
    static constexpr std::size_t dates_counted = 31;

    /// The next event; `day` is the hall right after it. The first event of a date is its
    /// beginning.
    void note(const hall::Event& event, const hall::Day& day);

    /// How much longer a step will wait: nothing for one that does not wait or cannot be called
    /// now, was keyed in from paper, was called before, comes from an earlier date or waits for one
    /// counter alone; and nothing while no open counter offers its service, or when the range would
    /// reach into a break.
    [[nodiscard]] std::optional<WaitRange> of_step(const hall::Day& day, hall::StepIndex step,
                                                   Instant now) const;

    /// How long an ordinary visitor who came for the service now would wait.
    [[nodiscard]] std::optional<WaitRange> for_newcomer(const hall::Day& day,
                                                        hall::ServiceIndex service,
                                                        Instant now) const;

    /// Of the last dates.
    [[nodiscard]] const std::map<Date, PromisesOfDate>& promises() const { return promises_; }

    /// Promises whose outcome the last event told, for those who score them.
    [[nodiscard]] const std::vector<EndedPromise>& ended() const { return ended_; }

private:
    /// How often what is left of a wait is worked out again, to be judged. Until then a wait is
    /// young: what is known of whole waits says more.
    static constexpr std::chrono::minutes young{5};

    enum class Stage : std::uint8_t { none, promised, ended };

    /// A range that was worked out again while a step waited, to be judged as well.
    struct Again {
        WaitStart start;
        WaitRange range;
        Duration waited;  ///< Until then.
    };

    /// A step from the moment at which it could first be called until its first call.
    struct Track {
        Stage stage = Stage::none;
        bool is_callable = false;
        bool teaches = true;  ///< False: what it waits for is not what others wait for.
        Instant since;        ///< From which it has been callable, or not.
        Duration waited{};    ///< Until then.
        std::optional<WaitStart> start;
        Line line;
        std::optional<WaitRange> promised;
        std::vector<Again> again;
        hall::ClassIndex priority;

        [[nodiscard]] Duration waited_at(Instant now) const {
            return waited + (is_callable ? now - since : Duration{});
        }
    };

    /// What is known of one agency's visitors of one class: of their whole waits, and of what is
    /// left for those who have waited for a while.
    struct Memory {
        WaitMemory whole;
        WaitMemory rest;
    };

    using ByClass = std::map<std::string, Memory, std::less<>>;

    void begin(const hall::Day& day);
    void look_at_visit(const hall::Day& day, hall::VisitIndex visit, Instant at);
    void look(const hall::Day& day, hall::StepIndex step, Instant at);
    void promise(const hall::Day& day, hall::StepIndex step, Instant at);
    void end(const hall::Day& day, hall::StepIndex step, Instant at, bool was_called);
    void end_day(const hall::Day& day, Instant at);
    void note_counters(const hall::Day& day);
    void count(const hall::Day& day, const Track& track, Duration wait, bool was_called);
    [[nodiscard]] const Track* track_of(const hall::Day& day, hall::StepIndex step) const;
    void work_out_again(const hall::Day& day, hall::AgencyIndex agency, Instant at);
    [[nodiscard]] std::optional<WaitRange> rest_of(const hall::Day& day, hall::StepIndex step,
                                                   const WaitStart& start, Instant now) const;
    [[nodiscard]] const Memory& memory_of(const hall::Day& day, hall::ServiceIndex service,
                                          hall::ClassIndex priority) const;
    Memory& memory_of(const hall::Day& day, hall::ServiceIndex service, hall::ClassIndex priority);

    std::map<std::string, ByClass, std::less<>> memories_;  // By agency.
    std::map<Date, PromisesOfDate> promises_;

    // Of the date.
    Date date_{};
    std::vector<Track> tracks_;          // By step.
    std::vector<hall::StepIndex> open_;  // Promised, and not ended.
    std::vector<EndedPromise> ended_;
};

}  // namespace gerai::measure
