#include "journal/postgres_listener.h"

#include <libpq-fe.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <system_error>

namespace gerai::journal::postgres {

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

/// A flag that one thread raises and another waits for with `poll`.
class Bell {
public:
    Bell() : file_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
        if (file_ < 0) throw std::system_error(errno, std::generic_category(), "eventfd");
    }
    ~Bell() { close(file_); }

    Bell(const Bell&) = delete;
    Bell& operator=(const Bell&) = delete;

    void ring() const { eventfd_write(file_, 1); }

    /// Whether it was rung since the last time.
    bool was_rung() const {
        eventfd_t count = 0;
        return eventfd_read(file_, &count) == 0;
    }

    [[nodiscard]] int file() const { return file_; }

private:
    int file_;
};

class PostgresListener final : public Listener {
public:
    explicit PostgresListener(const std::string& address) : connection_(address, Use::reading) {
        connection_.script("LISTEN gerai_journal");
    }

    std::optional<std::string> wait(milliseconds at_most) override {
        const auto until = Clock::now() + at_most;
        while (true) {
            if (bell_.was_rung()) return std::nullopt;
            if (auto mall = next_mall()) return mall;
            if (connection_.is_lost() && !listens_again()) {
                sleep(until, -1);
                bell_.was_rung();
                return std::nullopt;
            }
            if (!sleep(until, PQsocket(connection_.handle()))) return std::nullopt;
            if (PQconsumeInput(connection_.handle()) == 0) return std::nullopt;
        }
    }

    void interrupt() override { bell_.ring(); }

private:
    std::optional<std::string> next_mall() {
        struct Free {
            void operator()(PGnotify* notification) const { PQfreemem(notification); }
        };
        const std::unique_ptr<PGnotify, Free> notification(PQnotifies(connection_.handle()));
        if (notification == nullptr) return std::nullopt;
        return notification->extra;
    }

    /// Until something arrives or the bell rings; false when the time is over.
    bool sleep(Clock::time_point until, int socket) const {
        const auto left = std::chrono::ceil<milliseconds>(until - Clock::now()).count();
        auto files = std::to_array<pollfd>({{.fd = bell_.file(), .events = POLLIN, .revents = 0},
                                            {.fd = socket, .events = POLLIN, .revents = 0}});
        return poll(files.data(), files.size(), static_cast<int>(std::max<long>(left, 0))) != 0;
    }

    bool listens_again() {
        try {
            connection_.revive();
            connection_.script("LISTEN gerai_journal");
            return true;
        } catch (const std::runtime_error&) {
            return false;
        }
    }

    Bell bell_;
    Connection connection_;
};

}  // namespace

void Announcer::announce(std::span<const std::string> malls) {
    try {
        if (!connection_) connection_.emplace(address_, Use::reading);
        while (Result(PQgetResult(connection_->handle()))) continue;  // Of the one before.
        connection_->revive();
        Column names = Column::of_texts(malls.size());
        for (const std::string& mall : malls) names.add(mall);
        Parameters parameters;
        parameters.add(names);
        PQsendQueryParams(connection_->handle(),
                          "SELECT pg_notify('gerai_journal', mall) FROM unnest($1) AS mall",
                          parameters.count(), parameters.types(), parameters.values(),
                          parameters.lengths(), parameters.formats(), 0);
    } catch (const std::runtime_error&) {
        connection_.reset();
    }
}

std::unique_ptr<Listener> listen(const std::string& address) {
    return std::make_unique<PostgresListener>(address);
}

}  // namespace gerai::journal::postgres
