#include "api/planning/desk.h"

#include <gtest/gtest.h>

#include <fstream>
#include <semaphore>

#include "api/small_hall.h"
#include "journal/temporary_directory.h"

namespace gerai::api {

namespace {

/// A desk on a directory of its own, which can be closed and opened again.
class Desk {
public:
    Desk() { open(); }

    void open(PlanningBook::Bounds bounds = {}) {
        desk_ = std::make_unique<PlanningDesk>(
            PlanningDesk::Options{.directory = directory_.path().string(),
                                  .now = [this] { return now; },
                                  .bounds = bounds,
                                  .on_failure =
                                      [this](const auto& what, const auto&) {
                                          failures.push_back(what);
                                          failed_.release();
                                      },
                                  .on_done = [this] { done_.release(); }});
    }
    void close() { desk_.reset(); }
    void reopen(PlanningBook::Bounds bounds = {}) {
        close();
        open(bounds);
    }

    void submit(const std::string& id, PlanningWork work, const std::string& mall = "kecil",
                PlanningKind kind = PlanningKind::plan) {
        desk_->submit(
            {.id = id, .mall = mall, .kind = kind, .created_at = now += 1s, .asked = "{}"},
            std::move(work));
    }
    void learn(const std::string& id, PlanningWork work) {
        submit(id, std::move(work), "kecil", PlanningKind::calibration);
    }
    void wait() { done_.acquire(); }
    void wait_for_failure() { failed_.acquire(); }
    std::optional<PlanningJob> job(const std::string& id, const std::string& mall = "kecil") {
        return desk_->book().find(mall, id);
    }
    PlanningDesk& operator*() { return *desk_; }
    [[nodiscard]] std::filesystem::path path() const { return directory_.path(); }

    Instant now = monday_eight;
    std::vector<std::string> failures;

private:
    TemporaryDirectory directory_;
    std::counting_semaphore<> done_{0};
    std::counting_semaphore<> failed_{0};
    std::unique_ptr<PlanningDesk> desk_;
};

PlanningWork gives(std::string result) {
    return [result](PlanningRun& run) { run.give(result, 400); };
}

/// Work that says when it has begun, and goes on until it is told to stop.
struct Endless {
    PlanningWork work() {
        return [this](PlanningRun& run) {
            run.give(R"({"coarse":true})", 20);
            std::binary_semaphore told{0};
            const std::stop_callback on_stop{run.stop(), [&] { told.release(); }};
            begun.release();
            told.acquire();
        };
    }

    std::counting_semaphore<> begun{0};
};

}  // namespace

TEST(PlanningDesk, GivesWhatAJobCameTo) {
    Desk desk;

    desk.submit("a", [](PlanningRun& run) {
        run.tell({.stage = PlanningStage::play, .done = 400, .of = 400});
        run.give(R"({"days":400})", 400);
    });
    desk.wait();

    const auto job = desk.job("a");
    EXPECT_EQ(job->state, PlanningState::done);
    EXPECT_EQ(*job->result, R"({"days":400})");
    EXPECT_EQ(job->progress.done, 400);
    EXPECT_TRUE(job->started_at && job->ended_at);
    EXPECT_FALSE(desk.job("a", "besar")) << "it is another mall's";
}

TEST(PlanningDesk, KeepsAResultOverARestart) {
    Desk desk;
    desk.submit("a", gives(R"({"share":0.9,"names":["Polres \"Paser\""],"none":null})"));
    desk.wait();
    const auto before = desk.job("a");

    desk.reopen();

    const auto job = desk.job("a");
    ASSERT_TRUE(job);
    EXPECT_EQ(job->state, PlanningState::done);
    EXPECT_EQ(*job->result, *before->result);
    EXPECT_EQ(job->result_days, 400);
    EXPECT_EQ(job->created_at, before->created_at);
    EXPECT_EQ(job->ended_at, before->ended_at);
    EXPECT_TRUE(desk.failures.empty());
}

TEST(PlanningDesk, SaysOfAJobThatARestartCutShortThatItFailed) {
    Desk desk;
    Endless endless;
    desk.submit("running", endless.work());
    endless.begun.acquire();
    desk.submit("waiting", gives("{}"));

    desk.reopen();

    for (const std::string id : {"running", "waiting"}) {
        const auto job = desk.job(id);
        ASSERT_TRUE(job) << id;
        EXPECT_EQ(job->state, PlanningState::failed) << id;
        EXPECT_EQ(job->fault, PlanningFault::restarted) << id;
        EXPECT_EQ(job->result, nullptr) << id << " has no half result";
    }
}

