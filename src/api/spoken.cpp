#include "api/spoken.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "api/visit_view.h"
#include "core/spelled.h"
#include "web/text.h"

namespace gerai::api {

namespace {

using web::Language;
using web::Message;

bool is_english(Language language) { return language == Language::english; }

voice::Utterance utterance(std::string text, Language language) {
    return {.language = is_english(language) ? "en" : "id", .text = std::move(text)};
}

std::string said(std::string_view number, Language language) {
    return is_english(language) ? said_in_english(number) : said_in_indonesian(number);
}

std::string spelled(std::int64_t number, Language language) {
    return is_english(language) ? spelled_in_english(number) : spelled_in_indonesian(number);
}

/// A number is said with a breath between its letters and its figures.
std::string said_number(const std::string& number, Language language) {
    const auto dash = number.find('-');
    if (dash == std::string::npos) return said(number, language);
    return said(number.substr(0, dash), language) + ", " + said(number.substr(dash + 1), language);
}

bool was_served_before(const hall::Day& day, hall::StepIndex called) {
    const auto steps = day.steps_of(day.at(called).visit);
    return std::ranges::any_of(steps, [&](hall::StepIndex step) {
        return step != called && day.at(step).state == hall::StepState::done;
    });
}

/// A name in the language asked for, where the mall's file has it.
template <class Named>
std::string name_in(const Named& named, Language language) {
    return is_english(language) && !named.name_en.empty() ? named.name_en : named.name;
}

template <class Named>
std::optional<std::string> name_among(const std::vector<Named>& all, std::string_view id,
                                      Language language) {
    const auto found = std::ranges::find(all, id, &Named::id);
    if (found == all.end()) return std::nullopt;
    return name_in(*found, language);
}

/// A word with a message.
struct Named {
    std::string_view key;
    Message message;
};

std::optional<std::string> class_named(std::string_view id, Language language) {
    constexpr auto names = std::to_array<Named>({
        {"elderly", Message::page_priority_elderly},
        {"disability", Message::page_priority_disability},
        {"pregnant", Message::page_priority_pregnant},
        {"infant", Message::page_priority_infant},
    });
    const auto name = std::ranges::find(names, id, &Named::key);
    if (name == names.end()) return std::nullopt;
    return web::text(name->message, language);
}

std::optional<std::string> choice_named(const mall::Mall& file, std::string_view kind,
                                        std::string_view id, Language language) {
    if (kind == "service") return name_among(file.services, id, language);
    if (kind == "agency") return name_among(file.agencies, id, language);
    if (kind == "bundle") return name_among(file.bundles, id, language);
    if (kind == "class") return class_named(id, language);
    return std::nullopt;
}

/// A text of the kiosk that needs nothing to be put in its places.
std::optional<std::string> text_named(std::string_view name, Language language) {
    if (name == "guide") return std::string{web::raw_text(Message::guide_start, language)};
    const auto message = web::message_named("page.kiosk." + std::string{name});
    if (!message) return std::nullopt;
    const std::string_view text = web::raw_text(*message, language);
    if (text.find('{') != std::string_view::npos) return std::nullopt;
    return std::string{text};
}

/// What to bring for a service, one thing after the other, and that it is free if it is; whole in
/// Indonesian where the file has no English for it, for one voice reads one language.
std::optional<voice::Utterance> requirements_of(const mall::Mall& file, std::string_view id,
                                                Language language) {
    const mall::Service* const service = file.find_service(std::string{id});
    if (service == nullptr) return std::nullopt;
    if (service->requirements_en.empty() && !service->requirements.empty())
        language = Language::indonesian;
    std::string text = name_in(*service, language) + ". ";
    if (!service->requirements.empty()) {
        text += web::raw_text(Message::guide_prepare, language);
        const auto& things =
            is_english(language) ? service->requirements_en : service->requirements;
        for (const std::string& one : things) text += " " + one + ".";
    }
    if (std::holds_alternative<mall::Free>(service->fee)) {
        text.append(" ").append(web::raw_text(Message::guide_free, language));
    }
    return utterance(std::move(text), language);
}

std::optional<int> number_in(std::string_view text) {
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool is_number = error == std::errc{} && end == text.data() + text.size();
    if (!is_number || number < 0 || number > 999) return std::nullopt;
    return number;
}

}  // namespace

Language language_of(hall::Language language) {
    return language == hall::Language::en ? Language::english : Language::indonesian;
}

voice::Utterance spoken_call(const hall::Day& day, const hall::Announcement& announcement,
                             Language language) {
    const hall::Step& step = day.at(announcement.step);
    const std::string number = said_number(number_of(day, day.at(step.visit)), language);
    const std::string counter =
        spelled(day.rules().counters[announcement.counter.value].number, language);
    const bool goes_on = was_served_before(day, announcement.step);
    std::string sentence = web::text(goes_on ? Message::voice_go_on : Message::voice_call, language,
                                     {{"number", number}, {"counter", counter}});
    if (announcement.times_called == 1) return utterance(std::move(sentence), language);
    const Message again =
        announcement.times_called == 2 ? Message::voice_second : Message::voice_last;
    return utterance(web::text(again, language, {{"sentence", sentence}}), language);
}

voice::Utterance spoken_ticket(const hall::Day& day, hall::VisitIndex at, Language language) {
    const hall::Visit& visit = day.at(at);
    std::string services;
    std::int64_t ahead = 0;
    for (const hall::StepIndex step : day.steps_of(at)) {
        const auto name =
            choice_named(*file_of(day), "service", day.at(day.at(step).service).id, language);
        if (!services.empty()) services += ", ";
        services += name.value_or("");
        ahead = std::max(
            ahead,
            static_cast<std::int64_t>(day.queues().waiting_in(day.queue_of(day.at(step)))) - 1);
    }
    const std::string number = said_number(number_of(day, visit), language);
    return utterance(web::text(Message::voice_ticket, language,
                               {{"number", number},
                                {"services", services},
                                {"ahead", spelled(std::max<std::int64_t>(ahead, 0), language)}}),
                     language);
}

std::optional<voice::Utterance> spoken_part(const hall::Day& day, std::string_view key,
                                            Language language) {
    const auto dot = key.find('.');
    if (dot == std::string_view::npos) return std::nullopt;
    const std::string_view kind = key.substr(0, dot);
    const std::string_view rest = key.substr(dot + 1);
    if (const auto number = number_in(kind)) {
        const auto choice = spoken_part(day, rest, language);
        if (!choice) return std::nullopt;
        return utterance(
            web::text(Message::guide_press, language,
                      {{"digit", spelled(*number, language)}, {"choice", choice->text}}),
            language);
    }
    if (kind == "requirements") return requirements_of(*file_of(day), rest, language);
    auto text = kind == "text" ? text_named(rest, language)
                               : choice_named(*file_of(day), kind, rest, language);
    if (!text) return std::nullopt;
    return utterance(std::move(*text), language);
}

}  // namespace gerai::api
