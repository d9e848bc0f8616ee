// The loads of script/bench: bench_load NAME ARGUMENT...; see loads.h for what each does. The token
// comes in BENCH_TOKEN.

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "loads.h"

namespace gerai::bench {

namespace {

using Words = std::vector<std::string>;

std::uint16_t port_in(const std::string& word) {
    return static_cast<std::uint16_t>(std::stoul(word));
}

Target target_in(const Words& words) {
    const char* const token = std::getenv("BENCH_TOKEN");
    if (token == nullptr) throw std::runtime_error("BENCH_TOKEN is not set");
    return {.port = port_in(words.at(1)), .mall = words.at(2), .token = token};
}

std::chrono::milliseconds time_in(const std::string& word) {
    return std::chrono::milliseconds{std::stol(word)};
}

void run(const Words& words) {
    const std::string& name = words.at(0);
    if (name == "issue") {
        issue_numbers(target_in(words), std::stoul(words.at(3)), time_in(words.at(4)));
    } else if (name == "serve") {
        serve_numbers(target_in(words), std::stoul(words.at(3)), std::stoul(words.at(4)));
    } else if (name == "streams") {
        count_to_last_byte(target_in(words), std::stoul(words.at(3)));
    } else if (name == "reference-streams") {
        count_to_last_byte_of_reference(port_in(words.at(1)), std::stoul(words.at(2)));
    } else if (name == "write-raw") {
        write_raw(port_in(words.at(1)));
    } else if (name == "boards") {
        call_to_boards(target_in(words), std::stoul(words.at(3)), std::stoul(words.at(4)),
                       std::chrono::seconds{std::stol(words.at(5))});
    } else if (name == "sync") {
        sync_disk(words.at(1), time_in(words.at(2)));
    } else {
        throw std::runtime_error("there is no load " + name);
    }
}

}  // namespace

}  // namespace gerai::bench

int main(int count, char** arguments) {
    const std::span<char*> all{arguments, static_cast<std::size_t>(count)};
    try {
        gerai::bench::run({all.begin() + 1, all.end()});
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "bench_load: %s\n", error.what());
        return 1;
    }
}
