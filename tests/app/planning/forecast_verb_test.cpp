#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <future>

#include "app/check.h"
#include "app/clocks.h"
#include "app/import.h"
#include "app/program.h"
#include "journal/temporary_directory.h"

namespace gerai::app {

namespace {

namespace json = boost::json;

const std::string paser = GERAI_SOURCE_DIR "/malls/paser.toml";

Instant at(const std::string& clock) { return *parse_rfc3339("2026-11-25T" + clock + ":00+08:00"); }

/// A trial hall of Paser on a Wednesday, in a journal that `gerai` reads.
class Forecast : public testing::Test {
protected:
    Forecast() {
        std::filesystem::create_directory(data_);
        auto journal = open();
        journal->set_setting("kind", "trial");
        writer_ = std::make_unique<journal::Writer>(
            std::move(journal), clock_, journal::Writer::Options{}, journal::Writer::Hooks{});
        writer_->start();
        auto checked = check_file(paser);
        const auto mall = std::make_shared<const mall::Mall>(checked->mall);
        if (!configure(*writer_, "test", read_whole(paser), mall)) ADD_FAILURE();
    }

    [[nodiscard]] std::unique_ptr<journal::Journal> open() const {
        return journal::open_database("sqlite:" + (data_ / "gerai.db").string())->open_journal();
    }

    void does(const std::function<hall::Command(const hall::Day&)>& wish) {
        std::promise<bool> done;
        writer_->submit({.mall = "paser",
                         .actor = "test",
                         .key = {},
                         .fingerprint = {},
                         .wish = [&](const journal::Standing& standing, Instant)
                             -> hall::Result<hall::Command> { return wish(standing.day()); },
                         .render = [](const journal::Decided&) { return journal::Answer{}; },
                         .done = [&](const auto& answer) { done.set_value(answer.has_value()); },
                         .choose_other_codes = {}});
        if (!done.get_future().get()) ADD_FAILURE();
    }

    void opens(int number) {
        does([=](const hall::Day& day) {
            return hall::Open{{.counter = *day.rules().find_counter(number)}, {}};
        });
    }

    /// Somebody comes for the first thing that counter 1 gives.
    void comes() {
        const auto nth = static_cast<std::uint8_t>(++visits_);
        does([=](const hall::Day& day) {
            const hall::CounterIndex one = *day.rules().find_counter(1);
            hall::Issue wish{.services = {day.rules().counters[one.value].gives.front()},
                             .priority = {0}};
            wish.code.bytes[0] = nth;
            wish.short_code.value = nth;
            return wish;
        });
    }

    Outcome forecast(Arguments more) {
        writer_.reset();
        Arguments arguments{"forecast", "--data", data_, "--days", "20"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return gerai(arguments);
    }

    void note_time(const std::string& clock) {
        writer_.reset();
        open()->set_setting("trial_time", std::to_string(at(clock).time_since_epoch().count()));
    }

    TemporaryDirectory scratch_;
    std::filesystem::path data_ = scratch_.path() / "data";
    TrialClock clock_{at("09:58"), 1, [] { return Reading{}; }};
    std::unique_ptr<journal::Writer> writer_;
    int visits_ = 0;
};

TEST_F(Forecast, TellsWhereItWillBeTightAndWhatWouldHelp) {
    opens(1);
    for (int i = 0; i < 12; ++i) comes();
    note_time("10:05");

    const Outcome told = forecast({"--mall", "paser"});

    EXPECT_EQ(told.code, 0) << told.err;
    EXPECT_NE(told.out.find("Wednesday, 2026-11-25: the rest of the day from 10:05 on, 20 days"),
              std::string::npos)
        << told.out;
    EXPECT_NE(told.out.find("12 visits so far where "), std::string::npos) << told.out;
    EXPECT_NE(told.out.find("\n  disdukcapil              from 10:00: "), std::string::npos)
        << told.out;
    EXPECT_NE(told.out.find("\n  open counter "), std::string::npos) << told.out;
}

TEST_F(Forecast, NamesWhereFewAreCalledInTimeThoughNoHalfHourIsLikelyToMiss) {
    opens(1);
    note_time("10:05");

    const Outcome told = forecast({"--mall", "paser"});

    // Nobody is at the counters of the small agencies, to which one comes in hours.
    EXPECT_NE(told.out.find("\nFewer over the rest of the day, though in no half-hour likely: "),
              std::string::npos)
        << told.out;
    EXPECT_NE(told.out.find(" more.\n"), std::string::npos) << told.out;
}

TEST_F(Forecast, TellsProgramsTheSameAndMore) {
    opens(1);
    comes();
    note_time("10:05");

    const Outcome told = forecast({"--json"});

    const json::value read = json::parse(told.out);
    EXPECT_EQ(read.at("computed_at").as_string(), "2026-11-25T10:05:00+08:00");
    EXPECT_EQ(read.at("clock").as_string(), "trial");
    EXPECT_EQ(read.at("state").as_string(), "foretold");
    const json::value& first = read.at("agencies").at(0).at("half_hours").at(0);
    EXPECT_EQ(first.at("at").as_string(), "2026-11-25T10:00:00+08:00");
    EXPECT_TRUE(first.at("waiting").at("median").is_number());
    EXPECT_EQ(forecast({"--json", "--threads", "3"}).out, told.out);
}

TEST_F(Forecast, SaysThatATrialsClockIsNotKnown) {
    opens(1);

    const Outcome told = forecast({});

    EXPECT_NE(told.out.find("from 09:58 on"), std::string::npos) << told.out;
    EXPECT_NE(told.out.find("The trial's clock is not known"), std::string::npos) << told.out;
}

TEST_F(Forecast, OfAHallThatIsClosedIsEmpty) {
    opens(1);
    note_time("20:00");

    const Outcome told = forecast({});

    EXPECT_EQ(told.code, 0) << told.err;
    EXPECT_NE(told.out.find("no half-hour is left at 20:00, so nothing is foretold."),
              std::string::npos)
        << told.out;
}

TEST_F(Forecast, SaysWhatItNeeds) {
    EXPECT_EQ(forecast({"--mall", "pasar"}).code, 2);
    EXPECT_EQ(forecast({"--days", "1"}).code, 2);
}

}  // namespace

}  // namespace gerai::app
