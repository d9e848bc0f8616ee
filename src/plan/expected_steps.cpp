#include "plan/expected_steps.h"

#include <algorithm>
#include <numeric>

namespace gerai::plan {

namespace {

using ByService = std::vector<double>;

double visitors_of(const Appointments& group) {
    return static_cast<double>(group.slots.size()) * (1 - group.no_show);
}

/// Counts the steps that visitors come for, and those that they are sent on to.
class Steps {
public:
    explicit Steps(const Model& model)
        : model_(model), steps_(model.services.size(), 0), weight_(model.rules.agencies.size(), 0) {
        for (std::size_t i = 0; i < model.second_weights.size(); ++i) {
            if (const auto agency = model.rules.services[i].agency; agency.exists()) {
                weight_[agency.value] += model.second_weights[i];
            }
        }
        for (const Stream& stream : model.streams) add(stream.who, visitors_a_day(stream.rate));
        for (const Appointments& group : model.appointments) add(group.who, visitors_of(group));
        send_on();
    }

    [[nodiscard]] const ByService& expected() const { return steps_; }

private:
    void add(const Population& who, double visitors) {
        steps_[who.service.value] += visitors;
        const hall::AgencyIndex own = model_.rules.services[who.service.value].agency;
        double others = std::accumulate(weight_.begin(), weight_.end(), 0.0);
        if (own.exists()) others -= weight_[own.value];
        if (who.second_service <= 0 || others <= 0) return;
        for (std::size_t i = 0; i < model_.second_weights.size(); ++i) {
            if (model_.rules.services[i].agency == own) continue;
            steps_[i] += visitors * who.second_service * model_.second_weights[i] / others;
        }
    }

    void send_on() {
        ByService sent = steps_;
        constexpr int rounds = 50;  // A visit that goes on longer than that is no visit.
        for (int round = 0; round < rounds; ++round) {
            ByService next(sent.size(), 0);
            for (std::size_t i = 0; i < sent.size(); ++i) {
                for (const Onward& way : model_.services[i].onward) {
                    next[way.service.value] += sent[i] * way.share;
                }
            }
            if (std::ranges::all_of(next, [](double steps) { return steps == 0; })) return;
            for (std::size_t i = 0; i < next.size(); ++i) steps_[i] += next[i];
            sent = std::move(next);
        }
    }

    const Model& model_;
    ByService steps_;
    std::vector<double> weight_;  // Of an agency's services as seconds.
};

}  // namespace

double visitors_a_day(const Rate& rate) {
    const double cell_hours = in_seconds(rate.cell) / 3600;
    return std::accumulate(rate.per_hour.begin(), rate.per_hour.end(), 0.0) * cell_hours;
}

double expected_visits(const Model& model) {
    double visits = 0;
    for (const Stream& stream : model.streams) visits += visitors_a_day(stream.rate);
    for (const Appointments& group : model.appointments) visits += visitors_of(group);
    return visits;
}

std::vector<double> expected_steps(const Model& model) { return Steps{model}.expected(); }

}  // namespace gerai::plan
