#include "trust/random.h"

#include <sys/random.h>

#include <cerrno>
#include <system_error>

namespace gerai::trust {

void random_bytes(std::span<std::uint8_t> bytes) {
    while (!bytes.empty()) {
        const ssize_t count = getrandom(bytes.data(), bytes.size(), 0);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) throw std::system_error(errno, std::generic_category(), "getrandom");
        bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
}

Code random_code() { return {.bytes = random_array<16>()}; }

ShortCode random_short_code() {
    constexpr int bits = 50;
    std::uint64_t value = 0;
    for (const std::uint8_t byte : random_array<8>()) value = (value << 8U) | byte;
    return {.value = value & ((std::uint64_t{1} << bits) - 1)};
}

}  // namespace gerai::trust
