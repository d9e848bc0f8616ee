#pragma once

#include <boost/describe/enum.hpp>
#include <chrono>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "core/time.h"
#include "ticket/printer_state.h"

namespace gerai::ticket {

/// How far a print has come.
enum class PrintState {
    reserved,    ///< It waits for its printer.
    printing,    ///< Its bytes are on their way.
    confirmed,   ///< The printer was well after it, or somebody saw it come out.
    unconfirmed  ///< Nobody knows whether it came out; it may be printed again.
};
BOOST_DESCRIBE_ENUM(PrintState, reserved, printing, confirmed, unconfirmed)

/// A printer of a mall. One whose address changes is another one.
struct PrinterPlace {
    std::string mall;
    std::string id;
    std::string address;  ///< host:port

    friend auto operator<=>(const PrinterPlace&, const PrinterPlace&) = default;
};

/// One print of one ticket.
struct Print {
    std::string id;
    PrinterPlace printer;
    std::string visit;  ///< Names the visit; prints of the same one are copies.
    std::string number;
    bool is_copy = false;
    PrintState state = PrintState::reserved;
    bool was_sent = false;         ///< Bytes of it are on their way to the printer, or there.
    std::optional<bool> came_out;  ///< What somebody said who stood there.
    PrinterState printer_state = PrinterState::unknown;  ///< When it was last asked for this print.
    Instant asked_at;
    Instant changed_at;

    /// Whether it may be lying somewhere: the next print of its visit is a copy.
    [[nodiscard]] bool may_have_come_out() const {
        return state != PrintState::unconfirmed || was_sent;
    }
};

/// How a printer stands.
struct PrinterStanding {
    PrinterState state = PrinterState::unknown;
    std::optional<Instant> since;  ///< Absent: nobody has asked it yet.
    std::size_t waiting = 0;       ///< Prints that it has not begun.
};

/// What is known of prints and printers; for any thread. Everything is in memory and bounded: the
/// oldest prints are forgotten first.
class PrintBook {
public:
    struct Bounds {
        std::size_t waiting = 50;    ///< Prints that wait for one printer.
        std::size_t kept = 5'000;    ///< Prints that are remembered.
        std::size_t printers = 200;  ///< Those that are remembered; no mall has as many.
    };

    /// What a printer has to do: print, or, without a print, say how it is.
    struct Job {
        std::string print;
        std::string bytes;
    };

    /// Whether something was put down, and whether its printer has to be woken for it.
    enum class Entered { is_first, is_behind_others, is_full };

    /// `now` is the hall's clock.
    PrintBook(std::function<Instant()> now, Bounds bounds);

    /// Puts a print at the end of its printer's queue. When that is full it is unconfirmed at once.
    Entered enter(Print print, std::string bytes);

    /// Puts down that a printer be asked how it is, unless it is going to be or was asked less than
    /// `least` before `now`.
    Entered enter_question(const PrinterPlace& printer, std::chrono::steady_clock::time_point now,
                           std::chrono::milliseconds least);

    /// What the printer has to do next; nothing: it rests, and the next to enter is the first.
    std::optional<Job> next(const PrinterPlace& printer);

    void note_sending(const std::string& print);

    /// Notes how a print ended, and how the printer was; an empty `print` was a question.
    void note_end(const PrinterPlace& printer, const std::string& print, PrinterState how,
                  bool is_confirmed);

    /// Somebody at the printer says whether the ticket came out. Nothing: an unknown print.
    std::optional<Print> confirm(std::string_view mall, const std::string& print, bool came_out);

    [[nodiscard]] std::optional<Print> find(std::string_view mall, const std::string& print) const;

    [[nodiscard]] PrinterStanding standing(const PrinterPlace& printer) const;

    /// Whether a ticket of that visit may have come out of any printer.
    [[nodiscard]] bool has_gone_out(std::string_view visit) const;

private:
    struct Printer {
        std::deque<Job> jobs;
        bool is_at_work = false;
        PrinterState state = PrinterState::unknown;
        std::optional<Instant> since;
        std::optional<std::chrono::steady_clock::time_point> asked_at;
    };

    Printer* printer_at(const PrinterPlace& place);
    Entered put(Printer& printer, Job job);
    Print* print_of(std::string_view mall, const std::string& id);
    void forget_oldest();

    std::function<Instant()> now_;
    Bounds bounds_;
    mutable std::mutex mutex_;
    std::map<PrinterPlace, Printer> printers_;
    std::map<std::string, Print, std::less<>> prints_;
    std::deque<std::string> order_;  // Of the prints, the oldest first.
};

}  // namespace gerai::ticket
