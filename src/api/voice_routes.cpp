#include "api/voice_routes.h"

#include "api/act.h"
#include "api/announcements.h"
#include "api/dated_id.h"
#include "api/devices.h"
#include "api/public_routes.h"
#include "api/refusals.h"
#include "api/spoken.h"
#include "api/visit_lookup.h"
#include "api/visit_view.h"
#include "web/input.h"
#include "web/range.h"

namespace gerai::api {

namespace {

using trust::Action;
using web::Request;
using web::Responder;
using web::Response;
using web::Route;
using web::Who;

constexpr std::string_view wav_type = "audio/wav";

// --- announcements

void get_announcements(Context& context, Request request, Responder responder) {
    const auto room = entered(context, request, Action::read_announcements);
    if (!room) return responder.send(room.error());
    const std::string zone{request.query_value("zone").value_or("")};
    const std::string after{request.query_value("after").value_or("")};
    const auto body = room->hall->look(
        context.clock.now(), [&](const journal::Standing& standing) -> std::optional<std::string> {
            const hall::Day& day = standing.day();
            const mall::Zone* const found = find_zone(day, zone);
            if (found == nullptr && !zone.empty()) return std::nullopt;
            return json::write(view_of_announcements(day, BoardScope{day, found}, after,
                                                     now_of(context, day), context.voice));
        });
    responder.send(body ? web::json_response(*body) : unknown_zone(context, request));
}

void post_heard(Context& context, Request request, Responder responder) {
    const auto room = entered(context, request, Action::hear_announcement);
    if (!room) return responder.send(room.error());
    if (const auto body = web::read_body<Nothing>(request); !body) {
        return responder.send(body.error());
    }
    const std::string id = request.place("id");
    carry_out(
        context, request, std::move(responder),
        {.mall = room->hall->mall(),
         .actor = room->actor,
         .wish = [id, device = Devices::name_of(room->actor)](
                     const journal::Standing& standing, Instant) -> hall::Result<hall::Command> {
             const auto place = place_of_dated_id(standing.day().date(), id);
             if (!place) {
                 return std::unexpected{hall::Refused{hall::Refusal::unknown_announcement}};
             }
             return hall::Hear{*place, device};
         },
         .answer =
             [id](const journal::Decided& decided) {
                 const auto place = place_of_dated_id(decided.day.date(), id);
                 const auto& heard = decided.day.wall().announcements()[*place].heard_on;
                 return Response{
                     .body = json::write(HeardView{id, static_cast<std::int64_t>(heard.size())})};
             }});
}

// --- sound

/// Sends the sound of a name once it is there; 404 where there is none.
void send_sound(voice::Voice& voice, const std::string& name, Request request,
                Responder responder) {
    auto shared = std::make_shared<Responder>(std::move(responder));
    auto asked = std::make_shared<Request>(std::move(request));
    voice.fetch(name, [shared, asked, name](const voice::Voice::Wav& wav) {
        if (!wav) return shared->send(web::problem(web::problems::not_found, web::Asker{*asked}));
        Response response;
        response.content_type = wav_type;
        response.shared_body = wav;
        response.cache_control = web::cache::immutable;
        response.etag = '"' + name + '"';
        shared->send(web::ranged(*asked, std::move(response)));
    });
}

void get_audio(Context& context, Request request, Responder responder) {
    const auto hall = hall_of(context, request);
    if (!hall) return responder.send(hall.error());
    const std::string& file = request.place("file");
    if (!file.ends_with(".wav")) {
        return responder.send(web::problem(web::problems::not_found, web::Asker{request}));
    }
    const std::string name = file.substr(0, file.size() - 4);
    send_sound(context.voice, name, std::move(request), std::move(responder));
}

/// The sentence that a kiosk asks for: a part of its guide, or the ticket of a visit of today.
std::optional<voice::Utterance> sentence_of(const journal::Standing& standing,
                                            const Request& request) {
    const web::Language language = request.query_value("language") == "en"
                                       ? web::Language::english
                                       : web::Language::indonesian;
    const auto visit = request.query_value("visit");
    if (!visit) {
        return spoken_part(standing.day(), request.query_value("key").value_or(""), language);
    }
    const auto code = parse_any_code(std::string{*visit});
    if (!code) return std::nullopt;
    const auto found = std::visit([&](const auto& one) { return standing.find(one); }, *code);
    if (!found) return std::nullopt;
    return spoken_ticket(standing.day(), *found, language);
}

void get_speech(Context& context, Request request, Responder responder) {
    const auto room = entered(context, request, Action::read_announcements);
    if (!room) return responder.send(room.error());
    const auto sentence = room->hall->look(
        context.clock.now(), [&](const auto& standing) { return sentence_of(standing, request); });
    if (!sentence) {
        return responder.send(web::problem(web::problems::not_found, web::Asker{request}));
    }
    const std::string name = context.voice.name_of(*sentence);
    send_sound(context.voice, name, std::move(request), std::move(responder));
}

// --- the table

Route route(Context& context, web::Method method, std::string path, std::string id,
            std::string summary, web::Access access, MallHandler handle) {
    return mall_route(context, method, std::move(path), std::move(id), "room", std::move(summary),
                      access, handle);
}

Route announcements_route(Context& context) {
    Route list = route(context, web::Method::get, "/announcements", "list_announcements",
                       "What is to be spoken", {Who::device}, get_announcements);
    list.description =
        "Each call and each recall is an announcement. Without `after`, those that may still be "
        "spoken; with the id of the last one seen, all since then (`2026-11-25.0`: all of that "
        "date). One that was taken back is "
        "`withdrawn`.";
    list.query = {zone_parameter(), {.name = "after", .description = "The last id seen"}};
    list.answers = {{200, "The announcements", json::schema_reference<AnnouncementList>}};
    list.problems = {web::problems::invalid_input};
    return list;
}

Route heard_route(Context& context) {
    Route heard =
        route(context, web::Method::post, "/announcements/{id}/heard", "hear_announcement",
              "Say that this board has spoken it", {Who::device}, post_heard);
    heard.body = json::schema_reference<Nothing>;
    heard.answers = {{200, "On how many boards it was heard", json::schema_reference<HeardView>}};
    heard.problems = {problems::unknown_announcement};
    return heard;
}

Route audio_route(Context& context) {
    Route audio = route(context, web::Method::get, "/audio/{file}", "read_audio",
                        "The sound of a sentence", {Who::anyone}, get_audio);
    audio.description =
        "WAV, one channel of 16 bits at 22,050 Hz, by the address that an "
        "announcement names. Byte ranges are given.";
    audio.answers = {{200, "The sound", nullptr, wav_type},
                     {206, "A part of it", nullptr, wav_type}};
    audio.problems = {web::problems::not_found};
    return audio;
}

Route speech_route(Context& context) {
    Route speech = route(context, web::Method::get, "/speech", "read_speech",
                         "What a kiosk says aloud", {Who::device}, get_speech);
    speech.description =
        "`key` is a text of the kiosk's pages (`text.question`; `text.guide` says how the guide "
        "goes), a name (`service.`, `agency.`, `bundle.` or `class.` and an id), the "
        "`requirements.` of a service, or one of these as a choice (`3.service.x`). With `visit`, "
        "what stands on its ticket.";
    speech.query = {
        {.name = "key", .description = "What is to be said", .example = "text.question"},
        {.name = "visit", .description = "A code; its ticket is read out"},
        {.name = "language", .description = "`id` or `en`", .example = "id"}};
    speech.answers = {{200, "The sound", nullptr, wav_type}};
    speech.problems = {web::problems::not_found};
    return speech;
}

}  // namespace

std::vector<Route> voice_routes(Context& context) {
    return {announcements_route(context), heard_route(context), audio_route(context),
            speech_route(context)};
}

}  // namespace gerai::api
