#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <span>
#include <string>

#include "api/types.h"
#include "measure/estimates.h"

namespace gerai::api {

/// An estimate as people are shown it.
measure::ShownRange shown_range(const Estimate& estimate);

/// What is known of one mall's waits, shared: the writer's thread tells it what happens, any thread
/// asks. Until it knows the mall's past it says nothing.
class HallEstimates {
public:
    /// The next event; the first one of a mall has no past.
    void note(std::int64_t seq, const hall::Event& event, const hall::Day& day);

    /// From now on it knows the past; the events since then are told to it. On the same thread.
    void begin(measure::Estimates past);

    /// How much longer a step will wait, in whole minutes, the range rounded outward.
    [[nodiscard]] Nullable<Estimate> of_step(const hall::Day& day, hall::StepIndex step,
                                             Instant now) const;

    /// How long an ordinary visitor who came for any of these services now would wait: the range
    /// holds for each that has an open counter.
    [[nodiscard]] Nullable<Estimate> for_newcomer(const hall::Day& day,
                                                  std::span<const hall::ServiceIndex> services,
                                                  Instant now) const;

    /// The promises of the last dates whose outcome is known; nothing until the past is known.
    [[nodiscard]] std::map<Date, measure::PromisesOfDate> promises() const;

private:
    mutable std::shared_mutex mutex_;
    bool is_begun_ = false;
    measure::Estimates estimates_;
};

/// The estimates of all malls. From any thread.
class EstimateBook {
public:
    /// Those of a mall; they live as long as the book.
    HallEstimates& of(std::string_view mall);
    [[nodiscard]] const HallEstimates& of(std::string_view mall) const;

private:
    mutable std::mutex mutex_;
    std::map<std::string, std::unique_ptr<HallEstimates>, std::less<>> halls_;
};

}  // namespace gerai::api
