#include "api/announcements.h"

#include "api/dated_id.h"
#include "api/spoken.h"
#include "api/visit_view.h"

namespace gerai::api {

namespace {

constexpr std::size_t announcements_max = 200;

std::string audio_url(const std::string& mall, const std::string& name) {
    return "/api/v1/malls/" + mall + "/audio/" + name + ".wav";
}

void add_sound(AnnouncementView& view, const hall::Day& day, const hall::Announcement& announcement,
               voice::Voice& voice) {
    const std::string& mall = file_of(day)->id;
    const auto url = [&](web::Language language) {
        return audio_url(mall, voice.name_of(spoken_call(day, announcement, language)));
    };
    view.audio_url = url(web::Language::indonesian);
    view.repeat_url = url(language_of(view.language));
}

AnnouncementView view_of(const hall::Day& day, std::uint32_t place) {
    const hall::Announcement& one = day.wall().announcements()[place];
    const hall::Visit& visit = day.at(day.at(one.step).visit);
    const hall::Counter& counter = day.rules().counters[one.counter.value];
    AnnouncementView view{.id = dated_id(day.date(), place),
                          .number = number_of(day, visit),
                          .counter = counter.number,
                          .booth = counter.booth,
                          .language = visit.language,
                          .times_called = one.times_called,
                          .called_at = {one.at, zone_of(day)},
                          .speak_until = {one.at + spoken_within, zone_of(day)},
                          .withdrawn = one.is_withdrawn,
                          .heard_on = static_cast<std::int64_t>(one.heard_on.size())};
    if (const mall::Booth* const booth = file_of(day)->find_booth(counter.booth)) {
        view.floor = booth->floor;
    }
    return view;
}

}  // namespace

AnnouncementList view_of_announcements(const hall::Day& day, const BoardScope& scope,
                                       std::string_view after, Instant now, voice::Voice& voice) {
    AnnouncementList list;
    list.now = {now, zone_of(day)};
    const auto all = day.wall().announcements();
    if (!all.empty()) {
        list.last = dated_id(day.date(), static_cast<std::uint32_t>(all.size() - 1));
    }
    list.chime_url = audio_url(file_of(day)->id, voice.chime());
    const auto seen = number_of_dated_id(day.date(), after);
    for (std::uint32_t i = seen.value_or(0); i < all.size(); ++i) {
        if (list.announcements.size() == announcements_max) break;
        const bool is_wanted = seen || now < all[i].at + spoken_within;
        if (!is_wanted || !scope.has(all[i].counter)) continue;
        list.announcements.push_back(view_of(day, i));
        add_sound(list.announcements.back(), day, all[i], voice);
    }
    return list;
}

}  // namespace gerai::api
