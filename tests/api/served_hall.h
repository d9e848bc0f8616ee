#pragma once

#include <future>
#include <semaphore>

#include "api/api.h"
#include "api/small_hall.h"
#include "journal/temporary_directory.h"
#include "web/client.h"
#include "web/server.h"

namespace gerai::api {

/// The small mall behind a server on a free port: a real journal on SQLite, the writer, the
/// streams, and all routes. Commands go to the writer, as those of the routes do.
class ServedHall {
public:
    /// What is to be in its directory before it is opened.
    using Prepare = std::function<void(const std::filesystem::path& directory)>;

    explicit ServedHall(
        const std::string& text = std::string{mall::small_mall},
        const Prepare& prepare = [](const auto&) {})
        : database_(opened(prepare)),
          hub({.kinds = {{"board", 100}, {"visit", 100}, {"hall", 10}, {"counter", 10}},
               .beat_every = std::chrono::hours{1},
               .beat_data = {}}),
          broadcast(clock, hub, estimates, {.public_url = "http://mall", .version = "1.2.3"}),
          writer(database_->open_journal(), clock, {}, {.observer = &broadcast}),
          archive(database_->open_reader()),
          voice({.cache = (directory_.path() / "spoken").string()}),
          planning({.directory = (directory_.path() / "planning").string(),
                    .now = [this] { return clock.machine_now(); },
                    .on_done = [this] { jobs_were_done.release(); }}),
          context{.writer = writer,
                  .archive = archive,
                  .clock = clock,
                  .hub = hub,
                  .prints = prints,
                  .voice = voice,
                  .estimates = estimates,
                  .token_book = std::make_shared<const trust::TokenBook>(),
                  .public_url = "http://mall",
                  .version = "1.2.3"} {
        writer.start();
        auto file = std::make_shared<const mall::Mall>(mall::read_mall(text, "kecil.toml").value());
        act("kecil", [&](const journal::Standing& standing) {
            return hall::Configure{standing.seq() + 1, text, file};
        });
        router = std::make_unique<web::Router>(api_routes(context, broadcast, planning_desks));
        server = std::make_unique<web::Server>(
            options(),
            [this](web::Request&& request, web::Responder responder) {
                router->handle(std::move(request), std::move(responder));
            },
            &hub);
        server->start();
    }

    web::RawClient connect() { return web::RawClient{server->port()}; }

    web::Answer ask(std::string_view path, std::string_view headers = {}) {
        return connect().ask(web::get("/api/v1" + std::string{path}, headers));
    }

    /// Carries out a command as of that moment, and waits until it is durable.
    void act(const std::string& mall,
             std::function<hall::Command(const journal::Standing&)> command) {
        std::promise<void> done;
        journal::Task task{.mall = mall, .actor = "test"};
        task.wish = [&](const journal::Standing& standing, Instant) { return command(standing); };
        task.render = [](const journal::Decided& decided) {
            EXPECT_TRUE(decided.result);
            return journal::Answer{};
        };
        task.done = [&](const auto& answer) {
            EXPECT_TRUE(answer);
            done.set_value();
        };
        writer.submit(std::move(task));
        done.get_future().wait();
    }

    void act(Instant now, std::function<hall::Command(const hall::Day&)> command) {
        clock.at = now;
        act("kecil", [&](const journal::Standing& standing) { return command(standing.day()); });
    }

    Code issue(std::vector<std::string> services, Instant now) {
        const Code code = code_of(++codes_);
        act(now, [&](const hall::Day& day) {
            hall::Issue wish{.priority = {0}, .code = code, .short_code = {codes_}};
            for (const std::string& id : services) {
                wish.services.push_back(*day.rules().find_service(id));
            }
            return wish;
        });
        return code;
    }

    void open(int counter, Instant now) {
        act(now, [=](const hall::Day& day) { return hall::Open{at(day, counter), {}}; });
    }
    void call(int counter, Instant now) {
        act(now, [=](const hall::Day& day) { return hall::Call{at(day, counter)}; });
    }

    static hall::AtCounter at(const hall::Day& day, int counter) {
        return {.counter = *day.rules().find_counter(counter)};
    }

    /// The header line of a new token with that wish.
    std::string bearer(const trust::TokenWish& wish) {
        const auto token = trust::make_token(wish, clock.machine_now());
        tokens_.push_back(token->row);
        context.token_book = std::make_shared<const trust::TokenBook>(tokens_);
        return "Authorization: Bearer " + std::string{token->text.reveal()} + "\r\n";
    }

    GivenClock clock;

private:
    std::unique_ptr<journal::Database> opened(const Prepare& prepare) {
        prepare(directory_.path());
        return journal::open_database("sqlite:" + (directory_.path() / "gerai.db").string());
    }

    web::Server::Options options() {
        web::Server::Options made;
        made.port = 0;
        made.threads = 1;
        made.version = "1.2.3";
        made.clock = [this] { return clock.machine_now(); };
        made.larger_body = [this](const web::Request& head) { return router->larger_body(head); };
        return made;
    }

    TemporaryDirectory directory_;
    std::unique_ptr<journal::Database> database_;
    std::uint8_t codes_ = 0;
    std::vector<trust::TokenRow> tokens_;

public:
    web::StreamHub hub;
    EstimateBook estimates;
    Broadcast broadcast;
    journal::Writer writer;
    journal::Archive archive;
    voice::Voice voice;
    CalibrationShelf calibrations{(directory_.path() / "calibrations").string(),
                                  [](const auto&) {}};
    std::counting_semaphore<> jobs_were_done{0};  ///< Once for each turn of a job.
    PlanningDesk planning;
    ForecastDesk forecasts{
        clock, calibrations, {.waits = std::chrono::minutes{5}}};  // However busy the machine is.
    BundleShelf bundles{(directory_.path() / "bundles").string(), [](const auto&) {}};
    CalibrationKeeper keeper{{archive, calibrations, clock}, planning};
    PlanningDesks planning_desks{planning, forecasts, bundles, calibrations, keeper};
    std::counting_semaphore<> printers_were_busy{0};  ///< Once for each print and question.
    ticket::PrintDesk prints{
        {.now = [this] { return clock.now(); },
         .answered_within = std::chrono::minutes{1},  // However busy the machine is.
         .on_done = [this](const auto&, const auto&) { printers_were_busy.release(); }}};
    Context context;
    std::unique_ptr<web::Router> router;
    std::unique_ptr<web::Server> server;
};

}  // namespace gerai::api
