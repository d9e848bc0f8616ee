#include "demo/asking.h"

#include <algorithm>
#include <chrono>

namespace gerai::demo {

using namespace std::chrono_literals;

namespace {

constexpr Duration first_pause = 40s;
constexpr Duration longest_pause = 2min;
constexpr Duration longest_rest = 10min;

}  // namespace

bool Asking::is_time(int waiting, Instant now) {
    const bool has_come = waiting > unlucky_;
    unlucky_ = std::min(unlucky_, waiting);
    return has_come || (waiting > 0 && now >= again_);
}

void Asking::was_in_vain(int waiting, Instant now) {
    unlucky_ = waiting;
    again_ = now + std::min(first_pause * (1 << failures_), longest_pause);
    if (again_ - now < longest_pause) ++failures_;
}

void Asking::found_somebody() {
    unlucky_ = 0;
    failures_ = 0;
}

Duration Asking::rest(Instant now) const {
    return unlucky_ > 0 && again_ > now ? again_ - now : longest_rest;
}

}  // namespace gerai::demo
