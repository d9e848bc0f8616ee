#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "web/language.h"
#include "web/message.h"

namespace gerai::web {

/// What replaces `{name}` in a text.
struct Argument {
    std::string_view name;
    std::string_view value;
};

/// The text of a message. `Message` is made from `messages/id.json` and `messages/en.json` by the
/// build: the key `problem.not_found.title` is `Message::problem_not_found_title`, and a key or a
/// placeholder that one language lacks fails the build. A placeholder without an argument stays as
/// it is written.
std::string text(Message message, Language language,
                 std::initializer_list<Argument> arguments = {});

/// The message of a key, such as `page.kiosk.question`; nothing where there is none.
std::optional<Message> message_named(std::string_view key);

/// The text as it stands in the catalogue, placeholders and all.
std::string_view raw_text(Message message, Language language);

}  // namespace gerai::web
