#pragma once

#include <functional>
#include <string>

#include "app/work.h"
#include "journal/clock.h"
#include "journal/writer.h"

namespace gerai::app {

/// What a running server does for verbs that write: the handler of its `ControlServer`.
class ServerRequests {
public:
    /// `tokens_changed` is called on the writer's thread once a token was made or revoked, before
    /// the verb is answered, so that the token is good from the first moment.
    ServerRequests(journal::Writer& writer, const journal::Clock& clock,
                   const std::string& database,
                   std::function<void(journal::Reader&)> tokens_changed);

    Answer operator()(const Request& request) const;

private:
    [[nodiscard]] Answer with_journal(std::function<Answer(journal::Journal&)> work) const;

    journal::Writer& writer_;
    const journal::Clock& clock_;
    std::string database_;
    std::function<void(journal::Reader&)> tokens_changed_;
};

}  // namespace gerai::app
