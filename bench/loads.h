#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

/// What script/bench lets loose on a server, and what it holds the server against. Each prints one
/// line of numbers, whose meaning its comment gives, and throws when an answer is not a success: a
/// figure counts only where everything was done.
namespace gerai::bench {

using SteadyClock = std::chrono::steady_clock;
using Milliseconds = std::chrono::duration<double, std::milli>;

/// A server with the mall of the measurements, and who may do everything in it.
struct Target {
    std::uint16_t port{};
    std::string mall;
    std::string token;

    [[nodiscard]] std::string path(const std::string& rest) const {
        return "/api/v1/malls/" + mall + rest;
    }
};

/// One counter of the mall and the first service that it gives.
struct Place {
    std::int64_t counter{};
    std::string service;
};

/// The counters that the file gives today.
std::vector<Place> places_of(const Target& target);

/// What a counter does to serve one number, in order.
enum class Act { issue, call, start, finish };

/// The request for it, with a key of its own.
struct Request request_for(const Target& target, const Place& place, Act act);

/// The value below which that share of all lies.
double quantile(std::vector<double> values, double share);

/// Issues numbers from so many clients at once. Prints: numbers a second, p50 and p99 of an answer
/// in milliseconds, all numbers, seconds.
void issue_numbers(const Target& target, std::size_t clients, std::chrono::milliseconds time);

/// Issues so many numbers and serves each at once: each client is a counter. Prints: median
/// milliseconds of the answer to an issue, numbers a second.
void serve_numbers(const Target& target, std::size_t clients, std::size_t count);

/// Opens so many streams of the board, says `open`, and then, for each line on the standard input,
/// lets one number be called and prints the milliseconds until the last byte of the frame has come
/// on the last stream, and the bytes of a frame.
void count_to_last_byte(const Target& target, std::size_t streams);

/// As `count_to_last_byte`, from the reference: the frame has so many bytes.
void count_to_last_byte_of_reference(std::uint16_t port, std::size_t streams);

/// The reference of the streams: accepts readers (`GET`), and writes a frame to all of them in one
/// epoll loop as soon as it is told to (`POST`, with the bytes of the frame as its body). Runs
/// until it is killed.
void write_raw(std::uint16_t port);

/// A hall in which every counter calls every ten seconds while boards and phones listen. Prints:
/// p50 and p99 of the milliseconds from the sending of a call to its frame at a board, calls,
/// frames.
void call_to_boards(const Target& target, std::size_t boards, std::size_t phones,
                    std::chrono::seconds time);

/// Overwrites a file of that directory, 4 KiB at a time, each made durable. Prints: how many a
/// second.
void sync_disk(const std::string& directory, std::chrono::milliseconds time);

}  // namespace gerai::bench
