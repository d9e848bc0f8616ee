#include "trust/access.h"

#include <cassert>
#include <utility>

#include "core/json.h"

namespace gerai::trust {

namespace {

constexpr auto none = Reach::none;
constexpr auto counter = Reach::counter;
constexpr auto agency = Reach::agency;
constexpr auto mall = Reach::mall;
constexpr auto code = Reach::with_code;
constexpr auto all = Reach::everywhere;

// Everything that anybody may do. A clerk and an agency see their own counters and no list of the
// hall's visits; who is served first is changed by the door and the manager alone; a board shows.
constexpr auto table = std::to_array<Rule>({
    // clang-format off
    //                              public kiosk  board  greeter  clerk   agency  manager system
    {Action::read_public,          {all,   all,   all,   all,     all,     all,    all,    all}},
    {Action::read_visit,           {code,  code,  code,  code,    code,    code,   code,   code}},
    {Action::rate_visit,           {code,  code,  none,  code,    code,    code,   code,   code}},
    {Action::act_on_visit,         {code,  mall,  none,  mall,    mall,    mall,   mall,   mall}},
    {Action::issue_number,         {none,  mall,  none,  mall,    mall,    mall,   mall,   mall}},
    {Action::key_in_paper_number,  {none,  none,  none,  mall,    mall,    mall,   mall,   mall}},
    {Action::print_ticket,         {none,  mall,  none,  mall,    none,    none,   mall,   mall}},
    {Action::list_visits,          {none,  none,  none,  mall,    none,    none,   mall,   mall}},
    {Action::act_for_visitor,      {none,  none,  none,  mall,    none,    none,   mall,   mall}},
    {Action::change_priority,      {none,  none,  none,  mall,    none,    none,   mall,   mall}},
    {Action::list_counters,        {none,  none,  none,  mall,    mall,    mall,   mall,   mall}},
    {Action::read_counter,         {none,  none,  none,  mall,    counter, agency, mall,   mall}},
    {Action::read_waiting_list,    {none,  none,  none,  none,    counter, agency, mall,   mall}},
    {Action::read_counter_stream,  {none,  none,  none,  none,    counter, agency, mall,   mall}},
    {Action::act_at_counter,       {none,  none,  none,  none,    counter, agency, mall,   mall}},
    {Action::read_day,             {none,  none,  none,  none,    none,    none,   mall,   mall}},
    {Action::read_hall_stream,     {none,  none,  none,  none,    none,    none,   mall,   mall}},
    {Action::close_day,            {none,  none,  none,  none,    none,    none,   mall,   mall}},
    {Action::form_mall,            {none,  none,  none,  none,    none,    none,   mall,   mall}},
    {Action::read_announcements,   {none,  mall,  mall,  mall,    none,    none,   mall,   mall}},
    {Action::hear_announcement,    {none,  none,  mall,  none,    none,    none,   none,   mall}},
    {Action::report_device,        {none,  mall,  mall,  mall,    none,    none,   none,   mall}},
    {Action::list_devices,         {none,  none,  none,  mall,    none,    none,   mall,   mall}},
    {Action::forget_device,        {none,  none,  none,  none,    none,    none,   mall,   mall}},
    {Action::set_board,            {none,  none,  mall,  none,    none,    none,   mall,   mall}},
    {Action::ask_help,             {none,  mall,  none,  mall,    none,    none,   mall,   mall}},
    {Action::give_help,            {none,  none,  none,  mall,    none,    none,   mall,   mall}},
    {Action::post_notice,          {none,  none,  none,  none,    none,    none,   mall,   mall}},
    {Action::read_alarms,          {none,  none,  none,  none,    none,    none,   mall,   mall}},
    {Action::plan,                 {none,  none,  none,  none,    none,    none,   mall,   mall}},
    {Action::manage_tokens,        {none,  none,  none,  none,    none,    agency, mall,   mall}},
    // clang-format on
});

constexpr bool is_in_order() {
    for (std::size_t row = 0; row < table.size(); ++row) {
        if (static_cast<std::size_t>(table[row].action) != row) return false;
    }
    return table.size() == boost::mp11::mp_size<boost::describe::describe_enumerators<Action>>();
}
static_assert(is_in_order(), "one row for each action, in the order of the enum");
static_assert(static_cast<std::size_t>(Role::system) + 1 == roles);

/// Whether the resource lies within the reach of an actor of its mall.
bool covers(Reach reach, const Actor& actor, const Resource& resource) {
    switch (reach) {
        case Reach::none: return false;
        case Reach::counter: return actor.counter && actor.counter == resource.counter;
        case Reach::agency: return !actor.agency.empty() && actor.agency == resource.agency;
        case Reach::mall:
        case Reach::with_code:
        case Reach::everywhere: return true;
    }
    std::unreachable();
}

bool is_for_all_malls(const Actor& actor) {
    return actor.role == Role::system && actor.mall.empty();
}

}  // namespace

std::string_view to_string(Role role) { return json::word(role); }

std::optional<Role> parse_role(std::string_view word) {
    const auto role = json::from_word<Role>(word);
    if (role == Role::public_) return std::nullopt;
    return role;
}

std::span<const Rule> rules() { return table; }

Reach reach_of(Role role, Action action) {
    const auto row = static_cast<std::size_t>(action);
    const auto column = static_cast<std::size_t>(role);
    assert(row < table.size() && column < roles);
    return table[row].reach[column];
}

Decision allow(const Actor& actor, Action action, const Resource& resource) {
    const Reach reach = reach_of(actor.role, action);
    if (reach == Reach::everywhere || reach == Reach::with_code) return Decision::allowed;
    if (actor.role == Role::public_) return Decision::unauthenticated;

    if (!is_for_all_malls(actor)) {
        if (resource.mall.empty()) return Decision::forbidden;
        // Before the right: of another mall nobody learns even that it is there.
        if (actor.mall != resource.mall) return Decision::not_found;
    }
    // Nobody hands out more than they hold.
    if (resource.role && *resource.role > actor.role) return Decision::forbidden;
    return covers(reach, actor, resource) ? Decision::allowed : Decision::forbidden;
}

}  // namespace gerai::trust
