#include <gtest/gtest.h>

#include "api/board_cache.h"
#include "api/board_view.h"
#include "api/mall_view.h"
#include "api/opening.h"
#include "api/service_view.h"
#include "api/small_hall.h"

namespace gerai::api {

namespace {

const ServiceView& service(const ServiceList& list, std::string_view id) {
    return *std::ranges::find(list.services, id, &ServiceView::id);
}

std::vector<std::string> numbers(const BoardView& board) {
    std::vector<std::string> all;
    for (const BoardCall& call : board.calls) all.push_back(call.number);
    return all;
}

BoardView board_of(const SmallHall& hall, Instant now, const mall::Zone* zone = nullptr) {
    return view_of_board(hall.day(), hall.seq(), BoardScope{hall.day(), zone}, now);
}

}  // namespace

TEST(MallView, ShowsWhoIsWhereToday) {
    const SmallHall hall;

    const MallView view =
        view_of_mall(hall.day(), {.now = monday_eight + 1h, .clock_rate = 60, .is_trial = true});

    EXPECT_EQ(view.id, "kecil");
    EXPECT_EQ(view.business_date, "2026-11-23");
    EXPECT_TRUE(view.open);
    EXPECT_FALSE(view.next_open);
    EXPECT_EQ(view.hours_today.size(), 2U);
    EXPECT_EQ(view.agencies.size(), 2U);
    EXPECT_TRUE(view.agencies[1].here_today);
    EXPECT_EQ(view.booths[1].agency, "bnn");
    EXPECT_EQ(view.counters[0].services, (std::vector<std::string>{"dukcapil-01", "dukcapil-02"}));
    EXPECT_EQ(view.zones[0].booths, std::vector<std::string>{"b01"});
    EXPECT_EQ(view.bundles[0].id, "kelahiran");
    EXPECT_EQ(view.priority_classes, (std::vector<std::string>{"elderly", "pregnant"}));
    EXPECT_EQ(view.promise.wait_seconds, 900);
}

TEST(Opening, IsTheNextDayWithHoursOnceTheMallHasClosed) {
    const SmallHall hall;
    const Instant friday_eight = monday_eight + 4 * 24h;

    EXPECT_EQ(next_opening(hall.day(), monday_eight - 1h), monday_eight);
    EXPECT_TRUE(is_open(hall.day(), monday_eight + 4h + 30min)) << "numbers go on in the break";
    EXPECT_FALSE(is_open(hall.day(), monday_eight + 8h));
    EXPECT_EQ(next_opening(hall.day(), monday_eight + 8h), friday_eight);
}

TEST(Opening, GoesOnTomorrowWhenTheDateWasEndedByHand) {
    SmallHall hall;

    hall.act(hall::CloseDay{}, monday_eight + 1h);

    EXPECT_FALSE(is_open(hall.day(), monday_eight + 1h));
    EXPECT_EQ(next_opening(hall.day(), monday_eight + 1h), monday_eight + 4 * 24h);
}

TEST(ServiceView, SaysWhetherANumberCanBeHad) {
    SmallHall hall;
    hall.act(hall::Open{hall.at(1), {}}, monday_eight);
    hall.issue({"dukcapil-01"}, monday_eight + 1min);

    const ServiceList list = view_of_services(hall.day(), {}, monday_eight + 2min);

    ASSERT_EQ(list.services.size(), 3U);
    EXPECT_EQ(service(list, "dukcapil-01").availability, Availability::open);
    EXPECT_EQ(service(list, "dukcapil-01").waiting, 1);
    EXPECT_EQ(service(list, "dukcapil-01").open_counters, 1);
    EXPECT_EQ(service(list, "dukcapil-02").fee.amount, 30000);
    EXPECT_EQ(service(list, "dukcapil-02").fee.from, "2024-12-17");
    EXPECT_EQ(service(list, "bnn-01").open_counters, 0);
    EXPECT_EQ(service(list, "bnn-01").availability, Availability::open);
}

TEST(ServiceView, IsFullWhenNoMoreCanBeServed) {
    const SmallHall hall;

    const ServiceList list = view_of_services(hall.day(), {}, monday_eight + 7h + 29min);

    // The Kartu Keluarga takes 2.5 minutes to an hour; the other is done in 45 seconds.
    EXPECT_EQ(service(list, "dukcapil-01").availability, Availability::open);
    EXPECT_EQ(view_of_services(hall.day(), {}, monday_eight + 8h).services[0].availability,
              Availability::closed);
}

TEST(ServiceView, KnowsWhenAGuestAgencyIsHereAgain) {
    const SmallHall hall;

    const ServiceList list = view_of_services(hall.day(), {}, monday_eight + 8h);

    // On Friday the mall is open, but BNN comes on Mondays and Wednesdays alone.
    EXPECT_EQ(service(list, "dukcapil-01").next_open->instant, monday_eight + 4 * 24h);
    EXPECT_EQ(service(list, "bnn-01").next_open->instant, monday_eight + 7 * 24h);
}

TEST(ServiceView, IsFoundByWordsInAnyCase) {
    const SmallHall hall;
    const auto found = [&](std::string words, std::string agency) {
        const ServiceFilter filter{std::move(words), std::move(agency)};
        return view_of_services(hall.day(), filter, monday_eight).services.size();
    };

    EXPECT_EQ(found("AKTA", ""), 1U);
    EXPECT_EQ(found("dukcapil keluarga", ""), 1U);
    EXPECT_EQ(found("dukcapil", ""), 2U);
    EXPECT_EQ(found("", "bnn"), 1U);
    EXPECT_EQ(found("akta", "bnn"), 0U);
}

TEST(ServiceStandard, IsTheWholeOfIt) {
    const SmallHall hall;

    const auto standard = view_of_standard(hall.day(), "dukcapil-02", monday_eight);

    ASSERT_TRUE(standard);
    EXPECT_EQ(standard->agency_name, "Dukcapil");
    EXPECT_EQ(standard->after, std::vector<std::string>{"dukcapil-01"});
    EXPECT_EQ(standard->counters, std::vector<std::int64_t>{1});
    EXPECT_EQ(standard->counter_time.p50_seconds, 150);
    EXPECT_FALSE(view_of_standard(hall.day(), "dukcapil-03", monday_eight));
}

TEST(Board, ShowsTheLastCallsTheNewestFirst) {
    SmallHall hall;
    hall.act(hall::Open{hall.at(1), {}}, monday_eight);
    hall.act(hall::Open{hall.at(2), {}}, monday_eight);
    hall.issue({"dukcapil-01"}, monday_eight + 1min);
    hall.issue({"bnn-01"}, monday_eight + 2min);
    hall.act(hall::Call{hall.at(1)}, monday_eight + 3min);
    hall.act(hall::Call{hall.at(2)}, monday_eight + 4min);
    hall.act(hall::Recall{hall.at(1)}, monday_eight + 5min);

    const BoardView board = board_of(hall, monday_eight + 5min);

    EXPECT_EQ(numbers(board), (std::vector<std::string>{"AN-001", "B-001"}));
    EXPECT_EQ(board.calls[1].times_called, 2);
    EXPECT_EQ(board.calls[1].counter, 1);
    EXPECT_EQ(board.calls[1].booth, "b01");
    EXPECT_EQ(numbers(board_of(hall, monday_eight + 5min, find_zone(hall.day(), "lantai-1"))),
              std::vector<std::string>{"B-001"});
}

TEST(Board, ForgetsWhoHasComeAfterTenMinutesAndWhoDidNotComeAtOnce) {
    SmallHall hall;
    hall.act(hall::Open{hall.at(1), {}}, monday_eight);
    hall.act(hall::Open{hall.at(2), {}}, monday_eight);
    hall.issue({"dukcapil-01"}, monday_eight);
    hall.issue({"bnn-01"}, monday_eight);
    hall.act(hall::Call{hall.at(1)}, monday_eight + 1min);
    hall.act(hall::Call{hall.at(2)}, monday_eight + 1min);
    hall.act(hall::Start{hall.at(1)}, monday_eight + 2min);

    EXPECT_EQ(numbers(board_of(hall, monday_eight + 10min)).size(), 2U);
    EXPECT_EQ(numbers(board_of(hall, monday_eight + 12min)), std::vector<std::string>{"AN-001"});
    hall.act(hall::RecordNoShow{hall.at(2)}, monday_eight + 12min);
    EXPECT_EQ(numbers(board_of(hall, monday_eight + 12min)).size(), 0U);
}

TEST(Board, TellsQueuesByAgency) {
    SmallHall hall;
    hall.act(hall::Open{hall.at(1), {}}, monday_eight);
    hall.issue({"dukcapil-01", "bnn-01"}, monday_eight + 1min);
    hall.issue({"dukcapil-02"}, monday_eight + 2min, "elderly");

    const BoardView board = board_of(hall, monday_eight + 3min);

    ASSERT_EQ(board.queues.size(), 2U);
    EXPECT_EQ(board.queues[0].agency, "dukcapil");
    EXPECT_EQ(board.queues[0].prefix, "B");
    EXPECT_EQ(board.queues[0].waiting, 2);
    EXPECT_EQ(board.queues[0].open_counters, 1);
    EXPECT_EQ(board.queues[0].oldest_waiting_seconds, 120);
    EXPECT_EQ(board.queues[1].waiting, 1);
    EXPECT_EQ(board.queues[1].open_counters, 0);
}

TEST(Board, CountsThoseWhoWaitForOneCounterAlone) {
    SmallHall hall{nullptr, mall::small_with("[[zone]]",
                                             "[[counter]]\nnumber = 3\nbooth = \"b01\"\n"
                                             "services = [\"dukcapil-01\"]\n\n[[zone]]")};
    hall.act(hall::Open{hall.at(1), {}}, monday_eight);
    hall.act(hall::Open{hall.at(3), {}}, monday_eight);
    hall.issue({"dukcapil-01"}, monday_eight + 1min);
    hall.act(hall::Call{hall.at(1)}, monday_eight + 2min);
    hall.act(hall::Start{hall.at(1)}, monday_eight + 2min);
    hall.act(hall::TransferToCounter{hall.at(1), *hall.day().rules().find_counter(3)},
             monday_eight + 3min);

    const BoardView board = board_of(hall, monday_eight + 4min);

    EXPECT_EQ(board.queues[0].waiting, 1);
    EXPECT_EQ(board.queues[0].oldest_waiting_seconds, 180);
}

TEST(BoardCache, GivesTheSameBytesUntilSomethingHappensOrASecondPasses) {
    SmallHall hall;
    BoardCache cache;
    const HallEstimates estimates;
    hall.act(hall::Open{hall.at(1), {}}, monday_eight + 1ms);

    const auto first = cache.board(hall.live, estimates, "", monday_eight + 100ms);
    const auto again = cache.board(hall.live, estimates, "", monday_eight + 900ms);
    const auto later = cache.board(hall.live, estimates, "", monday_eight + 1s);
    hall.issue({"bnn-01"}, monday_eight + 1s);
    const auto changed = cache.board(hall.live, estimates, "", monday_eight + 1s);

    ASSERT_TRUE(first && again && later && changed);
    EXPECT_EQ(first->text, again->text);
    EXPECT_EQ(first->etag, again->etag);
    EXPECT_NE(first->text, later->text);
    EXPECT_NE(later->etag, changed->etag);
    EXPECT_FALSE(cache.board(hall.live, estimates, "lantai-9", monday_eight));
}

TEST(Board, HoldsNothingAboutAPerson) {
    SmallHall hall;
    hall.act(hall::Open{hall.at(1), {}}, monday_eight);
    hall.issue({"dukcapil-01"}, monday_eight, "pregnant");
    hall.act(hall::Call{hall.at(1)}, monday_eight);

    const std::string text = json::write(board_of(hall, monday_eight));

    EXPECT_EQ(text.find("pregnant"), std::string::npos);
    EXPECT_EQ(text.find(to_string(code_of(1))), std::string::npos);
    EXPECT_EQ(text.find("\"code\""), std::string::npos);
}

}  // namespace gerai::api
