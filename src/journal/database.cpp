#include <stdexcept>
#include <string>
#include <string_view>

#include "journal/journal.h"
#include "journal/postgres.h"
#include "journal/sqlite.h"

namespace gerai::journal {

std::unique_ptr<Database> open_database(const std::string& address) {
    constexpr std::string_view sqlite_scheme = "sqlite:";
    if (address.starts_with(sqlite_scheme) && address.size() > sqlite_scheme.size())
        return sqlite::open(address.substr(sqlite_scheme.size()));
    if (address.starts_with("postgresql://") || address.starts_with("postgres://"))
        return postgres::open(address);
    throw std::invalid_argument("A database is sqlite:PATH or postgresql://..., not '" + address +
                                "'.");
}

}  // namespace gerai::journal
