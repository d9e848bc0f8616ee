#include "ticket/print_desk.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <utility>

#include "ticket/conversation.h"

namespace gerai::ticket {

PrintDesk::PrintDesk(Options options)
    : options_(std::move(options)),
      book_(options_.now, options_.bounds),
      thread_([this] { context_.run(); }) {}

PrintDesk::~PrintDesk() { context_.stop(); }

void PrintDesk::wake(const PrinterPlace& printer, PrintBook::Entered entered) {
    if (entered != PrintBook::Entered::is_first) return;
    boost::asio::co_spawn(context_.get_executor(), work(printer), boost::asio::detached);
}

void PrintDesk::print(Print print, std::string bytes) {
    const PrinterPlace printer = print.printer;
    wake(printer, book_.enter(std::move(print), std::move(bytes)));
}

void PrintDesk::ask(const PrinterPlace& printer) {
    const auto now = web::SteadyClock::now();
    wake(printer, book_.enter_question(printer, now, options_.asked_again_after));
}

/// Does what the printer has to do until there is nothing left.
web::Task<void> PrintDesk::work(PrinterPlace printer) {
    const Conversation::Patience patience{options_.connected_within, options_.answered_within,
                                          options_.sent_within};
    for (auto job = book_.next(printer); job; job = book_.next(printer)) {
        const std::string print = job->print;
        Conversation conversation{context_,
                                  patience,
                                  {.address = printer.address,
                                   .bytes = std::move(job->bytes),
                                   .on_sending = [this, print] { book_.note_sending(print); }}};
        const Conversation::Outcome outcome = co_await conversation.hold();
        book_.note_end(printer, print, outcome.state, outcome.is_confirmed);
        if (options_.on_done) options_.on_done(printer, print);
    }
}

}  // namespace gerai::ticket
