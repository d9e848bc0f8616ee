#pragma once

#include <string_view>

namespace gerai::web {

/// A language of the screens and of the texts in answers. Indonesian is the default.
enum class Language { indonesian, english };

/// The language that `Accept-Language` prefers among ours, by its q-values.
Language preferred_language(std::string_view accept_language);

/// `id` or `en`.
std::string_view tag(Language language);

}  // namespace gerai::web
