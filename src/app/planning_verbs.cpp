#include "app/planning_verbs.h"

#include <chrono>
#include <fstream>
#include <stdexcept>

#include "app/command_line.h"

namespace gerai::app {

Date planned_date(const std::string& asked, const mall::Mall& mall) {
    if (!asked.empty()) {
        const auto date = parse_date(asked);
        if (!date) throw WrongCall{"--date takes a date such as 2026-11-25."};
        if (mall.hours_on(*date).empty()) {
            throw WrongCall{mall.id + " is closed on " + asked +
                            ": name a date on which it is open."};
        }
        return *date;
    }
    constexpr int furthest = 366;
    const Date today =
        TimeZone::named(mall.time_zone)
            ->date_of(std::chrono::floor<Duration>(std::chrono::system_clock::now()));
    for (int i = 0; i < furthest; ++i) {
        const Date date{std::chrono::sys_days{today} + std::chrono::days{i}};
        if (!mall.hours_on(date).empty()) return date;
    }
    throw WrongCall{mall.id + " is not open on any day of the next year."};
}

void write_whole(const std::filesystem::path& file, std::string_view text) {
    std::filesystem::path unfinished = file;
    unfinished += ".part";
    std::ofstream out{unfinished, std::ios::binary};
    out << text << std::flush;
    if (!out) throw std::runtime_error{"Cannot write " + unfinished.string()};
    out.close();
    std::filesystem::rename(unfinished, file);
}

}  // namespace gerai::app
