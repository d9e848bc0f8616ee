#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "ticket/printer_state.h"
#include "web/io.h"

namespace gerai::ticket {

/// One connection to a printer, from the first question to the last answer. Nothing in it takes
/// longer than it is given.
class Conversation {
public:
    struct Patience {
        std::chrono::milliseconds to_connect;
        std::chrono::milliseconds to_answer;
        std::chrono::milliseconds to_send;
    };

    struct Outcome {
        PrinterState state = PrinterState::offline;  ///< As the printer last said.
        bool is_confirmed = false;  ///< All bytes went out, and it was well before and after.
    };

    /// What is to be printed, and where.
    struct Errand {
        std::string address;               ///< host:port
        std::string bytes;                 ///< Empty: it is only asked how it is.
        std::function<void()> on_sending;  ///< Called before the first byte goes out.
    };

    Conversation(boost::asio::io_context& context, Patience patience, Errand errand);

    /// Connects, asks, sends the bytes if the printer may print, and asks again. The conversation
    /// outlives the task.
    web::Task<Outcome> hold();

private:
    struct Line;

    web::Task<bool> connect();
    web::Task<PrinterState> ask();
    web::Task<bool> send();
    enum class AtLimit { cancel, hang_up };
    void limit(std::chrono::milliseconds time, AtLimit what);
    void lift_limit();

    Patience patience_;
    Errand errand_;
    std::shared_ptr<Line> line_;
};

}  // namespace gerai::ticket
