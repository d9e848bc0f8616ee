#pragma once

#include <string>

namespace gerai::journal::postgres {

/// What a server says about how it keeps what it has acknowledged.
struct Settings {
    std::string fsync;
    std::string full_page_writes;
    std::string synchronous_commit;
    std::string server_encoding;
};

/// Throws with the name of every setting under which an acknowledged number could be lost, or a
/// text be changed.
void refuse_unsafe(const Settings& settings);

}  // namespace gerai::journal::postgres
