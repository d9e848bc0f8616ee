#include "web/router.h"

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>
#include <utility>

namespace gerai::web {

namespace {

/// Takes the segment up to the next slash off a path that begins with one.
std::string_view take_segment(std::string_view& path) {
    path.remove_prefix(1);
    const auto end = std::min(path.find('/'), path.size());
    const std::string_view segment = path.substr(0, end);
    path.remove_prefix(end);
    return segment;
}

bool is_place(std::string_view segment) {
    return segment.starts_with('{') && segment.ends_with('}');
}

std::string_view place_name(std::string_view segment) {
    segment.remove_prefix(1);
    segment.remove_suffix(segment.ends_with("...}") ? 4 : 1);
    return segment;
}

/// `application/json`, with or without parameters.
bool is_json(std::string_view content_type) {
    std::string type{content_type.substr(0, content_type.find(';'))};
    while (type.ends_with(' ')) type.pop_back();
    std::ranges::transform(type, type.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    return type == media::json;
}

}  // namespace

/// The routes by the segments of their templates.
struct Router::Tree {
    struct Node {
        std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
        std::unique_ptr<Node> place;
        std::vector<const Route*> routes;       ///< That end here.
        std::vector<const Route*> rest_routes;  ///< That take all that is left.
    };

    std::vector<Route> routes;
    Guard guard;
    OnFailure on_failure;
    Unknown unknown;
    Node root;

