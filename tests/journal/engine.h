#pragma once

#include <memory>
#include <string>

#include "journal/journal.h"

namespace gerai::journal {

/// A database that is empty and a test's own, on one of the engines; it goes with its test.
class Engine {
public:
    virtual ~Engine() = default;

    [[nodiscard]] virtual std::string address() const = 0;

    /// Runs SQL beside the journal, as a person with a shell could.
    virtual void run(const std::string& sql) = 0;
};

std::unique_ptr<Engine> sqlite_engine();

/// On the server that GERAI_TEST_POSTGRES names by its address, or on one of the tests' own.
std::unique_ptr<Engine> postgres_engine();

}  // namespace gerai::journal
