#include "app/backup.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <map>
#include <memory>
#include <system_error>

#include "app/derived_rows.h"
#include "app/work.h"
#include "journal/sqlite_backup.h"
#include "journal/sqlite_integrity.h"

namespace gerai::app {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view file_name = "gerai.db";

void sync(const fs::path& path) {
    const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const bool synced = file >= 0 && fsync(file) == 0;
    const int error = errno;
    if (file >= 0) close(file);
    if (!synced)
        throw std::system_error(error, std::generic_category(), "Cannot sync " + path.string());
}

/// Everything that SQLite and its lock keep beside a file.
std::array<fs::path, 4> files_of(const fs::path& database) {
    const std::string name = database.string();
    return {name, name + "-wal", name + "-shm", name + ".lock"};
}

/// A copy that goes unless it is kept.
class Unfinished {
public:
    explicit Unfinished(const fs::path& database) : file_(database.string() + ".unfinished") {
        remove();
    }
    ~Unfinished() { remove(); }
    Unfinished(const Unfinished&) = delete;
    Unfinished& operator=(const Unfinished&) = delete;

    [[nodiscard]] const fs::path& file() const { return file_; }

private:
    void remove() const {
        std::error_code ignored;
        for (const fs::path& file : files_of(file_)) fs::remove(file, ignored);
    }

    fs::path file_;
};

/// The file and the log beside it, where it was copied with one.
void copy_database(const fs::path& from, const fs::path& to) {
    fs::copy_file(from, to);
    fs::permissions(to, fs::perms::owner_write, fs::perm_options::add);
    const fs::path log = from.string() + "-wal";
    if (fs::exists(log)) fs::copy_file(log, to.string() + "-wal");
}

Restored verify(const fs::path& database) {
    const auto journal = journal::open_database("sqlite:" + database.string())->open_journal();
    if (const auto fault = journal::sqlite::integrity_fault(database)) {
        throw std::runtime_error("The backup is damaged (" + *fault + "): restore another one.");
    }
    const DerivedRows rows = derived_rows(*journal);
    Restored found{.malls = journal->malls().size(), .records = rows.records};
    found.differences = difference(rows, *journal);
    if (found.differences > 0) journal->replace_derived(rows.codes, rows.days);
    journal->checkpoint();
    return found;
}

const Settings& with_sqlite(const Settings& settings, std::string_view verb) {
    if (settings.is_sqlite()) return settings;
    throw WrongCall{
        fmt::format("gerai {} is for SQLite: a PostgreSQL database has pg_dump, "
                    "pg_basebackup and pg_restore.",
                    verb)};
}

int back_up(const std::string& directory, const Call& call) {
    const Settings& settings = with_sqlite(call.settings, "backup");
    open_reader(settings);  // Says what to do when there is no hall.
    fs::create_directories(directory);
    const fs::path to = fs::path{directory} / file_name;
    journal::sqlite::back_up(settings.sqlite_file(), to);
    call.print({{"backup", to.string()}, {"bytes", fs::file_size(to)}},
               fmt::format("{}: {} bytes\n", to.string(), fs::file_size(to)));
    return success;
}

int restore_into(const std::string& directory, const Call& call) {
    const Settings& settings = with_sqlite(call.settings, "restore");
    const fs::path backup = fs::path{directory} / file_name;
    if (!fs::exists(backup)) {
        throw WrongCall{"There is no " + backup.string() +
                        ": name a directory that gerai backup has made."};
    }
    const bool is_taken = fs::exists(settings.sqlite_file()) ||
                          (fs::exists(settings.data) && !fs::is_empty(settings.data));
    if (is_taken) {
        throw WrongCall{"The data directory \"" + settings.data.string() +
                        "\" is not empty: name a new one with --data."};
    }
    fs::create_directories(settings.data);
    const Restored found = restore(backup, settings.sqlite_file());
    std::string text = fmt::format("{}: verified, {} malls, {} events\n",
                                   settings.sqlite_file().string(), found.malls, found.records);
    if (found.differences > 0)
        text += fmt::format("{} derived rows were wrong and are rebuilt\n", found.differences);
    call.print({{"database", settings.sqlite_file().string()},
                {"malls", found.malls},
                {"events", found.records},
                {"rebuilt_rows", found.differences}},
               text);
    return success;
}

std::map<std::string, std::int64_t> last_seqs(journal::Reader& reader) {
    std::map<std::string, std::int64_t> last;
    for (const std::string& mall : reader.malls()) last[mall] = reader.last_seq(mall);
    return last;
}

/// On PostgreSQL other servers may write meanwhile: then it is done again.
int rebuild(const Call& call) {
    open_reader(call.settings);  // Says what to do when there is no hall.
    const auto journal = journal::open_database(call.settings.database)->open_journal();
    DerivedRows rows;
    std::optional<std::size_t> wrong;
    std::map<std::string, std::int64_t> before;
    do {
        before = last_seqs(*journal);
        rows = derived_rows(*journal);
        if (!wrong) wrong = difference(rows, *journal);
        journal->replace_derived(rows.codes, rows.days);
    } while (last_seqs(*journal) != before);
    call.print({{"events", rows.records},
                {"codes", rows.codes.size()},
                {"days", rows.days.size()},
                {"differences", *wrong}},
               fmt::format("{} events read; {} codes and {} dates written, {} rows were wrong\n",
                           rows.records, rows.codes.size(), rows.days.size(), *wrong));
    return success;
}

void add_with_directory(CommandLine& line, CommandLine::Verb verb, const std::string& about,
                        int (*run)(const std::string&, const Call&)) {
    const auto directory = std::make_shared<std::string>();
    line.add(verb, [directory, run](const Call& call) { return run(*directory, call); })
        .add_option("DIR", *directory, about)
        ->required();
}

}  // namespace

Restored restore(const fs::path& backup, const fs::path& database) {
    const Unfinished unfinished{database};
    copy_database(backup, unfinished.file());
    const Restored found = verify(unfinished.file());
    sync(unfinished.file());
    fs::rename(unfinished.file(), database);
    sync(fs::absolute(database).parent_path());
    return found;
}

void add_backup(CommandLine& line) {
    add_with_directory(line,
                       {.name = "backup",
                        .about = "copies the database into a directory, also beside a server",
                        .settings = hall_settings,
                        .prints_data = true},
                       "where the copy goes; made where it is missing", back_up);
    add_with_directory(line,
                       {.name = "restore",
                        .about = "restores a backup into an empty data directory, verified",
                        .settings = hall_settings,
                        .prints_data = true},
                       "a directory that gerai backup has made", restore_into);
    line.add({.name = "rebuild",
              .about = "rebuilds every derived table from the journal",
              .settings = hall_settings,
              .prints_data = true},
             rebuild);
}

}  // namespace gerai::app
