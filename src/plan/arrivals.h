#pragma once

#include <vector>

#include "plan/model.h"

namespace gerai::plan {

/// Somebody who comes to the hall; or nobody, who would come at the end of time.
struct Comer {
    Instant at;
    Key key;  ///< Of everything that is drawn for this visitor.

    static Comer nobody() { return {Instant::max(), Key{0}}; }
    [[nodiscard]] bool exists() const { return at != Instant::max(); }
};

/// How the visitors of a day come from a moment on.
struct Coming {
    Instant from = Instant::min();
    double factor = 1;     ///< The mean of what the day's factor may be.
    double variation = 0;  ///< Its coefficient of variation.
};

/// Who comes on one day, source by source: the streams of a model, then its appointments. The same
/// key gives the same visitors, whatever happens to them.
class Arrivals {
public:
    Arrivals(const Model& model, Key day);

    /// Those of them who come from a moment on.
    Arrivals(const Model& model, Key day, const Coming& coming);

    [[nodiscard]] std::uint32_t sources() const {
        return static_cast<std::uint32_t>(streams_.size() + booked_.size());
    }
    [[nodiscard]] const Population& population(std::uint32_t source) const;

    /// How many more come on this day than on another.
    [[nodiscard]] double factor() const { return factor_; }

    /// The next of a source, in the order of time; nobody after the last.
    Comer next(std::uint32_t source);

private:
    struct Flow {
        Key key;
        double mean_gap;  // Seconds between candidates.
        Instant at;
        std::uint32_t candidates = 0;
    };
    struct Booked {
        std::vector<Comer> comers;
        std::size_t come = 0;
    };

    Comer next_of_stream(const Stream& stream, Flow& flow) const;

    const Model* model_;
    double factor_;
    std::vector<Flow> streams_;
    std::vector<Booked> booked_;
};

}  // namespace gerai::plan
