#include "mall/logo.h"

#include <expat.h>

#include <algorithm>
#include <array>
#include <memory>

#include "mall/fault_list.h"

namespace gerai::mall {

namespace {

constexpr std::string_view blanks = " \t\r\n";
constexpr std::string_view not_well_formed = "expected a well-formed SVG picture";
constexpr std::string_view svg_space = "http://www.w3.org/2000/svg";
constexpr char between_space_and_name = ' ';

std::string lower(std::string_view text) {
    std::string made{text};
    for (char& c : made) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return made;
}

/// A name as Expat gives it: after its namespace, where it has one.
struct Name {
    std::string_view space;
    std::string_view local;

    explicit Name(std::string_view expanded) : local(expanded) {
        const std::size_t at = expanded.rfind(between_space_and_name);
        if (at == std::string_view::npos) return;
        space = expanded.substr(0, at);
        local = expanded.substr(at + 1);
    }
};

bool may_stand(std::string_view element) {
    constexpr std::array<std::string_view, 8> banned{
        "script", "foreignobject", "style", "link", "iframe", "handler", "listener", "audio"};
    return std::ranges::find(banned, lower(element)) == banned.end();
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

/// Whether an attribute asks for nothing from elsewhere. A backslash is refused: CSS could hide an
/// address behind it.
bool asks_for_nothing(std::string_view name, std::string_view value) {
    const std::string text = lower(value);
    const bool is_address = name == "href" || name == "src";
    return (!is_address || stays_inside(text)) && urls_stay_inside(text) &&
           text.find("@import") == std::string::npos && text.find('\\') == std::string::npos;
}

/// Reads a picture and keeps its first fault.
class Reading {
public:
    Reading() : parser_(XML_ParserCreateNS("UTF-8", between_space_and_name), XML_ParserFree) {
        XML_SetUserData(parser_.get(), this);
        XML_SetStartElementHandler(parser_.get(),
                                   [](void* self, const char* name, const char** at) {
                                       static_cast<Reading*>(self)->element(Name{name}, at);
                                   });
        XML_SetStartDoctypeDeclHandler(parser_.get(),
                                       [](void* self, const char*, const char*, const char*, int) {
                                           static_cast<Reading*>(self)->refuse_declaration();
                                       });
        XML_SetProcessingInstructionHandler(parser_.get(),
                                            [](void* self, const char*, const char*) {
                                                static_cast<Reading*>(self)->refuse_declaration();
                                            });
    }

    std::string fault_of(std::string_view svg) {
        const auto status =
            XML_Parse(parser_.get(), svg.data(), static_cast<int>(svg.size()), XML_TRUE);
        if (fault_.empty() && status != XML_STATUS_OK) fault_ = not_well_formed;
        return fault_;
    }

private:
    void refuse(std::string fault) {
        if (!fault_.empty()) return;  // What is told is the first.
        fault_ = std::move(fault);
        XML_StopParser(parser_.get(), XML_FALSE);
    }

    void refuse_declaration() {
        refuse("expected an SVG picture without declarations and entities");
    }

    void element(const Name& name, const char** attributes) {
        if (!has_root_ && name.local != "svg") {
            return refuse("expected a picture that begins with <svg>");
        }
        if (!has_root_ && name.space != svg_space) {
            return refuse(R"(expected xmlns="http://www.w3.org/2000/svg" in <svg>)");
        }
        has_root_ = true;
        if (!may_stand(name.local)) {
            return refuse("expected an SVG picture without <" + std::string{name.local} + ">");
        }
        for (; *attributes != nullptr; attributes += 2) {
            attribute(Name{attributes[0]}.local, attributes[1]);
        }
    }

    void attribute(std::string_view name, std::string_view value) {
        const std::string plain = lower(name);
        if (plain.starts_with("on")) {
            return refuse("expected an SVG picture without handlers of events, found " +
                          quoted(name));
        }
        if (asks_for_nothing(plain, value)) return;
        refuse("expected an SVG picture that asks for nothing from elsewhere, found " +
               quoted(std::string{name} + "=" + std::string{value}));
    }

    std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser_;
    bool has_root_ = false;
    std::string fault_;
};

}  // namespace

std::string fault_of_logo(std::string_view svg) {
    if (svg.size() > logo_max) {
        return "expected an SVG picture of at most " + std::to_string(logo_max / 1024) +
               " KiB, found " + std::to_string((svg.size() + 1023) / 1024) + " KiB";
    }
    return Reading{}.fault_of(svg);
}

}  // namespace gerai::mall
