#include "demo/watch_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>

namespace gerai::demo {

namespace {

struct Entry {
    Word word;
    std::string_view indonesian;
    std::string_view english;
};

constexpr auto catalogue = std::to_array<Entry>({
    {Word::trial, "PERCOBAAN", "TRIAL"},
    {Word::open, "Buka", "Open"},
    {Word::closed, "Tutup", "Closed"},
    {Word::waiting, "Menunggu", "Waiting"},
    {Word::counters_open, "Loket buka", "Counters open"},
    {Word::oldest, "Terlama", "Longest"},
    {Word::last_calls, "PANGGILAN TERAKHIR", "LAST CALLS"},
    {Word::no_calls, "Belum ada panggilan", "No calls yet"},
    {Word::queues, "ANTREAN", "QUEUES"},
    {Word::counter_column, "Loket", "Open"},
    {Word::counter, "loket {}", "counter {}"},
    {Word::again, "panggilan ke-{}", "call {}"},
    {Word::more_agencies, "dan {} instansi lagi", "and {} more agencies"},
    {Word::link_lost, "Sambungan terputus, menyambung lagi", "Connection lost, trying again"},
    {Word::minutes, "{} mnt", "{} min"},
    {Word::hours, "{} jam {:02} mnt", "{} h {:02} min"},
});

constexpr std::array<std::string_view, 7> indonesian_days{"Minggu", "Senin", "Selasa", "Rabu",
                                                          "Kamis",  "Jumat", "Sabtu"};
constexpr std::array<std::string_view, 7> english_days{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                       "Thursday", "Friday", "Saturday"};
constexpr std::array<std::string_view, 12> indonesian_months{
    "Januari", "Februari", "Maret",     "April",   "Mei",      "Juni",
    "Juli",    "Agustus",  "September", "Oktober", "November", "Desember"};
constexpr std::array<std::string_view, 12> english_months{
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

char separator(Language language) { return language == Language::indonesian ? '.' : ':'; }

}  // namespace

std::string_view text(Word word, Language language) {
    const auto* const entry = std::ranges::find(catalogue, word, &Entry::word);
    assert(entry != catalogue.end());
    return language == Language::indonesian ? entry->indonesian : entry->english;
}

std::string long_date(Date date, Language language) {
    const bool indonesian = language == Language::indonesian;
    const unsigned weekday = std::chrono::weekday{std::chrono::sys_days{date}}.c_encoding();
    const unsigned month = static_cast<unsigned>(date.month()) - 1;
    return fmt::format("{}, {} {} {}", (indonesian ? indonesian_days : english_days)[weekday],
                       static_cast<unsigned>(date.day()),
                       (indonesian ? indonesian_months : english_months)[month],
                       static_cast<int>(date.year()));
}

std::string clock_time(std::chrono::seconds since_midnight, Language language) {
    const auto minutes = since_midnight.count() / 60;
    return fmt::format("{:02}{}{:02}", minutes / 60, separator(language), minutes % 60);
}

std::string clock_time_to_second(std::chrono::seconds since_midnight, Language language) {
    return fmt::format("{}{}{:02}", clock_time(since_midnight, language), separator(language),
                       since_midnight.count() % 60);
}

std::string_view zone_name(std::string_view zone) {
    if (zone == "Asia/Jakarta" || zone == "Asia/Pontianak") return "WIB";
    if (zone == "Asia/Makassar") return "WITA";
    if (zone == "Asia/Jayapura") return "WIT";
    return {};
}

}  // namespace gerai::demo
