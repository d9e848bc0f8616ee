#pragma once

#include <malloc.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <functional>

namespace gerai::bench {

inline constexpr int rounds = 5;

inline double seconds_of(const std::function<void()>& work) {
    const auto began = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
}

/// Figures of one kind, a round each.
using Figures = std::array<double, rounds>;

inline double median(Figures values) {
    std::ranges::sort(values);
    return values[rounds / 2];
}

inline void print(const char* name, const Figures& figures, int decimals, const char* after) {
    std::printf("\"%s\": %.*f%s", name, decimals, median(figures), after);
}

/// One day takes the memory of the one before, as in a simulator: the first touch of a page costs
/// the kernel as much as several commands.
inline void keep_memory() {
    mallopt(M_MMAP_THRESHOLD, 1 << 30);
    mallopt(M_TRIM_THRESHOLD, 1 << 30);
}

}  // namespace gerai::bench
