#include "api/visit_lookup.h"

#include "api/act.h"
#include "api/refusals.h"

namespace gerai::api {

std::optional<AnyCode> parse_any_code(std::string_view text) {
    if (const auto code = parse_code(text)) return *code;
    if (const auto code = parse_short_code(text)) return *code;
    return std::nullopt;
}

namespace {

std::int64_t second_of(Instant machine_now) {
    return std::chrono::floor<std::chrono::seconds>(machine_now.time_since_epoch()).count();
}

}  // namespace

bool GuessLimit::allows(Instant machine_now) {
    const std::int64_t second = second_of(machine_now);
    if (second_.exchange(second) != second) count_ = 0;
    return ++count_ <= per_second;
}

bool GuessLimit::is_spent(Instant machine_now) const {
    return second_ == second_of(machine_now) && count_ >= per_second;
}

std::optional<journal::CodeRow> find_row(journal::Reader& reader, const AnyCode& code) {
    const auto* const link = std::get_if<Code>(&code);
    if (link != nullptr) return reader.find_code(*link);
    return reader.find_short_code(std::get<ShortCode>(code));
}

bool look_at_visit(const Context& context, const AnyCode& code,
                   const std::function<void(const std::string& mall, const journal::Standing&,
                                            hall::VisitIndex, Instant now)>& look) {
    for (const journal::LiveHall* const hall : context.writer.halls()) {
        const bool is_found =
            hall->look(context.clock.now(), [&](const journal::Standing& standing) {
                const auto visit =
                    std::visit([&](const auto& one) { return standing.find(one); }, code);
                if (visit) look(hall->mall(), standing, *visit, now_of(context, standing.day()));
                return visit.has_value();
            });
        if (is_found) return true;
    }
    return false;
}

web::Response too_many_guesses(const web::Request& request) {
    return web::problem(web::problems::too_many_requests, web::Asker{request}, {{"seconds", "1"}});
}

web::Response unknown_code(Context& context, const web::Request& request) {
    if (!context.guesses.allows(context.clock.machine_now())) return too_many_guesses(request);
    return web::problem(problems::unknown_visit, web::Asker{request});
}

}  // namespace gerai::api
