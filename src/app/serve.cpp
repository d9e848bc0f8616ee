#include "app/serve.h"

#include <sys/statvfs.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <mutex>
#include <set>
#include <stop_token>
#include <thread>
#include <utility>

#include "api/api.h"
#include "api/broadcast.h"
#include "api/context.h"
#include "api/topics.h"
#include "app/build.h"
#include "app/clocks.h"
#include "app/control.h"
#include "app/date_watch.h"
#include "app/hall_metrics.h"
#include "app/import.h"
#include "app/learning.h"
#include "app/mall_files.h"
#include "app/server_requests.h"
#include "app/trial.h"
#include "pages/follow_routes.h"
#include "pages/page_routes.h"
#include "pages/start_routes.h"
#include "trust/digest.h"
#include "web/log.h"
#include "web/metrics.h"
#include "web/server.h"

namespace gerai::app {

namespace {

using namespace std::chrono_literals;

constexpr auto tokens_read_every = 2s;
constexpr auto trial_noted_every = 5s;
constexpr auto loop_stalled_after = 20s;
constexpr double disk_free_least = 0.05;

/// Data are for trials or real for ever: the other kind of start is refused.
void hold_to_kind(journal::Journal& journal, bool is_trial, const std::string& database) {
    const std::string kind = is_trial ? "trial" : "real";
    const auto kept = journal.setting("kind");
    if (!kept) return journal.set_setting("kind", kind);
    if (*kept == kind) return;
    throw std::runtime_error{database + " holds a " + *kept + " hall for ever; " +
                             (is_trial ? "leave out --trial, or name another data directory"
                                       : "start it with --trial, or name another data directory")};
}

/// The setting that remembers what a mall was last given by a file of the server's directory.
std::string given_setting(const MallFile& file) { return "mall_file_" + file.mall->id; }

/// What tells one content of a file and its logo from another.
std::string content_of(const MallFile& file) {
    return trust::sha256_hex(file.text + file.mall->picture);
}

/// The files whose content was never given to their mall, or not the last time. What was imported
/// from elsewhere since then stands until somebody changes the file.
std::set<std::string> news_among(std::span<const MallFile> files, journal::Journal& journal) {
    std::set<std::string> malls;
    for (const MallFile& file : files) {
        const auto given = journal.setting(given_setting(file));
        if (given != content_of(file)) malls.insert(file.mall->id);
    }
    return malls;
}

std::optional<Instant> trial_time(journal::Journal& journal) {
    const auto kept = journal.setting("trial_time");
    if (!kept) return std::nullopt;
    return Instant{Duration{std::stoll(*kept)}};
}

/// The last event of any mall, on the hall's clock.
std::optional<Instant> last_event(journal::Journal& journal) {
    std::optional<Instant> last;
    for (const std::string& mall : journal.malls()) {
        const auto record = journal.record_at(mall, journal.last_seq(mall));
        if (record && (!last || record->at > *last)) last = record->at;
    }
    return last;
}

/// A trial goes on where it was; a new one begins where it is told to, or where there is life.
Instant start_of_trial(const Trial& trial, std::span<const MallFile> malls,
                       journal::Journal& journal) {
    std::optional<Instant> been = last_event(journal);
    if (const auto kept = trial_time(journal); kept && (!been || *kept > *been)) been = kept;
    if (been) return *been;
    if (trial.start) return *trial.start;
    std::vector<const mall::Mall*> all;
    for (const MallFile& one : malls) all.push_back(one.mall.get());
    return trial_start(all, read_machine().wall);
}

std::unique_ptr<journal::Clock> make_clock(const ServeOptions& options,
                                           std::span<const MallFile> malls,
                                           journal::Journal& journal) {
    if (!options.trial) return std::make_unique<RealClock>();
    return std::make_unique<TrialClock>(start_of_trial(*options.trial, malls, journal),
                                        options.trial->speed);
}

bool is_disk_nearly_full(const std::string& directory) {
    struct statvfs disk{};
    if (statvfs(directory.c_str(), &disk) != 0 || disk.f_blocks == 0) return false;
    return static_cast<double>(disk.f_bavail) / static_cast<double>(disk.f_blocks) <
           disk_free_least;
}

/// A thread that does something every so often until it is told to stop.
std::jthread repeat(std::chrono::milliseconds every, std::function<void()> what) {
    return std::jthread{[every, what = std::move(what)](const std::stop_token& stop) {
        std::mutex mutex;
        std::condition_variable_any woken;
        while (!stop.stop_requested()) {
            what();
            std::unique_lock lock{mutex};
            woken.wait_for(lock, stop, every, [] { return false; });
        }
    }};
}

web::StreamHub::Options hub_options(std::function<std::string(std::string_view)> beat) {
    return {.kinds = {{"board", 10'000}, {"visit", 10'000}, {"hall", 200}, {"counter", 1'000}},
            .beat_data = std::move(beat)};
}

/// Everything of a running server, in the order in which one stands on the other.
class Service {
public:
    explicit Service(const ServeOptions& options);

    /// Imports the mall files that are new or have changed, and begins to answer.
    void start();

    /// Drains: answers what runs, closes the streams, makes everything durable.
    void stop();

    [[nodiscard]] std::string address() const;

private:
    journal::Writer::Hooks hooks();
    [[nodiscard]] bool is_in_force(const MallFile& file) const;
    void import(const MallFile& file);
    void remember(const MallFile& file);
    void import_all();
    void read_tokens(journal::Reader& reader);
    void close_streams_of_ended(std::span<const trust::TokenRow> rows);
    void look_after_trial();
    void log_print(const ticket::PrinterPlace& printer, const std::string& print);
    void count();
    [[nodiscard]] bool is_hall_empty(Instant now) const;
    [[nodiscard]] std::vector<std::string> unready_reasons() const;
    [[nodiscard]] voice::Voice::Options voice_options();
    [[nodiscard]] api::PlanningDesk::Options planning_options();
    [[nodiscard]] std::function<void(const std::string& what, const std::string& why)>
    planning_failure();
    [[nodiscard]] web::Server::Options server_options(const ListenAddress& listen);

    ServeOptions options_;
    std::vector<MallFile> malls_;
    std::set<std::string> news_;  // Malls whose file has changed since it was last given to them.
    web::Log log_;
    web::Metrics metrics_;
    std::unique_ptr<journal::Database> database_;
    std::unique_ptr<journal::Journal> opening_;  // Until the writer takes it.
    std::unique_ptr<journal::Clock> clock_;
    api::EstimateBook estimates_;
    std::unique_ptr<api::Broadcast> broadcast_;
    std::unique_ptr<web::StreamHub> hub_;
    std::unique_ptr<HallMetrics> hall_metrics_;
    std::unique_ptr<DateWatch> date_watch_;
    std::unique_ptr<journal::Writer> writer_;
    std::unique_ptr<journal::Archive> archive_;
    std::unique_ptr<voice::Voice> voice_;
    std::unique_ptr<journal::Reader> token_reader_;
    std::unique_ptr<journal::Listener> listener_;
    std::unique_ptr<ticket::PrintDesk> prints_;
    std::unique_ptr<api::CalibrationShelf> calibrations_;
    std::unique_ptr<api::PlanningDesk> planning_;
    std::unique_ptr<api::CalibrationKeeper> calibration_keeper_;
    std::unique_ptr<api::ForecastDesk> forecasts_;
    std::unique_ptr<api::BundleShelf> bundles_;
    std::unique_ptr<api::PlanningDesks> planning_desks_;
    std::unique_ptr<api::Context> context_;
    std::unique_ptr<web::Router> router_;
    std::unique_ptr<web::Server> server_;
    std::unique_ptr<web::Server> operations_;
    std::unique_ptr<ControlServer> control_;
    std::atomic<std::int64_t> answers_forgotten_at_{0};
    std::mutex ended_mutex_;
    std::set<std::string> ended_;  // Tokens whose streams have been closed.
    std::vector<std::jthread> threads_;
};

std::string default_url(const ListenAddress& listen) {
    return "http://" + listen.address + ":" + std::to_string(listen.port);
}

Service::Service(const ServeOptions& options)
    : options_(options),
      malls_(read_mall_files(options.malls)),
      log_({.clock = [] { return read_machine().wall; }}) {
    web::raise_open_files_limit();
    std::filesystem::create_directories(options_.data);
    if (options_.public_url.empty()) options_.public_url = default_url(options_.listen);
    database_ = journal::open_database(options_.database);
    opening_ = database_->open_journal();
    hold_to_kind(*opening_, options_.trial.has_value(), options_.database);
    news_ = news_among(malls_, *opening_);
    clock_ = make_clock(options_, malls_, *opening_);
    hub_ = std::make_unique<web::StreamHub>(
        hub_options([this](std::string_view topic) { return broadcast_->beat_data(topic); }));
    const double rate = options_.trial ? options_.trial->speed : 1;
    broadcast_ = std::make_unique<api::Broadcast>(
        *clock_, *hub_, estimates_,
        api::Broadcast::Options{options_.public_url, std::string{version()}, rate});
    hall_metrics_ = std::make_unique<HallMetrics>(metrics_, *broadcast_);
    date_watch_ = std::make_unique<DateWatch>(*hall_metrics_);
    writer_ = std::make_unique<journal::Writer>(std::move(opening_), *clock_,
                                                journal::Writer::Options{}, hooks());
    archive_ = std::make_unique<journal::Archive>(database_->open_reader());
    voice_ = std::make_unique<voice::Voice>(voice_options());
    token_reader_ = database_->open_reader();
    listener_ = database_->open_listener();
    prints_ = std::make_unique<ticket::PrintDesk>(ticket::PrintDesk::Options{
        .now = [this] { return clock_->now(); },
        .on_done = [this](const auto& printer, const auto& print) { log_print(printer, print); }});
    calibrations_ = std::make_unique<api::CalibrationShelf>(
        (std::filesystem::path{options_.data} / "calibrations").string(),
        [this](const std::string& file) { planning_failure()(file, "it is no calibration"); });
    planning_ = std::make_unique<api::PlanningDesk>(planning_options());
    forecasts_ = std::make_unique<api::ForecastDesk>(
        *clock_, *calibrations_, api::ForecastDesk::Options{.on_failure = planning_failure()});
    bundles_ = std::make_unique<api::BundleShelf>(
        (std::filesystem::path{options_.data} / "bundles").string(),
        [this](const std::string& file) { planning_failure()(file, "it is no bundle"); });
    calibration_keeper_ = std::make_unique<api::CalibrationKeeper>(
        api::Learning{*archive_, *calibrations_, *clock_}, *planning_, planning_failure());
    planning_desks_ = std::make_unique<api::PlanningDesks>(*planning_, *forecasts_, *bundles_,
                                                           *calibrations_, *calibration_keeper_);
    context_ = std::make_unique<api::Context>(*writer_, *archive_, *clock_, *hub_, *prints_,
                                              *voice_, estimates_);
    context_->public_url = options_.public_url;
    context_->version = version();
    context_->is_trial = options_.trial.has_value();
    context_->clock_rate = rate;
    context_->unready_reasons = [this] { return unready_reasons(); };
    context_->token_book = std::make_shared<const trust::TokenBook>();
}

/// The mall's own recordings are in `voice` of the data directory; what is made is kept beside.
voice::Voice::Options Service::voice_options() {
    const std::filesystem::path data{options_.data};
    return {.clips = (data / "voice").string(),
            .cache = (data / "spoken").string(),
            .on_failure = [this, is_told = false](const std::string& why) mutable {
                if (std::exchange(is_told, true)) return;  // Once: it would be said at every call.
                log_.write(web::LogLevel::warning, "voice", "The hall cannot be spoken to",
                           {{"why", why}});
            }};
}

api::PlanningDesk::Options Service::planning_options() {
    return {.directory = (std::filesystem::path{options_.data} / "planning").string(),
            .now = [this] { return clock_->machine_now(); },
            .on_failure = planning_failure()};
}

std::function<void(const std::string& what, const std::string& why)> Service::planning_failure() {
    return [this](const std::string& what, const std::string& why) {
        log_.write(web::LogLevel::error, "planning", "Planning failed",
                   {{"what", what}, {"why", why}});
    };
}

journal::Writer::Hooks Service::hooks() {
    return {
        .observer = date_watch_.get(),
        .on_unwritable =
            [this](const std::string& why) {
                log_.write(web::LogLevel::error, "unwritable",
                           "Nothing can be stored; the server is read-only", {{"why", why}});
            },
        .on_writable =
            [this] { log_.write(web::LogLevel::warning, "writable", "Storing is possible again"); },
        .on_broken =
            [](const std::string& why) {
                std::fprintf(stderr, "gerai: %s. It stops, so that nothing false is said.\n",
                             why.c_str());
                std::_Exit(1);
            },
        .on_commit =
            [&metrics = metrics_](std::size_t events, std::chrono::nanoseconds took) {
                static constexpr std::array bounds{1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0};
                metrics
                    .histogram("gerai_commit_duration_seconds", "Time of one commit",
                               web::request_seconds_bounds)
                    .observe(std::chrono::duration<double>(took).count());
                metrics.histogram("gerai_commit_batch_events", "Events in one commit", bounds)
                    .observe(static_cast<double>(events));
            },
        .on_overtaken =
            [this] {
                metrics_
                    .counter("gerai_append_conflicts_total",
                             "Commits that another server or a repeated key was faster than")
                    .add();
            },
        .on_idle =
            [this](journal::Journal& journal) {
                const Instant now = clock_->machine_now();
                const Instant last{Duration{answers_forgotten_at_.load()}};
                if (now - last < 1h) return;
                journal.forget_answers(now - journal::answers_are_kept);
                answers_forgotten_at_ = now.time_since_epoch().count();
            }};
}

bool Service::is_in_force(const MallFile& file) const {
    const journal::LiveHall* const hall = writer_->find(file.mall->id);
    return hall != nullptr && hall->look(clock_->now(), [&](const journal::Standing& standing) {
        const auto files = standing.day().files();
        return !files.empty() && *files.back().mall == *file.mall;
    });
}

/// Gives a mall its file. One that the hall cannot take in the middle of its day stays news, for a
/// server is needed more than the file.
void Service::import(const MallFile& file) {
    const auto refusal = configure(*writer_, "start", file.text, file.mall);
    if (!refusal) {
        throw std::runtime_error{"the mall file of " + file.mall->id +
                                 " cannot be stored; see whether the disk is full or read-only"};
    }
    if (refusal->empty()) return remember(file);
    log_.write(web::LogLevel::warning, "mall_file_refused", "A mall file was not taken",
               {{"file", file.path}, {"why", *refusal}});
}

/// Notes that a mall has had this file.
void Service::remember(const MallFile& file) {
    writer_->run([name = given_setting(file), content = content_of(file)](
                     journal::Journal& journal) { journal.set_setting(name, content); });
}

void Service::import_all() {
    for (const MallFile& file : malls_) {
        const bool is_news = news_.contains(file.mall->id);
        if (is_in_force(file)) {
            if (is_news) remember(file);
        } else if (is_news) {
            import(file);
        } else {
            log_.write(web::LogLevel::info, "mall_file_passed_over",
                       "Another file was imported since; change this one to have it in force",
                       {{"file", file.path}});
        }
    }
}

void Service::start() {
    hall_metrics_->begin();
    date_watch_->begin([this](const hall::Day& day) {
        if (const auto seen = api::seen_date(day)) calibration_keeper_->look_at(*seen);
    });
    writer_->start();
    for (const journal::LiveHall* const hall : writer_->halls()) {
        learn_waits(*archive_, *writer_, estimates_, hall->mall());
    }
    import_all();
    read_tokens(*token_reader_);
    context_->docs_look = pages::docs_look();
    std::vector<web::Route> routes = api::api_routes(*context_, *broadcast_, *planning_desks_);
    const auto kind = options_.trial ? pages::Kind::trial : pages::Kind::real;
    std::ranges::move(pages::page_routes(kind), std::back_inserter(routes));
    std::ranges::move(pages::follow_routes(*context_), std::back_inserter(routes));
    std::ranges::move(pages::start_routes(*context_), std::back_inserter(routes));
    router_ = std::make_unique<web::Router>(
        std::move(routes), web::Router::Guard{},
        [this](const web::Route& route, std::string_view request_id, const std::exception& error) {
            log_.write(web::LogLevel::error, "failure", "A request failed",
                       {{"route", route.path}, {"request_id", request_id}, {"why", error.what()}});
        },
        [this](const web::Request& request) { return pages::unknown_address(*context_, request); });
    count();
    auto listen = server_options(options_.listen);
    listen.larger_body = [this](const web::Request& head) { return router_->larger_body(head); };
    server_ = std::make_unique<web::Server>(
        std::move(listen),
        [this](web::Request&& request, web::Responder responder) {
            router_->handle(std::move(request), std::move(responder));
        },
        hub_.get());
    server_->start();
    if (options_.operations) {
        auto apart = server_options(*options_.operations);
        apart.threads = 1;
        apart.finished = {};
        operations_ =
            std::make_unique<web::Server>(std::move(apart), web::metrics_handler(metrics_));
        operations_->start();
    }
    control_ = std::make_unique<ControlServer>(
        control_socket(options_.data),
        ServerRequests{*writer_, *clock_, options_.database,
                       [this](journal::Reader& reader) { read_tokens(reader); }});
    threads_.push_back(repeat(tokens_read_every, [this] { read_tokens(*token_reader_); }));
    if (options_.trial) threads_.push_back(repeat(1s, [this] { look_after_trial(); }));
    if (listener_) {
        threads_.emplace_back([this](const std::stop_token& stop) {
            while (!stop.stop_requested()) {
                // Without word there may be news all the same: the connection may have been lost.
                writer_->note_news(listener_->wait(1s).value_or(std::string{}));
            }
        });
    }
}

void Service::stop() {
    control_.reset();
    calibration_keeper_->stop();
    planning_->stop();
    server_->stop();
    if (operations_) operations_->stop();
    server_->wait();
    if (operations_) operations_->wait();
    for (std::jthread& thread : threads_) thread.request_stop();
    if (listener_) listener_->interrupt();
    threads_.clear();
    server_.reset();
    operations_.reset();
    forecasts_.reset();
    voice_.reset();
    archive_.reset();
    writer_.reset();
    prints_.reset();
    planning_.reset();
}

/// Whoever may no longer read is read to no longer.
void Service::close_streams_of_ended(std::span<const trust::TokenRow> rows) {
    const Instant now = clock_->machine_now();
    const std::scoped_lock lock{ended_mutex_};
    for (const trust::TokenRow& row : rows) {
        const bool has_ended = row.revoked_at || row.expires_at <= now;
        if (has_ended && ended_.insert(row.id).second) hub_->close(api::stream_owner(row.id));
    }
}

std::string Service::address() const {
    ListenAddress listen = options_.listen;
    listen.port = server_->port();
    return default_url(listen);
}

/// What was revoked elsewhere is out within a few seconds. While the database is out of reach the
/// tokens read last stay in force.
void Service::read_tokens(journal::Reader& reader) {
    try {
        const auto rows = reader.tokens();
        context_->token_book = std::make_shared<const trust::TokenBook>(rows);
        close_streams_of_ended(rows);
    } catch (const std::exception& error) {
        log_.write(web::LogLevel::error, "tokens", "The tokens cannot be read",
                   {{"why", error.what()}});
    }
}

bool Service::is_hall_empty(Instant now) const {
    return std::ranges::all_of(writer_->halls(), [&](const journal::LiveHall* hall) {
        return hall->look(
            now, [](const journal::Standing& standing) { return !has_visitors(standing.day()); });
    });
}

/// Whoever looks after the hall finds in the log which tickets nobody is sure of.
void Service::log_print(const ticket::PrinterPlace& printer, const std::string& id) {
    const auto print = prints_->book().find(printer.mall, id);
    if (!print || print->state != ticket::PrintState::unconfirmed) return;
    log_.write(web::LogLevel::warning, "print_unconfirmed", "A ticket may not have come out",
               {{"mall", printer.mall},
                {"printer", printer.id},
                {"printer_state", json::word(print->printer_state)}});
}

/// Notes how far the trial's clock is, and skips the time in which nothing can happen.
void Service::look_after_trial() {
    auto& clock = static_cast<TrialClock&>(*clock_);
    const Instant now = clock.now();
    std::vector<const mall::Mall*> malls;
    for (const MallFile& one : malls_) malls.push_back(one.mall.get());
    const auto opening = next_opening(malls, now);
    if (opening && *opening > now && is_hall_empty(now)) clock.jump_to(*opening);

    static std::atomic<int> turns{0};
    if (turns++ % static_cast<int>(trial_noted_every / 1s) != 0) return;
    const std::string noted = std::to_string(clock.now().time_since_epoch().count());
    writer_->run([noted](journal::Journal& journal) { journal.set_setting("trial_time", noted); });
}

std::vector<std::string> Service::unready_reasons() const {
    std::vector<std::string> reasons;
    if (!writer_->is_writable()) reasons.emplace_back("storage cannot be written");
    const auto still = std::chrono::steady_clock::now() - writer_->last_turn();
    if (still > loop_stalled_after) reasons.emplace_back("the writing loop stands still");
    if (!clock_->is_sane()) reasons.emplace_back("the clock cannot be trusted");
    if (is_disk_nearly_full(options_.data)) reasons.emplace_back("the disk is nearly full");
    if (server_ && server_->draining()) reasons.emplace_back("the server is stopping");
    return reasons;
}

/// The figures that are asked for when somebody reads them.
void Service::count() {
    metrics_.gauge("gerai_build_info", "Which build this is", {{"version", version()}}).set(1);
    for (const auto& [name, index] :
         {std::pair{"board", 0}, {"visit", 1}, {"hall", 2}, {"counter", 3}}) {
        metrics_.gauge_from("gerai_streams", "Open streams", {{"kind", name}}, [this, index] {
            return static_cast<double>(hub_->open({static_cast<std::uint8_t>(index)}));
        });
    }
    metrics_.counter_from("gerai_log_lines_dropped_total", "Log lines that were dropped", {},
                          [this] { return log_.dropped(); });
    for (const journal::LiveHall* const hall : writer_->halls())
        add_gauges(metrics_, *hall, *clock_);
}

web::Server::Options Service::server_options(const ListenAddress& listen) {
    web::Server::Options options;
    options.address = listen.address;
    options.port = listen.port;
    options.threads = options_.threads;
    options.version = version();
    options.trial = options_.trial.has_value();
    options.clock = [] { return read_machine().wall; };
    // Acts and failures are logged one by one; what was merely read is in the metrics.
    options.finished = [&log = log_, &metrics = metrics_](const web::Finished& finished) {
        metrics.observe(finished);
        const bool is_read =
            finished.method == web::Method::get || finished.method == web::Method::head;
        if (!is_read || finished.status >= 500) log.write(finished);
    };
    return options;
}

/// Waits for SIGTERM or SIGINT, which every thread of the process has blocked.
void wait_for_signal() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    int received = 0;
    sigwait(&signals, &received);
}

void block_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
}

}  // namespace

void serve(const ServeOptions& options) {
    block_signals();
    Service service{options};
    service.start();
    std::printf("Gerai listens on %s%s\n", service.address().c_str(),
                options.trial ? " (trial hall)" : "");
    std::fflush(stdout);
    wait_for_signal();
    service.stop();
}

}  // namespace gerai::app
