#include "journal/postgres_pipeline.h"

#include <libpq-fe.h>

#include <string>
#include <vector>

namespace gerai::journal::postgres {

namespace {

Refusal lost(pg_conn* connection) { return refusal_of(connection, nullptr); }

/// Pipeline mode of a connection, and the way out of it: a connection that is left in the middle is
/// closed, which rolls back.
class Pipeline {
public:
    explicit Pipeline(Connection& connection) : connection_(connection) {
        PQenterPipelineMode(connection_.handle());
    }
    ~Pipeline() {
        PQexitPipelineMode(connection_.handle());
        connection_.roll_back();
    }

    Pipeline(const Pipeline&) = delete;
    Pipeline& operator=(const Pipeline&) = delete;

    /// Throws when it cannot be sent, before anything after it is.
    void send(const std::string& prepared, const Parameters& parameters) {
        constexpr int binary = 1;
        const int sent = PQsendQueryPrepared(connection_.handle(), prepared.c_str(),
                                             parameters.count(), parameters.values(),
                                             parameters.lengths(), parameters.formats(), binary);
        if (sent == 0) fail(lost(connection_.handle()));
    }

    /// Waits for all answers, and gives the first that is a refusal.
    std::optional<Refusal> finish() {
        if (PQpipelineSync(connection_.handle()) == 0) return lost(connection_.handle());
        std::optional<Refusal> first;
        while (!connection_.is_lost()) {
            const Result result(PQgetResult(connection_.handle()));
            if (result == nullptr) continue;  // The end of one statement's answers.
            const auto status = PQresultStatus(result.get());
            if (status == PGRES_PIPELINE_SYNC) return first;
            if (status == PGRES_FATAL_ERROR && !first)
                first = refusal_of(connection_.handle(), result.get());
        }
        return lost(connection_.handle());
    }

private:
    Connection& connection_;
};

}  // namespace

std::optional<Refusal> run_together(Connection& connection, std::span<const Statement> statements) {
    const Parameters none;
    const std::string begin = connection.prepared("BEGIN", none);
    const std::string commit = connection.prepared("COMMIT", none);
    std::vector<std::string> names;
    for (const Statement& each : statements)
        names.push_back(connection.prepared(each.sql, each.parameters));

    Pipeline pipeline(connection);
    pipeline.send(begin, none);
    for (std::size_t at = 0; at < statements.size(); ++at)
        pipeline.send(names[at], statements[at].parameters);
    pipeline.send(commit, none);
    return pipeline.finish();
}

}  // namespace gerai::journal::postgres
