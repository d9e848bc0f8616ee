#include "pages/html_page.h"

#include "pages/files.h"
#include "web/html.h"

namespace gerai::pages {

std::string asset(std::string_view name, std::string_view ending) {
    for (const File& file : files()) {
        if (file.path.starts_with("assets/" + std::string{name} + "-") &&
            file.path.ends_with(ending))
            return "/" + std::string{file.path};
    }
    return {};
}

Page& Page::raw(std::string_view html) {
    out_ += html;
    return *this;
}

Page& Page::text(std::string_view text) { return raw(web::escaped(text)); }

Page& Page::say(web::Message message, std::initializer_list<web::Argument> arguments) {
    return text(web::text(message, language_, arguments));
}

Page& Page::head(std::string_view title, std::string_view style) {
    raw("<!doctype html>\n<html lang=\"").raw(web::tag(language_));
    raw("\">\n<head>\n<meta charset=\"utf-8\">\n");
    raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
    text(title).raw("</title>\n<link rel=\"stylesheet\" href=\"").raw(asset(style, ".css"));
    return raw("\">\n<link rel=\"icon\" href=\"").raw(asset("mark", ".svg")).raw("\">\n");
}

}  // namespace gerai::pages
