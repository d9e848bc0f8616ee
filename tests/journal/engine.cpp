#include "journal/engine.h"

#include <sqlite3.h>
#include <stdlib.h>

#include <stdexcept>

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

}  // namespace

TemporaryDirectory::TemporaryDirectory() {
    std::string name = std::filesystem::temp_directory_path() / "gerai-test-XXXXXX";
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("Cannot make " + name);
    path_ = name;
}

TemporaryDirectory::~TemporaryDirectory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::unique_ptr<Engine> sqlite_engine() { return std::make_unique<SqliteEngine>(); }

}  // namespace gerai::journal
