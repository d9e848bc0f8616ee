#include "pages/follow_rating.h"

#include <algorithm>
#include <array>
#include <string>

#include "api/rating_reasons.h"
#include "web/text.h"

namespace gerai::pages {

namespace {

using web::Message;

/// A score as a face: its word, and the line of its mouth.
struct Face {
    std::int64_t score;
    Message word;
    std::string_view mouth;
};

constexpr std::array faces{Face{4, Message::follow_score_4, "M9 18q7 7 14 0"},
                           Face{3, Message::follow_score_3, "M10 19q6 4 12 0"},
                           Face{2, Message::follow_score_2, "M10 21h12"},
                           Face{1, Message::follow_score_1, "M10 23q6-6 12 0"}};

const Face* face_of(const std::optional<std::int64_t>& score) {
    const auto* const found = std::ranges::find(faces, score, &Face::score);
    return found == faces.end() ? nullptr : found;
}

bool names(const api::StepView& step, api::RatingReasonId reason) {
    return step.rating_reasons && std::ranges::find(*step.rating_reasons, json::word(reason)) !=
                                      step.rating_reasons->end();
}

/// The reasons that were given, in words: `Cepat, Petugas ramah`.
std::string reasons_in_words(const api::StepView& step, web::Language language) {
    std::string words;
    for (const api::ReasonWord& reason : api::rating_reasons()) {
        if (!names(step, reason.id)) continue;
        if (!words.empty()) words += ", ";
        words += web::text(reason.name, language);
    }
    return words;
}

/// The beginning of a form that says something of the step.
void form(Page& page, std::string_view code, const api::StepView& step) {
    page.raw("<form method=\"post\" action=\"/k/").text(code).raw("/ratings\">");
    page.raw("<input type=\"hidden\" name=\"step\" value=\"");
    page.raw(std::to_string(step.id)).raw("\">");
}

void draw_face(Page& page, const api::StepView& step, const Face& face) {
    const std::string score = std::to_string(face.score);
    page.raw("<button id=\"s").raw(std::to_string(step.id)).raw("-").raw(score);
    page.raw("\" name=\"score\" value=\"").raw(score).raw("\"");
    page.raw(step.rating == face.score ? " class=\"given\" aria-pressed=\"true\">" : ">");
    page.raw(
        "<svg viewBox=\"0 0 32 32\" aria-hidden=\"true\"><circle cx=\"16\" cy=\"16\" r=\"13\"/>");
    page.raw("<path d=\"M11 12v2M21 12v2\"/><path d=\"").raw(face.mouth).raw("\"/></svg>");
    page.say(face.word).raw("</button>");
}

void draw_faces(Page& page, std::string_view code, const api::StepView& step) {
    form(page, code, step);
    page.raw("<div class=\"faces\">");
    for (const Face& face : faces) draw_face(page, step, face);
    page.raw("</div></form>\n");
}

void draw_reason(Page& page, const api::StepView& step, const api::ReasonWord& reason) {
    const std::string id = "r" + std::to_string(step.id) + "-" + std::string{json::word(reason.id)};
    page.raw("<label for=\"").raw(id).raw("\"><input type=\"checkbox\" name=\"reasons\" id=\"");
    page.raw(id).raw("\" value=\"").raw(json::word(reason.id)).raw("\"");
    page.raw(names(step, reason.id) ? " checked>" : ">").say(reason.name).raw("</label>");
}

/// An empty `reasons` goes with the form, so that one in which nothing is ticked says so too.
void draw_reasons(Page& page, std::string_view code, const api::StepView& step) {
    const bool is_good = api::is_good(*step.rating);
    form(page, code, step);
    page.raw("<input type=\"hidden\" name=\"score\" value=\"");
    page.raw(std::to_string(*step.rating)).raw("\"><input type=\"hidden\" name=\"reasons\">");
    page.raw("<fieldset><legend>");
    page.say(is_good ? Message::follow_reasons_praise : Message::follow_reasons_blame);
    page.raw("</legend>");
    for (const api::ReasonWord& reason : api::rating_reasons()) {
        if (reason.is_praise == is_good) draw_reason(page, step, reason);
    }
    page.raw("</fieldset><button id=\"r").raw(std::to_string(step.id)).raw("\">");
    page.say(Message::follow_reasons_send).raw("</button></form>\n");
}

/// What was said so far, as a sentence; the script tells it to who cannot see it.
void say_given(Page& page, const api::StepView& step, const Face& face) {
    page.raw("<p class=\"rated\">");
    page.say(Message::follow_rated, {{"score", web::text(face.word, page.language())}});
    const std::string reasons = reasons_in_words(step, page.language());
    if (!reasons.empty()) page.raw(" ").say(Message::follow_reasons_given, {{"reasons", reasons}});
    page.raw("</p>\n");
}

}  // namespace

void rating(Page& page, std::string_view code, const api::StepView& step, Rateable rateable) {
    const Face* const given = face_of(step.rating);
    if (given != nullptr) say_given(page, step, *given);
    if (rateable == Rateable::no) return;
    page.raw("<p>").say(given == nullptr ? Message::follow_rate : Message::follow_rate_until);
    page.raw("</p>\n");
    draw_faces(page, code, step);
    if (given != nullptr) draw_reasons(page, code, step);
}

}  // namespace gerai::pages
