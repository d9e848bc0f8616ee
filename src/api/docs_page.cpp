#include "api/docs_page.h"

#include <string_view>

#include "web/html.h"
#include "web/text.h"

namespace gerai::api {

namespace {

using json::Object;
using json::Value;
using web::escaped;
using web::Language;
using web::Message;

std::string_view text_at(const Object& object, std::string_view name) {
    const Value* const found = object.if_contains(name);
    return found != nullptr && found->is_string() ? std::string_view{found->get_string()} : "";
}

const Object* object_at(const Object& object, std::string_view name) {
    const Value* const found = object.if_contains(name);
    return found == nullptr ? nullptr : found->if_object();
}

/// A description, in which what stands between backticks is code.
std::string prose(std::string_view text) {
    std::string out;
    bool is_code = false;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find('`', at), text.size());
        out += escaped(text.substr(at, end - at));
        if (end < text.size()) {
            out += is_code ? "</code>" : "<code>";
            is_code = !is_code;
        }
        at = end + 1;
    }
    return out;
}

std::string row(const std::string& head, const std::string& html) {
    return html.empty() ? "" : "<dt>" + escaped(head) + "</dt><dd>" + html + "</dd>\n";
}

/// The word after the last slash of a reference.
std::string_view name_of(std::string_view reference) {
    return reference.substr(reference.find_last_of('/') + 1);
}

std::string link_to_shape(std::string_view reference) {
    const std::string name = escaped(name_of(reference));
    return "<a href=\"#shape-" + name + "\">" + name + "</a>";
}

std::string type_of(const Value& schema);

std::string choices(const json::Array& schemas) {
    std::string out;
    for (const Value& one : schemas) out += (out.empty() ? "" : " | ") + type_of(one);
    return out;
}

/// A schema in a few words: its type, or a link to its shape.
std::string type_of(const Value& schema) {
    const Object* const object = schema.if_object();
    if (object == nullptr) return "";
    if (const auto reference = text_at(*object, "$ref"); !reference.empty())
        return link_to_shape(reference);
    for (const char* const several : {"anyOf", "oneOf"}) {
        const Value* const found = object->if_contains(several);
        if (found != nullptr && found->is_array()) return choices(found->get_array());
    }
    const Value* const items = object->if_contains("items");
    if (items != nullptr) return "[" + type_of(*items) + "]";
    const Value* const type = object->if_contains("type");
    if (type != nullptr && type->is_array()) {
        std::string out;
        for (const Value& one : type->get_array())
            out += (out.empty() ? "" : " | ") + escaped(one.as_string());
        return out;
    }
    const std::string_view format = text_at(*object, "format");
    return escaped(format == "date-time" || format == "date" ? format : text_at(*object, "type"));
}

/// The schema of what goes in or out; empty without one.
std::string content_of(const Object& object) {
    const Object* const content = object_at(object, "content");
    if (content == nullptr) return "";
    for (const auto& [media, of_media] : *content) {
        const Object* const inner = of_media.if_object();
        const Value* const schema = inner == nullptr ? nullptr : inner->if_contains("schema");
        return schema == nullptr ? escaped(media) : type_of(*schema);
    }
    return "";
}

std::string parameters_of(const Object& operation) {
    const Value* const list = operation.if_contains("parameters");
    std::string out;
    if (list == nullptr) return out;
    for (const Value& one : list->as_array()) {
        const Object& parameter = one.as_object();
        if (text_at(parameter, "in") != "query") continue;
        out += "<p><code>" + escaped(text_at(parameter, "name")) + "</code> " +
               prose(text_at(parameter, "description")) + "</p>";
    }
    return out;
}

std::string answers_of(const Object& operation) {
    std::string out;
    const Object* const responses = object_at(operation, "responses");
    if (responses == nullptr) return out;
    for (const auto& [status, of_status] : *responses) {
        const Object& answer = of_status.as_object();
        const std::string content = content_of(answer);
        out += "<p><b>" + escaped(status) + "</b> " + prose(text_at(answer, "description"));
        if (status.starts_with('2') && !content.empty()) out += ": " + content;
        out += "</p>";
    }
    return out;
}

std::string access_of(const Object& operation) {
    std::string out;
    const Value* const access = operation.if_contains("x-access");
    if (access == nullptr) return out;
    for (const Value& who : access->as_array())
        out += (out.empty() ? "" : ", ") + escaped(who.as_string());
    return out;
}

/// An operation with its place in the document.
struct Place {
    std::string method;
    std::string_view path;
    const Object* operation;
};

std::vector<Place> places_of(const Object& document, std::string_view tag) {
    std::vector<Place> places;
    for (const auto& [path, methods] : *object_at(document, "paths")) {
        for (const auto& [method, of_method] : methods.as_object()) {
            const Object& operation = of_method.as_object();
            if (operation.at("tags").at(0).as_string() != tag) continue;
            std::string upper{method};
            for (char& letter : upper) letter = static_cast<char>(std::toupper(letter));
            places.push_back({std::move(upper), path, &operation});
        }
    }
    return places;
}

std::string heading_of(const Place& place) {
    return "<b class=\"verb\">" + escaped(place.method) + "</b> <code>" + escaped(place.path) +
           "</code>";
}

