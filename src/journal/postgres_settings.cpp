#include "journal/postgres_settings.h"

#include <stdexcept>

namespace gerai::journal::postgres {

void refuse_unsafe(const Settings& settings) {
    std::string unsafe;
    const auto require = [&](bool is_safe, const char* name, const std::string& found) {
        if (is_safe) return;
        unsafe += (unsafe.empty() ? "" : ", ") + (name + (" is " + found));
    };
    require(settings.fsync == "on", "fsync", settings.fsync);
    require(settings.full_page_writes == "on", "full_page_writes", settings.full_page_writes);
    require(settings.synchronous_commit == "on" || settings.synchronous_commit == "remote_apply",
            "synchronous_commit", settings.synchronous_commit);
    if (!unsafe.empty()) {
        throw std::runtime_error(
            "This PostgreSQL could lose numbers that were given out: " + unsafe +
            ". Set each of them to on (for the server, the database and the "
            "user), and start again.");
    }
    if (settings.server_encoding != "UTF8") {
        throw std::runtime_error("The database has the encoding " + settings.server_encoding +
                                 ", and gerai needs UTF8. Create one with ENCODING 'UTF8'.");
    }
}

}  // namespace gerai::journal::postgres
