#include "api/simulated_journal.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>

/// `simulated_journal DIRECTORY DATES` makes a data directory for tests of the whole program: a
/// journal of a small busy mall in which so many dates are over, and its file in `malls`.
int main(int argc, char** argv) {
    if (argc != 3) {
        std::fprintf(stderr, "usage: simulated_journal DIRECTORY DATES\n");
        return 2;
    }
    const std::filesystem::path directory = argv[1];
    gerai::api::write_simulated_journal(directory, std::strtoul(argv[2], nullptr, 10));
    std::filesystem::create_directories(directory / "malls");
    std::ofstream{directory / "malls" / "uji.toml"} << gerai::plan::busy_mall;
    return 0;
}
