#include "demo/demo.h"

#include <fmt/format.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <exception>
#include <fstream>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <utility>

#include "demo/http_client.h"
#include "demo/json_view.h"
#include "demo/mall_life.h"
#include "demo/record.h"
#include "demo/task_group.h"
#include "mall/mall_file.h"

namespace gerai::demo {

namespace asio = boost::asio;

namespace {

/// Who starts the demo waits for this long when there is no server; later it may be away longer.
constexpr std::chrono::milliseconds patience_at_start{15'000};

mall::Mall read_mall_of(const std::filesystem::path& malls_dir, const std::string& id) {
    const std::filesystem::path path = malls_dir / (id + ".toml");
    std::ifstream file(path);
    if (!file) {
        throw std::runtime_error(fmt::format(
            "The mall \"{}\" needs its file {}: name the directory of the mall files with --malls.",
            id, path.string()));
    }
    const std::string text(std::istreambuf_iterator<char>(file), {});
    auto mall = mall::read_mall(text, path.string());
    if (!mall) throw std::runtime_error(to_string(mall.error().front()));
    return std::move(*mall);
}

HttpClient::Options client_options(const Options& options) {
    const auto server = parse_server_url(options.server);
    if (!server) throw std::runtime_error(server.error());
    HttpClient::Options client;
    client.server = *server;
    client.connections_max = options.connections_max;
    client.give_up_after = options.give_up_after;
    return client;
}

/// All malls on one thread.
class World {
public:
    World(const Options& options, asio::io_context& io)
        : options_(options),
          record_(options.record),
          http_(io, client_options(options)),
          lives_(io, [this](const auto& failure) { fail(failure); }),
          keepers_(io, [this](const auto& failure) { fail(failure); }) {}

    void begin() { keepers_.spawn(begin_lives()); }

    void cancel() {
        lives_.cancel();
        keepers_.cancel();
        for (const auto& life : malls_) life->cancel();
    }

    Summary summary() const {
        if (failure_) std::rethrow_exception(failure_);
        Summary summary{.tally = {}, .retries = http_.retries()};
        for (const auto& life : malls_) summary.tally += life->tally();
        return summary;
    }

private:
    void fail(const std::exception_ptr& failure) {
        if (!failure_) failure_ = failure;
        cancel();
    }

    awaitable<void> begin_lives() {
        const std::vector<std::string> known = co_await malls_of_server();
        const std::vector<std::string> ids = options_.malls.empty() ? known : options_.malls;
        for (const std::string& id : ids) begin_life(read_mall_of(options_.malls_dir, id));
        co_await lives_.finished();
        keepers_.cancel();
    }

    void begin_life(mall::Mall mall) {
        malls_.push_back(std::make_unique<MallLife>(
            options_, std::move(mall), http_, record_,
            [this](const std::exception_ptr& failure) { fail(failure); }));
        MallLife& life = *malls_.back();
        lives_.spawn(life.live());
        keepers_.spawn(life.hall().keep_time());
        keepers_.spawn(life.hall().hear_queues());
        keepers_.spawn(life.hall().refresh_queues());
    }

    awaitable<std::vector<std::string>> malls_of_server() {
        const Request request{.method = Method::get,
                              .path = "/api/v1/malls",
                              .body = {},
                              .token = {},
                              .key = {},
                              .give_up_after = patience_at_start};
        const Answer answer = co_await http_.request(request);
        std::vector<std::string> ids;
        const auto malls = parse_json(answer.body);
        for (const auto& mall : elements(member(malls, "malls"))) {
            ids.push_back(text_of(member(mall, "id")));
        }
        if (ids.empty()) throw std::runtime_error("The server has no mall.");
        co_return ids;
    }

    const Options& options_;
    Record record_;
    HttpClient http_;
    std::vector<std::unique_ptr<MallLife>> malls_;
    TaskGroup lives_;
    TaskGroup keepers_;
    std::exception_ptr failure_;
};

}  // namespace

Summary run(const Options& options, const std::stop_token& stop) {
    asio::io_context io(1);
    World world(options, io);
    const std::stop_callback stopping(stop, [&] { asio::post(io, [&world] { world.cancel(); }); });
    world.begin();
    io.run();
    return world.summary();
}

}  // namespace gerai::demo
