#include "ticket/ticket.h"

#include <charconv>
#include <utility>

#include "ticket/ascii.h"
#include "ticket/escpos.h"
#include "ticket/numerals.h"
#include "web/text.h"

namespace gerai::ticket {

namespace {

using web::Message;

constexpr std::string_view between = " - ";
constexpr std::size_t code_group = 4;
constexpr int quiet_zone = 4 * qr_module;  // As ISO/IEC 18004 asks for.

/// `09.30`, on the mall's wall.
std::string wall_time(Instant at, const TimeZone& zone) {
    const std::string text = to_rfc3339(at, zone);  // 2026-11-25T09:05:00.000+08:00
    return text.substr(11, 2) + "." + text.substr(14, 2);
}

/// `25-11-2026`.
std::string wall_date(Instant at, const TimeZone& zone) {
    const std::string text = to_rfc3339(at, zone);
    return text.substr(8, 2) + "-" + text.substr(5, 2) + "-" + text.substr(0, 4);
}

/// The three zones of Indonesia by their names; elsewhere none.
std::string_view zone_word(Instant at, const TimeZone& zone) {
    using namespace std::chrono_literals;
    if (zone.offset_at(at) == 7h) return " WIB";
    if (zone.offset_at(at) == 8h) return " WITA";
    if (zone.offset_at(at) == 9h) return " WIT";
    return "";
}

std::string in_groups(std::string_view code) {
    std::string text;
    for (std::size_t at = 0; at < code.size(); at += code_group) {
        if (at > 0) text += ' ';
        text += code.substr(at, code_group);
    }
    return text;
}

/// Where a code is typed: the address of the following page without what a browser adds.
std::string typing_address(std::string_view track_url) {
    const std::size_t scheme = track_url.find("://");
    if (scheme != std::string_view::npos) track_url.remove_prefix(scheme + 3);
    return std::string{track_url.substr(0, track_url.rfind('/'))};
}

/// A document being laid out.
class Sheet {
public:
    Sheet(const Ticket& ticket, Paper paper) : ticket_(ticket), document_{.paper = paper} {}

    void head();
    void number();
    void service(std::size_t place);
    void way_to_follow();
    void foot();
    [[nodiscard]] Document take() { return std::move(document_); }

private:
    template <class... Arguments>
    [[nodiscard]] std::string say(Message message, Arguments... arguments) const {
        return web::text(message, ticket_.language, {arguments...});
    }

    void lines(std::string_view text, std::size_t lines_max, Line::Look look, Line::Side side) {
        for (std::string& line : in_lines(to_ascii(text), columns_of(document_.paper), lines_max)) {
            document_.pieces.emplace_back(Line{look, side, std::move(line)});
        }
    }

    void gap(int dots) { document_.pieces.emplace_back(Gap{dots}); }

    [[nodiscard]] std::string standing(const TicketService& service) const;
    [[nodiscard]] std::string preparation() const;

