#pragma once

#include "core/time.h"

namespace gerai::demo {

/// When a clerk looks for the next visitor: when somebody new waits for the counter's services, and
/// now and then while those wait on whom there was no luck before. They are busy elsewhere, or wait
/// for another step of theirs, and may be free without a word from the stream.
class Asking {
public:
    /// Whether to look now, while so many wait.
    bool is_time(int waiting, Instant now);

    void was_in_vain(int waiting, Instant now);
    void found_somebody();

    /// How long nothing changes unless somebody comes.
    [[nodiscard]] Duration rest(Instant now) const;

private:
    int unlucky_ = 0;  ///< So many waited when nobody could be called; fewer since, if some went.
    Instant again_;
    int failures_ = 0;
};

}  // namespace gerai::demo
