#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <expected>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "journal/live_hall.h"

/// Group commit: the one thread of a process through which everything that happens goes. All
/// requests that wait are decided in order, each on the Day as the one before left it, and become
/// durable in one transaction; nobody is answered, and no reader or stream sees an event, before
/// that.
namespace gerai::journal {

/// What came of a request, for those who word the answer.
struct Decided {
    const hall::Day& day;  ///< After the events.
    std::int64_t seq{};    ///< Of the last of them.
    Instant now;
    const hall::Result<hall::Events>& result;
};

/// An answer as bytes, so that it can be kept with its key.
struct Answer {
    int status{};
    std::string content_type;
    std::string body;
    bool is_kept = false;  ///< Whether the same key is to give it again.
};

/// Why a request has no answer of its own.
enum class Failure {
    unwritable,    ///< Nothing can be made durable now; reading goes on.
    busy,          ///< Too many requests wait.
    clock_astray,  ///< Wall and monotonic clock disagree, and a date would have to begin.
    key_reused,    ///< The key belongs to another body.
    no_such_mall,
};

/// A request: how to make a command of it on the day as it stands, and how to word what came of it.
/// Both are pure, and may be called again when another server was faster.
struct Task {
    std::string mall;
    std::string actor;
    std::optional<KeyId> key;
    std::string fingerprint;
    std::function<hall::Result<hall::Command>(const Standing&, Instant now)> wish;
    std::function<Answer(const Decided&)> render;
    std::function<void(std::expected<Answer, Failure>)>
        done;  ///< Called once, on the writer's thread.

    /// Chooses other codes for the command of an issue; called when a code was in use already.
    std::function<void()> choose_other_codes;
};

class Writer {
public:
    struct Options {
        std::size_t waiting_max = 10'000;  ///< Requests that may wait; one more is `busy`.
        std::size_t commit_max = 256;      ///< Requests in one transaction.
        std::chrono::milliseconds idle_every{1'000};
        std::int64_t told_at_start =
            2'000;  ///< Last events of a mall that the observer is told of.
    };

    /// What the process is told of; each is called on the writer's thread.
    struct Hooks {
        Observer* observer = nullptr;
        std::function<void(const std::string& why)> on_unwritable;
        std::function<void()> on_writable;
        std::function<void(const std::string& why)> on_broken;  ///< Must not return.
        std::function<void(std::size_t events, std::chrono::nanoseconds took)> on_commit;
        std::function<void()> on_overtaken;
        std::function<void(Journal&)> on_idle;  ///< Nothing to do for a while.
    };

    /// Reads all halls that the journal knows. Throws what the journal throws.
    Writer(std::unique_ptr<Journal> journal, const Clock& clock, Options options, Hooks hooks);

    /// Finishes what waits, and stops.
    ~Writer();
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    /// Starts the thread.
    void start();

    /// Takes a request; from any thread, returns at once.
    void submit(Task task);

    /// Runs a piece of work with the journal on the writer's thread, between two commits.
    void run(std::function<void(Journal&)> work);

    /// Another server has appended to a mall's journal.
    void note_news(std::string mall);

    /// The hall of a mall, or null. It lives as long as the writer.
    [[nodiscard]] const LiveHall* find(std::string_view mall) const;
    [[nodiscard]] std::vector<const LiveHall*> halls() const;

    /// Whether the last try to write succeeded.
    [[nodiscard]] bool is_writable() const { return is_writable_.load(); }

    /// When the writing loop last turned, on the steady clock.
    [[nodiscard]] std::chrono::steady_clock::time_point last_turn() const {
        return last_turn_.load();
    }

private:
    struct Hall;
    struct Draft;
    struct Load;

    void loop();
    std::optional<Load> take();
    void guarded(const std::function<void()>& work);
    void forget_drafts();
    void note_written();
    std::optional<KeptAnswer> kept_answer(const KeyId& id);
    void replay_unkept(std::span<const Task> tasks, Draft& draft);
    void turn(std::vector<Task> tasks);
    bool try_commit(std::vector<Task>& tasks);
    void answer_all(std::vector<Task>& tasks, Failure why);
    void draft_one(Task& task, std::size_t at, Draft& draft);
    void add_events(Hall& hall, std::span<const hall::Event> events, std::string_view actor,
                    Draft& draft);
    void publish(Draft& draft, std::vector<Task>& tasks);
    void catch_up_all();
    void look_up_keys(std::vector<Task>& tasks);
    void do_idle_work();
    Hall* hall_of(const std::string& mall);

    std::unique_ptr<Journal> journal_;
    const Clock& clock_;
    Options options_;
    Hooks hooks_;

    mutable std::shared_mutex halls_mutex_;
    std::map<std::string, std::unique_ptr<Hall>, std::less<>> halls_;

    std::mutex mutex_;
    std::condition_variable woken_;
    std::deque<Task> waiting_;
    std::deque<std::function<void(Journal&)>> works_;
    std::vector<std::string> news_;
    bool is_stopping_ = false;

    std::atomic<bool> is_writable_{true};
    std::atomic<std::chrono::steady_clock::time_point> last_turn_{};
    std::map<KeyId, KeptAnswer> kept_;  // Found for the tasks of this turn.
    std::thread thread_;
};

}  // namespace gerai::journal
