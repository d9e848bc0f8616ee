#include "api/service_view.h"

#include <algorithm>
#include <unordered_map>

#include "api/mall_view.h"
#include "api/opening.h"
#include "api/visit_view.h"
#include "hall/capacity.h"

namespace gerai::api {

namespace {

std::string lower_case(std::string_view text) {
    std::string lower{text};
    for (char& c : lower) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return lower;
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    std::string word;
    for (const char c : lower_case(text) + " ") {
        if (c != ' ') {
            word.push_back(c);
        } else if (!word.empty()) {
            words.push_back(std::exchange(word, {}));
        }
    }
    return words;
}

FeeView view_of_fee(const mall::Fee& fee) {
    FeeView view{.kind = FeeKind::free};
    if (const auto* const fixed = std::get_if<mall::FixedFee>(&fee)) {
        view = {.kind = FeeKind::fixed, .amount = fixed->amount};
        if (fixed->from) view.from = gerai::to_string(*fixed->from);
        if (!fixed->basis.empty()) view.basis = fixed->basis;
    }
    if (const auto* const formula = std::get_if<mall::FormulaFee>(&fee)) {
        view = {.kind = FeeKind::formula, .text = formula->text};
    }
    return view;
}

/// The services of a mall as they stand on a day: what is counted once for all of them.
class Offer {
public:
    Offer(const hall::Day& day, Instant now, const HallEstimates* estimates)
        : day_(day), file_(*file_of(day)), now_(now), estimates_(estimates) {
        const auto count = day.rules().services.size();
        waiting_.resize(count, 0);
        open_.resize(count, 0);
        for (const hall::Step& step : day.steps()) {
            if (step.state == hall::StepState::waiting) ++waiting_[original(step.service)];
        }
        for (const hall::Desk& desk : day.desks()) {
            if (desk.state != hall::CounterState::open) continue;
            for (const hall::ServiceIndex service : desk.offers) ++open_[original(service)];
        }
        for (const mall::Counter& counter : file_.counters) {
            const mall::Booth* const booth = file_.find_booth(counter.booth);
            for (const std::string& id : counter.services) booths_[id].push_back(booth);
        }
    }

    [[nodiscard]] bool matches(const mall::Service& service,
                               const std::vector<std::string>& words) const {
        const mall::Agency* const agency = file_.find_agency(service.agency);
        std::string text = service.name + "\n" + service.name_en + "\n" + service.product + "\n";
        if (agency != nullptr) text += agency->name + "\n" + agency->name_en;
        text = lower_case(text);
        return std::ranges::all_of(
            words, [&](const std::string& word) { return text.find(word) != std::string::npos; });
    }

    void fill(ServiceView& view, const mall::Service& service) const {
        view.id = service.id;
        view.agency = service.agency;
        view.name = service.name;
        view.name_en = english(service.name_en);
        view.requirements = service.requirements;
        if (!service.requirements_en.empty()) view.requirements_en = service.requirements_en;
        view.fee = view_of_fee(service.fee);
        if (service.time_limit) {
            view.time_limit = TimeLimitView{service.time_limit->value, service.time_limit->unit};
        }
        view.product = service.product;
        const auto at = day_.rules().find_service(service.id);
        if (at) {
            view.waiting = waiting_[original(*at)];
            view.open_counters = open_[original(*at)];
        }
        view.availability = availability_of(at);
        if (view.availability == Availability::open) {
            if (estimates_ != nullptr)
                view.estimate = estimates_->for_newcomer(day_, {&*at, 1}, now_);
            return;
        }
        const auto next = next_opening(day_, now_, [&](Date date) { return has(service, date); });
        if (next) view.next_open = Timestamp{*next, zone_of(day_)};
    }

private:
    [[nodiscard]] std::uint32_t original(hall::ServiceIndex service) const {
        return day_.at(service).original.value;
    }

    [[nodiscard]] Availability availability_of(std::optional<hall::ServiceIndex> service) const {
        if (!is_open(day_, now_)) return Availability::closed;
        if (!service) return Availability::absent;
        const auto objection = hall::refuses_issue(day_, *service, now_);
        if (!objection) return Availability::open;
        return objection.why == hall::Refusal::capacity_reached ? Availability::full
                                                                : Availability::absent;
    }

    /// Whether a counter gives the service on a date: its agency has the counter's booth then.
    [[nodiscard]] bool has(const mall::Service& service, Date date) const {
        const auto booths = booths_.find(service.id);
        if (booths == booths_.end()) return false;
        return std::ranges::any_of(booths->second, [&](const mall::Booth* booth) {
            const mall::Agency* const tenant = file_.tenant_of(*booth, date);
            return tenant != nullptr && tenant->id == service.agency;
        });
    }

    const hall::Day& day_;
    const mall::Mall& file_;
    Instant now_;
    const HallEstimates* estimates_;
    std::vector<std::int64_t> waiting_;  // By the first edition of a service, as is the next.
    std::vector<std::int64_t> open_;
    std::unordered_map<std::string_view, std::vector<const mall::Booth*>> booths_;
};

}  // namespace

ServiceList view_of_services(const hall::Day& day, const ServiceFilter& filter, Instant now,
                             const HallEstimates* estimates) {
    const Offer offer{day, now, estimates};
    const std::vector<std::string> words = words_of(filter.words);
    ServiceList list;
    for (const mall::Service& service : file_of(day)->services) {
        if (!filter.agency.empty() && service.agency != filter.agency) continue;
        if (!offer.matches(service, words)) continue;
        offer.fill(list.services.emplace_back(), service);
    }
    return list;
}

std::optional<ServiceStandard> view_of_standard(const hall::Day& day, std::string_view service,
                                                Instant now, const HallEstimates* estimates) {
    const mall::Mall& file = *file_of(day);
    const mall::Service* const found = file.find_service(service);
    if (found == nullptr) return std::nullopt;
    ServiceStandard view;
    Offer{day, now, estimates}.fill(view, *found);
    const mall::Agency* const agency = file.find_agency(found->agency);
    if (agency != nullptr) view.agency_name = agency->name;
    view.counter_time = {.p50_seconds = found->counter_time.p50.count(),
                         .p90_seconds = found->counter_time.p90.count()};
    view.after = found->after;
    for (const mall::Counter& counter : file.counters) {
        const bool gives = std::ranges::find(counter.services, service) != counter.services.end();
        if (gives) view.counters.push_back(counter.number);
    }
    if (found->basis) view.basis = *found->basis;
    view.source = found->source;
    return view;
}

}  // namespace gerai::api