    void add(const Route& route);
    [[nodiscard]] const Node* find(const Node& node, std::string_view path,
                                   std::vector<std::string_view>& values, bool& takes_rest) const;
};

void Router::Tree::add(const Route& route) {
    if (!route.path.starts_with('/')) {
        throw std::invalid_argument("a route's path begins with a slash: " + route.path);
    }
    Node* node = &root;
    bool takes_rest = false;
    for (std::string_view path = route.path; !path.empty();) {
        const std::string_view segment = take_segment(path);
        if (segment.ends_with("...}")) {
            takes_rest = true;
            break;
        }
        auto& next = is_place(segment) ? node->place : node->literals[std::string{segment}];
        if (!next) next = std::make_unique<Node>();
        node = next.get();
    }
    auto& list = takes_rest ? node->rest_routes : node->routes;
    const bool is_there = std::ranges::any_of(
        list, [&](const Route* other) { return other->method == route.method; });
    if (is_there) throw std::invalid_argument("two routes are the same: " + route.path);
    list.push_back(&route);
}

/// The node at which a path ends, literals before places; the values of its places in order.
const Router::Tree::Node* Router::Tree::find(const Node& node, std::string_view path,
                                             std::vector<std::string_view>& values,
                                             bool& takes_rest) const {
    if (path.empty() && !node.routes.empty()) return &node;
    if (!path.empty()) {
        std::string_view rest = path;
        const std::string_view segment = take_segment(rest);
        const auto literal = node.literals.find(segment);
        if (literal != node.literals.end()) {
            const Node* const found = find(*literal->second, rest, values, takes_rest);
            if (found != nullptr) return found;
        }
        if (node.place && !segment.empty()) {
            values.push_back(segment);
            const Node* const found = find(*node.place, rest, values, takes_rest);
            if (found != nullptr) return found;
            values.pop_back();
        }
    }
    if (node.rest_routes.empty() || path.empty()) return nullptr;
    values.push_back(path.substr(1));
    takes_rest = true;
    return &node;
}

Handler at_once(std::function<Response(const Request&)> answer) {
    return [answer = std::move(answer)](Request&& request, Responder responder) {
        const Request taken = std::move(request);
        responder.send(answer(taken));
    };
}

Router::Router(std::vector<Route> routes, Guard guard, OnFailure on_failure, Unknown unknown)
    : tree_(std::make_unique<Tree>()) {
    tree_->routes = std::move(routes);
    tree_->guard = std::move(guard);
    tree_->on_failure = std::move(on_failure);
    tree_->unknown = std::move(unknown);
    std::set<std::string_view> ids;
    for (const Route& route : tree_->routes) {
        tree_->add(route);
        if (!ids.insert(route.id).second) {
            throw std::invalid_argument("two routes have the operation id " + route.id);
        }
    }
}

Router::~Router() = default;
Router::Router(Router&&) noexcept = default;
Router& Router::operator=(Router&&) noexcept = default;

const std::vector<Route>& Router::routes() const { return tree_->routes; }

namespace {

/// `GET, HEAD, POST`: what the routes at an address take.
std::string methods_of(const std::vector<const Route*>& routes) {
    std::string methods;
    for (const Route* route : routes) {
        if (!methods.empty()) methods += ", ";
        methods += name(route->method);
        if (route->method == Method::get) methods += ", HEAD";
    }
    return methods;
}

const Route* route_for(Method method, const std::vector<const Route*>& routes) {
    const auto with = [&](Method wanted) -> const Route* {
        const auto found = std::ranges::find(routes, wanted, &Route::method);
        return found == routes.end() ? nullptr : *found;
    };
    const Route* const exact = with(method);
    return exact == nullptr && method == Method::head ? with(Method::get) : exact;
}

/// Decodes the values into the places of the template; false when one is not clean text.
bool fill_places(const Route& route, const std::vector<std::string_view>& values,
                 Request& request) {
    std::size_t next = 0;
    for (std::string_view path = route.path; !path.empty() && next < values.size();) {
        const std::string_view segment = take_segment(path);
        if (!is_place(segment)) continue;
        auto value = percent_decoded(values[next++], Plus::is_itself);
        if (!value) return false;
        request.places.push_back(
            {.name = std::string{place_name(segment)}, .value = std::move(*value)});
    }
    return true;
}

Response not_allowed(const Request& request, const std::vector<const Route*>& routes) {
    const std::string methods = methods_of(routes);
    Response response =
        problem(problems::method_not_allowed, Asker{request}, {{"methods", methods}});
    response.headers.push_back({.name = "Allow", .value = methods});
    return response;
}

/// The refusal of a body that is not of the type that the route reads.
std::optional<Response> check_content_type(const Route& route, const Request& request) {
    if (route.body == nullptr || request.body.empty()) return std::nullopt;
    if (is_json(request.header("content-type").value_or(std::string_view{}))) return std::nullopt;
    return problem(problems::unsupported_media_type, Asker{request});
}

}  // namespace

/// Where the address of a request leads.
struct Router::Found {
    const std::vector<const Route*>* here = nullptr;  ///< Null: nowhere.
    const Route* route = nullptr;                     ///< Null: not with this method.
    std::vector<std::string_view> values;             ///< Of its places; of the request's path.
};

Router::Found Router::found(const Request& request) const {
    Found found;
    bool takes_rest = false;
    const Tree::Node* const node =
        request.path.starts_with('/')
            ? tree_->find(tree_->root, request.path, found.values, takes_rest)
            : nullptr;
    if (node == nullptr) return found;
    found.here = takes_rest ? &node->rest_routes : &node->routes;
    found.route = route_for(request.method, *found.here);
    return found;
}

void Router::handle(Request&& request, Responder responder) const {
    const Found there = found(request);
    if (there.here == nullptr) return responder.send(unknown(request));
    if (there.route == nullptr) return responder.send(not_allowed(request, *there.here));
    if (!fill_places(*there.route, there.values, request)) return responder.send(unknown(request));
    run(*there.route, std::move(request), std::move(responder));
}

std::optional<std::size_t> Router::larger_body(const Request& head) const {
    const Found there = found(head);
    if (there.route == nullptr || !there.route->larger_body) return std::nullopt;
    Request with_places = head;
    if (!fill_places(*there.route, there.values, with_places)) return std::nullopt;
    return there.route->larger_body(with_places);
}

Response Router::unknown(const Request& request) const {
    if (tree_->unknown) return tree_->unknown(request);
    return problem(problems::not_found, Asker{request});
}

void Router::run(const Route& route, Request&& request, Responder responder) const {
    Trail& trail = responder.trail();
    trail.route = route.path;
    const std::string request_id = request.id;
    try {
        if (tree_->guard) {
            if (auto refused = tree_->guard(route, request, trail)) {
                return responder.send(std::move(*refused));
            }
        }
        if (auto refused = check_content_type(route, request)) {
            return responder.send(std::move(*refused));
        }
        route.handler(std::move(request), std::move(responder));
    } catch (const std::exception& failure) {
        // The responder that the handler dropped has answered 503.
        if (tree_->on_failure) tree_->on_failure(route, request_id, failure);
    }
}

}  // namespace gerai::web
