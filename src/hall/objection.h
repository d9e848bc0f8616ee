#pragma once

#include "hall/command.h"

namespace gerai::hall {

/// Why a command is turned down, or that nothing is against it. Not std::optional<Refused>, which
/// the compiler puts together in memory, in pieces, and reads in one: a processor waits for that,
/// and this is on the way of every act.
struct Objection {
    Objection(Refusal reason, std::uint32_t thing = Index<void>::nowhere)
        : why(reason), what(thing) {}

    static Objection none() {
        Objection objection{Refusal{}};
        objection.stands = false;
        return objection;
    }
    explicit operator bool() const { return stands; }

    /// The refusal that it leads to; it stands.
    [[nodiscard]] Refused refused() const { return {why, what}; }

    Refusal why;
    bool stands = true;
    std::uint32_t what;
};

}  // namespace gerai::hall
