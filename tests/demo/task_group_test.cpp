#include "demo/task_group.h"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <stdexcept>
#include <string>

namespace gerai::demo {
namespace {

using namespace std::chrono_literals;

awaitable<void> count(boost::asio::io_context* io, int* finished) {
    co_await pause_for(*io, 0ms);
    ++*finished;
}

awaitable<void> sleep_for_an_hour(boost::asio::io_context* io, int* finished) {
    co_await pause_for(*io, 1h);
    ++*finished;
}

awaitable<void> fail_after_a_wait(boost::asio::io_context* io) {
    co_await pause_for(*io, 0ms);
    throw std::runtime_error("the reason");
}

awaitable<void> wait_for_signal(Signal* signal, int* woken) {
    co_await signal->wait(1h);
    ++*woken;
}

awaitable<void> raise_later(boost::asio::io_context* io, Signal* signal) {
    co_await pause_for(*io, 0ms);
    signal->raise();
}

awaitable<void> wait_until_finished(TaskGroup* group, bool* seen) {
    co_await group->finished();
    *seen = true;
}

void must_not_fail(const std::exception_ptr& /*failure*/) { FAIL(); }

TEST(TaskGroup, RunsManyTasksToTheirEnd) {
    boost::asio::io_context io;
    TaskGroup group(io, must_not_fail);
    int finished = 0;
    for (int i = 0; i < 1000; ++i) group.spawn(count(&io, &finished));
    bool seen = false;
    boost::asio::co_spawn(io, wait_until_finished(&group, &seen), boost::asio::detached);

    io.run();

    EXPECT_EQ(finished, 1000);
    EXPECT_EQ(group.running(), 0U);
    EXPECT_TRUE(seen);
}

TEST(TaskGroup, EndsItsTasksAtTheirWaitWhenItIsCancelled) {
    boost::asio::io_context io;
    TaskGroup group(io, must_not_fail);
    int finished = 0;
    for (int i = 0; i < 10; ++i) group.spawn(sleep_for_an_hour(&io, &finished));
    io.poll();

    group.cancel();
    group.spawn(count(&io, &finished));
    io.run();

    EXPECT_EQ(finished, 0);
    EXPECT_EQ(group.running(), 0U);
}

TEST(TaskGroup, TellsWhatATaskThrew) {
    boost::asio::io_context io;
    std::string reason;
    TaskGroup group(io, [&](const std::exception_ptr& failure) {
        try {
            std::rethrow_exception(failure);
        } catch (const std::runtime_error& error) {
            reason = error.what();
        }
    });
    group.spawn(fail_after_a_wait(&io));

    io.run();

    EXPECT_EQ(reason, "the reason");
}

TEST(Signal, WakesAllWhoWait) {
    boost::asio::io_context io;
    TaskGroup group(io, must_not_fail);
    Signal signal(io);
    int woken = 0;
    for (int i = 0; i < 3; ++i) group.spawn(wait_for_signal(&signal, &woken));
    group.spawn(raise_later(&io, &signal));

    io.run();

    EXPECT_EQ(woken, 3);
}

TEST(Signal, IsNotMistakenForACancelledTask) {
    boost::asio::io_context io;
    TaskGroup group(io, must_not_fail);
    Signal signal(io);
    int woken = 0;
    group.spawn(wait_for_signal(&signal, &woken));
    io.poll();

    group.cancel();
    io.run();

    EXPECT_EQ(group.running(), 0U);
}

}  // namespace
}  // namespace gerai::demo
