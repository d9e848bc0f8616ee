#include "hall/wall.h"

#include <algorithm>
#include <cassert>

namespace gerai::hall {

namespace {

/// A board shows a few at a time; more than these nobody reads.
constexpr std::size_t notices_max = 20;
constexpr std::size_t boards_max = 200;

using Decided = Result<std::optional<What>>;

std::unexpected<Refused> refuse(Refusal why) { return std::unexpected{Refused{why}}; }

bool stands(const Notice& notice, Instant now) {
    return notice.until == Instant{} || now < notice.until;
}

}  // namespace

std::vector<Notice> Wall::notices(Instant now) const {
    std::vector<Notice> standing;
    std::ranges::copy_if(notices_, std::back_inserter(standing),
                         [now](const Notice& notice) { return stands(notice, now); });
    return standing;
}

const BoardSetup* Wall::find_board(std::string_view device) const {
    const auto board = std::ranges::find(boards_, device, &BoardSetup::device);
    return board == boards_.end() ? nullptr : &*board;
}

const Announcement* Wall::last_of(StepIndex step) const {
    const auto last = std::find_if(announcements_.rbegin(), announcements_.rend(),
                                   [step](const Announcement& one) { return one.step == step; });
    return last == announcements_.rend() ? nullptr : &*last;
}

Decided Wall::decide(const Hear& wish) const {
    if (wish.announcement >= announcements_.size()) return refuse(Refusal::unknown_announcement);
    const auto& heard_on = announcements_[wish.announcement].heard_on;
    if (std::ranges::find(heard_on, wish.device) != heard_on.end()) return std::nullopt;
    return Heard{wish.announcement, wish.device};
}

Decided Wall::decide(const PostNotice& wish, Instant now) const {
    if (notices(now).size() >= notices_max) return refuse(Refusal::too_many_notices);
    return NoticePosted{wish.notice};
}

Decided Wall::decide(const WithdrawNotice& wish, Instant now) const {
    const auto standing = notices(now);
    if (std::ranges::find(standing, wish.id, &Notice::id) == standing.end()) {
        return refuse(Refusal::unknown_notice);
    }
    return NoticeWithdrawn{wish.id};
}

Decided Wall::decide(const AskHelp& wish) const {
    const bool is_awaited = std::ranges::any_of(help_, [&](const Help& one) {
        return one.place == wish.place && one.given_at == Instant{};
    });
    if (is_awaited) return std::nullopt;
    return HelpAsked{static_cast<std::uint32_t>(help_.size()), wish.place};
}

Decided Wall::decide(const GiveHelp& wish) const {
    if (wish.help >= help_.size()) return refuse(Refusal::unknown_help);
    if (help_[wish.help].given_at != Instant{}) return std::nullopt;
    return HelpGiven{wish.help};
}

Decided Wall::decide(const SetBoard& wish) const {
    const BoardSetup* const before = find_board(wish.board.device);
    if (before != nullptr && *before == wish.board) return std::nullopt;
    if (before == nullptr && boards_.size() >= boards_max) {
        return refuse(Refusal::too_many_boards);
    }
    return BoardSet{wish.board};
}

void Wall::announce(StepIndex step, CounterIndex counter, Instant at, std::uint16_t times_called) {
    Announcement& one = announcements_.emplace_back();
    one.step = step;
    one.counter = counter;
    one.at = at;
    one.times_called = times_called;
}

void Wall::withdraw(StepIndex step) {
    for (Announcement& one : announcements_) {
        if (one.step == step) one.is_withdrawn = true;
    }
}

void Wall::apply(const Heard& event) {
    assert(event.announcement < announcements_.size());
    announcements_[event.announcement].heard_on.push_back(event.device);
}

void Wall::apply(const NoticePosted& event) { notices_.push_back(event.notice); }

void Wall::apply(const NoticeWithdrawn& event) {
    std::erase_if(notices_, [&](const Notice& notice) { return notice.id == event.id; });
}

void Wall::apply(const HelpAsked& event, Instant at) {
    assert(event.help == help_.size());
    help_.push_back({.place = event.place, .asked_at = at, .given_at = {}});
}

void Wall::apply(const HelpGiven& event, Instant at) {
    assert(event.help < help_.size());
    help_[event.help].given_at = at;
}

void Wall::apply(const BoardSet& event) {
    const auto before = std::ranges::find(boards_, event.board.device, &BoardSetup::device);
    if (before != boards_.end()) {
        *before = event.board;
    } else {
        boards_.push_back(event.board);
    }
}

}  // namespace gerai::hall
