#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "demo/day.h"
#include "demo/hall.h"

/// `gerai demo`: citizens and clerks who live a mall's days against a running server, over HTTP and
/// at the pace of the hall's clock. They know the HTTP contract and the mall files, nothing else of
/// the server. A server that is killed and started again loses none of their acts: each is repeated
/// with its key until it is answered.
namespace gerai::demo {

/// How a mall's day goes, for people to read.
struct Progress {
    std::string mall;
    Instant now;
    int waiting = 0;  ///< Steps, all over the mall.
    Tally today;
    bool day_ended = false;  ///< The last word on this date.
};

struct Options {
    std::string server = "http://127.0.0.1:8080";
    std::vector<std::string> malls;  ///< Their ids; empty: all that the server has.
    std::filesystem::path malls_dir = "malls";
    double volume = 1;
    std::uint64_t seed = 1;
    std::optional<int> days;  ///< Ends when each mall has lived so many; else never.
    std::optional<std::filesystem::path> record;
    TokenFor token_for;
    std::size_t connections_max = 64;
    std::chrono::milliseconds give_up_after{600'000};  ///< Without an answer from the server.
    std::function<void(const Progress&)> progress;     ///< Optional; called a few times a minute.
};

struct Summary {
    Tally tally;
    std::uint64_t retries = 0;  ///< Requests that were sent again.
};

/// Plays until the days are over or `stop` is requested. Throws `std::runtime_error` with a
/// sentence that says what to do when a mall file cannot be read, the server cannot be reached for
/// long, or it answers what the contract does not foresee.
Summary run(const Options& options, const std::stop_token& stop);

}  // namespace gerai::demo
