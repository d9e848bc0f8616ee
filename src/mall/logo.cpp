#include "mall/logo.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "mall/fault_list.h"

namespace gerai::mall {

namespace {

constexpr std::string_view blanks = " \t\r\n";
constexpr std::string_view not_well_formed = "expected a well-formed SVG picture";

std::string lower(std::string_view text) {
    std::string made{text};
    for (char& c : made) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return made;
}

/// The name without a namespace's prefix, which could hide it.
std::string plain_name(std::string_view name) {
    return lower(name.substr(std::min(name.rfind(':') + 1, name.size())));
}

/// An address that leads nowhere else.
bool stays_inside(std::string_view address) {
    address.remove_prefix(std::min(address.find_first_not_of(blanks), address.size()));
    return address.starts_with('#') || address.starts_with("data:image/png;") ||
           address.starts_with("data:image/jpeg;");
}

/// Whether every `url(...)` of a value stays inside.
bool urls_stay_inside(const std::string& value) {
    for (std::size_t at = value.find("url("); at != std::string::npos;
         at = value.find("url(", at + 1)) {
        const std::size_t begin = value.find_first_not_of(" \t\r\n\"'", at + 4);
        if (begin == std::string::npos || !stays_inside(std::string_view{value}.substr(begin)))
            return false;
    }
    return true;
}

/// Reads a picture from its begin to its end and stops at the first fault.
class Reading {
public:
    explicit Reading(std::string_view text) : rest_(text) {}

    std::string fault() {
        while (fault_.empty() && step()) {
        }
        if (fault_.empty() && (!open_.empty() || !has_root_)) fault_ = not_well_formed;
        return fault_;
    }

private:
    /// Goes on to what follows the next `<...>`; false at the end.
    bool step() {
        const std::size_t at = rest_.find('<');
        const std::string_view between = rest_.substr(0, at);
        const bool is_outside = open_.empty();
        if (is_outside && between.find_first_not_of(blanks) != std::string_view::npos)
            return refuse(not_well_formed);
        if (at == std::string_view::npos) return false;
        rest_.remove_prefix(at);
        if (rest_.starts_with("<!--")) return skip_past("-->");
        if (rest_.starts_with("<?xml ") && !has_root_) return skip_past("?>");
        if (rest_.starts_with("<!") || rest_.starts_with("<?"))
            return refuse("expected an SVG picture without declarations and entities");
        return rest_.starts_with("</") ? close() : open();
    }

    bool refuse(std::string_view fault) {
        fault_ = fault;
        return false;
    }

    bool skip_past(std::string_view end) {
        const std::size_t at = rest_.find(end);
        if (at == std::string_view::npos) return refuse(not_well_formed);
        rest_.remove_prefix(at + end.size());
        return true;
    }

    std::string_view word() {
        const std::size_t end = std::min(rest_.find_first_of(" \t\r\n=/>\"'<"), rest_.size());
        const std::string_view name = rest_.substr(0, end);
        rest_.remove_prefix(end);
        return name;
    }

    void skip_blanks() {
        rest_.remove_prefix(std::min(rest_.find_first_not_of(blanks), rest_.size()));
    }

    bool close() {
        rest_.remove_prefix(2);
        const std::string_view name = word();
        skip_blanks();
        if (open_.empty() || open_.back() != name || !rest_.starts_with('>'))
            return refuse(not_well_formed);
        open_.pop_back();
        rest_.remove_prefix(1);
        return true;
    }

    bool open() {
        rest_.remove_prefix(1);
        const std::string_view name = word();
        const bool is_root = open_.empty();
        if (name.empty() || (is_root && has_root_)) return refuse(not_well_formed);
        if (is_root && name != "svg") return refuse("expected a picture that begins with <svg>");
        if (!may_stand(plain_name(name))) {
            return refuse("expected an SVG picture without <" + std::string{name} + ">");
        }
        has_root_ = true;
        bool is_named = !is_root;
        while (true) {
            skip_blanks();
            if (rest_.starts_with('>') || rest_.starts_with("/>")) break;
            if (!attribute(is_named)) return false;
        }
        if (!is_named) return refuse(R"(expected xmlns="http://www.w3.org/2000/svg" in <svg>)");
        const bool is_whole = rest_.starts_with('/');
        rest_.remove_prefix(is_whole ? 2 : 1);
        if (!is_whole) open_.push_back(name);
        return true;
    }

    static bool may_stand(const std::string& element) {
        constexpr std::array<std::string_view, 8> banned{
            "script", "foreignobject", "style", "link", "iframe", "handler", "listener", "audio"};
        return std::ranges::find(banned, element) == banned.end();
    }

    std::optional<std::string_view> quoted_value() {
        skip_blanks();
        if (!rest_.starts_with('=')) return std::nullopt;
        rest_.remove_prefix(1);
        skip_blanks();
        if (!rest_.starts_with('"') && !rest_.starts_with('\'')) return std::nullopt;
        const std::size_t end = rest_.find(rest_.front(), 1);
        if (end == std::string_view::npos) return std::nullopt;
        const std::string_view value = rest_.substr(1, end - 1);
        rest_.remove_prefix(end + 1);
        return value;
    }

    bool attribute(bool& is_named) {
        const std::string_view name = word();
        const auto value = quoted_value();
        if (name.empty() || !value || value->find('<') != std::string_view::npos)
            return refuse(not_well_formed);
        if (name == "xmlns" && *value == "http://www.w3.org/2000/svg") is_named = true;
        const std::string plain = plain_name(name);
        if (plain.starts_with("on")) {
            return refuse("expected an SVG picture without handlers of events, found " +
                          quoted(name));
        }
        // What is written as a character reference cannot be judged by its letters.
        const bool is_address = plain == "href" || plain == "src";
        const std::string text = lower(*value);
        const bool is_hidden = text.find("&#") != std::string::npos;
        const bool leaves = (is_address && !stays_inside(text)) || !urls_stay_inside(text) ||
                            text.find("@import") != std::string::npos || is_hidden;
        if (!leaves) return true;
        return refuse("expected an SVG picture that asks for nothing from elsewhere, found " +
                      quoted(std::string{name} + "=" + std::string{*value}));
    }

    std::string_view rest_;
    std::vector<std::string_view> open_;
    bool has_root_ = false;
    std::string fault_;
};

}  // namespace

std::string fault_of_logo(std::string_view svg) {
    if (svg.size() > logo_max) {
        return "expected an SVG picture of at most " + std::to_string(logo_max / 1024) +
               " KiB, found " + std::to_string((svg.size() + 1023) / 1024) + " KiB";
    }
    if (svg.starts_with("\xef\xbb\xbf")) svg.remove_prefix(3);
    return Reading{svg}.fault();
}

}  // namespace gerai::mall
