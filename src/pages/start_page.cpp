#include "pages/start_page.h"

#include <array>

#include "pages/html_page.h"

namespace gerai::pages {

namespace {

using web::Language;
using web::Message;

/// A screen as a picture of what it is for.
struct Picture {
    std::string_view screen;
    Message name;
    Message about;
    bool needs_token;
};

constexpr std::array pictures{
    Picture{"kiosk", Message::start_kiosk, Message::start_kiosk_about, true},
    Picture{"board", Message::start_board, Message::start_board_about, false},
    Picture{"counter", Message::start_counter, Message::start_counter_about, true},
    Picture{"follow", Message::start_follow, Message::start_follow_about, false},
    Picture{"door", Message::start_door, Message::start_door_about, true},
    Picture{"hall", Message::start_hall, Message::start_hall_about, true}};

void begin(Page& page, Message title, bool is_trial) {
    page.head(web::text(title, page.language()), "plain");
    page.raw("<script defer src=\"").raw(asset("start", ".js")).raw("\"></script>\n</head>\n");
    page.raw("<body>\n<header class=\"top\"><img src=\"").raw(asset("mark", ".svg"));
    page.raw("\" alt=\"\"><b>").say(Message::page_mark).raw("</b>");
    if (is_trial) page.raw("<span class=\"trial\">").say(Message::page_trial).raw("</span>");
    const std::string_view other = page.language() == Language::english ? "id" : "en";
    page.raw("<a href=\"?lang=").raw(other).raw("\" lang=\"").raw(other).raw("\">");
    page.say(Message::follow_other_language).raw("</a></header>\n<main>\n<h1>");
    page.say(title).raw("</h1>\n");
}

std::string end(Page& page) {
    page.raw("</main>\n</body>\n</html>\n");
    return page.take();
}

std::string address_of(const Picture& picture, const StartMall& mall, Language language) {
    const std::string lang = "?lang=" + std::string{web::tag(language)};
    if (picture.screen == "follow") return "/k" + lang;
    std::string address = "/m/" + mall.id + "/" + std::string{picture.screen};
    if (picture.screen == "counter") address += "/" + std::to_string(mall.counter);
    return address + lang;
}

void screen(Page& page, const Picture& picture, const StartMall& mall) {
    page.raw("<li><a href=\"").text(address_of(picture, mall, page.language()));
    page.raw("\" data-screen=\"").raw(picture.screen).raw("\"><img src=\"");
    page.raw(asset("figure_" + std::string{picture.screen}, ".svg")).raw("\" alt=\"\"><b>");
    page.say(picture.name);
    if (picture.screen == "counter") page.raw(" ").raw(std::to_string(mall.counter));
    page.raw("</b>").say(picture.about).raw("</a></li>\n");
}

void mall_head(Page& page, const StartMall& mall, bool asks_for_links) {
    page.raw("<link rel=\"stylesheet\" href=\"").text(mall.theme).raw("\">\n");
    page.raw("<section class=\"mall\" data-theme=\"").text(mall.id).raw("\"");
    if (asks_for_links) page.raw(" data-mall=\"").text(mall.id).raw("\"");
    page.raw(">\n<h2>");
    if (!mall.logo.empty()) page.raw("<img src=\"").text(mall.logo).raw("\" alt=\"\">");
    page.text(mall.name).raw("</h2>\n<p class=\"quiet\">");
    page.say(mall.is_open ? Message::start_open : Message::start_closed).raw("</p>\n");
}

void trial_mall(Page& page, const StartMall& mall, bool gives_links) {
    mall_head(page, mall, gives_links);
    page.raw("<p class=\"notice\" data-unready").raw(gives_links ? " hidden>" : ">");
    page.say(Message::start_unready).raw("</p>\n<ul class=\"screens\">\n");
    for (const Picture& picture : pictures) {
        const bool can_open = gives_links || !picture.needs_token;
        const bool is_there = picture.screen != "counter" || mall.counter != 0;
        if (can_open && is_there) screen(page, picture, mall);
    }
    page.raw("</ul>\n</section>\n");
}

void real_mall(Page& page, const StartMall& mall) {
    mall_head(page, mall, false);
    page.raw("<a class=\"act\" href=\"/k?lang=").raw(web::tag(page.language())).raw("\">");
    page.say(Message::start_follow).raw("</a>\n</section>\n");
}

void foot(Page& page, bool is_trial) {
    page.raw("<p class=\"foot\"><a href=\"/api/docs\">").say(Message::start_api).raw("</a>");
    if (is_trial) page.raw("<a href=\"/kit\">").say(Message::start_kit).raw("</a>");
    page.raw("</p>\n");
}

}  // namespace

std::string start_page(const Start& start, Language language) {
    Page page{language};
    begin(page, start.is_trial ? Message::start_trial_title : Message::start_title, start.is_trial);
    page.raw("<p class=\"lead\">");
    page.say(start.is_trial ? Message::start_trial_intro : Message::start_real_intro);
    page.raw("</p>\n");
    if (start.malls.empty()) page.raw("<p>").say(Message::start_no_mall).raw("</p>\n");
    for (const StartMall& mall : start.malls) {
        start.is_trial ? trial_mall(page, mall, start.gives_links) : real_mall(page, mall);
    }
    foot(page, start.is_trial);
    return end(page);
}

std::string unknown_address_page(bool is_trial, Language language) {
    Page page{language};
    begin(page, Message::start_unknown_title, is_trial);
    page.raw("<p class=\"lead\">").say(Message::start_unknown_detail);
    page.raw("</p>\n<a class=\"act\" href=\"/\">").say(Message::start_to_start).raw("</a>\n");
    return end(page);
}

}  // namespace gerai::pages
