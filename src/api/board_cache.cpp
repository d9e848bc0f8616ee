#include "api/board_cache.h"

#include "api/board_view.h"
#include "web/http.h"

namespace gerai::api {

namespace {

RenderedBody rendered(const journal::Standing& standing, const HallEstimates& estimates,
                      const mall::Zone* zone, Instant now) {
    const hall::Day& day = standing.day();
    auto text = std::make_shared<const std::string>(
        json::write(view_of_board(day, standing.seq(), BoardScope{day, zone}, now, &estimates)));
    std::string etag = web::etag_of(*text);
    return {.text = std::move(text), .etag = std::move(etag)};
}

}  // namespace

std::optional<RenderedBody> BoardCache::board(const journal::LiveHall& hall,
                                              const HallEstimates& estimates,
                                              const std::string& zone, Instant clock_now) {
    const std::string key = hall.mall() + "/" + zone;
    const Instant second = std::chrono::floor<std::chrono::seconds>(clock_now);
    return hall.look(
        clock_now, [&](const journal::Standing& standing) -> std::optional<RenderedBody> {
            const hall::Day& day = standing.day();
            const mall::Zone* const found = find_zone(day, zone);
            if (found == nullptr && !zone.empty()) return std::nullopt;
            {
                const std::scoped_lock lock{mutex_};
                const Kept& kept = kept_[key];
                if (kept.seq == standing.seq() && kept.second == second &&
                    kept.date == day.date()) {
                    return kept.body;
                }
            }
            RenderedBody body =
                rendered(standing, estimates, found, std::max(clock_now, day.last_at()));
            const std::scoped_lock lock{mutex_};
            kept_[key] = {day.date(), standing.seq(), second, body};
            return body;
        });
}

}  // namespace gerai::api
