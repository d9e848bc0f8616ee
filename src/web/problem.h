#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "core/json.h"
#include "web/http.h"
#include "web/text.h"

namespace gerai::web {

/// A kind of problem: one for each thing that a client can do about it. Its type is the stable
/// address `/problems/<slug>`.
struct ProblemKind {
    std::string_view slug;
    int status = 400;
    Message title{};
    Message detail{};
    int retry_after_seconds = 0;  ///< For `Retry-After`; 0 sends none.
};

/// The kinds that the ground itself answers. Those of the hall stand with the routes.
namespace problems {
inline constexpr ProblemKind bad_request{"bad-request", 400, Message::problem_bad_request_title,
                                         Message::problem_bad_request_detail};
inline constexpr ProblemKind malformed_json{"malformed-json", 400,
                                            Message::problem_malformed_json_title,
                                            Message::problem_malformed_json_detail};
inline constexpr ProblemKind unauthorized{"unauthorized", 401, Message::problem_unauthorized_title,
                                          Message::problem_unauthorized_detail};
inline constexpr ProblemKind forbidden{"forbidden", 403, Message::problem_forbidden_title,
                                       Message::problem_forbidden_detail};
inline constexpr ProblemKind not_found{"not-found", 404, Message::problem_not_found_title,
                                       Message::problem_not_found_detail};
inline constexpr ProblemKind method_not_allowed{"method-not-allowed", 405,
                                                Message::problem_method_not_allowed_title,
                                                Message::problem_method_not_allowed_detail};
inline constexpr ProblemKind request_timeout{"request-timeout", 408,
                                             Message::problem_request_timeout_title,
                                             Message::problem_request_timeout_detail};
inline constexpr ProblemKind content_too_large{"content-too-large", 413,
                                               Message::problem_content_too_large_title,
                                               Message::problem_content_too_large_detail};
inline constexpr ProblemKind unsupported_media_type{"unsupported-media-type", 415,
                                                    Message::problem_unsupported_media_type_title,
                                                    Message::problem_unsupported_media_type_detail};
inline constexpr ProblemKind invalid_input{"invalid-input", 422,
                                           Message::problem_invalid_input_title,
                                           Message::problem_invalid_input_detail};
inline constexpr ProblemKind too_many_requests{"too-many-requests", 429,
                                               Message::problem_too_many_requests_title,
                                               Message::problem_too_many_requests_detail, 20};
inline constexpr ProblemKind internal{"internal", 500, Message::problem_internal_title,
                                      Message::problem_internal_detail};
inline constexpr ProblemKind unavailable{"unavailable", 503, Message::problem_unavailable_title,
                                         Message::problem_unavailable_detail, 5};
inline constexpr ProblemKind busy{"busy", 503, Message::problem_busy_title,
                                  Message::problem_busy_detail, 20};
}  // namespace problems

/// One fault of the input: where, and in words. The pointer is a JSON pointer into the body, or
/// `?name` for a parameter of the query.
struct ProblemError {
    std::string pointer;
    std::string detail;
};

/// Who asks: all that the wording of an answer needs of a request, small enough to be kept while
/// the answer is prepared elsewhere.
struct Asker {
    Language language = Language::indonesian;
    std::string request_id;

    Asker() = default;
    explicit Asker(const Request& request) : language(request.language), request_id(request.id) {}
};

/// An `application/problem+json` answer (RFC 9457), with the id of the request as its `instance`.
Response problem(const ProblemKind& kind, const Asker& asker,
                 std::initializer_list<Argument> arguments = {},
                 const std::vector<ProblemError>& errors = {});

/// 422 with every fault of the input; 400 when it is not JSON at all.
Response problem(const std::vector<json::Fault>& faults, const Asker& asker);

/// A fault in words.
std::string fault_text(const json::Fault& fault, Language language);

/// The schema of a problem, for the OpenAPI document.
boost::json::object problem_schema();

}  // namespace gerai::web
