#include "journal/writer.h"

#include <algorithm>
#include <cassert>
#include <set>
#include <utility>

#include "journal/event_json.h"

namespace gerai::journal {

namespace {

constexpr std::chrono::seconds busy_idle_every{60};

}  // namespace

/// A mall's hall: as it is durable, and as the requests of this turn will have left it.
struct Writer::Hall {
    explicit Hall(std::string mall) : live(std::move(mall)) {}

    void forget_draft() { ahead = live.standing(); }

    LiveHall live;
    Standing ahead;
    HallTime time;
};

/// One turn: what is to be committed, and how each request is answered if it is.
struct Writer::Draft {
    struct Happened {
        Hall* hall;
        std::int64_t seq;
        hall::Event event;
    };

    Commit commit;
    std::map<std::string, Addition> additions;
    std::vector<Happened> happened;
    std::vector<std::expected<Answer, Failure>> answers;
    std::map<KeyId, std::size_t> first_with_key;
};

namespace {

Date date_of_first(const hall::Event& event, const hall::Day& day) {
    if (day.has_begun()) return day.date();
    const auto& configured = std::get<hall::Configured>(event.what);
    return TimeZone::named(configured.mall->time_zone)->date_of(event.at);
}

Date business_date_of(const hall::Event& event, const hall::Day& day) {
    if (const auto* const began = std::get_if<hall::DayBegan>(&event.what)) return began->date;
    return date_of_first(event, day);
}

void add_derived(const hall::Event& event, const Record& record, Addition& addition) {
    if (const auto* const issued = std::get_if<hall::Issued>(&event.what)) {
        addition.codes.push_back({issued->code, issued->short_code, record.mall,
                                  record.business_date, issued->visit.value});
    }
    if (std::holds_alternative<hall::DayBegan>(event.what)) {
        addition.days.push_back({record.mall, record.business_date, record.seq});
    }
}

}  // namespace

Writer::Writer(std::unique_ptr<Journal> journal, const Clock& clock, Options options, Hooks hooks)
    : journal_(std::move(journal)),
      clock_(clock),
      options_(options),
      hooks_(std::move(hooks)),
      last_turn_(std::chrono::steady_clock::now()) {
    for (const std::string& mall : journal_->malls()) {
        Hall& hall = *halls_.emplace(mall, std::make_unique<Hall>(mall)).first->second;
        hall.live.catch_up(*journal_, hooks_.observer, options_.told_at_start);
        hall.time.note(hall.live.standing().day().last_at(), clock_);
        hall.forget_draft();
    }
}

Writer::~Writer() {
    {
        const std::scoped_lock lock{mutex_};
        is_stopping_ = true;
    }
    woken_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void Writer::start() {
    thread_ = std::thread{[this] { loop(); }};
}

void Writer::submit(Task task) {
    {
        const std::scoped_lock lock{mutex_};
        if (waiting_.size() < options_.waiting_max && !is_stopping_) {
            waiting_.push_back(std::move(task));
            woken_.notify_one();
            return;
        }
    }
    task.done(std::unexpected{Failure::busy});
}

void Writer::run(std::function<void(Journal&)> work) {
    {
        const std::scoped_lock lock{mutex_};
        works_.push_back(std::move(work));
    }
    woken_.notify_one();
}

void Writer::note_news(std::string mall) {
    {
        const std::scoped_lock lock{mutex_};
        news_.push_back(std::move(mall));
    }
    woken_.notify_one();
}

const LiveHall* Writer::find(std::string_view mall) const {
    const std::shared_lock lock{halls_mutex_};
    const auto at = halls_.find(mall);
    return at == halls_.end() ? nullptr : &at->second->live;
}

std::vector<const LiveHall*> Writer::halls() const {
    const std::shared_lock lock{halls_mutex_};
    std::vector<const LiveHall*> all;
    for (const auto& [mall, hall] : halls_) all.push_back(&hall->live);
    return all;
}

/// The hall of a mall; one that the journal does not know yet is empty until its file comes.
Writer::Hall* Writer::hall_of(const std::string& mall) {
    const std::unique_lock lock{halls_mutex_};
    auto& hall = halls_[mall];
    if (!hall) hall = std::make_unique<Hall>(mall);
    return hall.get();
}

/// What waits for the writer, taken out of its queues.
struct Writer::Load {
    std::vector<Task> tasks;
    std::deque<std::function<void(Journal&)>> works;
    std::vector<std::string> news;

    [[nodiscard]] bool is_empty() const { return tasks.empty() && works.empty() && news.empty(); }
};

/// Waits for something to do, at most until it is time for the idle work; nothing when it is to
/// stop.
std::optional<Writer::Load> Writer::take() {
    Load load;
    std::unique_lock lock{mutex_};
    const auto has_work = [&] {
        return !waiting_.empty() || !works_.empty() || !news_.empty() || is_stopping_;
    };
    woken_.wait_for(lock, options_.idle_every, has_work);
    const std::size_t count = std::min(waiting_.size(), options_.commit_max);
    const auto end = waiting_.begin() + static_cast<std::ptrdiff_t>(count);
    std::move(waiting_.begin(), end, std::back_inserter(load.tasks));
    waiting_.erase(waiting_.begin(), end);
    load.works.swap(works_);
    load.news.swap(news_);
    if (is_stopping_ && load.is_empty()) return std::nullopt;
    return load;
}

void Writer::loop() {
    auto idle_at = std::chrono::steady_clock::now();
    while (auto load = take()) {
        const auto now = std::chrono::steady_clock::now();
        last_turn_ = now;
        const bool has_tasks = !load->tasks.empty();
        if (!load->news.empty()) guarded([&] { catch_up_all(); });
        if (has_tasks) guarded([&] { turn(std::move(load->tasks)); });
        for (const auto& work : load->works) guarded([&] { work(*journal_); });
        // Once in a while it is done under load, too: what has to be forgotten is forgotten.
        const auto since = now - idle_at;
        if (since < options_.idle_every || (has_tasks && since < busy_idle_every)) continue;
        idle_at = now;
        guarded([&] { do_idle_work(); });
    }
}

/// Does a part of the loop's work, and says when nothing can be stored, or nothing be trusted.
void Writer::guarded(const std::function<void()>& work) {
    try {
        work();
    } catch (const Unwritable& why) {
        if (is_writable_.exchange(false) && hooks_.on_unwritable) hooks_.on_unwritable(why.what());
    } catch (const Broken& why) {
        hooks_.on_broken(why.what());
        std::abort();
    }
}

void Writer::turn(std::vector<Task> tasks) {
    kept_.clear();
    try {
        while (!try_commit(tasks)) {
        }
    } catch (const Unwritable&) {
        forget_drafts();
        answer_all(tasks, Failure::unwritable);
        throw;
    }
}

/// Only where a draft went ahead of what is durable: a day is much to copy.
void Writer::forget_drafts() {
    for (const auto& [mall, hall] : halls_) {
        if (hall->ahead.seq() != hall->live.standing().seq()) hall->forget_draft();
    }
}

void Writer::note_written() {
    if (!is_writable_.exchange(true) && hooks_.on_writable) hooks_.on_writable();
}

void Writer::answer_all(std::vector<Task>& tasks, Failure why) {
    for (Task& task : tasks) task.done(std::unexpected{why});
}

/// Decides all requests, commits what they cause, answers. False when another server was faster or
/// a code was in use: everything has been brought up to date, and is to be tried again.
bool Writer::try_commit(std::vector<Task>& tasks) {
    Draft draft;
    for (std::size_t i = 0; i < tasks.size(); ++i) draft_one(tasks[i], i, draft);
    std::vector<std::string> malls;
    for (auto& [mall, addition] : draft.additions) {
        malls.push_back(mall);
        draft.commit.additions.push_back(std::move(addition));
    }
    replay_unkept(tasks, draft);
    if (malls.empty() && draft.commit.answers.empty()) {
        publish(draft, tasks);
        return true;
    }

    const auto began = std::chrono::steady_clock::now();
    const Append appended = journal_->append(draft.commit);
    if (appended == Append::done) {
        note_written();
        if (hooks_.on_commit) {
            hooks_.on_commit(draft.happened.size(), std::chrono::steady_clock::now() - began);
        }
        publish(draft, tasks);
        if (!malls.empty()) journal_->announce(malls);
        return true;
    }
    if (hooks_.on_overtaken) hooks_.on_overtaken();
    if (appended == Append::code_taken) {
        for (Task& task : tasks) {
            if (task.choose_other_codes) task.choose_other_codes();
        }
    }
    forget_drafts();
    catch_up_all();
    look_up_keys(tasks);
    return false;
}

void Writer::draft_one(Task& task, std::size_t at, Draft& draft) {
    draft.answers.emplace_back(std::unexpected{Failure::no_such_mall});
    auto& answer = draft.answers.back();
    if (task.key) {
        if (const auto kept = kept_.find(*task.key); kept != kept_.end()) {
            const KeptAnswer& old = kept->second;
            if (old.fingerprint == task.fingerprint) {
                answer = Answer{old.status, old.content_type, old.body, false};
            } else {
                answer = std::unexpected{Failure::key_reused};
            }
            return;
        }
        const auto [first, is_new] = draft.first_with_key.emplace(*task.key, at);
        if (!is_new) {
            answer =
                std::unexpected{Failure::key_reused};  // Settled by `publish` when it is the same.
            return;
        }
    }
    Hall& hall = *hall_of(task.mall);
    const Instant now = std::max(hall.time.now(clock_), hall.ahead.day().last_at());
    if (hall.ahead.day().has_begun() && now >= hall.ahead.day().rules().ends_at) {
        if (!clock_.is_sane()) {
            answer = std::unexpected{Failure::clock_astray};
            return;
        }
        const Date date = date_in(hall.ahead.day(), now);
        add_events(hall, hall::next_date(hall.ahead.day(), date, now), "clock", draft);
    }

    const auto command = task.wish(hall.ahead, now);
    hall::Result<hall::Events> result = std::unexpected{hall::Refused{}};
    if (!command) {
        result = std::unexpected{command.error()};
    } else {
        const bool makes_hall = std::holds_alternative<hall::Configure>(*command);
        if (!hall.ahead.day().has_begun() && !makes_hall) return;
        result = hall::decide(hall.ahead.day(), *command, now);
    }
    if (result) add_events(hall, *result, task.actor, draft);
    answer = task.render({hall.ahead.day(), hall.ahead.seq(), now, result});
    if (task.key && answer->is_kept) {
        draft.commit.answers.push_back({*task.key, task.fingerprint, answer->status,
                                        answer->content_type, answer->body, clock_.machine_now()});
    }
}

void Writer::add_events(Hall& hall, std::span<const hall::Event> events, std::string_view actor,
                        Draft& draft) {
    for (const hall::Event& event : events) {
        Addition& addition = draft.additions[hall.live.mall()];
        if (addition.records.empty()) {
            addition.mall = hall.live.mall();
            addition.last = hall.ahead.seq();
        }
        const std::int64_t seq = hall.ahead.seq() + 1;
        addition.records.push_back({.mall = hall.live.mall(),
                                    .seq = seq,
                                    .type = std::string{type_of(event)},
                                    .version = version_of(event),
                                    .business_date = business_date_of(event, hall.ahead.day()),
                                    .at = event.at,
                                    .actor = std::string{actor},
                                    .body = encode(event, hall.ahead.day().rules())});
        add_derived(event, addition.records.back(), addition);
        hall.ahead.apply(seq, event);
        draft.happened.push_back({&hall, seq, event});
    }
    if (!hall.ahead.day().has_begun() && !hall.ahead.day().files().empty()) {
        const Instant now = hall.ahead.day().last_at();
        add_events(hall, hall::next_date(hall.ahead.day(), date_in(hall.ahead.day(), now), now),
                   "clock", draft);
    }
}

/// After the commit: readers and streams see it, then everybody is answered.
void Writer::publish(Draft& draft, std::vector<Task>& tasks) {
    std::set<Hall*> touched;
    for (const Draft::Happened& happened : draft.happened) {
        happened.hall->live.apply(happened.seq, happened.event, hooks_.observer);
        happened.hall->time.note(happened.event.at, clock_);
        touched.insert(happened.hall);
    }
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        Task& task = tasks[i];
        if (task.key) {
            const auto first = draft.first_with_key.find(*task.key);
            const bool repeats = first != draft.first_with_key.end() && first->second != i &&
                                 tasks[first->second].fingerprint == task.fingerprint;
            if (repeats) draft.answers[i] = draft.answers[first->second];
        }
        task.done(draft.answers[i]);
    }
    if (hooks_.observer == nullptr) return;
    for (const Hall* const hall : touched) {
        const Standing& standing = hall->live.standing();
        hooks_.observer->on_settled(hall->live.mall(), standing.seq(), standing.day());
    }
}

void Writer::catch_up_all() {
    for (const std::string& mall : journal_->malls()) {
        Hall& hall = *hall_of(mall);
        const std::int64_t before = hall.live.standing().seq();
        hall.live.catch_up(*journal_, hooks_.observer);
        if (hall.live.standing().seq() == before) continue;
        hall.time.note(hall.live.standing().day().last_at(), clock_);
        hall.forget_draft();
    }
}

std::optional<KeptAnswer> Writer::kept_answer(const KeyId& id) {
    auto kept = journal_->find_answer(id);
    if (kept && clock_.machine_now() - kept->kept_at >= answers_are_kept) return std::nullopt;
    return kept;
}

void Writer::look_up_keys(std::vector<Task>& tasks) {
    for (const Task& task : tasks) {
        if (!task.key) continue;
        if (auto kept = kept_answer(*task.key)) kept_[*task.key] = std::move(*kept);
    }
}

/// An answer that would not be kept meets no kept one at the commit; it is looked for here, so that
/// what was answered once is answered again whatever has become of the visit since.
void Writer::replay_unkept(std::span<const Task> tasks, Draft& draft) {
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        auto& answer = draft.answers[i];
        if (!tasks[i].key || !answer || answer->is_kept || kept_.contains(*tasks[i].key)) continue;
        const auto kept = kept_answer(*tasks[i].key);
        if (!kept) continue;
        if (kept->fingerprint == tasks[i].fingerprint) {
            answer = Answer{kept->status, kept->content_type, kept->body, false};
        } else {
            answer = std::unexpected{Failure::key_reused};
        }
    }
}

/// Nothing waits: see whether writing has become possible again, and keep the database small.
void Writer::do_idle_work() {
    if (!is_writable_) {
        journal_->set_setting("last_probe",
                              std::to_string(clock_.machine_now().time_since_epoch().count()));
        catch_up_all();
        note_written();
    }
    journal_->checkpoint();
    if (hooks_.on_idle) hooks_.on_idle(*journal_);
}

}  // namespace gerai::journal
