#include "web/problem.h"

#include <charconv>
#include <utility>

namespace gerai::web {

namespace {

void append_member(std::string& out, std::string_view name, std::string_view value) {
    out += out.back() == '{' ? "" : ",";
    json::append_string(out, name);
    out += ':';
    json::append_string(out, value);
}

void append_errors(std::string& out, const std::vector<ProblemError>& errors) {
    out += ",\"errors\":[";
    for (const ProblemError& error : errors) {
        if (out.back() != '[') out += ',';
        out += '{';
        append_member(out, "pointer", error.pointer);
        append_member(out, "detail", error.detail);
        out += '}';
    }
    out += ']';
}

std::string joined(const std::vector<std::string>& words) {
    std::string out;
    for (const std::string& word : words) {
        if (!out.empty()) out += ", ";
        out += word;
    }
    return out;
}

Message message_of(json::FaultKind kind) {
    using enum json::FaultKind;
    switch (kind) {
        case malformed: return Message::fault_malformed;
        case too_deep: return Message::fault_too_deep;
        case duplicate_member: return Message::fault_duplicate_member;
        case expected_object: return Message::fault_expected_object;
        case expected_array: return Message::fault_expected_array;
        case expected_string: return Message::fault_expected_string;
        case expected_integer: return Message::fault_expected_integer;
        case expected_number: return Message::fault_expected_number;
        case expected_boolean: return Message::fault_expected_boolean;
        case missing_member: return Message::fault_missing_member;
        case unknown_member: return Message::fault_unknown_member;
        case unknown_value: return Message::fault_unknown_value;
        case out_of_range: return Message::fault_out_of_range;
        case too_long: return Message::fault_too_long;
        case too_many_items: return Message::fault_too_many_items;
        case bad_text: return Message::fault_bad_text;
        case bad_format: return Message::fault_bad_format;
        case expected_one_of: return Message::fault_expected_one_of;
        case not_possible: return Message::fault_not_possible;
    }
    return Message::fault_malformed;
}

}  // namespace

Response problem(const ProblemKind& kind, const Asker& asker,
                 std::initializer_list<Argument> arguments,
                 const std::vector<ProblemError>& errors) {
    Response response;
    response.status = kind.status;
    response.content_type = media::problem;
    std::string& out = response.body;
    out = "{";
    append_member(out, "type", "/problems/" + std::string{kind.slug});
    append_member(out, "title", text(kind.title, asker.language, arguments));
    out += ",\"status\":" + std::to_string(kind.status);
    append_member(out, "detail", text(kind.detail, asker.language, arguments));
    if (!asker.request_id.empty()) append_member(out, "instance", asker.request_id);
    if (!errors.empty()) append_errors(out, errors);
    out += '}';

    response.headers.push_back(
        {.name = "Content-Language", .value = std::string{tag(asker.language)}});
    if (kind.retry_after_seconds > 0) {
        response.headers.push_back(
            {.name = "Retry-After", .value = std::to_string(kind.retry_after_seconds)});
    }
    if (kind.status == 401) {
        response.headers.push_back({.name = "WWW-Authenticate", .value = "Bearer"});
    }
    return response;
}

Response problem(const std::vector<json::Fault>& faults, const Asker& asker) {
    std::vector<ProblemError> errors;
    errors.reserve(faults.size());
    bool is_json = true;
    for (const json::Fault& fault : faults) {
        is_json = is_json && fault.kind != json::FaultKind::malformed;
        errors.push_back({.pointer = fault.pointer, .detail = fault_text(fault, asker.language)});
    }
    return problem(is_json ? problems::invalid_input : problems::malformed_json, asker, {}, errors);
}

std::string fault_text(const json::Fault& fault, Language language) {
    const std::string lowest = std::to_string(fault.lowest.value_or(0));
    const std::string highest = std::to_string(fault.highest.value_or(0));
    const std::string position = std::to_string(fault.position.value_or(0));
    const std::string allowed = joined(fault.allowed);
    return text(
        message_of(fault.kind), language,
        {{"lowest", lowest}, {"highest", highest}, {"position", position}, {"allowed", allowed}});
}

boost::json::object problem_schema() {
    const auto string_about = [](std::string_view about) {
        return boost::json::object{{"type", "string"}, {"description", about}};
    };
    const boost::json::object error{
        {"type", "object"},
        {"required", {"pointer", "detail"}},
        {"properties",
         {{"pointer", string_about("A JSON pointer into the body, or ?name for a parameter")},
          {"detail", string_about("What is expected there")}}}};
    return {{"type", "object"},
            {"description", "What went wrong (RFC 9457), in the language asked for."},
            {"required", {"type", "title", "status", "detail"}},
            {"properties",
             {{"type", string_about("A stable address that names the kind of problem")},
              {"title", string_about("The kind of problem in a few words")},
              {"status", {{"type", "integer"}, {"description", "The status of the answer"}}},
              {"detail", string_about("What happened, and what to do")},
              {"instance", string_about("The id of the request, as in the log")},
              {"errors", {{"type", "array"}, {"items", error}}}}}};
}

}  // namespace gerai::web