TEST(PlanningDesk, TakesTheResultFromAJobThatIsCancelled) {
    Desk desk;
    Endless endless;
    desk.submit("a", endless.work());
    endless.begun.acquire();
    ASSERT_NE(desk.job("a")->result, nullptr) << "a coarse one, while it runs";

    const auto job = (*desk).cancel("kecil", "a");
    desk.wait();

    EXPECT_EQ(job->state, PlanningState::cancelled);
    EXPECT_EQ(desk.job("a")->state, PlanningState::cancelled);
    EXPECT_EQ(desk.job("a")->result, nullptr);
    desk.reopen();
    EXPECT_EQ(desk.job("a")->state, PlanningState::cancelled);
}

TEST(PlanningDesk, NeverBeginsAJobThatWasCancelledWhileItWaited) {
    Desk desk;
    Endless endless;
    desk.submit("first", endless.work());
    endless.begun.acquire();
    desk.submit("second", [](PlanningRun&) { FAIL() << "it was cancelled"; });
    desk.submit("third", gives("{}"));

    (*desk).cancel("kecil", "second");
    (*desk).cancel("kecil", "first");
    desk.wait();
    desk.wait();

    EXPECT_EQ(desk.job("second")->state, PlanningState::cancelled);
    EXPECT_FALSE(desk.job("second")->started_at);
    EXPECT_EQ(desk.job("third")->state, PlanningState::done);
    EXPECT_FALSE((*desk).cancel("kecil", "fourth"));
    EXPECT_EQ((*desk).cancel("kecil", "third")->state, PlanningState::done) << "it has ended";
}

TEST(PlanningDesk, GoesOnAfterAJobThatFailed) {
    Desk desk;

    desk.submit("a", [](PlanningRun& run) {
        run.give("{}", 20);
        throw std::runtime_error{"no memory"};
    });
    desk.submit("b", gives("{}"));
    desk.wait();
    desk.wait();

    EXPECT_EQ(desk.job("a")->state, PlanningState::failed);
    EXPECT_EQ(desk.job("a")->fault, PlanningFault::failure);
    EXPECT_EQ(desk.job("a")->result, nullptr);
    EXPECT_EQ(desk.failures, std::vector<std::string>{"a"});
    EXPECT_EQ(desk.job("b")->state, PlanningState::done);
}

TEST(PlanningDesk, AnswersAQuestionWhileItLearns) {
    Desk desk;
    Endless endless;
    desk.learn("days", endless.work());
    endless.begun.acquire();

    desk.submit("question", gives("{}"));
    desk.wait();

    EXPECT_EQ(desk.job("question")->state, PlanningState::done);
    EXPECT_EQ(desk.job("days")->state, PlanningState::running);
    EXPECT_TRUE((*desk).book().has_active("kecil", PlanningLane::learning));
    EXPECT_FALSE((*desk).book().has_active("kecil", PlanningLane::questions));
}

TEST(PlanningDesk, KeepsOfWhatWasLearnedTheNewest) {
    Desk desk;
    for (const auto* const id : {"first", "second"}) {
        desk.learn(id, gives("{}"));
        desk.wait();
    }
    desk.submit("question", gives("{}"));
    desk.wait();

    desk.reopen();

    EXPECT_EQ(desk.job("first"), std::nullopt);
    EXPECT_EQ(desk.job("second")->kind, PlanningKind::calibration);
    EXPECT_EQ((*desk).book().jobs_of("kecil").size(), 2U);
}

TEST(PlanningDesk, LetsSoManyWaitAndNoMore) {
    Desk desk;
    desk.reopen({.waiting_max = 2});
    Endless endless;
    desk.submit("running", endless.work());
    endless.begun.acquire();

    desk.submit("a", gives("{}"));
    EXPECT_TRUE((*desk).book().has_room(PlanningLane::questions));
    desk.submit("b", gives("{}"));
    EXPECT_FALSE((*desk).book().has_room(PlanningLane::questions));
    desk.submit("c", gives("{}"));

    EXPECT_EQ(desk.job("b")->state, PlanningState::queued);
    EXPECT_EQ(desk.job("c")->state, PlanningState::failed);
    EXPECT_EQ(desk.job("c")->fault, PlanningFault::busy);
}

