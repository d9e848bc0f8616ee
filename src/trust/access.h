#pragma once

#include <array>
#include <boost/describe/enum.hpp>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

/// Who may do what. An actor is whoever sends a request: the public, or the holder of a token. What
/// it may do is told by one function, `allow`, from one table, `rules`, which is also the
/// documentation (`docs/access.md`): what the table does not give is denied.
///
/// The codes of visits are checked by whoever finds the visit; here they are taken as found.
namespace gerai::trust {

/// What an actor is, from the least to the greatest. `public_` has no token.
enum class Role { public_, kiosk, board, greeter, clerk, agency, manager, system };
BOOST_DESCRIBE_ENUM(Role, public_, kiosk, board, greeter, clerk, agency, manager, system)

inline constexpr std::size_t roles = 8;

/// The word of a role: `public`, `kiosk`, ...
std::string_view to_string(Role role);

/// The role of that word; not `public`, which nobody holds a token for.
std::optional<Role> parse_role(std::string_view word);

/// Whoever sends a request. A default one is the public.
struct Actor {
    Role role = Role::public_;
    std::string id = "public";  ///< Of the token; it stands in the journal.
    std::string mall;           ///< Empty: the role `system` for all malls.
    std::string agency;         ///< Empty: of none.
    std::optional<int> counter;
    std::string device;

    friend bool operator==(const Actor&, const Actor&) = default;
};

/// What can be asked for. One for all routes that the same actors may call.
enum class Action {
    read_public,          ///< Malls, services, the board and its stream.
    read_visit,           ///< A visit by its code, its stream and its picture.
    rate_visit,           ///< By its code.
    act_on_visit,         ///< Cancel and rejoin by code.
    issue_number,         ///< For one who stands at the kiosk or at the door.
    key_in_paper_number,  ///< A number of the paper roll.
    print_ticket,         ///< Of a visit; saying whether it came out; how the printers are.
    list_visits,          ///< All visits of today, with their codes.
    act_for_visitor,      ///< Cancel, with a reason, and rejoin by the staff.
    change_priority,      ///< Of a visit, afterwards.
    list_counters,        ///< The list; each counter in it is a `read_counter`.
    read_counter,         ///< One counter and whom it serves.
    read_waiting_list,    ///< Who waits for a counter, in calling order.
    read_counter_stream,
    act_at_counter,  ///< Open to close, call to undo, and its session.
    read_day,        ///< The whole hall in figures and the rows behind them.
    read_hall_stream,
    close_day,
    form_mall,           ///< The stages of forming the mall, and the agreements with its agencies.
    read_announcements,  ///< What is to be spoken, and what a kiosk says aloud.
    hear_announcement,   ///< To say that it was spoken.
    report_device,       ///< What a device knows of itself.
    list_devices,
    forget_device,  ///< One that was taken away is missed no more.
    set_board,      ///< A board its own, the manager any.
    ask_help,
    give_help,  ///< To see who asks for a person, and to say that one came.
    post_notice,
    read_alarms,
    plan,           ///< What the mall would be like: jobs, forecasts, bundles of figures.
    manage_tokens,  ///< The resource is what the token would be for.
};
BOOST_DESCRIBE_ENUM(Action, read_public, read_visit, rate_visit, act_on_visit, issue_number,
                    key_in_paper_number, print_ticket, list_visits, act_for_visitor,
                    change_priority, list_counters, read_counter, read_waiting_list,
                    read_counter_stream, act_at_counter, read_day, read_hall_stream, close_day,
                    form_mall, read_announcements, hear_announcement, report_device, list_devices,
                    forget_device, set_board, ask_help, give_help, post_notice, read_alarms, plan,
                    manage_tokens)

/// What an action is about.
struct Resource {
    std::string_view mall;       ///< Empty: no mall, or all of them.
    std::string_view agency;     ///< Of the counter's booth today; empty: of none.
    std::optional<int> counter;  ///< Absent: the mall as a whole.
    std::optional<Role> role;    ///< Of the token, for `manage_tokens`.
};

enum class Decision {
    allowed,
    unauthenticated,  ///< A token is needed (401).
    forbidden,        ///< The right is not held, or not for this counter or agency (403).
    not_found,        ///< Another mall, of which the actor learns nothing (404).
};

/// How far a right goes.
enum class Reach {
    none,
    counter,    ///< The actor's own counter.
    agency,     ///< What belongs to the actor's agency.
    mall,       ///< All of the actor's mall.
    with_code,  ///< Whichever visit the code leads to.
    everywhere
};
BOOST_DESCRIBE_ENUM(Reach, none, counter, agency, mall, with_code, everywhere)

/// A row of the table: how far each role goes.
struct Rule {
    Action action;
    std::array<Reach, roles> reach;  ///< In the order of `Role`.
};

/// The whole table, in the order of `Action`.
std::span<const Rule> rules();

/// How far the right of a role goes.
Reach reach_of(Role role, Action action);

/// Whether the actor may do this to that.
Decision allow(const Actor& actor, Action action, const Resource& resource);

}  // namespace gerai::trust
