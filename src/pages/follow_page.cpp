#include "pages/follow_page.h"

#include <algorithm>

#include "api/estimate_book.h"
#include "api/refusals.h"
#include "pages/follow_rating.h"
#include "pages/html_page.h"
#include "web/text.h"

namespace gerai::pages {

namespace {

using hall::StepState;
using web::Language;
using web::Message;

void begin(Page& page, std::string_view title, std::string_view code) {
    page.head(title, "follow");
    if (!code.empty()) {
        page.raw("<noscript><meta http-equiv=\"refresh\" content=\"30\"></noscript>\n");
        page.raw("<script defer src=\"").raw(asset("follow", ".js")).raw("\"></script>\n");
    }
    page.raw("</head>\n<body data-code=\"").text(code).raw("\">\n");
}

std::string number(std::int64_t value) { return std::to_string(value); }

/// The step that the sentence of the page is about: the first in the visit's state.
const api::StepView* leading_step(const api::VisitView& visit) {
    const auto found = std::ranges::find(visit.steps, visit.state, &api::StepView::state);
    return found == visit.steps.end() ? nullptr : &*found;
}

void say_waiting(Page& page, const api::VisitView& visit) {
    std::optional<std::int64_t> least;
    for (const api::StepView& step : visit.steps) {
        if (step.ahead && step.waits_for.empty() && (!least || *step.ahead < *least))
            least = step.ahead;
    }
    if (least.value_or(0) == 0) {
        page.say(Message::follow_next);
    } else {
        page.say(Message::follow_ahead, {{"count", number(*least)}});
    }
}

/// One big sentence: what the visitor is to do.
void say_state(Page& page, const api::VisitView& visit) {
    const api::StepView* const step = leading_step(visit);
    const std::string counter = step == nullptr ? "" : number(step->counter.value_or(0));
    switch (visit.state) {
        case StepState::called: page.say(Message::follow_called, {{"counter", counter}}); break;
        case StepState::serving: page.say(Message::follow_serving, {{"counter", counter}}); break;
        case StepState::on_hold: page.say(Message::follow_on_hold); break;
        case StepState::waiting: say_waiting(page, visit); break;
        case StepState::no_show: page.say(Message::follow_no_show); break;
        case StepState::done: page.say(Message::follow_done); break;
        case StepState::cancelled: page.say(Message::follow_cancelled); break;
    }
}

void form(Page& page, const api::VisitView& visit, std::string_view act) {
    page.raw("<form method=\"post\" action=\"/k/").text(visit.code).raw("/").raw(act).raw("\">");
}

void way_back(Page& page, const Follow& follow) {
    const api::VisitView& visit = follow.visit;
    if (visit.state != StepState::no_show) return;
    if (visit.rejoins_left == 0) {
        page.raw("<p>").say(Message::follow_no_way_back).raw("</p>\n");
        return;
    }
    page.raw("<p>").say(Message::follow_come_back,
                        {{"time", follow.rejoin_until}, {"count", number(visit.rejoins_left)}});
    page.raw("</p>\n");
    form(page, visit, "rejoin");
    page.raw("<button class=\"main\">").say(Message::follow_rejoin).raw("</button></form>\n");
}

std::string place_of(const Follow& follow, const api::StepView& step, Language language) {
    const std::string& booth = follow.booths[static_cast<std::size_t>(step.id) - 1];
    if (booth.empty()) return {};
    if (!step.floor) return booth;
    return web::text(Message::follow_place, language,
                     {{"booth", booth}, {"floor", number(*step.floor)}});
}

/// `A-023` as on the ticket: the prefix in the hue of its agency, the hyphen only heard.
void show_number(Page& page, const Follow& follow) {
    const std::string_view whole = follow.visit.number;
    const std::size_t hyphen = std::min(whole.find('-'), whole.size());
    page.raw("<p class=\"number\"><b class=\"h").raw(std::to_string(follow.hue)).raw("\">");
    page.text(whole.substr(0, hyphen)).raw("</b><i>-</i>");
    page.text(whole.substr(std::min(hyphen + 1, whole.size()))).raw("</p>\n");
}

void pass(Page& page, const Follow& follow) {
    const api::VisitView& visit = follow.visit;
    const api::StepView* const step = leading_step(visit);
    page.raw("<section class=\"pass ").raw(json::word(visit.state)).raw("\">\n<small>");
    page.say(Message::follow_number).raw("</small>\n");
    show_number(page, follow);
    page.raw("<h1>");
    say_state(page, visit);
    page.raw("</h1>\n");
    const bool has_place = visit.state == StepState::called || visit.state == StepState::serving;
    if (step != nullptr && has_place) {
        page.raw("<p class=\"where\">").text(place_of(follow, *step, page.language()));
        page.raw("</p>\n");
    }
    way_back(page, follow);
    page.raw("</section>\n");
}

std::optional<Message> overtaking_message(std::string_view rule) {
    if (rule == "priority") return Message::follow_overtaken_priority;
    if (rule == "rescue") return Message::follow_overtaken_rescue;
    if (rule == "by_number") return Message::follow_overtaken_by_number;
    if (rule == "was_away") return Message::follow_overtaken_was_away;
    return std::nullopt;
}

void overtakings(Page& page, const api::StepView& step) {
    for (const api::Overtaking& one : step.overtaken_by) {
        const auto message = overtaking_message(one.rule);
        if (!message) continue;
        page.raw("<p class=\"why\">").say(*message, {{"count", number(one.count.value_or(1))}});
        page.raw("</p>\n");
    }
}

void say_step_state(Page& page, const api::StepView& step) {
    if (!step.waits_for.empty()) {
        page.say(Message::follow_waits_for);
    } else if (step.state == StepState::waiting && step.ahead.value_or(0) > 0) {
        page.say(Message::follow_ahead, {{"count", number(*step.ahead)}});
    } else {
        page.say(api::message_of(step.state));
    }
    if (!step.counter) return;
    page.raw(" - ").say(Message::follow_counter, {{"counter", number(*step.counter)}});
}

void estimate(Page& page, const api::StepView& step) {
    const api::Estimate* const given = step.estimate ? &*step.estimate : nullptr;
    if (given == nullptr) return;
    const measure::ShownRange range = api::shown_range(*given);
    page.raw("<p class=\"estimate\">");
    if (range.low.count() == 0) {
        page.say(Message::follow_estimate_below, {{"high", number(range.high.count())}});
    } else {
        page.say(Message::follow_estimate,
                 {{"low", number(range.low.count())}, {"high", number(range.high.count())}});
    }
    page.raw("</p>\n");
}

void steps(Page& page, const Follow& follow) {
    page.raw("<h2>").say(Message::follow_steps).raw("</h2>\n<ol>\n");
    for (const api::StepView& step : follow.visit.steps) {
        page.raw("<li id=\"step-").raw(number(step.id));
        page.raw("\" class=\"").raw(json::word(step.state)).raw("\"><b");
        if (std::ranges::find(follow.in_indonesian, step.id) != follow.in_indonesian.end())
            page.raw(" lang=\"id\"");
        page.raw(">").text(step.service_name).raw("</b><span class=\"quiet\">");
        say_step_state(page, step);
        page.raw("</span>\n");
        estimate(page, step);
        overtakings(page, step);
        if (step.state == StepState::done) rating(page, follow.visit.code, step, follow.rateable);
        page.raw("</li>\n");
    }
    page.raw("</ol>\n");
}

void cancelling(Page& page, const api::VisitView& visit) {
    const bool can_end = std::ranges::any_of(visit.steps, [](const api::StepView& step) {
        return step.state == StepState::waiting || step.state == StepState::called ||
               step.state == StepState::on_hold;
    });
    if (!can_end) return;
    page.raw("<details id=\"end\"><summary id=\"end-it\">")
        .say(Message::follow_cancel)
        .raw("</summary>\n");
    form(page, visit, "cancel");
    page.raw("<p class=\"quiet\">").say(Message::follow_cancel_hint).raw("</p><button>");
    page.say(Message::follow_cancel).raw("</button></form></details>\n");
}

void official_line(Page& page, const Follow& follow) {
    page.raw("<header class=\"official\">");
    if (!follow.logo.empty()) page.raw("<img src=\"").text(follow.logo).raw("\" alt=\"\">");
    if (follow.is_trial) page.raw("<b>").say(Message::follow_trial).raw("</b> ");
    page.say(Message::follow_official, {{"mall", follow.mall}}).raw("</header>\n");
}

/// In groups of four, as a code is read and typed.
std::string in_groups(std::string_view code) {
    std::string out;
    for (std::size_t at = 0; at < code.size(); at += 4) {
        if (at > 0) out += ' ';
        out += code.substr(at, 4);
    }
    return out;
}

void foot(Page& page, std::string_view code) {
    const bool is_english = page.language() == Language::english;
    page.raw("<p><a href=\"?lang=").raw(is_english ? "id" : "en").raw("\" lang=\"");
    page.raw(is_english ? "id" : "en").raw("\">").say(Message::follow_other_language);
    page.raw("</a></p>\n");
    if (!code.empty())
        page.raw("<p>").say(Message::follow_keep_code, {{"code", in_groups(code)}}).raw("</p>\n");
}

}  // namespace

std::string follow_page(const Follow& follow, Language language) {
    Page page{language};
    const api::VisitView& visit = follow.visit;
    begin(page, web::text(Message::follow_title, language, {{"number", visit.number}}), visit.code);
    official_line(page, follow);
    page.raw("<p id=\"offline\" class=\"notice\" role=\"status\" hidden>");
    page.say(Message::follow_offline);
    page.raw("</p>\n<p id=\"news\" class=\"unseen\" role=\"status\"></p>\n<main>\n");
    if (follow.was_refused)
        page.raw("<p class=\"notice\" role=\"alert\">").say(Message::follow_refused).raw("</p>\n");
    pass(page, follow);
    steps(page, follow);
    cancelling(page, visit);
    page.raw("<p class=\"quiet as-of\">").say(Message::follow_as_of, {{"time", follow.as_of}});
    page.raw("</p>\n</main>\n<footer>\n");
    foot(page, visit.short_code);
    // At the end, where a slow network keeps nobody from reading.
    page.raw("</footer>\n<link rel=\"stylesheet\" href=\"").text(follow.theme);
    page.raw("\">\n</body>\n</html>\n");
    return page.take();
}

std::string find_page(Found found, Language language) {
    Page page{language};
    const std::string title = web::text(Message::follow_find_title, language);
    begin(page, title, "");
    page.raw("<header class=\"official\"><img src=\"").raw(asset("mark", ".svg"));
    page.raw("\" alt=\"\"><strong>").say(Message::page_mark).raw("</strong></header>\n");
    page.raw("<main class=\"find\">\n<h1>").text(title).raw("</h1>\n");
    if (found != Found::not_asked) {
        page.raw("<p class=\"notice\" role=\"alert\" id=\"fault\">");
        page.say(found == Found::unknown ? Message::follow_unknown : Message::follow_busy);
        page.raw("</p>\n");
    }
    page.raw("<form method=\"get\" action=\"/k\">\n<label for=\"code\">");
    page.say(Message::follow_find_label).raw("</label>\n<p class=\"quiet\" id=\"hint\">");
    page.say(Message::follow_find_hint).raw("</p>\n<input id=\"code\" name=\"code\" required");
    page.raw(" autocomplete=\"off\" autocapitalize=\"characters\" aria-describedby=\"hint\">\n");
    page.raw("<button class=\"main\">").say(Message::follow_find).raw("</button>\n</form>\n");
    page.raw("</main>\n<footer>\n");
    foot(page, "");
    page.raw("</footer>\n</body>\n</html>\n");
    return page.take();
}

}  // namespace gerai::pages
