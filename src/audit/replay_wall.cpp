#include <algorithm>

#include "audit/replay.h"

namespace gerai::audit {

namespace {

constexpr auto moves_are_legal = Invariant::legal_moves;
constexpr auto dates_begin_once = Invariant::dates_begin_once;
constexpr auto steps_are_conserved = Invariant::steps_are_conserved;

}  // namespace

void Replay::heard(const Body& body) {
    const std::int64_t announcement = body.number("announcement");
    expect(moves_are_legal, announcement >= 0 && announcement < announcements_, [&] {
        return "announcement " + std::to_string(announcement) + " is heard, of " +
               std::to_string(announcements_);
    });
    expect(moves_are_legal, heard_.insert({announcement, body.text("device")}).second,
           [] { return "a device says a second time that it has spoken an announcement"; });
}

void Replay::notice(const Body& body) {
    (void)body.text("text");
    expect(moves_are_legal, notices_.insert(body.text("id")).second,
           [] { return "a notice is posted that is there already"; });
}

void Replay::notice_withdrawn(const Body& body) {
    expect(moves_are_legal, notices_.erase(body.text("id")) == 1,
           [] { return "a notice is withdrawn that is not there"; });
}

void Replay::help(const Body& body) {
    (void)body.text("place");
    expect(moves_are_legal, body.number("help") == helps_++,
           [] { return "requests for help are not counted one by one"; });
}

void Replay::help_given(const Body& body) {
    const std::int64_t help = body.number("help");
    expect(moves_are_legal, help >= 0 && help < helps_ && given_.insert(help).second,
           [] { return "help is given that nobody awaits"; });
}

/// A new date has what stood of the last one, and says nothing of its own yet.
void Replay::begin_wall(const Body& day) {
    announcements_ = 0;
    heard_.clear();
    helps_ = 0;
    given_.clear();
    std::set<std::string> carried;
    if (day.has("notices")) {
        for (const Body& notice : day.objects("notices")) carried.insert(notice.text("id"));
    }
    expect(steps_are_conserved, std::ranges::includes(notices_, carried),
           [] { return "the date begins with a notice that nobody posted"; });
    notices_ = std::move(carried);
}

void Replay::board(const Body& body) { (void)body.text("device"); }

void Replay::formed(const Body& body) {
    boost::system::error_code malformed;
    const boost::json::value document = boost::json::parse(body.text("text"), malformed);
    if (malformed) throw Unreadable{"the document in it is not JSON"};
    const Body forming{document};
    (void)forming.objects("stages");
    (void)forming.objects("agreements");
    forming_ = now_->seq;
}

/// A date goes on with the newest document, and names none where there is none.
void Replay::check_forming(const Body& day) {
    const std::int64_t named = day.has("forming") ? day.number("forming") : 0;
    expect(dates_begin_once, named == forming_, [&] {
        return "the date begins with the document on forming of seq " + std::to_string(named) +
               ", where " + std::to_string(forming_) + " is the newest";
    });
}

}  // namespace gerai::audit
