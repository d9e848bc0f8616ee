#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "api/estimate_book.h"
#include "journal/live_hall.h"

namespace gerai::api {

/// A body that is sent to many, with its ETag.
struct RenderedBody {
    std::shared_ptr<const std::string> text;
    std::string etag;
};

/// Boards as bytes. One is written anew when something has happened in the hall or a second has
/// passed on the hall's clock; until then every reader gets the same bytes. From any thread.
class BoardCache {
public:
    /// Nothing when the mall has no such zone; an empty zone is the whole mall.
    std::optional<RenderedBody> board(const journal::LiveHall& hall, const HallEstimates& estimates,
                                      const std::string& zone, Instant now);

private:
    struct Kept {
        Date date;
        std::int64_t seq = -1;
        Instant second;
        RenderedBody body;
    };

    std::mutex mutex_;
    std::map<std::string, Kept, std::less<>> kept_;  // By mall and zone.
};

}  // namespace gerai::api
