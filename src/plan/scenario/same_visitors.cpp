#include "plan/scenario/same_visitors.h"

#include <algorithm>
#include <map>
#include <utility>

namespace gerai::plan {

namespace {

/// A service, and which of its streams.
using Place = std::pair<std::uint32_t, std::size_t>;

template <class Look>
void for_each_stream(Model& model, const Look& look) {
    std::map<std::uint32_t, std::size_t> seen;
    for (Stream& stream : model.streams) {
        const std::uint32_t service = stream.who.service.value;
        look(Place{service, seen[service]++}, stream);
    }
}

double hours(const Rate& rate) { return in_seconds(rate.to() - rate.from) / 3600; }

}  // namespace

void match_visitors(std::span<Model> models) {
    std::map<Place, double> most;
    for (Model& model : models) {
        for_each_stream(model, [&](const Place& place, const Stream& stream) {
            double& candidates = most[place];
            candidates = std::max(candidates, stream.candidates_per_hour * hours(stream.rate));
        });
    }
    for (Model& model : models) {
        for_each_stream(model, [&](const Place& place, Stream& stream) {
            const double time = hours(stream.rate);
            if (time > 0) stream.candidates_per_hour = most[place] / time;
        });
    }
}

}  // namespace gerai::plan
