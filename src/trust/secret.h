#pragma once

#include <iosfwd>
#include <string>
#include <utility>

namespace gerai::trust {

/// A text that must not be seen. It converts to nothing and goes into no stream and no log; who
/// needs the text says so with `reveal`.
class Secret {
public:
    explicit Secret(std::string text) : text_(std::move(text)) {}

    [[nodiscard]] const std::string& reveal() const { return text_; }

    friend std::ostream& operator<<(std::ostream&, const Secret&) = delete;

private:
    std::string text_;
};

}  // namespace gerai::trust
