#pragma once

#include <atomic>
#include <string>

#include "journal/live_hall.h"
#include "mall/mall_files.h"

/// The small mall on a Monday, its hall in memory: commands are decided and applied as the writer
/// does it, without a disk.
namespace gerai::api {

using namespace std::chrono_literals;

/// Monday 2026-11-23, 08.00 WITA, when the small mall opens.
inline constexpr Instant monday_eight{
    std::chrono::sys_days{std::chrono::year{2026} / 11 / 23}.time_since_epoch()};

/// A clock that a test sets.
class GivenClock : public journal::Clock {
public:
    [[nodiscard]] Instant now() const override { return at; }
    [[nodiscard]] Duration elapsed() const override { return at.load().time_since_epoch(); }
    [[nodiscard]] bool is_sane() const override { return true; }
    [[nodiscard]] Instant machine_now() const override { return at; }

    std::atomic<Instant> at = monday_eight;
};

inline Code code_of(std::uint8_t n) {
    Code code;
    code.bytes.fill(n);
    return code;
}

class SmallHall {
public:
    explicit SmallHall(journal::Observer* observer = nullptr,
                       std::string text = std::string{mall::small_mall})
        : observer_(observer) {
        auto file = std::make_shared<const mall::Mall>(mall::read_mall(text, "kecil.toml").value());
        apply({monday_eight, hall::Configured{1, std::move(text), file}});
        for (const hall::Event& event :
             hall::next_date(day(), std::chrono::year{2026} / 11 / 23, monday_eight)) {
            apply(event);
        }
        settle();
    }

    [[nodiscard]] const hall::Day& day() const { return live.standing().day(); }
    [[nodiscard]] std::int64_t seq() const { return live.standing().seq(); }

    /// Carries out a command that must not be refused.
    void act(const hall::Command& command, Instant now) {
        clock.at = now;
        const auto events = hall::decide(day(), command, now);
        ASSERT_TRUE(events) << static_cast<int>(events.error().why);
        for (const hall::Event& event : *events) apply(event);
        settle();
    }

    hall::VisitIndex issue(std::vector<std::string> services, Instant now,
                           std::string_view priority = "none") {
        hall::Issue wish{.priority = *day().rules().find_class(priority),
                         .code = code_of(++codes_),
                         .short_code = {codes_}};
        for (const std::string& id : services) {
            wish.services.push_back(*day().rules().find_service(id));
        }
        act(wish, now);
        return {static_cast<std::uint32_t>(day().visits().size() - 1)};
    }

    [[nodiscard]] hall::AtCounter at(int number) const {
        return {.counter = *day().rules().find_counter(number)};
    }

    void apply(const hall::Event& event) { live.apply(seq() + 1, event, observer_); }
    void settle() {
        if (observer_ != nullptr) observer_->on_settled(live.mall(), seq(), day());
    }

    GivenClock clock;
    journal::LiveHall live{"kecil"};

private:
    journal::Observer* observer_;
    std::uint8_t codes_ = 0;
};

}  // namespace gerai::api
