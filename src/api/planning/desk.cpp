#include "api/planning/desk.h"

#include "api/beside_the_hall.h"

namespace gerai::api {

namespace {

class Run final : public PlanningRun {
public:
    Run(PlanningBook& book, const PlanningBook::Turn& turn, unsigned threads)
        : book_(book), turn_(turn), threads_(threads) {}

    [[nodiscard]] std::stop_token stop() const override { return turn_.stop.get_token(); }
    [[nodiscard]] unsigned threads() const override { return threads_; }
    void tell(const PlanningProgress& progress) override { book_.tell(turn_.id, progress); }
    void give(std::string result, std::int64_t days) override {
        book_.give(turn_.id, std::move(result), days);
    }

private:
    PlanningBook& book_;
    const PlanningBook::Turn& turn_;
    unsigned threads_;
};

}  // namespace

PlanningDesk::PlanningDesk(Options options)
    : options_(std::move(options)), book_(options_.bounds), files_(options_.directory) {
    book_.remember(
        files_.load([this](const std::string& file) { fail(file, "it cannot be read"); }),
        options_.now());
    keeper_ = std::jthread{[this](const std::stop_token& stop) { keep(stop); }};
    const auto begin = [this](PlanningLane lane) {
        return std::jthread{[this, lane](const std::stop_token& stop) { work(lane, stop); }};
    };
    answering_ = begin(PlanningLane::questions);
    learning_ = begin(PlanningLane::learning);
}

void PlanningDesk::stop() {
    for (std::jthread* const thread : {&answering_, &learning_}) thread->request_stop();
    for (std::jthread* const thread : {&answering_, &learning_}) {
        if (thread->joinable()) thread->join();
    }
}

PlanningDesk::~PlanningDesk() {
    stop();
    keeper_.request_stop();
    keeper_.join();
}

void PlanningDesk::submit(PlanningJob job, PlanningWork work) {
    book_.enter(std::move(job), std::move(work));
}

std::optional<PlanningJob> PlanningDesk::cancel(const std::string& mall, const std::string& id) {
    return book_.cancel(mall, id, options_.now());
}

void PlanningDesk::work(PlanningLane lane, const std::stop_token& stop) {
    const bool is_learning = lane == PlanningLane::learning;
    step_back_from_the_hall();
    if (is_learning) step_back_from_the_questions();
    const unsigned threads = is_learning ? 1 : threads_beside_the_hall();
    while (auto turn = book_.take(lane, stop)) {
        const std::stop_callback also{stop, [&] { turn->stop.request_stop(); }};
        do_turn(*turn, threads, stop);
        if (options_.on_done) options_.on_done();
    }
}

/// What was cut short by the end of the server stays as it is on disk, where the next start finds
/// it.
void PlanningDesk::do_turn(PlanningBook::Turn& turn, unsigned threads,
                           const std::stop_token& stop) {
    book_.begin(turn.id, options_.now());
    std::optional<PlanningFault> fault;
    try {
        Run run{book_, turn, threads};
        turn.work(run);
    } catch (const std::exception& error) {
        fault = PlanningFault::failure;
        fail(turn.id, error.what());
    }
    if (!stop.stop_requested()) book_.end(turn.id, fault, options_.now());
}

void PlanningDesk::keep(const std::stop_token& stop) {
    for (bool is_last = false; !is_last;) {
        is_last = stop.stop_requested();
        PlanningBook::Changes changes = book_.take_changes(stop);
        std::erase_if(changes.changed, [this](const PlanningJob& job) {
            return is_done([&] { files_.save(job); });
        });
        std::erase_if(changes.gone, [this](const PlanningJob& job) {
            return is_done([&] { files_.remove(job); });
        });
        book_.give_back(changes);
    }
}

/// Whether the disk does it; what it refuses for one file keeps no other from it.
bool PlanningDesk::is_done(const std::function<void()>& act) const {
    try {
        act();
        return true;
    } catch (const std::exception& error) {
        fail(options_.directory, error.what());
        return false;
    }
}

void PlanningDesk::fail(const std::string& what, const std::string& why) const {
    if (options_.on_failure) options_.on_failure(what, why);
}

}  // namespace gerai::api
