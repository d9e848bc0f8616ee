#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "web/language.h"
#include "web/text.h"

namespace gerai::pages {

/// The address of the file that the build named `<name>-<hash>` with that ending; empty without
/// one.
std::string asset(std::string_view name, std::string_view ending);

/// A page that the server writes itself, for any phone.
class Page {
public:
    explicit Page(web::Language language) : language_(language) {}

    /// As it stands.
    Page& raw(std::string_view html);

    /// A text, which may hold anything.
    Page& text(std::string_view text);

    Page& say(web::Message message, std::initializer_list<web::Argument> arguments = {});

    /// What every head begins with, up to the style of that name. The head is left open.
    Page& head(std::string_view title, std::string_view style);

    [[nodiscard]] web::Language language() const { return language_; }
    [[nodiscard]] std::string take() { return std::move(out_); }

private:
    std::string out_;
    web::Language language_;
};

}  // namespace gerai::pages
