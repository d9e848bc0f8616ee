#include "web/openapi.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace gerai::web {

namespace {

using json::Array;
using json::Object;
using json::Value;

constexpr std::array<std::pair<Who, std::string_view>, 9> who_names{{
    {Who::anyone, "anyone"},
    {Who::code_holder, "code_holder"},
    {Who::device, "device"},
    {Who::greeter, "greeter"},
    {Who::clerk, "clerk"},
    {Who::agency, "agency"},
    {Who::manager, "manager"},
    {Who::system, "system"},
    {Who::loopback, "loopback"},
}};

Object reference(std::string_view to) { return {{"$ref", to}}; }

/// `{path...}` is `{path}` in the document.
std::string document_path(std::string path) {
    const auto dots = path.find("...}");
    if (dots != std::string::npos) path.erase(dots, 3);
    return path;
}

std::string lower_case(std::string_view text) {
    std::string lower{text};
    for (char& c : lower) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return lower;
}

std::vector<std::string> places_of(const std::string& path) {
    std::vector<std::string> places;
    for (auto open = path.find('{'); open != std::string::npos; open = path.find('{', open + 1)) {
        places.push_back(path.substr(open + 1, path.find('}', open) - open - 1));
    }
    return places;
}

Object path_parameter(const std::string& name) {
    return {{"name", name},
            {"in", "path"},
            {"required", true},
            {"description", "Which " + name},
            {"schema", {{"type", "string"}}}};
}

Object query_parameter(const QueryParameter& parameter) {
    Object schema{{"type", "string"}};
    if (parameter.type == QueryParameter::Type::integer) schema["type"] = "integer";
    if (parameter.type == QueryParameter::Type::date) schema["format"] = "date";
    Object object{{"name", parameter.name},
                  {"in", "query"},
                  {"required", parameter.required},
                  {"description", parameter.description},
                  {"schema", std::move(schema)}};
    if (parameter.example.empty()) return object;
    if (parameter.type == QueryParameter::Type::integer) {
        object["example"] = std::stoll(parameter.example);
    } else {
        object["example"] = parameter.example;
    }
    return object;
}

Array parameters_of(const Route& route) {
    Array parameters;
    for (const std::string& place : places_of(document_path(route.path))) {
        parameters.emplace_back(path_parameter(place));
    }
    for (const QueryParameter& parameter : route.query) {
        parameters.emplace_back(query_parameter(parameter));
    }
    parameters.emplace_back(reference("#/components/parameters/AcceptLanguage"));
    if (route.method == Method::post) {
        parameters.emplace_back(reference("#/components/parameters/IdempotencyKey"));
    }
    return parameters;
}

Array security_of(Access access) {
    Array security;
    if (access.is_public()) security.emplace_back(Object{});
    const bool has_role = access.has(Who::device) || access.has(Who::greeter) ||
                          access.has(Who::clerk) || access.has(Who::agency) ||
                          access.has(Who::manager) || access.has(Who::system);
    if (has_role) security.emplace_back(Object{{"bearer", Array{}}});
    return security;
}

Object answer_object(const RouteAnswer& answer, json::Schemas& schemas) {
    Object object{{"description", answer.description}};
    if (!answer.content_type.empty()) {
        Object content;
        if (answer.schema != nullptr) content["schema"] = answer.schema(schemas);
        object["content"] = Object{{answer.content_type, std::move(content)}};
    }
    return object;
}

/// The problems that the ground answers on a route, beside those that the route names.
std::vector<ProblemKind> problems_of(const Route& route) {
    std::vector<ProblemKind> all = route.problems;
    const auto add = [&](const ProblemKind& kind) {
        const auto same = [&](const ProblemKind& other) { return other.slug == kind.slug; };
        if (std::ranges::none_of(all, same)) all.push_back(kind);
    };
    add(problems::bad_request);
    if (!route.access.is_public()) {
        add(problems::unauthorized);
        add(problems::forbidden);
    }
    if (route.path.find('{') != std::string::npos) add(problems::not_found);
    if (route.body != nullptr) {
        add(problems::content_too_large);
        add(problems::unsupported_media_type);
        add(problems::invalid_input);
    }
    add(problems::unavailable);
    return all;
}

Object problem_answer(const std::vector<std::string_view>& slugs) {
    std::string description;
    for (const std::string_view slug : slugs) {
        description += description.empty() ? "" : ", ";
        description.append("`/problems/").append(slug).append("`");
    }
    const Object schema = reference("#/components/schemas/Problem");
    return {{"description", description}, {"content", {{media::problem, {{"schema", schema}}}}}};
}

Object responses_of(const Route& route, json::Schemas& schemas) {
    Object responses;
    for (const RouteAnswer& answer : route.answers) {
        responses[std::to_string(answer.status)] = answer_object(answer, schemas);
    }
    std::map<int, std::vector<std::string_view>> slugs;
    for (const ProblemKind& kind : problems_of(route)) slugs[kind.status].push_back(kind.slug);
    for (const auto& [status, of_status] : slugs) {
        responses[std::to_string(status)] = problem_answer(of_status);
    }
    return responses;
}

Object operation(const Route& route, json::Schemas& schemas) {
    Object object{{"operationId", route.id},
                  {"summary", route.summary},
                  {"description", route.description.empty() ? route.summary : route.description},
                  {"tags", {route.tag}},
                  {"security", security_of(route.access)},
                  {"parameters", parameters_of(route)}};
    Array access;
    for (const std::string_view who : names(route.access)) access.emplace_back(who);
    object["x-access"] = std::move(access);
    if (route.body != nullptr) {
        object["requestBody"] =
            Object{{"required", route.body_required},
                   {"content", {{media::json, {{"schema", route.body(schemas)}}}}}};
    }
    object["responses"] = responses_of(route, schemas);
    return object;
}

Object header_parameter(std::string_view name, std::string_view description, Object schema) {
    return {{"name", name},
            {"in", "header"},
            {"required", false},
            {"description", description},
            {"schema", std::move(schema)}};
}

Object components(json::Schemas schemas) {
    schemas.components["Problem"] = problem_schema();
    return {
        {"securitySchemes",
         {{"bearer",
           {{"type", "http"},
            {"scheme", "bearer"},
            {"description", "A token made by `gerai token create`."}}}}},
        {"parameters",
         {{"AcceptLanguage",
           header_parameter("Accept-Language",
                            "The language of texts: `id`, which is the default, or `en`.",
                            {{"type", "string"}})},
          {"IdempotencyKey",
           header_parameter("Idempotency-Key",
                            "The same key with the same body gives the same answer for 24 hours.",
                            {{"type", "string"}, {"maxLength", 200}})}}},
        {"schemas", std::move(schemas.components)},
    };
}

Object head_of(const ApiDescription& description) {
    Object license{{"name", description.license_name}};
    if (!description.license_url.empty()) license["url"] = description.license_url;
    Object info{{"title", description.title},
                {"version", description.version},
                {"description", description.description},
                {"contact", {{"name", description.title}, {"url", description.contact_url}}},
                {"license", std::move(license)}};
    Array tags;
    for (const ApiTag& tag : description.tags) {
        tags.emplace_back(Object{{"name", tag.name}, {"description", tag.description}});
    }
    return {
        {"openapi", "3.1.0"},
        {"info", std::move(info)},
        {"servers", Array{Object{{"url", description.server_url}, {"description", "This server"}}}},
        {"tags", std::move(tags)}};
}

}  // namespace

std::string openapi_document(std::span<const Route> routes, const ApiDescription& description) {
    json::Schemas schemas;
    // What a request holds is closed: an unknown member is refused. Answers may grow.
    schemas.closed = true;
    for (const Route& route : routes) {
        if (route.documented && route.body != nullptr) route.body(schemas);
    }
    schemas.closed = false;

    Object paths;
    for (const Route& route : routes) {
        if (!route.documented) continue;
        Value& path = paths[document_path(route.path)];
        if (!path.is_object()) path = Object{};
        path.as_object()[lower_case(name(route.method))] = operation(route, schemas);
    }
    Object document = head_of(description);
    document["paths"] = std::move(paths);
    document["components"] = components(std::move(schemas));
    return boost::json::serialize(document);
}

std::vector<std::string_view> names(Access access) {
    std::vector<std::string_view> all;
    for (const auto& [who, word] : who_names) {
        if (access.has(who)) all.push_back(word);
    }
    return all;
}

}  // namespace gerai::web
