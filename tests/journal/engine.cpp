#include "journal/engine.h"

#include <libpq-fe.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

#include "journal/temporary_directory.h"

namespace gerai::journal {

namespace {

class SqliteEngine : public Engine {
public:
    [[nodiscard]] std::string address() const override { return "sqlite:" + file(); }

    void run(const std::string& sql) override {
        sqlite3* shell = nullptr;
        sqlite3_open(file().c_str(), &shell);
        const int result = sqlite3_exec(shell, sql.c_str(), nullptr, nullptr, nullptr);
        const std::string why = sqlite3_errmsg(shell);
        sqlite3_close(shell);
        if (result != SQLITE_OK) throw std::runtime_error(why);
    }

private:
    [[nodiscard]] std::string file() const { return directory_.path() / "gerai.db"; }

    TemporaryDirectory directory_;
};

/// What a command prints on its one line.
std::string line_of(const std::string& command) {
    FILE* const output = popen(command.c_str(), "r");
    std::array<char, 1024> text{};
    const bool was_read = fgets(text.data(), text.size(), output) != nullptr;
    if (pclose(output) != 0 || !was_read) throw std::runtime_error(command + " failed");
    const std::string line = text.data();
    return line.substr(0, line.find('\n'));
}

/// A server that is started when a test first needs it, and stopped when the program ends.
class PostgresServer {
public:
    PostgresServer() : address_(line_of(script("start"))) {}
    ~PostgresServer() { [[maybe_unused]] const int result = system(script("stop").c_str()); }

    PostgresServer(const PostgresServer&) = delete;
    PostgresServer& operator=(const PostgresServer&) = delete;

    [[nodiscard]] const std::string& address() const { return address_; }

private:
    [[nodiscard]] std::string script(const std::string& verb) const {
        return std::string(GERAI_SOURCE_DIR "/script/postgres ") + verb + " " +
               directory_.path().string();
    }

    TemporaryDirectory directory_;
    std::string address_;
};

std::string postgres_address() {
    const char* const given = getenv("GERAI_TEST_POSTGRES");
    if (given != nullptr) return given;
    static const PostgresServer server;
    return server.address();
}

void run_on(const std::string& address, const std::string& sql) {
    PGconn* const shell = PQconnectdb(address.c_str());
    PGresult* const result = PQexec(shell, sql.c_str());
    const auto status = PQresultStatus(result);
    const std::string why = PQerrorMessage(shell);
    PQclear(result);
    PQfinish(shell);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) throw std::runtime_error(why);
}

/// A database of its own on the server.
class PostgresEngine : public Engine {
public:
    PostgresEngine() { run_on(postgres_address(), "CREATE DATABASE " + name_); }
    ~PostgresEngine() override {
        run_on(postgres_address(), "DROP DATABASE " + name_ + " WITH (FORCE)");
    }

    [[nodiscard]] std::string address() const override {
        const std::string server = postgres_address();
        const bool has_parameters = server.find('?') != std::string::npos;
        return server + (has_parameters ? "&" : "?") + "dbname=" + name_;
    }

    void run(const std::string& sql) override { run_on(address(), sql); }

private:
    static std::string unused_name() {
        static int made = 0;
        return "gerai_test_" + std::to_string(getpid()) + "_" + std::to_string(++made);
    }

    std::string name_ = unused_name();
};

}  // namespace

std::unique_ptr<Engine> sqlite_engine() { return std::make_unique<SqliteEngine>(); }

std::unique_ptr<Engine> postgres_engine() { return std::make_unique<PostgresEngine>(); }

}  // namespace gerai::journal
