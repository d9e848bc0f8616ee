#include "api/ticket_view.h"

#include <algorithm>
#include <set>

#include "api/visit_view.h"
#include "web/text.h"

namespace gerai::api {

namespace {

using web::Language;
using web::Message;

const std::string& named(const std::string& name, const std::string& name_en, Language language) {
    return language == Language::english && !name_en.empty() ? name_en : name;
}

/// Where a service is given on that date: the booth, or the floors when there are several booths.
std::string place_of(const mall::Mall& file, Date date, const mall::Service& service,
                     Language language) {
    std::set<const mall::Booth*> booths;
    std::set<int> floors;
    for (const mall::Counter& counter : file.counters) {
        if (std::ranges::find(counter.services, service.id) == counter.services.end()) continue;
        const mall::Booth* const booth = file.find_booth(counter.booth);
        const mall::Agency* const tenant =
            booth == nullptr ? nullptr : file.tenant_of(*booth, date);
        if (tenant == nullptr || tenant->id != service.agency) continue;
        booths.insert(booth);
        floors.insert(booth->floor);
    }
    if (booths.empty()) return {};
    std::string levels;
    for (const int floor : floors) levels += (levels.empty() ? "" : ", ") + std::to_string(floor);
    if (booths.size() > 1) return web::text(Message::ticket_floor, language, {{"floor", levels}});
    const mall::Booth& booth = **booths.begin();
    return web::text(Message::ticket_place, language,
                     {{"booth", named(booth.name, booth.name_en, language)}, {"floor", levels}});
}

ticket::TicketService service_of(const mall::Mall& file, Date date, const StepView& step,
                                 Language language) {
    ticket::TicketService line{.name = step.service_name,
                               .ahead = step.ahead,
                               .waits_for_others = !step.waits_for.empty()};
    if (const mall::Service* const service = file.find_service(step.service)) {
        line.name = named(service->name, service->name_en, language);
        line.place = place_of(file, date, *service, language);
    }
    if (step.estimate) {
        const measure::ShownRange range = shown_range(*step.estimate);
        line.estimate = {range.low.count(), range.high.count()};
    }
    return line;
}

void add_papers(std::vector<std::string>& papers, const mall::Service* service, Language language) {
    if (service == nullptr) return;
    const bool is_english = language == Language::english && !service->requirements_en.empty();
    for (const std::string& paper : is_english ? service->requirements_en : service->requirements) {
        if (std::ranges::find(papers, paper) == papers.end()) papers.push_back(paper);
    }
}

}  // namespace

ticket::Ticket ticket_of(const hall::Day& day, hall::VisitIndex at, const TicketSetting& setting) {
    const hall::Visit& visit = day.at(at);
    const mall::Mall& file = *file_of(day);
    const Language language =
        visit.language == hall::Language::en ? Language::english : Language::indonesian;
    const VisitView view = view_of_visit(
        day, at, {setting.public_url, Audience::anyone, setting.now, setting.estimates});
    ticket::Ticket made{.mall = named(file.name, file.name_en, language),
                        .number = view.number,
                        .language = language,
                        .issued_at = visit.issued_at,
                        .zone = zone_of(day),
                        .track_url = view.track_url,
                        .short_code = view.short_code,
                        .is_trial = setting.is_trial};
    for (const StepView& step : view.steps) {
        made.services.push_back(service_of(file, day.date(), step, language));
        add_papers(made.to_bring, file.find_service(step.service), language);
    }
    if (setting.is_copy) made.copied_at = setting.now;
    return made;
}

}  // namespace gerai::api
