#include "web/text.h"

#include <algorithm>

namespace gerai::web {

std::string text(Message message, Language language, std::initializer_list<Argument> arguments) {
    const std::string_view raw = raw_text(message, language);
    std::string out;
    std::size_t at = 0;
    while (true) {
        const auto open = raw.find('{', at);
        const auto close = raw.find('}', open == std::string_view::npos ? raw.size() : open);
        if (close == std::string_view::npos) break;
        const auto name = raw.substr(open + 1, close - open - 1);
        const auto* const argument = std::ranges::find(arguments, name, &Argument::name);
        out += raw.substr(at, open - at);
        out += argument == arguments.end() ? raw.substr(open, close - open + 1) : argument->value;
        at = close + 1;
    }
    out += raw.substr(at);
    return out;
}

}  // namespace gerai::web
