#pragma once

#include <boost/json/value.hpp>
#include <string>

#include "demo/day.h"
#include "demo/dice.h"

namespace gerai::demo {

/// One visitor: takes a number, follows it on the phone, comes back after a missed call, loses
/// patience or is served, and rates.
class Citizen {
public:
    /// `desk` is where the number is taken: a kiosk, or the greeter's.
    Citizen(Day& day, PlannedVisit wish, Actor desk, const Dice& dice);

    awaitable<void> live();

private:
    enum class Mood { stays, leaves };

    awaitable<bool> take_number();
    awaitable<void> follow();
    awaitable<Mood> react(boost::json::value visit);
    awaitable<Mood> return_to_queue(int rejoins_left);
    awaitable<Mood> give_up();
    awaitable<void> cancel();
    awaitable<void> rate(boost::json::value visit, int score);

    Day& day_;
    PlannedVisit wish_;
    Actor desk_;
    Actor phone_;  ///< Public: the code is all it has.
    Dice dice_;
    std::string code_;
};

}  // namespace gerai::demo
