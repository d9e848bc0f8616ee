#include "mall/service_order.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>

namespace gerai::mall {

namespace {

using Graph = std::vector<std::vector<std::size_t>>;

Graph graph_of(const std::vector<Service>& services) {
    std::unordered_map<std::string_view, std::size_t> places;
    for (std::size_t i = 0; i < services.size(); ++i) places.try_emplace(services[i].id, i);
    Graph graph(services.size());
    for (std::size_t i = 0; i < services.size(); ++i) {
        for (const std::string& id : services[i].after) {
            if (const auto found = places.find(id); found != places.end()) {
                graph[i].push_back(found->second);
            }
        }
    }
    return graph;
}

/// The shortest way from a service back to itself, the start first; empty when there is none.
std::vector<std::size_t> way_back(const Graph& graph, std::size_t start) {
    std::vector<std::size_t> reached_from(graph.size(), start);
    std::vector<bool> is_reached(graph.size());
    std::vector<std::size_t> queue{start};
    for (std::size_t next = 0; next < queue.size(); ++next) {
        const std::size_t here = queue[next];
        for (const std::size_t there : graph[here]) {
            if (there == start) {
                std::vector<std::size_t> way{here};
                while (way.back() != start) way.push_back(reached_from[way.back()]);
                std::ranges::reverse(way);
                return way;
            }
            if (is_reached[there]) continue;
            is_reached[there] = true;
            reached_from[there] = here;
            queue.push_back(there);
        }
    }
    return {};
}

}  // namespace

std::vector<Circle> circles_of_after(const std::vector<Service>& services) {
    const Graph graph = graph_of(services);
    std::vector<Circle> circles;
    std::vector<bool> is_told(services.size());
    for (std::size_t start = 0; start < services.size(); ++start) {
        if (is_told[start] || graph[start].empty()) continue;
        const auto way = way_back(graph, start);
        if (way.empty()) continue;
        Circle circle{.first = start, .ids = {}};
        for (const std::size_t place : way) {
            is_told[place] = true;
            circle.ids.push_back(services[place].id);
        }
        circles.push_back(std::move(circle));
    }
    return circles;
}

}  // namespace gerai::mall
