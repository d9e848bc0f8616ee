#include "app/tokens.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/value.hpp>
#include <memory>
#include <stdexcept>
#include <system_error>

#include "app/check.h"
#include "app/clocks.h"
#include "mall/nearest.h"

namespace gerai::app {

namespace {

namespace json = boost::json;

/// The words of `gerai token create`.
struct TokenWords {
    std::string role;
    std::string mall;
    std::string agency;
    std::string device;
    std::string ttl;
    std::optional<int> counter;
};

std::string ended(const std::string& text) { return text.ends_with('?') ? text : text + "."; }

std::vector<std::string> roles_of_tokens() {
    std::vector<std::string> words;
    for (const trust::Role role :
         {trust::Role::kiosk, trust::Role::board, trust::Role::greeter, trust::Role::clerk,
          trust::Role::agency, trust::Role::manager, trust::Role::system})
        words.emplace_back(trust::to_string(role));
    return words;
}

std::string sentence_for(trust::WishFault fault) {
    switch (fault) {
        case trust::WishFault::role_public: return "The public needs no token.";
        case trust::WishFault::mall_missing: return "Name the mall of the token with --mall ID.";
        case trust::WishFault::agency_missing:
            return "A token of the role agency needs --agency ID.";
        case trust::WishFault::counter_missing:
            return "A token of the role clerk needs --counter N.";
        case trust::WishFault::counter_useless:
            return "Only the role clerk is held to a counter: leave out --counter.";
    }
    return "";
}

/// Why the words name nobody in the mall; nothing when they do.
std::optional<std::string> fault_in(const trust::TokenWish& wish, const mall::Mall& mall) {
    if (!wish.agency.empty() && mall.find_agency(wish.agency) == nullptr) {
        std::vector<std::string> known;
        known.reserve(mall.agencies.size());
        for (const mall::Agency& agency : mall.agencies) known.push_back(agency.id);
        return ended(mall.id + " has no agency \"" + wish.agency + "\"" +
                     mall::hint(wish.agency, known));
    }
    if (wish.counter && mall.find_counter(*wish.counter) == nullptr) {
        return mall.id + " has no counter " + std::to_string(*wish.counter) +
               ": its mall file lists them.";
    }
    return std::nullopt;
}

std::expected<trust::TokenWish, std::string> wish_of(const Request& request) {
    trust::TokenWish wish{.mall = text_in(request, "mall"),
                          .agency = text_in(request, "agency"),
                          .device = text_in(request, "device")};
    const std::string word = text_in(request, "role");
    const auto role = trust::parse_role(word);
    if (!role) {
        return std::unexpected{
            ended("There is no role \"" + word + "\"" + mall::hint(word, roles_of_tokens()))};
    }
    wish.role = *role;
    if (const auto* const counter = request.if_contains("counter"))
        if (counter->is_int64()) wish.counter = static_cast<int>(counter->as_int64());
    if (const std::string ttl = text_in(request, "ttl"); !ttl.empty()) {
        wish.ttl = trust::parse_ttl(ttl);
        if (!wish.ttl) {
            return std::unexpected{
                "--ttl is a time such as 30m, 12h or 400d, at most 3650d, not \"" + ttl + "\"."};
        }
    }
    return wish;
}

/// Whole seconds.
std::string utc(Instant instant) {
    const auto zone = TimeZone::named("Etc/UTC");
    if (!zone) throw std::runtime_error("The system lacks time zones: install tzdata.");
    return to_rfc3339(std::chrono::floor<std::chrono::seconds>(instant), *zone);
}

std::string state_of(const trust::TokenRow& row, Instant machine_now) {
    if (row.revoked_at) return "revoked";
    return row.expires_at <= machine_now ? "expired" : "valid";
}

Request request_of(const TokenWords& words) {
    Request request{{"verb", "token_create"}, {"role", words.role},     {"mall", words.mall},
                    {"agency", words.agency}, {"device", words.device}, {"ttl", words.ttl}};
    if (words.counter) request["counter"] = *words.counter;
    return request;
}

/// The file of a mall that no server has taken into use yet.
std::shared_ptr<const mall::Mall> mall_from_files(const Settings& settings,
                                                  const std::string& mall) {
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator{settings.malls, error}) {
        if (entry.path().extension() != ".toml") continue;
        auto checked = check_file(entry.path().string());
        if (checked && checked->mall.id == mall)
            return std::make_shared<const mall::Mall>(std::move(checked->mall));
    }
    return nullptr;
}

int create(const TokenWords& words, const Call& call) {
    const Request request = request_of(words);
    if (const auto wish = wish_of(request); !wish) throw WrongCall{wish.error()};
    const Answer made = have_token_created(call.settings, request);
    const std::string where = words.mall.empty() ? "all malls" : words.mall;
    call.print(made,
               fmt::format("Token {} ({}, {}), valid until {}: {}\n", text_in(made, "id"),
                           words.role, where, text_in(made, "expires_at"), text_in(made, "token")));
    return success;
}

int list(const Call& call) {
    const json::array tokens =
        token_list(open_reader(call.settings)->tokens(), read_machine().wall);
    std::string text = fmt::format("{:<14}{:<10}{:<14}{:<18}{:<9}{:<16}{:<27}{}\n", "id", "role",
                                   "mall", "agency", "counter", "device", "expires", "state");
    for (const json::value& each : tokens) {
        const json::object& token = each.as_object();
        const auto* const counter = token.if_contains("counter");
        text += fmt::format(
            "{:<14}{:<10}{:<14}{:<18}{:<9}{:<16}{:<27}{}\n", text_in(token, "id"),
            text_in(token, "role"), text_in(token, "mall"), text_in(token, "agency"),
            counter != nullptr && counter->is_int64() ? std::to_string(counter->as_int64()) : "",
            text_in(token, "device"), text_in(token, "expires_at"), text_in(token, "state"));
    }
    call.print({{"tokens", tokens}}, text);
    return success;
}

int revoke(const std::string& id, const Call& call) {
    const Request request{{"verb", "token_revoke"}, {"id", id}};
    const Answer done = have_done(call.settings, request, [&](auto journal) {
        return revoke_token(*journal, request, read_machine().wall);
    });
    call.print(done, fmt::format("Token {} is revoked.\n", id));
    return success;
}

void add_create(CommandLine& line, CLI::App& token) {
    const auto words = std::make_shared<TokenWords>();
    CLI::App& verb = line.add_to(token,
                                 {.name = "create",
                                  .about = "makes a bearer token, printed once as the last word",
                                  .settings = hall_settings,
                                  .prints_data = true},
                                 [words](const Call& call) { return create(*words, call); });
    verb.add_option("--role", words->role,
                    "kiosk, board, greeter, clerk, agency, manager or system")
        ->required()
        ->type_name("ROLE");
    verb.add_option("--mall", words->mall, "the mall; only system may be for all")->type_name("ID");
    verb.add_option("--agency", words->agency, "of the role agency")->type_name("ID");
    verb.add_option("--counter", words->counter, "of the role clerk")->type_name("N");
    verb.add_option("--device", words->device, "a name for the device")->type_name("NAME");
    verb.add_option("--ttl", words->ttl,
                    "how long it is valid: 30m, 12h, 400d (12h for people, 400d for devices)")
        ->type_name("TIME");
}

}  // namespace

