#pragma once

#include "journal/live_hall.h"
#include "web/metrics.h"

namespace gerai::app {

/// Counts what happens in the halls for Prometheus, and passes it on to whoever tells the streams.
/// Labels name malls, prefixes, channels and counters; never a visit or a person.
class HallMetrics final : public journal::Observer {
public:
    /// Both outlive it.
    HallMetrics(web::Metrics& metrics, journal::Observer& next) : metrics_(metrics), next_(next) {}

    /// From now on it counts; what the journal told of the past at the start is not counted again.
    void begin() { counts_ = true; }

    void on_event(const std::string& mall, std::int64_t seq, const hall::Event& event,
                  const hall::Day& day) override;
    void on_settled(const std::string& mall, std::int64_t seq, const hall::Day& day) override;

private:
    void count(const std::string& mall, const hall::Issued& event, const hall::Day& day);
    void count(const std::string& mall, const hall::Called& event, const hall::Day& day);
    void count(const std::string& mall, const hall::Finished& event, const hall::Day& day);

    web::Metrics& metrics_;
    journal::Observer& next_;
    bool counts_ = false;
};

/// Gauges of a hall that are worked out when somebody reads them: who waits, and the oldest of
/// them, by the prefix of the agency. The hall outlives the metrics.
void add_gauges(web::Metrics& metrics, const journal::LiveHall& hall, const journal::Clock& clock);

}  // namespace gerai::app
