#include "api/broadcast.h"

#include <algorithm>
#include <deque>
#include <unordered_map>

#include "api/board_view.h"
#include "api/context.h"
#include "api/telling.h"
#include "api/topics.h"
#include "api/visit_view.h"

namespace gerai::api {

namespace {

/// Lists of topics and texts are shared by the frames that need them.
using Topics = std::shared_ptr<const std::vector<std::string>>;
using Text = std::shared_ptr<const std::string>;

/// A part of a frame that all its topics share: what comes after the time.
struct Part {
    web::StreamKind kind;
    Topics topics;
    Text tail;
};

/// A frame for each audience. All begin with the same head, which ends where the time is put: it is
/// told when the frame is sent, so that a reader who comes late still has the right time.
struct Frames {
    std::int64_t seq{};
    std::string head;
    std::vector<Part> parts;
};

std::string frame_text(const std::string& head, std::string_view now, const std::string& tail) {
    std::string text;
    text.reserve(head.size() + now.size() + tail.size());
    return text.append(head).append(now).append(tail);
}

std::string head_of(std::int64_t seq, std::string_view event, const std::string& at) {
    const std::string number = std::to_string(seq);
    std::string head = "id: " + number + "\nevent: ";
    head.append(event).append("\ndata: {\"seq\":").append(number);
    head.append(R"(,"at":")").append(at).append(R"(","now":")");
    return head;
}

/// What follows the time: the members of an object, which has at least one.
std::string tail_of(std::string object) {
    object.replace(0, 1, "\",");
    return object.append("\n\n");
}

template <class Frame>
Text shared_tail(const Frame& frame) {
    return std::make_shared<const std::string>(tail_of(json::write(frame)));
}

Topics topics_of(std::vector<std::string> topics) {
    return std::make_shared<const std::vector<std::string>>(std::move(topics));
}

/// Whom a mall's frames go to, with the rules in force.
struct Audiences {
    struct Board {
        Topics topic;
        BoardScope scope;
    };

    Audiences(const std::string& mall, const hall::Day& day) : shares(day.rules()) {
        boards.push_back({topics_of({board_topic(mall, "")}), BoardScope{day, nullptr}});
        for (const mall::Zone& zone : file_of(day)->zones) {
            boards.push_back({topics_of({board_topic(mall, zone.id)}), BoardScope{day, &zone}});
        }
        hall = topics_of({hall_topic(mall)});
        std::vector<std::string> all;
        for (const hall::Counter& counter : day.rules().counters) {
            all.push_back(counter_topic(mall, counter.number));
        }
        for (std::uint32_t i = 0; i < shares.size(); ++i) {
            std::vector<std::string> own;
            for (const hall::CounterIndex at : shares.counters({i})) own.push_back(all[at.value]);
            counters.push_back(topics_of(std::move(own)));
        }
        all_counters = topics_of(std::move(all));
    }

    AgencyShares shares;
    std::vector<Board> boards;     ///< The whole mall first, then its zones.
    std::vector<Topics> counters;  ///< By agency: of those in whose booths it is.
    Topics all_counters;
    Topics hall;
};

AgencyList all_agencies(const AgencyShares& shares) {
    AgencyList all;
    for (std::uint32_t i = 0; i < shares.size(); ++i) all.push_back({i});
    return all;
}

/// Makes the parts of one event's frames.
class FrameMaker {
public:
    FrameMaker(const hall::Day& day, const Audiences& to, Telling telling, Instant now,
               const HallEstimates& estimates)
        : day_(day), to_(to), telling_(std::move(telling)) {
        queue_agencies_ = telling_.is_for_all ? all_agencies(to.shares) : telling_.queues;
        for (const hall::AgencyIndex agency : queue_agencies_) {
            telling_.facts.queues.push_back(view_of_queue(day, to.shares, agency, now, &estimates));
        }
    }

