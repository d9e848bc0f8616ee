#pragma once

#include <chrono>
#include <functional>
#include <stop_token>
#include <string>
#include <string_view>

#include "demo/watch_frame.h"

/// `gerai watch`: the live hall in a terminal, from the stream that boards read.
namespace gerai::demo {

struct WatchOptions {
    enum class Manner {
        screen,  ///< Fills the terminal and redraws it.
        lines,   ///< One line a call: a pipe, a file.
        once,    ///< One picture, then the end.
    };

    std::string server = "http://127.0.0.1:8080";
    std::string mall;  ///< Empty: the first open one, else the first.
    std::string zone;  ///< Empty: all of the mall.
    Language language = Language::indonesian;
    Manner manner = Manner::screen;
    std::chrono::milliseconds give_up_after{30'000};
    std::function<Size()> size = [] { return Size{}; };
    std::function<void(std::string_view)> write;  ///< Where the picture goes, at once.
};

/// Until `stop` is requested (at once when the picture is wanted once). Throws `std::runtime_error`
/// with a sentence when the server cannot be reached or does not know the mall.
void watch(const WatchOptions& options, const std::stop_token& stop);

/// The size of the terminal at standard output, 80 by 24 when it is none.
Size terminal_size();

}  // namespace gerai::demo
