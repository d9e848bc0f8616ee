#pragma once

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <thread>

#include "ticket/print_book.h"
#include "web/io.h"

namespace gerai::ticket {

/// Sends tickets to printers, on a thread of its own. Each printer has its own queue, and every
/// wait for one ends: whoever asks for a print is never held up, by no printer.
///
/// A printer is asked how it is before and after each ticket (DLE EOT). One that is out of paper,
/// open or off line is sent nothing. A print is confirmed when the printer said that it was well
/// before and after it; otherwise a person has to say.
class PrintDesk {
public:
    struct Options {
        std::function<Instant()> now;  ///< The hall's clock.
        std::chrono::milliseconds connected_within{2'000};
        std::chrono::milliseconds answered_within{2'000};
        std::chrono::milliseconds sent_within{10'000};
        std::chrono::milliseconds asked_again_after{5'000};
        PrintBook::Bounds bounds{};

        /// Told, on the desk's thread, when a printer has done something; `print` is empty when it
        /// was only asked how it is.
        std::function<void(const PrinterPlace&, const std::string& print)> on_done{};
    };

    explicit PrintDesk(Options options);

    /// What waits is not printed any more.
    ~PrintDesk();

    PrintDesk(const PrintDesk&) = delete;
    PrintDesk& operator=(const PrintDesk&) = delete;

    /// Takes a print for its printer. Where too many wait for it, it is unconfirmed at once.
    void print(Print print, std::string bytes);

    /// Has the printer asked how it is, unless that was done a moment ago; `book()` tells the
    /// answer when there is one.
    void ask(const PrinterPlace& printer);

    [[nodiscard]] PrintBook& book() { return book_; }
    [[nodiscard]] const PrintBook& book() const { return book_; }

private:
    void wake(const PrinterPlace& printer, PrintBook::Entered entered);
    web::Task<void> work(PrinterPlace printer);

    Options options_;
    PrintBook book_;
    boost::asio::io_context context_{1};
    boost::asio::executor_work_guard<web::Executor> guard_{context_.get_executor()};
    std::jthread thread_;
};

}  // namespace gerai::ticket
