#include "app/version.h"

#include <libpq-fe.h>
#include <sqlite3.h>

#include <string>

#include "app/build.h"

namespace gerai::app {

namespace {

std::string libpq_version() {
    const int number = PQlibVersion();
    return std::to_string(number / 10'000) + "." + std::to_string(number % 10'000);
}

int print_version(const Call& call) {
    const std::string text = std::string{"gerai "} + version() + " (" + commit() + ")\nSQLite " +
                             sqlite3_libversion() + "\nlibpq " + libpq_version() + "\n";
    call.print({{"version", version()},
                {"commit", commit()},
                {"sqlite", sqlite3_libversion()},
                {"libpq", libpq_version()}},
               text);
    return success;
}

}  // namespace

void add_version(CommandLine& line) {
    line.add({.name = "version",
              .about = "version, commit, and versions of SQLite and libpq",
              .settings = {},
              .prints_data = true},
             print_version);
}

}  // namespace gerai::app