Answer create_token(journal::Journal& journal, const FindMall& find_mall, const Request& request,
                    Instant machine_now) {
    const auto wish = wish_of(request);
    if (!wish) return wrong_call(wish.error());
    auto made = trust::make_token(*wish, machine_now);
    if (!made) return wrong_call(sentence_for(made.error()));
    if (!wish->mall.empty()) {
        const auto mall = find_mall(wish->mall);
        if (!mall) {
            return wrong_call("There is no mall \"" + wish->mall +
                              "\": give it a file with gerai import, or see --mall.");
        }
        if (const auto fault = fault_in(*wish, *mall)) return wrong_call(*fault);
    }
    journal.add_token(made->row);
    return {{"id", made->row.id},
            {"expires_at", utc(made->row.expires_at)},
            {"token", made->text.reveal()}};
}

Answer revoke_token(journal::Journal& journal, const Request& request, Instant machine_now) {
    const std::string id = text_in(request, "id");
    if (journal.revoke_token(id, machine_now)) return {{"id", id}, {"state", "revoked"}};
    const auto tokens = journal.tokens();
    if (std::ranges::find(tokens, id, &trust::TokenRow::id) != tokens.end())
        return {{"id", id}, {"state", "revoked"}};
    return failed("There is no token \"" + id + "\": gerai token list shows them.");
}

json::array token_list(std::span<const trust::TokenRow> rows, Instant machine_now) {
    json::array list;
    for (const trust::TokenRow& row : rows) {
        json::object one{{"id", row.id}, {"role", row.role}, {"mall", row.mall}};
        if (!row.agency.empty()) one["agency"] = row.agency;
        if (row.counter) one["counter"] = *row.counter;
        if (!row.device.empty()) one["device"] = row.device;
        one["created_at"] = utc(row.created_at);
        one["expires_at"] = utc(row.expires_at);
        if (row.revoked_at) one["revoked_at"] = utc(*row.revoked_at);
        one["state"] = state_of(row, machine_now);
        list.push_back(std::move(one));
    }
    return list;
}

Answer have_token_created(const Settings& settings, const Request& request) {
    return have_done(settings, request, [&](std::unique_ptr<journal::Journal> journal) {
        const FindMall find = [&](const std::string& mall) {
            auto found = file_in_force(*journal, mall);
            return found ? found : mall_from_files(settings, mall);
        };
        return create_token(*journal, find, request, read_machine().wall);
    });
}

void add_token(CommandLine& line) {
    CLI::App& token = line.add_group("token", "makes, lists and revokes bearer tokens");
    add_create(line, token);
    line.add_to(token,
                {.name = "list",
                 .about = "all tokens and whether they are valid",
                 .settings = hall_settings,
                 .prints_data = true},
                list);
    const auto id = std::make_shared<std::string>();
    line.add_to(token,
                {.name = "revoke",
                 .about = "ends a token, everywhere within five seconds",
                 .settings = hall_settings,
                 .prints_data = true},
                [id](const Call& call) { return revoke(*id, call); })
        .add_option("ID", *id, "as token list shows it")
        ->required();
}

}  // namespace gerai::app
