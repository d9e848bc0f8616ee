#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>

#include "api/devices.h"
#include "api/docs_page.h"
#include "api/estimate_book.h"
#include "core/time.h"
#include "journal/archive.h"
#include "journal/writer.h"
#include "ticket/print_desk.h"
#include "trust/access.h"
#include "trust/token.h"
#include "voice/voice.h"
#include "web/http.h"
#include "web/responder.h"
#include "web/stream.h"

/// The API: the tables of routes, and the translation between HTTP and the hall. A handler reads
/// what was sent, asks the hall, and words the answer; it decides nothing. Reading looks at the
/// live hall on the server's thread; what changes something, or reads the past, goes to the
/// writer's or the archive's thread with the responder.
namespace gerai::api {

/// Slows down who guesses short codes: after too many unknown codes in a second, over all callers,
/// no short one is looked for in the rest of it. The 128 bits of a link need no limit.
class GuessLimit {
public:
    /// Notes an unknown code; whether there may be more in this second of machine time.
    bool allows(Instant machine_now);

    /// Whether this second has had its unknown codes.
    [[nodiscard]] bool is_spent(Instant machine_now) const;

private:
    static constexpr std::int64_t per_second = 50;

    std::atomic<std::int64_t> second_{0};
    std::atomic<std::int64_t> count_{0};
};

/// What the handlers share. Everything in it outlives the server.
struct Context {
    journal::Writer& writer;
    journal::Archive& archive;
    const journal::Clock& clock;
    web::StreamHub& hub;
    ticket::PrintDesk& prints;
    voice::Voice& voice;
    const EstimateBook& estimates;

    /// The tokens in force; swapped whole as the table of tokens is read again.
    std::shared_ptr<const trust::TokenBook> tokens() const { return token_book.load(); }
    std::atomic<std::shared_ptr<const trust::TokenBook>> token_book;

    GuessLimit guesses{};
    Devices devices{};

    std::string public_url;  ///< Without a slash at its end.
    std::string version;
    bool is_trial = false;
    DocsLook docs_look{};   ///< Of the page that describes the API.
    double clock_rate = 1;  ///< Of the hall's clock against the machine's.

    /// Why the server is not ready, in English; empty: it is.
    std::function<std::vector<std::string>()> unready_reasons;
};

/// Kinds of streams in the hub, in the order of its options.
namespace streams {
inline constexpr web::StreamKind board{0};
inline constexpr web::StreamKind visit{1};
inline constexpr web::StreamKind hall{2};
inline constexpr web::StreamKind counter{3};
}  // namespace streams

}  // namespace gerai::api