TEST(PlanningDesk, KeepsTheNewestOfAMall) {
    Desk desk;
    desk.reopen({.kept_max = 2});
    desk.submit("other", gives("{}"), "besar");
    desk.wait();
    for (const std::string id : {"a", "b", "c"}) {
        desk.submit(id, gives("{}"));
        desk.wait();
    }

    desk.reopen();

    const auto jobs = (*desk).book().jobs_of("kecil");
    ASSERT_EQ(jobs.size(), 2);
    EXPECT_EQ(jobs[0].id, "c") << "the newest first";
    EXPECT_EQ(jobs[1].id, "b");
    EXPECT_TRUE(desk.job("other", "besar"));
    EXPECT_FALSE(std::filesystem::exists(desk.path() / "kecil" / "a.json"));
}

TEST(PlanningDesk, KeepsTheOthersWhenTheDiskRefusesOne) {
    Desk desk;
    Endless endless;
    desk.submit("running", endless.work(), "besar");
    endless.begun.acquire();
    desk.submit("waiting", gives("{}"));
    desk.close();
    std::filesystem::create_directory(desk.path() / "besar" / "running.json.part");

    // Both have failed by the restart, which is told in one go.
    const Instant restarted = desk.now += 1h;
    desk.open();
    desk.wait_for_failure();
    desk.close();

    desk.now += 1h;
    desk.open();
    EXPECT_EQ(desk.job("waiting")->ended_at, restarted) << "it was kept";
    EXPECT_EQ(desk.job("running", "besar")->ended_at, desk.now) << "it could not be";
}

TEST(PlanningDesk, KeepsAtItsEndWhatTheDiskRefusedBefore) {
    Desk desk;
    Endless endless;
    desk.submit("running", endless.work());
    endless.begun.acquire();
    const std::filesystem::path blocked = desk.path() / "besar";
    std::ofstream{blocked} << "in the way";
    desk.submit("waiting", gives("{}"), "besar");
    desk.wait_for_failure();

    std::filesystem::remove(blocked);
    desk.reopen();

    EXPECT_TRUE(desk.job("waiting", "besar"));
}

TEST(PlanningDesk, TriesAgainByItselfWhatTheDiskRefused) {
    Desk desk;
    desk.reopen({.again_after = 1ms});
    Endless endless;
    desk.submit("running", endless.work());
    endless.begun.acquire();
    std::ofstream{desk.path() / "besar"} << "in the way";

    desk.submit("waiting", gives("{}"), "besar");

    desk.wait_for_failure();
    desk.wait_for_failure();
}

TEST(PlanningDesk, RemovesAtItsEndWhatTheDiskRefusedToBefore) {
    Desk desk;
    desk.submit("old", gives("{}"));
    desk.wait();
    desk.reopen({.kept_max = 2});
    Endless endless;
    desk.submit("running", endless.work());
    endless.begun.acquire();
    const std::filesystem::path file = desk.path() / "kecil" / "old.json";
    const std::filesystem::path aside = desk.path() / "kecil" / "aside";
    std::filesystem::rename(file, aside);
    std::filesystem::create_directories(file / "in the way");

    desk.submit("waiting", gives("{}"));
    desk.wait_for_failure();
    std::filesystem::remove_all(file);
    std::filesystem::rename(aside, file);
    desk.reopen();

    EXPECT_FALSE(desk.job("old"));
    EXPECT_TRUE(desk.job("running"));
    EXPECT_TRUE(desk.job("waiting"));
}

TEST(PlanningDesk, PassesOverAFileThatItCannotRead) {
    Desk desk;
    desk.submit("a", gives("{}"));
    desk.wait();
    desk.close();
    const std::filesystem::path torn = desk.path() / "kecil" / "b.json";
    std::ofstream{torn} << R"({"format":1,"id":"b")";

    desk.open();

    EXPECT_TRUE(desk.job("a"));
    EXPECT_FALSE(desk.job("b"));
    EXPECT_EQ(desk.failures, std::vector{torn.string()});
    EXPECT_TRUE(std::filesystem::exists(torn));
}

}  // namespace gerai::api
