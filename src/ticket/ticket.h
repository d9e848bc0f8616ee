#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/time.h"
#include "ticket/bitmap.h"
#include "web/language.h"

/// The paper ticket: what stands on it (`Ticket`), how it is laid out (`Document`), the bytes that
/// a printer is sent (`escpos.h`), and the printers themselves (`print_desk.h`), each with a queue
/// of its own that nobody waits for. A ticket holds no name and no NIK. The folder knows neither
/// the hall nor the journal: what has been printed is kept in memory, and is unknown after a
/// restart.
namespace gerai::ticket {

/// What a visitor is told of one service.
struct TicketService {
    std::string name;
    std::string place;                  ///< Where it is given; empty: nobody knows yet.
    std::optional<std::int64_t> ahead;  ///< Absent: it does not wait.
    bool waits_for_others = false;      ///< It comes after another service of this visit.

    /// In minutes, rounded outward; absent when it cannot be honest.
    struct Interval {
        std::int64_t low{};
        std::int64_t high{};
    };
    std::optional<Interval> estimate;
};

struct Ticket {
    std::string mall;
    std::string number;
    web::Language language = web::Language::indonesian;
    std::vector<TicketService> services;  ///< In the order in which they come.
    std::vector<std::string> to_bring;    ///< Each once.
    Instant issued_at;
    TimeZone zone;
    std::string track_url;
    std::string short_code;
    bool is_trial = false;
    std::optional<Instant> copied_at;  ///< Absent on the first print.
};

/// A roll of paper, by what of its width is printed.
enum class Paper {
    mm_58,  ///< 384 dots, 32 characters.
    mm_80   ///< 576 dots, 48 characters.
};

/// The roll of a `[[printer]]` whose `width` is such as `80mm`: the narrow one below 80.
Paper paper_of(std::string_view width);

int dots_of(Paper paper);
std::size_t columns_of(Paper paper);

/// A line in the printer's own font, in printable ASCII, no longer than the paper's columns.
struct Line {
    enum class Look { plain, strong, reversed } look = Look::plain;
    enum class Side { left, middle } side = Side::left;
    std::string text;
};

/// The number as a picture.
struct Numeral {
    Bitmap picture;
};

/// A QR code of an address.
struct Link {
    std::string url;
};

/// White paper, in dots.
struct Gap {
    int dots{};
};

using Piece = std::variant<Line, Numeral, Link, Gap>;

/// A ticket from its top to where it is cut.
struct Document {
    Paper paper = Paper::mm_80;
    std::vector<Piece> pieces;
};

/// Lays a ticket out, in its language.
Document lay_out(const Ticket& ticket, Paper paper);

}  // namespace gerai::ticket
