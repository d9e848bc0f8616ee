#include "trust/access.h"

#include <gtest/gtest.h>

#include <fstream>
#include <ostream>
#include <sstream>
#include <string>
#include <vector>

#include "core/json.h"

namespace gerai::trust {

void PrintTo(Decision decision, std::ostream* out) {
    constexpr std::array words{"allowed", "unauthenticated", "forbidden", "not_found"};
    *out << words.at(static_cast<std::size_t>(decision));
}

namespace {

using enum Action;

/// Whoever may ask, all of Badung but the last: each of a role, at counter 12 of `dukcapil` where
/// the role has a counter or an agency.
const std::vector<Actor> actors{
    {},
    {.role = Role::kiosk, .id = "k", .mall = "badung", .device = "kios-1"},
    {.role = Role::board, .id = "b", .mall = "badung", .device = "papan-1"},
    {.role = Role::greeter, .id = "g", .mall = "badung"},
    {.role = Role::clerk, .id = "c", .mall = "badung", .agency = "dukcapil", .counter = 12},
    {.role = Role::agency, .id = "a", .mall = "badung", .agency = "dukcapil"},
    {.role = Role::manager, .id = "m", .mall = "badung"},
    {.role = Role::system, .id = "s", .mall = "badung"},
    {.role = Role::system, .id = "x"},
};

/// What may be asked about: the own counter, another one of the agency, one of another agency, one
/// of another mall with the same number and agency, and a mall as a whole.
const std::vector<Resource> resources{
    {.mall = "badung", .agency = "dukcapil", .counter = 12},
    {.mall = "badung", .agency = "dukcapil", .counter = 13},
    {.mall = "badung", .agency = "bpjs", .counter = 40},
    {.mall = "paser", .agency = "dukcapil", .counter = 12},
    {.mall = "badung"},
};

Decision decision_of(char letter) {
    switch (letter) {
        case '+': return Decision::allowed;
        case 'u': return Decision::unauthenticated;
        case 'f': return Decision::forbidden;
        default: return Decision::not_found;
    }
}

struct Row {
    Action action;
    std::vector<std::string_view> answers;  ///< A text for each actor, a letter for each resource.
};

/// What a role may, whichever action: in the mall, at the own counter, ...
constexpr std::string_view yes = "+++++";
constexpr std::string_view in_mall = "+++n+";
constexpr std::string_view at_agency = "++fnf";
constexpr std::string_view at_counter = "+ffnf";
constexpr std::string_view no = "fffnf";
constexpr std::string_view token = "uuuuu";

const std::vector<Row> life{
    // clang-format off
    //                     public kiosk    board greeter  clerk       agency     manager  system   all
    {read_public,         {yes,   yes,     yes,  yes,     yes,        yes,       yes,     yes,     yes}},
    {read_visit,          {yes,   yes,     yes,  yes,     yes,        yes,       yes,     yes,     yes}},
    {rate_visit,          {yes,   yes,     no,   yes,     yes,        yes,       yes,     yes,     yes}},
    {act_on_visit,        {yes,   in_mall, no,   in_mall, in_mall,    in_mall,   in_mall, in_mall, yes}},
    {issue_number,        {token, in_mall, no,   in_mall, in_mall,    in_mall,   in_mall, in_mall, yes}},
    {key_in_paper_number, {token, no,      no,   in_mall, in_mall,    in_mall,   in_mall, in_mall, yes}},
    {print_ticket,        {token, in_mall, no,   in_mall, no,         no,        in_mall, in_mall, yes}},
    {list_visits,         {token, no,      no,   in_mall, no,         no,        in_mall, in_mall, yes}},
    {act_for_visitor,     {token, no,      no,   in_mall, no,         no,        in_mall, in_mall, yes}},
    {change_priority,     {token, no,      no,   in_mall, no,         no,        in_mall, in_mall, yes}},
    {list_counters,       {token, no,      no,   in_mall, in_mall,    in_mall,   in_mall, in_mall, yes}},
    {read_counter,        {token, no,      no,   in_mall, at_counter, at_agency, in_mall, in_mall, yes}},
    {read_waiting_list,   {token, no,      no,   no,      at_counter, at_agency, in_mall, in_mall, yes}},
    {read_counter_stream, {token, no,      no,   no,      at_counter, at_agency, in_mall, in_mall, yes}},
    {act_at_counter,      {token, no,      no,   no,      at_counter, at_agency, in_mall, in_mall, yes}},
    {read_day,            {token, no,      no,   no,      no,         no,        in_mall, in_mall, yes}},
    {read_hall_stream,    {token, no,      no,   no,      no,         no,        in_mall, in_mall, yes}},
    {close_day,           {token, no,      no,   no,      no,         no,        in_mall, in_mall, yes}},
    {form_mall,           {token, no,      no,   no,      no,         no,        in_mall, in_mall, yes}},
    {read_announcements,  {token, in_mall, in_mall, in_mall, no,      no,        in_mall, in_mall, yes}},
    {hear_announcement,   {token, no,      in_mall, no,   no,         no,        no,      in_mall, yes}},
    {report_device,       {token, in_mall, in_mall, in_mall, no,      no,        no,      in_mall, yes}},
    {list_devices,        {token, no,      no,   in_mall, no,         no,        in_mall, in_mall, yes}},
    {forget_device,       {token, no,      no,   no,      no,         no,        in_mall, in_mall, yes}},
    {set_board,           {token, no,      in_mall, no,   no,         no,        in_mall, in_mall, yes}},
    {ask_help,            {token, in_mall, no,   in_mall, no,         no,        in_mall, in_mall, yes}},
    {give_help,           {token, no,      no,   in_mall, no,         no,        in_mall, in_mall, yes}},
    {post_notice,         {token, no,      no,   no,      no,         no,        in_mall, in_mall, yes}},
    {read_alarms,         {token, no,      no,   no,      no,         no,        in_mall, in_mall, yes}},
    {plan,                {token, no,      no,   no,      no,         no,        in_mall, in_mall, yes}},
    {manage_tokens,       {token, no,      no,   no,      no,         at_agency, in_mall, in_mall, yes}},
    // clang-format on
};

std::string text_of(const std::string& path) {
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
}

/// How the document writes a reach.
std::string_view cell_of(Reach reach) {
    switch (reach) {
        case Reach::none: return "-";
        case Reach::with_code: return "code";
        case Reach::everywhere: return "yes";
        case Reach::counter:
        case Reach::agency:
        case Reach::mall: return json::word(reach);
    }
    return {};
}

std::string table_of_the_document() {
    std::string text = "| action |";
    std::string line = "|---|";
    for (std::size_t role = 0; role < roles; ++role) {
        text.append(" ").append(to_string(static_cast<Role>(role))).append(" |");
        line += "---|";
    }
    text += "\n" + line + "\n";
    for (const Rule& rule : rules()) {
        text.append("| `").append(json::word(rule.action)).append("` |");
        for (const Reach reach : rule.reach) text.append(" ").append(cell_of(reach)).append(" |");
        text += "\n";
    }
    return text;
}

}  // namespace

TEST(Access, AnswersEachRoleForEachActionAndEachResourceAsWrittenHere) {
    ASSERT_EQ(life.size(), rules().size());
    for (const Row& row : life) {
        ASSERT_EQ(row.answers.size(), actors.size());
        for (std::size_t who = 0; who < actors.size(); ++who) {
            for (std::size_t what = 0; what < resources.size(); ++what) {
                EXPECT_EQ(allow(actors[who], row.action, resources[what]),
                          decision_of(row.answers[who][what]))
                    << json::word(row.action) << " by " << actors[who].id << " on resource "
                    << what;
            }
        }
    }
}

TEST(Access, GivesNothingToAnActorWithoutWhatItsRoleIsHeldTo) {
    const Actor clerk{.role = Role::clerk, .id = "c", .mall = "badung"};
    const Actor lead{.role = Role::agency, .id = "a", .mall = "badung"};
    const Actor manager{.role = Role::manager, .id = "m"};

    for (const Resource& resource : resources) {
        EXPECT_NE(allow(clerk, act_at_counter, resource), Decision::allowed);
        EXPECT_NE(allow(lead, act_at_counter, resource), Decision::allowed);
        EXPECT_NE(allow(manager, act_at_counter, resource), Decision::allowed);
    }
}

TEST(Access, LeavesWhatBelongsToNoMallToTheSystemForAllMalls) {
    for (const Actor& actor : actors) {
        if (actor.role == Role::public_) continue;
        const bool is_for_all = actor.role == Role::system && actor.mall.empty();
        EXPECT_EQ(allow(actor, manage_tokens, {}),
                  is_for_all ? Decision::allowed : Decision::forbidden)
            << actor.id;
    }
}

TEST(Access, LetsNobodyHandOutMoreThanTheyHold) {
    const auto decide = [](Role own, Role wanted) {
        const Actor actor{.role = own, .id = "t", .mall = "badung", .agency = "dukcapil"};
        return allow(actor, manage_tokens,
                     {.mall = "badung", .agency = "dukcapil", .role = wanted});
    };

    EXPECT_EQ(decide(Role::agency, Role::clerk), Decision::allowed);
    EXPECT_EQ(decide(Role::agency, Role::manager), Decision::forbidden);
    EXPECT_EQ(decide(Role::manager, Role::manager), Decision::allowed);
    EXPECT_EQ(decide(Role::manager, Role::system), Decision::forbidden);
    EXPECT_EQ(decide(Role::system, Role::system), Decision::allowed);
}

TEST(Access, IsDocumentedAsItIs) {
    const std::string table = table_of_the_document();

    EXPECT_NE(text_of(GERAI_SOURCE_DIR "/docs/access.md").find("\n" + table + "\n"),
              std::string::npos)
        << "docs/access.md must hold this table:\n"
        << table;
}

TEST(Role, IsReadFromItsWord) {
    for (const Role role : {Role::kiosk, Role::board, Role::greeter, Role::clerk, Role::agency,
                            Role::manager, Role::system}) {
        EXPECT_EQ(parse_role(to_string(role)), role);
    }
    EXPECT_EQ(to_string(Role::public_), "public");
    EXPECT_EQ(parse_role("public"), std::nullopt);
    EXPECT_EQ(parse_role("Clerk"), std::nullopt);
    EXPECT_EQ(parse_role(""), std::nullopt);
}

}  // namespace gerai::trust
