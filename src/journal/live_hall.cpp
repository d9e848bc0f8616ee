#include "journal/live_hall.h"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <mutex>

#include "journal/event_json.h"

namespace gerai::journal {

namespace {

constexpr std::size_t batch = 1'000;

std::uint64_t key_of(const Code& code) {
    std::uint64_t key = 0;
    std::memcpy(&key, code.bytes.data(), sizeof key);
    return key;
}

template <class Map>
std::optional<hall::VisitIndex> found(const Map& map, std::uint64_t key) {
    const auto at = map.find(key);
    if (at == map.end()) return std::nullopt;
    return at->second;
}

/// The seqs of the files and of the document on forming that a `day` record names, in their order.
std::vector<std::int64_t> named_by(const Record& day_record) {
    std::vector<std::int64_t> seqs = versions_of(day_record);
    if (const std::int64_t forming = forming_of(day_record); forming != 0) {
        seqs.insert(std::ranges::upper_bound(seqs, forming), forming);
    }
    return seqs;
}

/// The events that a `day` record names, so that the day can begin from them.
void apply_named(Reader& reader, const std::string& mall, const Record& day_record,
                 Standing& standing) {
    for (const std::int64_t seq : named_by(day_record)) {
        const auto record = reader.record_at(mall, seq);
        if (!record) {
            throw Broken{"the journal of " + mall + " lacks seq " + std::to_string(seq) +
                         ", which seq " + std::to_string(day_record.seq) + " names"};
        }
        standing.apply(seq, decode(*record, standing.day().rules()));
    }
}

}  // namespace

std::optional<hall::VisitIndex> Standing::find(const Code& code) const {
    const auto visit = found(codes_, key_of(code));
    if (!visit || day_.at(*visit).code != code) return std::nullopt;
    return visit;
}

std::optional<hall::VisitIndex> Standing::find(ShortCode code) const {
    return found(short_codes_, code.value);
}

void Standing::apply(std::int64_t seq, const hall::Event& event) {
    const bool begins = std::holds_alternative<hall::DayBegan>(event.what);
    hall::evolve(day_, event);
    seq_ = seq;
    if (const auto* const issued = std::get_if<hall::Issued>(&event.what)) note(issued->visit);
    if (!begins) return;
    codes_.clear();
    short_codes_.clear();
    for (std::uint32_t i = 0; i < day_.visits().size(); ++i) note({i});
}

Standing Standing::on(Date date, Instant now) const {
    Standing next = *this;
    for (const hall::Event& event : hall::next_date(day_, date, now)) next.apply(seq_, event);
    return next;
}

void Standing::note(hall::VisitIndex visit) {
    codes_[key_of(day_.at(visit).code)] = visit;
    short_codes_[day_.at(visit).short_code.value] = visit;
}

void LiveHall::catch_up(Reader& reader, Observer* observer, std::int64_t tell_last) {
    if (standing_.seq() == 0) {
        if (const auto day = reader.last_day(mall_)) {
            const auto record = reader.record_at(mall_, day->first_seq);
            if (!record)
                throw Broken{"the journal of " + mall_ + " lacks its last date's beginning"};
            const std::unique_lock lock{mutex_};
            apply_named(reader, mall_, *record, standing_);
            standing_.apply(record->seq, decode(*record, standing_.day().rules()));
        }
    }
    const std::int64_t tell_after = reader.last_seq(mall_) - tell_last;
    bool has_told = false;
    while (true) {
        const std::vector<Record> records = reader.read(mall_, standing_.seq(), batch);
        for (const Record& record : records) {
            const bool tells = record.seq > tell_after;
            apply(record.seq, decode(record, standing_.day().rules()), tells ? observer : nullptr);
            has_told = has_told || tells;
        }
        if (records.size() < batch) break;
    }
    if (observer != nullptr && has_told) {
        observer->on_settled(mall_, standing_.seq(), standing_.day());
    }
}

void LiveHall::apply(std::int64_t seq, const hall::Event& event, Observer* observer) {
    assert(seq == standing_.seq() + 1);
    {
        const std::unique_lock lock{mutex_};
        standing_.apply(seq, event);
    }
    if (observer != nullptr) observer->on_event(mall_, seq, event, standing_.day());
}

std::shared_ptr<const Standing> LiveHall::standing_on(Instant now) const {
    const std::scoped_lock next_lock{next_mutex_};
    const std::shared_lock lock{mutex_};
    // A command may have begun the date while we came here without the lock.
    if (!is_over(now)) return std::make_shared<const Standing>(standing_);
    const Date date = date_in(standing_.day(), now);
    if (!next_ || next_->seq() != standing_.seq() || next_->day().date() != date) {
        next_ = std::make_shared<const Standing>(standing_.on(date, now));
    }
    return next_;
}

Date date_in(const hall::Day& day, Instant now) {
    assert(!day.files().empty());
    const auto zone = TimeZone::named(day.files().back().mall->time_zone);
    assert(zone);  // `read_mall` accepts no other.
    return zone->date_of(now);
}

std::unique_ptr<Standing> standing_of(Reader& reader, const std::string& mall, Date date,
                                      Observer* observer) {
    const auto day = reader.day(mall, date);
    if (!day) return nullptr;
    const auto first = reader.record_at(mall, day->first_seq);
    if (!first) return nullptr;
    auto standing = std::make_unique<Standing>();
    const auto apply = [&](const Record& record) {
        const hall::Event event = decode(record, standing->day().rules());
        standing->apply(record.seq, event);
        if (observer != nullptr) observer->on_event(mall, record.seq, event, standing->day());
    };
    apply_named(reader, mall, *first, *standing);
    apply(*first);
    while (true) {
        const std::vector<Record> records = reader.read(mall, standing->seq(), batch);
        for (const Record& next : records) {
            if (next.type == "day") return standing;
            apply(next);
        }
        if (records.size() < batch) return standing;
    }
}

}  // namespace gerai::journal
