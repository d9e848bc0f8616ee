#pragma once

#include <cstdint>
#include <exception>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/json.h"
#include "web/http.h"
#include "web/problem.h"
#include "web/responder.h"
#include "web/server.h"

namespace gerai::web {

/// Who may call a route: the letters of the access column, the least roles that may.
enum class Who : std::uint16_t {
    anyone = 1,
    code_holder = 2,  ///< Public for whoever has the code in the path.
    device = 4,
    greeter = 8,
    clerk = 16,
    agency = 32,
    manager = 64,
    system = 128,
    loopback = 256,  ///< From the machine itself.
};

/// A set of `Who`.
class Access {
public:
    constexpr Access(std::initializer_list<Who> who) {
        for (const Who each : who) bits_ |= static_cast<std::uint16_t>(each);
    }

    [[nodiscard]] constexpr bool has(Who who) const {
        return (bits_ & static_cast<std::uint16_t>(who)) != 0;
    }

    /// Whether a request without a token may get past the guard.
    [[nodiscard]] constexpr bool is_public() const {
        return has(Who::anyone) || has(Who::code_holder) || has(Who::loopback);
    }

    friend constexpr bool operator==(Access, Access) = default;

private:
    std::uint16_t bits_ = 0;
};

/// Gives the schema of a type as it stands in the document: `json::schema_reference<T>`.
using SchemaOf = boost::json::value (*)(json::Schemas&);

/// A parameter of the query, for the document.
struct QueryParameter {
    std::string name;
    std::string description;
    enum class Type { string, integer, date } type = Type::string;
    bool required = false;
    std::string example;
};

/// An answer that is no problem.
struct RouteAnswer {
    int status = 200;
    std::string description;
    SchemaOf schema = nullptr;                    ///< Null when there is no JSON body.
    std::string_view content_type = media::json;  ///< Empty when there is no body at all.
};

/// One route, and all that the document says about it. The table of routes is a value made at
/// start; there is no other way to add one.
struct Route {
    Method method = Method::get;
    std::string path;  ///< The template: `/api/v1/malls/{mall}/counters/{counter}/call`.
    std::string id;    ///< The operation's id: `call_next`.
    std::string tag;
    std::string summary;
    std::string description;
    Access access{Who::anyone};
    std::vector<QueryParameter> query;
    SchemaOf body = nullptr;  ///< Schema of the request's JSON body.
    bool body_required = false;
    LargerBody larger_body{};  ///< Of a route whose bodies may be larger than others; see `Router`.
    std::vector<RouteAnswer> answers;
    std::vector<ProblemKind> problems;  ///< Beside those that the ground itself answers.
    bool documented = true;             ///< Pages and assets are not in the document.
    Handler handler;
};

/// A handler for what is answered at once.
Handler at_once(std::function<Response(const Request&)> answer);

/// Finds the route of a request: literal segments before places, HEAD as its GET, 405 with
/// `Allow`, 404. A place takes one whole, non-empty segment; a last place written `{path...}`
/// takes all that is left. A body for a route that reads JSON must say that it is JSON (415).
class Router {
public:
    /// Called before the handler of a route, to authenticate and to allow: gives the refusal, or
    /// nothing to go on. It names the actor in the trail.
    using Guard = std::function<std::optional<Response>(const Route&, const Request&, Trail&)>;

    /// Told of an exception that a guard or handler threw; the client has been answered 503.
    using OnFailure = std::function<void(const Route&, std::string_view request_id,
                                         const std::exception& failure)>;

    /// Answers a request whose address leads nowhere.
    using Unknown = std::function<Response(const Request&)>;

    /// Throws std::invalid_argument for a table in which two routes or operation ids are the same.
    /// Without `unknown` an address that leads nowhere is answered with a problem.
    explicit Router(std::vector<Route> routes, Guard guard = {}, OnFailure on_failure = {},
                    Unknown unknown = {});
    ~Router();
    Router(Router&&) noexcept;
    Router& operator=(Router&&) noexcept;

    /// For the server: `[&](Request&& r, Responder a) { router.handle(std::move(r), std::move(a));
    /// }`.
    void handle(Request&& request, Responder responder) const;

    /// For the server, before a body is read: what the route of the request says of it, given the
    /// head with the places of its path; nothing where no route says anything.
    [[nodiscard]] std::optional<std::size_t> larger_body(const Request& head) const;

    /// The table, as it was given.
    [[nodiscard]] const std::vector<Route>& routes() const;

private:
    struct Tree;
    struct Found;

    [[nodiscard]] Found found(const Request& request) const;
    [[nodiscard]] Response unknown(const Request& request) const;
    void run(const Route& route, Request&& request, Responder responder) const;

    std::unique_ptr<Tree> tree_;
};

}  // namespace gerai::web