std::string section_of(const Place& place, Language language) {
    const Object& operation = *place.operation;
    const std::string id = escaped(text_at(operation, "operationId"));
    std::string out = "<section class=\"operation\" id=\"" + id + "\">\n<h3>" + heading_of(place) +
                      "</h3>\n<p lang=\"en\"><b>" + prose(text_at(operation, "summary")) +
                      ".</b> " + prose(text_at(operation, "description")) + "</p>\n<dl>\n";
    const Object* const body = object_at(operation, "requestBody");
    out += row(web::text(Message::docs_access, language), access_of(operation));
    out += row(web::text(Message::docs_query, language), parameters_of(operation));
    if (body != nullptr) out += row(web::text(Message::docs_body, language), content_of(*body));
    out += row(web::text(Message::docs_answers, language), answers_of(operation));
    return out + "</dl>\n</section>\n";
}

std::string contents_of(const Object& document) {
    std::string out;
    for (const Value& tag : document.at("tags").as_array()) {
        const std::string_view name = text_at(tag.as_object(), "name");
        out += "<li><a href=\"#tag-" + escaped(name) + "\">" + escaped(name) + "</a>\n<ul>\n";
        for (const Place& place : places_of(document, name)) {
            out += "<li><a href=\"#" + escaped(text_at(*place.operation, "operationId")) + "\">" +
                   heading_of(place) + "</a></li>\n";
        }
        out += "</ul></li>\n";
    }
    return out;
}

bool is_required(const Object& shape, std::string_view name) {
    const Value* const required = shape.if_contains("required");
    if (required == nullptr) return false;
    const json::Array& names = required->as_array();
    return std::ranges::any_of(names, [&](const Value& one) { return one.as_string() == name; });
}

std::string members_of(const Object& shape, Language language) {
    const Object* const properties = object_at(shape, "properties");
    if (properties == nullptr) return "";
    std::string out = "<dl>\n";
    for (const auto& [name, schema] : *properties) {
        std::string about = type_of(schema);
        if (!is_required(shape, name))
            about += " <span class=\"quiet\">" +
                     escaped(web::text(Message::docs_optional, language)) + "</span>";
        const Object* const own = schema.if_object();
        if (own != nullptr) {
            const auto description = text_at(*own, "description");
            if (!description.empty())
                about += " <span lang=\"en\">" + prose(description) + "</span>";
        }
        out += "<dt><code>" + escaped(name) + "</code></dt><dd>" + about + "</dd>\n";
    }
    return out + "</dl>\n";
}

std::string words_of(const Object& shape) {
    const Value* const words = shape.if_contains("enum");
    if (words == nullptr) return "";
    std::string out;
    for (const Value& one : words->as_array()) {
        if (one.is_string())
            out += (out.empty() ? "" : ", ") + ("<code>" + escaped(one.get_string()) + "</code>");
    }
    return "<p>" + out + "</p>\n";
}

std::string shapes_of(const Object& document, Language language) {
    std::string out;
    const Object& schemas = document.at("components").at("schemas").as_object();
    for (const auto& [name, schema] : schemas) {
        const Object& shape = schema.as_object();
        out += "<section class=\"operation\" id=\"shape-" + escaped(name) + "\">\n<h3>" +
               escaped(name) + "</h3>\n<p lang=\"en\">" + prose(text_at(shape, "description")) +
               "</p>\n" + words_of(shape) + members_of(shape, language) + "</section>\n";
    }
    return out;
}

std::string top(const DocsLook& look, Language language) {
    const bool is_english = language == Language::english;
    const std::string other = is_english ? "id" : "en";
    std::string out = "<header class=\"top\">";
    if (!look.mark.empty())
        out += "<a href=\"/\"><img src=\"" + escaped(look.mark) + "\" alt=\"Gerai\"></a>";
    return out + "<b>" + escaped(web::text(Message::page_mark, language)) +
           "</b><a href=\"?lang=" + other + "\" lang=\"" + other + "\">" +
           escaped(web::text(Message::follow_other_language, language)) + "</a></header>\n";
}

}  // namespace

std::string docs_title(Language language) { return web::text(Message::docs_title, language); }

std::string docs_page(const Object& document, const DocsLook& look, Language language) {
    std::string page =
        "<!doctype html>\n<html lang=\"" + std::string{web::tag(language)} +
        "\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
        "content=\"width=device-width, initial-scale=1\">\n<title>" +
        escaped(docs_title(language)) + "</title>\n" + look.head + "</head>\n<body>\n" +
        top(look, language) + "<main class=\"docs\">\n<h1>" + escaped(docs_title(language)) +
        "</h1>\n<p class=\"lead\">" + escaped(web::text(Message::docs_intro, language)) +
        " <a href=\"/api/openapi.json\">/api/openapi.json</a></p>\n<p lang=\"en\">" +
        prose(text_at(*object_at(document, "info"), "description")) +
        "</p>\n<nav class=\"contents\"><ul>\n" + contents_of(document) +
        "<li><a href=\"#shapes\">" + escaped(web::text(Message::docs_shapes, language)) +
        "</a></li></ul></nav>\n";
    for (const Value& tag : document.at("tags").as_array()) {
        const std::string_view name = text_at(tag.as_object(), "name");
        page += "<h2 id=\"tag-" + escaped(name) + "\">" + escaped(name) + "</h2>\n<p lang=\"en\">" +
                prose(text_at(tag.as_object(), "description")) + "</p>\n";
        for (const Place& place : places_of(document, name)) page += section_of(place, language);
    }
    page += "<h2 id=\"shapes\">" + escaped(web::text(Message::docs_shapes, language)) + "</h2>\n" +
            shapes_of(document, language);
    return page + "</main>\n</body>\n</html>\n";
}

}  // namespace gerai::api
