#pragma once

#include <cstdint>
#include <string>
#include <string_view>

/// Numbers as they are said, for voices and papers.
namespace gerai {

/// A whole number in Indonesian words (terbilang): `dua belas`, `seribu seratus`. From 0 to
/// 999,999,999,999,999.
std::string spelled_in_indonesian(std::int64_t number);

/// The same in English words: `twelve`, `one thousand one hundred`.
std::string spelled_in_english(std::int64_t number);

/// Letters and digits one by one: `A-023` is `a nol dua tiga`; all else is left out.
std::string said_in_indonesian(std::string_view number);

/// The same in English: `A zero two three`.
std::string said_in_english(std::string_view number);

}  // namespace gerai