    std::vector<Part> make() {
        if (telling_.is_public) add_boards();
        const Text all = shared_tail(telling_.facts);
        parts_.push_back({streams::hall, to_.hall, all});
        if (telling_.is_for_all) {
            parts_.push_back({streams::counter, to_.all_counters, all});
        } else {
            add_counters(all);
        }
        return std::move(parts_);
    }

private:
    template <class Predicate>
    std::vector<QueueView> queues_where(Predicate&& is_in) const {
        std::vector<QueueView> some;
        for (std::size_t i = 0; i < queue_agencies_.size(); ++i) {
            if (is_in(queue_agencies_[i])) some.push_back(telling_.facts.queues[i]);
        }
        return some;
    }

    void add_boards() {
        const BoardFrame whole = for_everybody(telling_);
        Text whole_tail;  // Written once, for the boards that hear everything.
        for (const Audiences::Board& board : to_.boards) {
            const bool has_counter = telling_.counter.exists() && board.scope.has(telling_.counter);
            const bool has_place = has_counter || !telling_.counter.exists();
            BoardFrame frame = has_place ? whole : without_place(whole);
            frame.queues =
                queues_where([&](hall::AgencyIndex agency) { return board.scope.has(agency); });
            const bool is_for_every_board = telling_.is_for_all || telling_.is_for_room;
            if (!is_for_every_board && !has_counter && frame.queues.empty()) continue;
            const bool is_whole = has_place && frame.queues.size() == queue_agencies_.size();
            if (!is_whole) {
                parts_.push_back({streams::board, board.topic, shared_tail(frame)});
                continue;
            }
            if (!whole_tail) whole_tail = shared_tail(frame);
            parts_.push_back({streams::board, board.topic, whole_tail});
        }
    }

    /// `all` is what the manager is told; where one agency is concerned, its counters are told the
    /// same.
    void add_counters(const Text& all) {
        AgencyList agencies = telling_.listeners;
        const auto add = [&](hall::AgencyIndex agency) {
            if (std::ranges::find(agencies, agency) == agencies.end()) agencies.push_back(agency);
        };
        if (telling_.counter.exists()) add(day_.rules().counters[telling_.counter.value].agency);
        std::ranges::for_each(queue_agencies_, add);
        for (const hall::AgencyIndex agency : agencies) {
            if (!agency.exists() || to_.shares.counters(agency).empty()) continue;
            const Text tail = agencies.size() == 1 ? all : tail_for(agency);
            parts_.push_back({streams::counter, to_.counters[agency.value], tail});
        }
    }

    [[nodiscard]] Text tail_for(hall::AgencyIndex agency) const {
        HallFrame frame = for_agency(telling_, agency);
        frame.queues = queues_where([&](hall::AgencyIndex other) { return other == agency; });
        return shared_tail(frame);
    }

    const hall::Day& day_;
    const Audiences& to_;
    Telling telling_;
    AgencyList queue_agencies_;
    std::vector<Part> parts_;
};

bool has_topic(const Part& part, std::string_view topic) {
    return std::ranges::find(*part.topics, topic) != part.topics->end();
}

bool begins_rules(const hall::Event& event) {
    return std::holds_alternative<hall::Configured>(event.what) ||
           std::holds_alternative<hall::DayBegan>(event.what);
}

}  // namespace

/// A visit that somebody follows; the writer's thread alone uses it once it is made.
struct Broadcast::Followed {
    explicit Followed(const Code& its_code) : code(its_code) {}

    /// Its place in the day; nothing when it has none.
    std::optional<hall::VisitIndex> place_in(const hall::Day& day) {
        const bool is_there =
            visit.exists() && visit.value < day.visits().size() && day.at(visit).code == code;
        if (is_there) return visit;
        if (is_gone) return std::nullopt;
        const auto found = std::ranges::find(day.visits(), code, &hall::Visit::code);
        is_gone = found == day.visits().end();
        if (is_gone) return std::nullopt;
        visit = {static_cast<std::uint32_t>(found - day.visits().begin())};
        return visit;
    }

