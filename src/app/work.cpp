#include "app/work.h"

#include <boost/json/value.hpp>
#include <chrono>
#include <iostream>
#include <stdexcept>
#include <system_error>
#include <thread>

#include "app/command_line.h"
#include "app/control.h"
#include "journal/event_json.h"
#include "journal/file_lock.h"

namespace gerai::app {

namespace {

namespace fs = std::filesystem;

// A server that starts or stops holds the file while nobody answers yet, or any more.
constexpr std::chrono::seconds change_of_server_max{30};
constexpr std::chrono::milliseconds look_again_after{50};

constexpr std::size_t batch = 1'000;

/// Whether another process holds the file.
bool is_in_use(const fs::path& file) {
    try {
        const journal::FileLock lock{file};
        return false;
    } catch (const std::system_error&) {
        throw;
    } catch (const std::runtime_error&) {
        return true;
    }
}

/// Throws what an answer says went wrong.
Answer checked(Answer answer) {
    const std::string error = text_in(answer, "error");
    if (error.empty()) return answer;
    if (answer.contains("is_wrong_call")) throw WrongCall{error};
    throw std::runtime_error{error};
}

/// Says so where a new hall begins with it: whoever forgot `--data` means another one.
std::unique_ptr<journal::Journal> open_journal(const Settings& settings) {
    if (settings.is_sqlite() && !fs::exists(settings.sqlite_file())) {
        std::cerr << "There was no hall in \"" + settings.data.string() +
                         "\": a new one begins there (--data names another).\n";
    }
    return journal::open_database(settings.database)->open_journal();
}

/// The seqs of the mall files since a date began, the last one last.
std::int64_t newest_file(journal::Reader& reader, const journal::DayRow& day) {
    const auto record = reader.record_at(day.mall, day.first_seq);
    if (!record) throw journal::Broken{"The journal of " + day.mall + " lacks a date's beginning."};
    std::int64_t newest = journal::versions_of(*record).back();
    std::int64_t at = day.first_seq;
    while (true) {
        const auto records = reader.read(day.mall, at, batch);
        for (const journal::Record& each : records) {
            at = each.seq;
            if (each.type == "configured") newest = at;
        }
        if (records.size() < batch) return newest;
    }
}

}  // namespace

Answer failed(std::string_view sentence) { return {{"error", sentence}}; }

Answer wrong_call(std::string_view sentence) {
    return {{"error", sentence}, {"is_wrong_call", true}};
}

std::string text_in(const boost::json::object& object, std::string_view member) {
    const auto* const value = object.if_contains(member);
    if (value == nullptr || !value->is_string()) return {};
    return std::string{value->as_string()};
}

std::unique_ptr<journal::Reader> open_reader(const Settings& settings) {
    if (settings.is_sqlite() && !fs::exists(settings.sqlite_file())) {
        throw WrongCall{"There is no database \"" + settings.sqlite_file().string() +
                        "\" yet: name the data directory of a hall with --data."};
    }
    return journal::open_database(settings.database)->open_reader();
}

Answer have_done(const Settings& settings, Request request,
                 const std::function<Answer(std::unique_ptr<journal::Journal>)>& directly) {
    fs::create_directories(settings.data);
    request["database"] = database_name(settings.database);
    const auto until = std::chrono::steady_clock::now() + change_of_server_max;
    while (true) {
        if (auto answer = ask_server(control_socket(settings.data), request))
            return checked(std::move(*answer));
        if (!settings.is_sqlite()) return checked(directly(open_journal(settings)));
        const bool is_late = std::chrono::steady_clock::now() > until;
        if (is_late || !is_in_use(settings.sqlite_file()))
            return checked(directly(open_journal(settings)));
        std::this_thread::sleep_for(look_again_after);
    }
}

std::shared_ptr<const mall::Mall> file_in_force(journal::Reader& reader, const std::string& mall) {
    const auto day = reader.last_day(mall);
    if (!day) return nullptr;
    const std::int64_t seq = newest_file(reader, *day);
    const auto record = reader.record_at(mall, seq);
    if (!record) throw journal::Broken{"The journal of " + mall + " lacks a mall file."};
    return std::get<hall::Configured>(journal::decode(*record, hall::Rules{}).what).mall;
}

std::string database_name(const std::string& address) {
    constexpr std::string_view scheme = "sqlite:";
    if (!address.starts_with(scheme)) return without_password(address);
    return std::string{scheme} + fs::weakly_canonical(address.substr(scheme.size())).string();
}

}  // namespace gerai::app
