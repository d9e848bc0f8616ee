#include "api/room_routes.h"

#include "api/act.h"
#include "api/alarms.h"
#include "api/board_view.h"
#include "api/dated_id.h"
#include "api/devices.h"
#include "api/printers.h"
#include "api/public_routes.h"
#include "api/rating_reasons.h"
#include "api/refusals.h"
#include "api/visit_view.h"
#include "trust/random.h"
#include "web/input.h"
#include "web/text.h"

namespace gerai::api {

namespace {

using trust::Action;
using web::Message;
using web::Method;
using web::Request;
using web::Responder;
using web::Response;
using web::Route;
using web::Who;

/// Answers with what `write` makes of the hall as it stands.
template <class Write>
void answer_looking(const Context& context, const journal::LiveHall& hall, Responder& responder,
                    Write&& write) {
    responder.send(
        web::json_response(hall.look(context.clock.now(), [&](const journal::Standing& standing) {
            return json::write(write(standing.day(), now_of(context, standing.day())));
        })));
}

/// Whether the mall has that zone; an empty one is all of it.
bool has_zone(const Context& context, const journal::LiveHall& hall, const std::string& zone) {
    return zone.empty() || hall.look(context.clock.now(), [&](const journal::Standing& standing) {
        return find_zone(standing.day(), zone) != nullptr;
    });
}

// --- notices

NoticeList notices_of(const hall::Day& day, Instant now) {
    NoticeList list;
    for (const hall::Notice& notice : day.wall().notices(now)) {
        list.notices.push_back(view_of_notice(notice, zone_of(day)));
    }
    return list;
}

void get_notices(Context& context, Request request, Responder responder) {
    const auto hall = hall_of(context, request);
    if (!hall) return responder.send(hall.error());
    answer_looking(context, **hall, responder, notices_of);
}

void post_notice(Context& context, Request request, Responder responder) {
    const auto place = entered(context, request, Action::post_notice);
    if (!place) return responder.send(place.error());
    const auto wish = web::read_body<NewNotice>(request);
    if (!wish) return responder.send(wish.error());
    if (wish->text.empty()) {
        const json::Fault fault{.pointer = "/text", .kind = json::FaultKind::missing_member};
        return responder.send(web::problem({fault}, web::Asker{request}));
    }
    const std::string zone = wish->zone.value_or(Text<60>{});
    if (!has_zone(context, *place->hall, zone)) {
        return responder.send(unknown_zone(context, request));
    }
    const hall::Notice notice{.id = to_string(trust::random_short_code()),
                              .text = wish->text,
                              .text_en = wish->text_en.value_or(Text<200>{}),
                              .zone = zone,
                              .until = wish->until ? wish->until->instant : Instant{}};
    carry_out(context, request, std::move(responder),
              {.mall = place->hall->mall(),
               .actor = place->actor,
               .wish = [notice](const journal::Standing&, Instant) -> hall::Result<hall::Command> {
                   return hall::PostNotice{notice};
               },
               .answer =
                   [notice](const journal::Decided& decided) {
                       return Response{
                           .status = 201,
                           .body = json::write(view_of_notice(notice, zone_of(decided.day)))};
                   }});
}

void delete_notice(Context& context, Request request, Responder responder) {
    const auto place = entered(context, request, Action::post_notice);
    if (!place) return responder.send(place.error());
    carry_out(context, request, std::move(responder),
              {.mall = place->hall->mall(),
               .actor = place->actor,
               .wish = [id = request.place("id")](const journal::Standing&, Instant)
                   -> hall::Result<hall::Command> { return hall::WithdrawNotice{id}; },
               .answer = [](const journal::Decided&) { return web::no_content(); }});
}

// --- help

HelpView view_of_help(const hall::Day& day, std::size_t place) {
    const hall::Help& help = day.wall().help()[place];
    HelpView view{.id = dated_id(day.date(), static_cast<std::uint32_t>(place)),
                  .place = help.place,
                  .asked_at = {help.asked_at, zone_of(day)}};
    if (help.given_at != Instant{}) view.given_at = Timestamp{help.given_at, zone_of(day)};
    return view;
}

HelpList help_of(const hall::Day& day, Instant) {
    HelpList list;
    for (std::size_t i = 0; i < day.wall().help().size(); ++i) {
        list.help.push_back(view_of_help(day, i));
    }
    return list;
}

void get_help(Context& context, Request request, Responder responder) {
    const auto place = entered(context, request, Action::give_help);
    if (!place) return responder.send(place.error());
    answer_looking(context, *place->hall, responder, help_of);
}

/// The last request from a place: the one just made, or the one that is still awaited.
HelpView last_help_at(const hall::Day& day, const std::string& where) {
    const auto help = day.wall().help();
    std::size_t last = help.size();
    while (last > 0 && help[last - 1].place != where) --last;
    return view_of_help(day, last - 1);
}

void post_help(Context& context, Request request, Responder responder) {
    const auto place = entered(context, request, Action::ask_help);
    if (!place) return responder.send(place.error());
    const auto wish = web::read_body<WhereHelp>(request);
    if (!wish) return responder.send(wish.error());
    const bool is_named = wish->place && !wish->place->empty();
    const std::string where = is_named ? std::string{*wish->place} : Devices::name_of(place->actor);
    carry_out(context, request, std::move(responder),
              {.mall = place->hall->mall(),
               .actor = place->actor,
               .wish = [where](const journal::Standing&, Instant) -> hall::Result<hall::Command> {
                   return hall::AskHelp{where};
               },
               .answer =
                   [where](const journal::Decided& decided) {
                       return Response{.status = 201,
                                       .body = json::write(last_help_at(decided.day, where))};
                   }});
}

void post_help_done(Context& context, Request request, Responder responder) {
    const auto place = entered(context, request, Action::give_help);
    if (!place) return responder.send(place.error());
    if (const auto body = web::read_body<Nothing>(request); !body) {
        return responder.send(body.error());
    }
    const std::string id = request.place("id");
    carry_out(
        context, request, std::move(responder),
        {.mall = place->hall->mall(),
         .actor = place->actor,
         .wish = [id](const journal::Standing& standing, Instant) -> hall::Result<hall::Command> {
             const auto help = place_of_dated_id(standing.day().date(), id);
             if (!help) return std::unexpected{hall::Refused{hall::Refusal::unknown_help}};
             return hall::GiveHelp{*help};
         },
         .answer =
             [id](const journal::Decided& decided) {
                 const auto help = place_of_dated_id(decided.day.date(), id);
                 return Response{.body = json::write(view_of_help(decided.day, *help))};
             }});
}

// --- boards

BoardSettingView view_of_setting(const hall::BoardSetup& board) {
    BoardSettingView view{.id = board.device,
                          .inches = board.inches,
                          .metres = board.metres,
                          .orientation = board.orientation,
                          .voice = board.has_voice,
                          .set_up = true};
    if (!board.zone.empty()) view.zone = board.zone;
    return view;
}

/// A television of the usual size, read from the usual distance, that speaks when no other does.
BoardSettingView usual_setting(const std::string& device) {
    return {.id = device, .inches = 55, .metres = 8, .voice = true};
}

/// A board sets itself up, the manager any.
std::optional<Response> not_its_own(const Entered& place, const Request& request) {
    const bool is_board = place.actor.role == trust::Role::board;
    if (!is_board || Devices::name_of(place.actor) == request.place("id")) return std::nullopt;
    return web::problem(web::problems::forbidden, web::Asker{request});
}

void get_board_setting(Context& context, Request request, Responder responder) {
    const auto place = entered(context, request, Action::set_board);
    if (!place) return responder.send(place.error());
    if (auto refused = not_its_own(*place, request)) return responder.send(std::move(*refused));
    answer_looking(context, *place->hall, responder, [&](const hall::Day& day, Instant) {
        const std::string& device = request.place("id");
        const auto* const board = day.wall().find_board(device);
        return board == nullptr ? usual_setting(device) : view_of_setting(*board);
    });
}

void put_board_setting(Context& context, Request request, Responder responder) {
    const auto place = entered(context, request, Action::set_board);
    if (!place) return responder.send(place.error());
    if (auto refused = not_its_own(*place, request)) return responder.send(std::move(*refused));
    const auto wish = web::read_body<BoardSetting>(request);
    if (!wish) return responder.send(wish.error());
    const std::string zone = wish->zone.value_or(Text<60>{});
    if (!has_zone(context, *place->hall, zone)) {
        return responder.send(unknown_zone(context, request));
    }
    const hall::BoardSetup board{.device = request.place("id"),
                                 .inches = static_cast<int>(wish->inches.value),
                                 .metres = static_cast<int>(wish->metres.value),
                                 .zone = zone,
                                 .orientation = wish->orientation,
                                 .has_voice = wish->voice};
    carry_out(context, request, std::move(responder),
              {.mall = place->hall->mall(),
               .actor = place->actor,
               .wish = [board](const journal::Standing&, Instant) -> hall::Result<hall::Command> {
                   return hall::SetBoard{board};
               },
               .answer =
                   [board](const journal::Decided&) {
                       return Response{.body = json::write(view_of_setting(board))};
                   }});
}

// --- devices and alarms

void post_state(Context& context, Request request, Responder responder) {
    const auto place = entered(context, request, Action::report_device);
    if (!place) return responder.send(place.error());
    const auto report = web::read_body<DeviceReport>(request);
    if (!report) return responder.send(report.error());
    // Without a set-up of its own a board speaks when no other does.
    const std::string name = Devices::name_of(place->actor);
    const bool may_speak =
        place->hall->look(context.clock.now(), [&](const journal::Standing& standing) {
            const auto* const board = standing.day().wall().find_board(name);
            return board == nullptr || board->has_voice;
        });
    responder.send(Response{
        .body = json::write(context.devices.report(place->hall->mall(), place->actor, *report,
                                                   may_speak, context.clock.machine_now()))});
}

DeviceList devices_of(const Context& context, const journal::LiveHall& hall) {
    return context.devices.list(hall.mall(), *context.tokens(), context.clock.machine_now());
}

void get_devices(Context& context, Request request, Responder responder) {
    const auto place = entered(context, request, Action::list_devices);
    if (!place) return responder.send(place.error());
    responder.send(web::json_response(json::write(devices_of(context, *place->hall))));
}

void delete_device(Context& context, Request request, Responder responder) {
    const auto place = entered(context, request, Action::forget_device);
    if (!place) return responder.send(place.error());
    context.devices.forget(place->hall->mall(), request.place("id"));
    responder.send(web::no_content());
}

void get_alarms(Context& context, Request request, Responder responder) {
    const auto place = entered(context, request, Action::read_alarms);
    if (!place) return responder.send(place.error());
    const DeviceList devices = devices_of(context, *place->hall);
    answer_looking(context, *place->hall, responder, [&](const hall::Day& day, Instant now) {
        const auto printers = printers_of(context, day, place->hall->mall(), place->actor);
        return alarms_of(day, devices, printers, now);
    });
}

// --- what a rating may say

void get_rating_reasons(Context& context, Request request, Responder responder) {
    const auto hall = hall_of(context, request);
    if (!hall) return responder.send(hall.error());
    RatingReasonList list;
    for (const ReasonWord& reason : rating_reasons()) {
        list.reasons.push_back({.id = reason.id,
                                .name = web::text(reason.name, request.language),
                                .praise = reason.is_praise});
    }
    responder.send(web::json_response(json::write(list)));
}

// --- the table

Route route(Context& context, Method method, std::string path, std::string id, std::string summary,
            web::Access access, MallHandler handle) {
    return mall_route(context, method, std::move(path), std::move(id), "room", std::move(summary),
                      access, handle);
}

template <class Body>
Route with_body(Route made, bool is_required) {
    made.body = json::schema_reference<Body>;
    made.body_required = is_required;
    return made;
}

template <class Given>
Route giving(Route made, int status, std::string what, std::vector<web::ProblemKind> kinds = {}) {
    made.answers = {{status, std::move(what), json::schema_reference<Given>}};
    made.problems = std::move(kinds);
    return made;
}

std::vector<Route> notice_routes(Context& context) {
    Route withdraw = route(context, Method::del, "/notices/{id}", "withdraw_notice",
                           "Withdraw a notice", {Who::manager}, delete_notice);
    withdraw.answers = {{204, "Withdrawn", nullptr, {}}};
    withdraw.problems = {problems::unknown_notice};
    return {giving<NoticeList>(route(context, Method::get, "/notices", "list_notices",
                                     "What the mall tells everybody", {Who::anyone}, get_notices),
                               200, "The notices"),
            with_body<NewNotice>(
                giving<NoticeView>(route(context, Method::post, "/notices", "post_notice",
                                         "Tell everybody something", {Who::manager}, post_notice),
                                   201, "The notice",
                                   {web::problems::invalid_input, problems::too_many_notices}),
                true),
            std::move(withdraw)};
}

std::vector<Route> help_routes(Context& context) {
    return {giving<HelpList>(route(context, Method::get, "/help", "list_help",
                                   "Who asked for a person today", {Who::greeter}, get_help),
                             200, "The requests, the oldest first"),
            with_body<WhereHelp>(
                giving<HelpView>(
                    route(context, Method::post, "/help", "ask_help", "Call a person to this place",
                          {Who::device, Who::greeter}, post_help),
                    201, "The request; the one still awaited where there is one"),
                false),
            with_body<Nothing>(
                giving<HelpView>(route(context, Method::post, "/help/{id}/done", "give_help",
                                       "Say that somebody came", {Who::greeter}, post_help_done),
                                 200, "The request", {problems::unknown_help}),
                false)};
}

std::vector<Route> board_routes(Context& context) {
    return {giving<BoardSettingView>(
                route(context, Method::get, "/boards/{id}", "read_board_setting",
                      "How a board is set up", {Who::device, Who::manager}, get_board_setting),
                200, "The set-up; the usual one where nobody has set it up"),
            with_body<BoardSetting>(
                giving<BoardSettingView>(route(context, Method::put, "/boards/{id}", "set_board",
                                               "Set up a board: its own, or the manager any",
                                               {Who::device, Who::manager}, put_board_setting),
                                         200, "The set-up",
                                         {web::problems::invalid_input, problems::too_many_boards}),
                true)};
}

std::vector<Route> device_routes(Context& context) {
    Route report = with_body<DeviceReport>(
        giving<DeviceDuty>(route(context, Method::post, "/devices/self/state", "report_device",
                                 "Say how this device is", {Who::device}, post_state),
                           200, "Its name, and whether it speaks in its zone"),
        false);
    report.description =
        "Every 15 seconds or so, and when something changes. One board of a zone speaks: the first "
        "that can be heard, until it falls silent or its sound is refused.";
    Route forget = route(context, Method::del, "/devices/{id}", "forget_device",
                         "Miss a device no more", {Who::manager}, delete_device);
    forget.description =
        "For a device that was taken away. It is on the list again as soon as it says something.";
    forget.answers = {{204, "It is not on the list", nullptr, {}}};
    return {std::move(report),
            giving<DeviceList>(
                route(context, Method::get, "/devices", "list_devices",
                      "The devices, and how they are", {Who::greeter}, get_devices),
                200, "The devices heard of since the server began whose token is in force"),
            std::move(forget),
            giving<AlarmList>(route(context, Method::get, "/alarms", "list_alarms",
                                    "What needs somebody now", {Who::manager}, get_alarms),
                              200, "The alarms, the longest first"),
            giving<RatingReasonList>(
                route(context, Method::get, "/rating-reasons", "list_rating_reasons",
                      "What a rating may say", {Who::anyone}, get_rating_reasons),
                200, "The reasons, those that praise first")};
}

}  // namespace

std::vector<Route> room_routes(Context& context) {
    std::vector<Route> routes = notice_routes(context);
    for (auto* const more : {help_routes, board_routes, device_routes}) {
        std::ranges::move(more(context), std::back_inserter(routes));
    }
    return routes;
}

}  // namespace gerai::api
