#pragma once

#include <span>
#include <vector>

#include "hall/command.h"

/// What a hall says to the room beside its queues: announcements of calls, notices, who asks for a
/// person, and how its boards are set up. A part of the Day, and as pure.
namespace gerai::hall {

/// A call that is to be spoken. Its place in the date is its id: two servers give it the same.
struct Announcement {
    StepIndex step;
    CounterIndex counter;
    Instant at;
    std::uint16_t times_called = 1;
    bool is_withdrawn = false;  ///< The call was taken back; what is not spoken yet need not be.
    std::vector<std::string> heard_on;
};

struct Help {
    std::string place;
    Instant asked_at;
    Instant given_at;  ///< The epoch: it is awaited.
};

class Wall {
public:
    [[nodiscard]] std::span<const Announcement> announcements() const { return announcements_; }
    [[nodiscard]] std::span<const Help> help() const { return help_; }
    [[nodiscard]] std::span<const BoardSetup> boards() const { return boards_; }

    /// Those that stand at `now`, the newest last.
    [[nodiscard]] std::vector<Notice> notices(Instant now) const;

    /// The set-up of a device, or null.
    [[nodiscard]] const BoardSetup* find_board(std::string_view device) const;

    /// The last announcement of a step, or null.
    [[nodiscard]] const Announcement* last_of(StepIndex step) const;

    /// The event of a command; none when it would change nothing.
    [[nodiscard]] Result<std::optional<What>> decide(const Hear& wish) const;
    [[nodiscard]] Result<std::optional<What>> decide(const PostNotice& wish, Instant now) const;
    [[nodiscard]] Result<std::optional<What>> decide(const WithdrawNotice& wish, Instant now) const;
    [[nodiscard]] Result<std::optional<What>> decide(const AskHelp& wish) const;
    [[nodiscard]] Result<std::optional<What>> decide(const GiveHelp& wish) const;
    [[nodiscard]] Result<std::optional<What>> decide(const SetBoard& wish) const;

    /// A call or a recall at that time, the nth of that step.
    void announce(StepIndex step, CounterIndex counter, Instant at, std::uint16_t times_called);
    void withdraw(StepIndex step);
    void apply(const Heard& event);
    void apply(const NoticePosted& event);
    void apply(const NoticeWithdrawn& event);
    void apply(const HelpAsked& event, Instant at);
    void apply(const HelpGiven& event, Instant at);
    void apply(const BoardSet& event);

private:
    std::vector<Announcement> announcements_;
    std::vector<Notice> notices_;
    std::vector<Help> help_;
    std::vector<BoardSetup> boards_;
};

}  // namespace gerai::hall
