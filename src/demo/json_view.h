#pragma once

#include <boost/json/value.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Reading JSON that another program wrote: what is missing, or is something else than expected,
/// reads as empty.
namespace gerai::demo {

/// The text as JSON; null when it is none.
boost::json::value parse_json(std::string_view text);

/// The member of an object; null when it is no object or has no such member.
const boost::json::value& member(const boost::json::value& value, std::string_view name);

/// The elements of a list; none when it is no list.
const boost::json::array& elements(const boost::json::value& value);

std::string text_of(const boost::json::value& value);
std::int64_t whole_of(const boost::json::value& value);
double number_of(const boost::json::value& value);
bool truth_of(const boost::json::value& value);

}  // namespace gerai::demo
