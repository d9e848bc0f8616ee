#include "pages/chosen_language.h"

#include <string_view>

namespace gerai::pages {

namespace {

using web::Language;

constexpr std::string_view cookie_name = "gerai-lang=";

std::optional<Language> language_named(std::string_view name) {
    if (name == "en") return Language::english;
    if (name == "id") return Language::indonesian;
    return std::nullopt;
}

}  // namespace

std::optional<Language> chosen_language(const web::Request& request) {
    if (const auto named = language_named(request.query_value("lang").value_or(""))) return named;
    const std::string_view cookies = request.header("Cookie").value_or("");
    const std::size_t at = cookies.find(cookie_name);
    if (at == std::string_view::npos) return std::nullopt;
    return language_named(cookies.substr(at + cookie_name.size(), 2));
}

web::Response html_response(int status, std::string page, const web::Request& request) {
    web::Response response;
    response.status = status;
    response.content_type = web::media::html;
    response.body = std::move(page);
    if (const auto named = language_named(request.query_value("lang").value_or(""))) {
        response.headers.push_back({.name = "Set-Cookie",
                                    .value = std::string{cookie_name} +
                                             std::string{web::tag(*named)} +
                                             "; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly"});
    }
    return response;
}

}  // namespace gerai::pages
