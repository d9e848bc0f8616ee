#include "demo/day.h"

#include <fmt/format.h>

#include <stdexcept>

namespace gerai::demo {

Tally& Tally::operator+=(const Tally& other) {
    visits += other.visits;
    turned_away += other.turned_away;
    calls += other.calls;
    served += other.served;
    no_shows += other.no_shows;
    rejoined += other.rejoined;
    cancelled += other.cancelled;
    held += other.held;
    transferred += other.transferred;
    sent_on += other.sent_on;
    undone += other.undone;
    rated += other.rated;
    return *this;
}

bool Guest::is_out_of_patience(Instant now) const {
    return now - arrived_ - at_counters_ > character_.patience;
}

bool Guest::answers_call(Instant now) {
    if (gone_ || is_out_of_patience(now)) return false;
    if (character_.misses_a_call && !missed_one_) {
        missed_one_ = true;
        return false;
    }
    return true;
}

void Crowd::enter(const std::string& code, const Guest& guest) {
    if (guests_.emplace(code, guest).second) ++present_;
}

void Crowd::leave(const std::string& code) {
    guests_.at(code).go_home();
    --present_;
}

Guest* Crowd::find(const std::string& code) {
    const auto found = guests_.find(code);
    return found == guests_.end() ? nullptr : &found->second;
}

bool was_done(const Answer& answer, std::string_view act) {
    constexpr unsigned conflict = 409;
    constexpr unsigned not_found = 404;  // A visit of a date that has ended since.
    if (answer.accepted()) return true;
    if (answer.status == conflict || answer.status == not_found) return false;
    throw std::runtime_error(
        fmt::format("The server answered {} with status {}: {}", act, answer.status, answer.body));
}

}  // namespace gerai::demo
