#include "faults/hall_day.h"

#include <sqlite3.h>

#include <memory>

#include "journal/examples.h"

namespace gerai::faults {

namespace {

using Handle = std::unique_ptr<sqlite3, decltype(&sqlite3_close)>;

/// The first column of a statement's rows, a line each; what SQLite says where it fails.
std::string lines_of(sqlite3* handle, const std::string& sql) {
    std::string lines;
    const auto add = [](void* to, int, char** values, char**) {
        *static_cast<std::string*>(to) += std::string(values[0]) + "\n";
        return 0;
    };
    char* error = nullptr;
    sqlite3_exec(handle, sql.c_str(), add, &lines, &error);
    if (error != nullptr) lines += std::string(error) + "\n";
    sqlite3_free(error);
    return lines;
}

std::string expected_numbers(std::int64_t count) {
    std::string lines;
    for (std::int64_t seq = 1; seq <= count; ++seq)
        lines += std::to_string(seq) + " number " + std::to_string(seq) + "\n";
    return lines;
}

}  // namespace

journal::Commit number_after(std::int64_t last) {
    const std::int64_t seq = last + 1;
    const std::string body = "number " + std::to_string(seq);
    auto commit = journal::commit_of(journal::addition("paser", last, {body}));
    const auto which = static_cast<std::uint64_t>(seq);
    commit.additions[0].codes = {journal::code(static_cast<std::uint8_t>(which), which)};
    commit.answers = {journal::answer("key " + std::to_string(seq), body)};
    return commit;
}

std::string fault_of(const std::filesystem::path& database, std::int64_t acknowledged,
                     std::int64_t asked_for) {
    sqlite3* opened = nullptr;
    sqlite3_open(database.c_str(), &opened);
    const Handle handle(opened, sqlite3_close);
    if (acknowledged == 0 &&
        lines_of(opened, "SELECT seq FROM journal") == "no such table: journal\n")
        return lines_of(opened, "PRAGMA quick_check") == "ok\n" ? "" : "corrupt when empty";

    if (const auto check = lines_of(opened, "PRAGMA quick_check"); check != "ok\n") return check;
    const auto numbers =
        lines_of(opened, "SELECT seq || ' ' || body FROM journal ORDER BY mall, seq");
    for (std::int64_t count = acknowledged; count <= asked_for; ++count) {
        if (numbers != expected_numbers(count)) continue;
        const auto rows = lines_of(opened,
                                   "SELECT count(*) FROM code UNION ALL "
                                   "SELECT count(*) FROM answer");
        const std::string each = std::to_string(count) + "\n";
        return rows == each + each ? "" : "codes and answers: " + rows;
    }
    return std::to_string(acknowledged) + " acknowledged, but there is:\n" + numbers;
}

}  // namespace gerai::faults
