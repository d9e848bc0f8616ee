#include "app/server_requests.h"

#include <future>
#include <memory>
#include <utility>

#include "app/import.h"
#include "app/tokens.h"

namespace gerai::app {

namespace {

constexpr std::chrono::seconds wait_max{20};

}  // namespace

ServerRequests::ServerRequests(journal::Writer& writer, const journal::Clock& clock,
                               const std::string& database,
                               std::function<void(journal::Reader&)> tokens_changed)
    : writer_(writer),
      clock_(clock),
      database_(database_name(database)),
      tokens_changed_(std::move(tokens_changed)) {}

Answer ServerRequests::operator()(const Request& request) const {
    if (const std::string named = text_in(request, "database"); named != database_) {
        return wrong_call("The server of this data directory keeps " + database_ + ", not " +
                          named + ": name the same --data and --database as it has.");
    }
    const std::string verb = text_in(request, "verb");
    if (verb == "import") return import_mall(writer_, clock_, request);
    if (verb == "token_create") {
        const FindMall find = [this](const std::string& id) -> std::shared_ptr<const mall::Mall> {
            const journal::LiveHall* const hall = writer_.find(id);
            if (hall == nullptr) return nullptr;
            return hall->look(clock_.now(), [](const journal::Standing& standing) {
                const auto files = standing.day().files();
                return files.empty() ? nullptr : files.back().mall;
            });
        };
        return with_journal([this, request, find](journal::Journal& journal) {
            return create_token(journal, find, request, clock_.machine_now());
        });
    }
    if (verb == "token_revoke") {
        return with_journal([this, request](journal::Journal& journal) {
            return revoke_token(journal, request, clock_.machine_now());
        });
    }
    return wrong_call("The server does not know \"" + verb +
                      "\": use the same gerai as the server.");
}

/// Runs a change of tokens between two commits. What the journal throws reaches the writer, which
/// must know, and the verb.
Answer ServerRequests::with_journal(std::function<Answer(journal::Journal&)> work) const {
    const auto done = std::make_shared<std::promise<Answer>>();
    auto answered = done->get_future();
    writer_.run([this, done, work = std::move(work)](journal::Journal& journal) {
        try {
            Answer answer = work(journal);
            tokens_changed_(journal);
            done->set_value(std::move(answer));
        } catch (const journal::Unwritable&) {
            done->set_value(failed("Nothing can be stored now: see whether the disk is full."));
            throw;
        } catch (const journal::Broken&) {
            done->set_value(failed("The server stops: its journal cannot be trusted."));
            throw;
        } catch (const std::exception& why) {
            done->set_value(failed(why.what()));
        }
    });
    if (answered.wait_for(wait_max) != std::future_status::ready)
        return failed("The server is too busy: see gerai token list, and try again.");
    return answered.get();
}

}  // namespace gerai::app