    const Code code;
    hall::VisitIndex visit;
    bool is_gone = false;  ///< With an earlier date; a code never comes back.
    std::string sent;      ///< The last that was sent.
};

/// What is known of a mall's streams.
struct Broadcast::Feed {
    explicit Feed(std::string id) : mall(std::move(id)) {}

    const std::string mall;

    // Guarded by the broadcast's mutex.
    std::deque<Frames> kept;  // One for each event, also where nobody may hear of it.
    std::map<Code, std::weak_ptr<Followed>> followed;
    std::optional<TimeZone> zone;

    // For the writer's thread alone.
    struct Stirred {
        std::string_view event;
        Instant at;
    };

    void stir(const Telling& telling, Instant at, std::size_t agency_count);
    [[nodiscard]] std::optional<Stirred> stirred(const hall::Day& day,
                                                 hall::VisitIndex visit) const;

    std::unique_ptr<const Audiences> audiences;
    Frames last;
    std::vector<web::Publication> pending;
    std::unordered_map<std::uint32_t, Stirred> visits;  // What happened to them.
    std::vector<std::optional<Stirred>> agencies;       // Those whose queues have moved.
    std::optional<Stirred> all;
};

void Broadcast::Feed::stir(const Telling& telling, Instant at, std::size_t agency_count) {
    const Stirred stirred{telling.event, at};
    if (telling.is_for_all) all = stirred;
    if (telling.visit.exists()) visits[telling.visit.value] = stirred;
    if (!telling.moves_others) return;
    agencies.resize(agency_count);
    const auto note = [&](hall::AgencyIndex agency) { agencies[agency.value] = stirred; };
    std::ranges::for_each(telling.queues, note);
    std::ranges::for_each(telling.listeners, note);
}

/// Why what a visit shows may have changed, if it may have.
std::optional<Broadcast::Feed::Stirred> Broadcast::Feed::stirred(const hall::Day& day,
                                                                 hall::VisitIndex visit) const {
    if (const auto own = visits.find(visit.value); own != visits.end()) return own->second;
    if (all) return all;
    std::optional<Stirred> latest;
    for (const hall::StepIndex at : day.steps_of(visit)) {
        const hall::Step& step = day.at(at);
        const hall::AgencyIndex agency = day.at(step.service).agency;
        const bool is_in_queue = step.state == hall::StepState::waiting && agency.exists();
        if (is_in_queue && agency.value < agencies.size() && agencies[agency.value]) {
            latest = agencies[agency.value];
        }
    }
    return latest;
}

Broadcast::Broadcast(const journal::Clock& clock, web::StreamHub& hub, EstimateBook& estimates,
                     Options options)
    : clock_(clock), hub_(hub), estimates_(estimates), options_(std::move(options)) {}

Broadcast::~Broadcast() = default;

Broadcast::Feed& Broadcast::feed_of(const std::string& mall) {
    const std::scoped_lock lock{mutex_};
    auto& feed = feeds_[mall];
    if (!feed) feed = std::make_unique<Feed>(mall);
    return *feed;
}

const Broadcast::Feed* Broadcast::find(std::string_view mall) const {
    const auto feed = feeds_.find(mall);
    return feed == feeds_.end() ? nullptr : feed->second.get();
}

void Broadcast::on_event(const std::string& mall, std::int64_t seq, const hall::Event& event,
                         const hall::Day& day) {
    estimates_.of(mall).note(seq, event, day);
    Feed& feed = feed_of(mall);
    if (begins_rules(event)) feed.audiences.reset();
    feed.last = {.seq = seq};
    if (day.has_begun()) render(feed, seq, event, day);
    keep(feed, seq);
    queue(feed, std::max(clock_.now(), event.at), zone_of(day));
    // The next event begins another date, of which these visits know nothing.
    if (std::holds_alternative<hall::DayClosed>(event.what)) send_visits(feed, seq, day);
}

void Broadcast::render(Feed& feed, std::int64_t seq, const hall::Event& event,
                       const hall::Day& day) {
    if (!feed.audiences) feed.audiences = std::make_unique<const Audiences>(feed.mall, day);
    const TimeZone& zone = zone_of(day);
    const Instant now = std::max(clock_.now(), event.at);
    Telling telling = telling_of(day, event);
    feed.stir(telling, event.at, day.rules().agencies.size());
    feed.last.head = head_of(seq, telling.event, to_rfc3339(event.at, zone));
    feed.last.parts =
        FrameMaker{day, *feed.audiences, std::move(telling), now, estimates_.of(feed.mall)}.make();
    if (!feed.zone) {
        const std::scoped_lock lock{mutex_};
        feed.zone = zone;
    }
}

/// Keeps the last frames for those who come back.
void Broadcast::keep(Feed& feed, std::int64_t seq) {
    const std::scoped_lock lock{mutex_};
    if (!feed.kept.empty() && feed.kept.back().seq + 1 != seq) feed.kept.clear();
    feed.kept.push_back(std::move(feed.last));
    if (feed.kept.size() > options_.frames_max) feed.kept.pop_front();
}

/// Makes ready what was just kept. A reader that is not counted yet will read what is kept, so that
/// nothing is lost by leaving out the kinds that nobody reads.
void Broadcast::queue(Feed& feed, Instant now, const TimeZone& zone) {
    const Frames& frames = feed.kept.back();
    if (frames.parts.empty()) return;
    const std::string now_text = to_rfc3339(now, zone);
    for (const Part& part : frames.parts) {
        if (hub_.open(part.kind) == 0) continue;
        const web::Frame frame{.seq = static_cast<std::uint64_t>(frames.seq),
                               .text = std::make_shared<const std::string>(
                                   frame_text(frames.head, now_text, *part.tail))};
        for (const std::string& topic : *part.topics) feed.pending.push_back({topic, frame});
    }
}

void Broadcast::on_settled(const std::string& mall, std::int64_t seq, const hall::Day& day) {
    Feed& feed = feed_of(mall);
    send(feed);
    send_visits(feed, seq, day);
}

void Broadcast::send(Feed& feed) {
    if (!feed.pending.empty()) hub_.publish(feed.pending);
    feed.pending.clear();
}

/// Sends those of the followed visits that show something else than before.
void Broadcast::send_visits(Feed& feed, std::int64_t seq, const hall::Day& day) {
    std::vector<std::shared_ptr<Followed>> followed;
    {
        const std::scoped_lock lock{mutex_};
        std::erase_if(feed.followed, [](const auto& one) { return one.second.expired(); });
        for (const auto& [code, one] : feed.followed) {
            if (auto visit = one.lock()) followed.push_back(std::move(visit));
        }
    }
    std::vector<web::Publication> publications;
    const TimeZone& zone = zone_of(day);
    const Instant now = std::max(clock_.now(), day.last_at());
    for (const std::shared_ptr<Followed>& one : followed) {
        const auto visit = one->place_in(day);
        const auto why = visit ? feed.stirred(day, *visit) : std::nullopt;
        if (!why) continue;
        std::string all = json::write(view_of_visit(day, *visit,
                                                    {.public_url = options_.public_url,
                                                     .audience = Audience::anyone,
                                                     .now = now,
                                                     .estimates = &estimates_.of(feed.mall)}));
        if (all == one->sent) continue;
        const std::string head = head_of(seq, why->event, to_rfc3339(why->at, zone));
        auto text = std::make_shared<const std::string>(
            frame_text(head, to_rfc3339(now, zone), tail_of(all)));
        one->sent = std::move(all);
        publications.push_back({visit_topic(feed.mall, one->code),
                                {static_cast<std::uint64_t>(seq), std::move(text)}});
    }
    feed.visits.clear();
    feed.agencies.clear();
    feed.all.reset();
    if (!publications.empty()) hub_.publish(publications);
}

web::Opening Broadcast::opening(const journal::LiveHall& hall, const std::string& topic,
                                std::optional<std::int64_t> after, const Snapshot& snapshot) const {
    const auto looked = [&](const journal::Standing& standing) {
        return std::pair{standing.seq(), zone_of(standing.day())};
    };
    const auto [standing_seq, zone] = hall.look(clock_.now(), looked);
    const Instant now = clock_.now();
    const std::string now_text = to_rfc3339(now, zone);
    std::string missed;
    {
        const std::scoped_lock lock{mutex_};
        const Feed* const feed = find(hall.mall());
        const bool is_empty = feed == nullptr || feed->kept.empty();
        const std::int64_t last = is_empty ? standing_seq : feed->kept.back().seq;
        const std::int64_t first = is_empty ? last + 1 : feed->kept.front().seq;
        if (!after) return {hello(zone, now, last), static_cast<std::uint64_t>(last)};
        if (*after >= first - 1 && *after <= std::max(last, standing_seq)) {
            const auto from = std::max<std::int64_t>(0, *after + 1 - first);
            for (auto i = static_cast<std::size_t>(from); !is_empty && i < feed->kept.size(); ++i) {
                const Frames& frames = feed->kept[i];
                for (const Part& part : frames.parts) {
                    if (has_topic(part, topic))
                        missed += frame_text(frames.head, now_text, *part.tail);
                }
            }
            return {hello(zone, now, std::nullopt) + missed,
                    static_cast<std::uint64_t>(std::max(last, *after))};
        }
    }
    return opening_with_all(hall, snapshot);
}

web::Opening Broadcast::opening_with_all(const journal::LiveHall& hall,
                                         const Snapshot& snapshot) const {
    return hall.look(clock_.now(), [&](const journal::Standing& standing) -> web::Opening {
        const Instant now = std::max(clock_.now(), standing.day().last_at());
        const auto seq = static_cast<std::uint64_t>(standing.seq());
        return {hello(zone_of(standing.day()), now, std::nullopt) +
                    web::event_text(seq, "reset", snapshot(standing, now)),
                seq};
    });
}

std::shared_ptr<const void> Broadcast::follow(const std::string& mall, const Code& code) {
    Feed& feed = feed_of(mall);
    const std::scoped_lock lock{mutex_};
    std::weak_ptr<Followed>& known = feed.followed[code];
    std::shared_ptr<Followed> followed = known.lock();
    if (followed == nullptr) {
        followed = std::make_shared<Followed>(code);
        known = followed;
    }
    return followed;
}

std::size_t Broadcast::followed(const std::string& mall) const {
    const std::scoped_lock lock{mutex_};
    const Feed* const feed = find(mall);
    return feed == nullptr ? 0 : feed->followed.size();
}

std::string Broadcast::beat_data(std::string_view topic) const {
    std::optional<TimeZone> zone;
    {
        const std::scoped_lock lock{mutex_};
        const Feed* const feed = find(mall_of_topic(topic));
        if (feed != nullptr) zone = feed->zone;
    }
    return zone ? R"({"now":")" + to_rfc3339(clock_.now(), *zone) + "\"}" : "{}";
}

std::string Broadcast::hello(const TimeZone& zone, Instant now,
                             std::optional<std::int64_t> id) const {
    std::string data = R"({"version":)";
    json::append_string(data, options_.version);
    data += R"(,"now":")" + to_rfc3339(now, zone) + R"(","clock_rate":)";
    json::Codec<double>::write(data, options_.clock_rate);
    std::optional<std::uint64_t> seq;
    if (id) seq = static_cast<std::uint64_t>(*id);
    return web::event_text(seq, "hello", data + "}");
}

}  // namespace gerai::api
