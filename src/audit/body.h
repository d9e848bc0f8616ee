#pragma once

#include <boost/json.hpp>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include "core/time.h"

namespace gerai::audit {

/// A body that does not have the form of docs/journal.md.
struct Unreadable : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// One JSON object of a body. What is asked for and not there is thrown as `Unreadable`.
class Body {
public:
    explicit Body(const boost::json::value& value);

    [[nodiscard]] bool has(std::string_view name) const { return object_->contains(name); }
    [[nodiscard]] std::int64_t number(std::string_view name) const;
    [[nodiscard]] std::size_t index(std::string_view name) const;
    [[nodiscard]] int counter(std::string_view name) const {
        return static_cast<int>(number(name));
    }
    [[nodiscard]] int counter_or_none(std::string_view name) const {
        return has(name) ? counter(name) : 0;
    }
    [[nodiscard]] Instant instant(std::string_view name) const;
    [[nodiscard]] Date date(std::string_view name) const;
    [[nodiscard]] std::string text(std::string_view name) const;
    [[nodiscard]] bool truth(std::string_view name) const;
    [[nodiscard]] Body object(std::string_view name) const { return Body{at(name)}; }
    [[nodiscard]] std::vector<Body> objects(std::string_view name) const;
    [[nodiscard]] std::vector<std::int64_t> numbers(std::string_view name) const;
    [[nodiscard]] std::vector<std::string> texts(std::string_view name) const;

private:
    [[nodiscard]] const boost::json::value& at(std::string_view name) const;
    [[nodiscard]] const boost::json::array& list(std::string_view name) const;

    const boost::json::object* object_;
};

}  // namespace gerai::audit
