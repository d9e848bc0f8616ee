#include "ticket/print_book.h"

#include <algorithm>
#include <utility>

namespace gerai::ticket {

PrintBook::PrintBook(std::function<Instant()> now, Bounds bounds)
    : now_(std::move(now)), bounds_(bounds) {}

PrintBook::Entered PrintBook::put(Printer& printer, Job job) {
    printer.jobs.push_back(std::move(job));
    return std::exchange(printer.is_at_work, true) ? Entered::is_behind_others : Entered::is_first;
}

/// The printer, remembered from now on; null when there are too many.
PrintBook::Printer* PrintBook::printer_at(const PrinterPlace& place) {
    const bool is_full = printers_.size() >= bounds_.printers && !printers_.contains(place);
    return is_full ? nullptr : &printers_[place];
}

PrintBook::Entered PrintBook::enter(Print print, std::string bytes) {
    print.asked_at = print.changed_at = now_();
    const std::scoped_lock lock{mutex_};
    Printer* const printer = printer_at(print.printer);
    const bool has_room = printer != nullptr && printer->jobs.size() < bounds_.waiting;
    if (printer != nullptr) print.printer_state = printer->state;
    print.state = has_room ? PrintState::reserved : PrintState::unconfirmed;
    std::string id = print.id;
    order_.push_back(id);
    prints_.insert_or_assign(id, std::move(print));
    forget_oldest();
    if (!has_room) return Entered::is_full;
    return put(*printer, {std::move(id), std::move(bytes)});
}

PrintBook::Entered PrintBook::enter_question(const PrinterPlace& place,
                                             std::chrono::steady_clock::time_point now,
                                             std::chrono::milliseconds least) {
    const std::scoped_lock lock{mutex_};
    Printer* const printer = printer_at(place);
    if (printer == nullptr) return Entered::is_full;
    const bool was_just_asked = printer->asked_at && now - *printer->asked_at < least;
    const bool will_be_asked = std::ranges::any_of(printer->jobs, &std::string::empty, &Job::print);
    if (was_just_asked || will_be_asked) return Entered::is_behind_others;
    printer->asked_at = now;
    return put(*printer, {});
}

std::optional<PrintBook::Job> PrintBook::next(const PrinterPlace& place) {
    const std::scoped_lock lock{mutex_};
    Printer& printer = printers_[place];
    if (printer.jobs.empty()) {
        printer.is_at_work = false;
        return std::nullopt;
    }
    Job job = std::move(printer.jobs.front());
    printer.jobs.pop_front();
    return job;
}

void PrintBook::note_sending(const std::string& id) {
    const Instant now = now_();
    const std::scoped_lock lock{mutex_};
    const auto found = prints_.find(id);
    if (found == prints_.end()) return;
    found->second.state = PrintState::printing;
    found->second.was_sent = true;
    found->second.changed_at = now;
}

void PrintBook::note_end(const PrinterPlace& place, const std::string& id, PrinterState how,
                         bool is_confirmed) {
    const Instant now = now_();
    const std::scoped_lock lock{mutex_};
    Printer& printer = printers_[place];
    if (printer.state != how || !printer.since) printer.since = now;
    printer.state = how;
    const auto found = prints_.find(id);
    if (found == prints_.end()) return;
    Print& print = found->second;
    print.printer_state = how;
    print.changed_at = now;
    if (print.came_out) return;  // A person who stands there knows better.
    print.state = is_confirmed ? PrintState::confirmed : PrintState::unconfirmed;
}

Print* PrintBook::print_of(std::string_view mall, const std::string& id) {
    const auto found = prints_.find(id);
    const bool is_here = found != prints_.end() && found->second.printer.mall == mall;
    return is_here ? &found->second : nullptr;
}

std::optional<Print> PrintBook::confirm(std::string_view mall, const std::string& id,
                                        bool came_out) {
    const Instant now = now_();
    const std::scoped_lock lock{mutex_};
    Print* const print = print_of(mall, id);
    if (print == nullptr) return std::nullopt;
    print->came_out = came_out;
    print->state = came_out ? PrintState::confirmed : PrintState::unconfirmed;
    print->changed_at = now;
    return *print;
}

std::optional<Print> PrintBook::find(std::string_view mall, const std::string& id) const {
    const std::scoped_lock lock{mutex_};
    const auto found = prints_.find(id);
    if (found == prints_.end() || found->second.printer.mall != mall) return std::nullopt;
    return found->second;
}

PrinterStanding PrintBook::standing(const PrinterPlace& place) const {
    const std::scoped_lock lock{mutex_};
    const auto found = printers_.find(place);
    if (found == printers_.end()) return {};
    const Printer& printer = found->second;
    const auto prints =
        std::ranges::count_if(printer.jobs, [](const Job& job) { return !job.print.empty(); });
    return {printer.state, printer.since, static_cast<std::size_t>(prints)};
}

bool PrintBook::has_gone_out(std::string_view visit) const {
    const std::scoped_lock lock{mutex_};
    return std::ranges::any_of(prints_, [&](const auto& entry) {
        return entry.second.visit == visit && entry.second.may_have_come_out();
    });
}

void PrintBook::forget_oldest() {
    while (order_.size() > bounds_.kept) {
        prints_.erase(order_.front());
        order_.pop_front();
    }
}

}  // namespace gerai::ticket
