#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "journal/journal.h"
#include "journal/postgres_connection.h"

namespace gerai::journal::postgres {

/// Tells the listeners of a database which malls have new records. It has a connection of its own,
/// since a notification within a commit would cost most of the commits' speed; it does not wait for
/// an answer, and drops what cannot be told: a listener also looks by itself from time to time.
class Announcer {
public:
    explicit Announcer(std::string address) : address_(std::move(address)) {}

    void announce(std::span<const std::string> malls);

private:
    std::string address_;
    std::optional<Connection> connection_;
};

std::unique_ptr<Listener> listen(const std::string& address);

}  // namespace gerai::journal::postgres