    const Ticket& ticket_;
    Document document_;
};

void Sheet::head() {
    lines(ticket_.mall, 2, Line::Look::strong, Line::Side::middle);
    if (ticket_.is_trial)
        lines(say(Message::ticket_trial), 1, Line::Look::reversed, Line::Side::middle);
    if (!ticket_.copied_at) return;
    const std::string time = wall_time(*ticket_.copied_at, ticket_.zone);
    lines(say(Message::ticket_copy, web::Argument{"time", time}), 1, Line::Look::reversed,
          Line::Side::middle);
}

void Sheet::number() {
    gap(8);
    document_.pieces.emplace_back(
        Numeral{draw_number(to_ascii(ticket_.number), dots_of(document_.paper))});
    gap(8);
}

/// `Gerai 7, lantai 1 - 3 di depan Anda - perkiraan 25-40 menit`, as far as it is known.
std::string Sheet::standing(const TicketService& service) const {
    std::string text = service.place;
    const auto add = [&](std::string_view more) {
        if (!text.empty()) text += between;
        text += more;
    };
    if (service.waits_for_others) {
        add(say(Message::ticket_after));
    } else if (service.ahead == 0) {
        add(say(Message::ticket_first));
    } else if (service.ahead) {
        const std::string count = std::to_string(*service.ahead);
        add(say(Message::ticket_ahead, web::Argument{"count", count}));
    }
    if (service.estimate) {
        const std::string low = std::to_string(service.estimate->low);
        const std::string high = std::to_string(service.estimate->high);
        if (service.estimate->low == 0) {
            add(say(Message::ticket_estimate_below, web::Argument{"high", high}));
        } else {
            add(say(Message::ticket_estimate, web::Argument{"low", low},
                    web::Argument{"high", high}));
        }
    }
    return text;
}

void Sheet::service(std::size_t place) {
    const TicketService& service = ticket_.services[place];
    const bool is_alone = ticket_.services.size() == 1;
    const std::string order = is_alone ? "" : std::to_string(place + 1) + ". ";
    lines(order + service.name, 2, Line::Look::strong, Line::Side::left);
    lines(standing(service), 2, Line::Look::plain, Line::Side::left);
}

void Sheet::way_to_follow() {
    gap(quiet_zone);
    document_.pieces.emplace_back(Link{ticket_.track_url});
    gap(quiet_zone);
    const std::string code = in_groups(ticket_.short_code);
    const std::string address = typing_address(ticket_.track_url);
    lines(say(Message::ticket_code, web::Argument{"code", code}), 1, Line::Look::strong,
          Line::Side::middle);
    lines(say(Message::ticket_type_at, web::Argument{"address", address}), 2, Line::Look::plain,
          Line::Side::middle);
}

/// As many papers as fit on a line, and how many there are besides.
std::string Sheet::preparation() const {
    std::string papers;
    for (std::size_t at = 0; at < ticket_.to_bring.size(); ++at) {
        const std::string longer =
            at == 0 ? ticket_.to_bring[at] : papers + ", " + ticket_.to_bring[at];
        const std::size_t left = ticket_.to_bring.size() - at - 1;
        const std::string text =
            left == 0 ? say(Message::ticket_prepare, web::Argument{"papers", longer})
                      : say(Message::ticket_prepare_more, web::Argument{"papers", longer},
                            web::Argument{"count", std::to_string(left)});
        const bool fits = to_ascii(text).size() <= columns_of(document_.paper);
        if (at > 0 && !fits) {
            return say(Message::ticket_prepare_more, web::Argument{"papers", papers},
                       web::Argument{"count", std::to_string(left + 1)});
        }
        papers = longer;
    }
    return papers.empty() ? papers : say(Message::ticket_prepare, web::Argument{"papers", papers});
}

void Sheet::foot() {
    lines(preparation(), 2, Line::Look::plain, Line::Side::left);
    const std::string date = wall_date(ticket_.issued_at, ticket_.zone);
    const std::string time = wall_time(ticket_.issued_at, ticket_.zone) +
                             std::string{zone_word(ticket_.issued_at, ticket_.zone)};
    lines(say(Message::ticket_issued, web::Argument{"date", date}, web::Argument{"time", time}), 1,
          Line::Look::plain, Line::Side::left);
}

}  // namespace

Paper paper_of(std::string_view width) {
    int millimetres = 0;
    std::from_chars(width.data(), width.data() + width.size(), millimetres);
    return millimetres < 80 ? Paper::mm_58 : Paper::mm_80;
}

int dots_of(Paper paper) { return paper == Paper::mm_58 ? 384 : 576; }

std::size_t columns_of(Paper paper) { return paper == Paper::mm_58 ? 32 : 48; }

Document lay_out(const Ticket& ticket, Paper paper) {
    Sheet sheet{ticket, paper};
    sheet.head();
    sheet.number();
    for (std::size_t place = 0; place < ticket.services.size(); ++place) sheet.service(place);
    sheet.way_to_follow();
    sheet.foot();
    return sheet.take();
}

}  // namespace gerai::ticket
