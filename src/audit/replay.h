#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>

#include "audit/body.h"
#include "audit/derived.h"
#include "audit/order.h"

namespace gerai::audit {

/// The journal of one mall, followed line by line. What does not fit is told and then believed, so
/// that one fault does not hide the next.
class Replay {
public:
    Replay(std::string mall, Findings& findings, Derived& derived)
        : mall_(std::move(mall)), findings_(findings), derived_(derived) {}

    void follow(const Line& line);

    /// After the last line.
    void finish() { check_conservation(); }

private:
    /// The last act of a counter, and how things were before it.
    struct LastAct {
        std::string act;
        std::int64_t seq{};
        Instant at;
        std::size_t step{};
        std::optional<std::size_t> created;
        Step before;
        CounterState state_before{};
        CounterState becomes_before{};
        std::int64_t rejoins_before{};
    };

    using Handler = void (Replay::*)(const Body&);
    static const std::map<std::string_view, Handler>& handlers();

    void check_envelope(const Line& line);
    void follow_body(const Line& line, Handler handler);

    void configured(const Body& body);
    void day(const Body& body);
    void day_closed(const Body& body);
    void issued(const Body& body);
    void called(const Body& body);
    void recalled(const Body& body);
    void started(const Body& body);
    void finished(const Body& body);
    void no_show(const Body& body);
    void rejoined(const Body& body);
    void held(const Body& body);
    void resumed(const Body& body);
    void transferred(const Body& body);
    void cancelled(const Body& body);
    void priority_changed(const Body& body);
    void rated(const Body& body);
    void undone(const Body& body);
    void counter(const Body& body);
    void session(const Body& body);

    // What the hall says to the room.
    void heard(const Body& body);
    void notice(const Body& body);
    void notice_withdrawn(const Body& body);
    void help(const Body& body);
    void help_given(const Body& body);
    void board(const Body& body);
    void begin_wall(const Body& day);

    // How the mall is formed.
    void formed(const Body& body);
    void check_forming(const Body& day);

    // The date.
    std::vector<const Sheet*> files_of(const Body& body);
    void begin_date(const Body& body, Date date, const std::vector<const Sheet*>& files);
    void check_carried(const std::vector<Body>& carried);
    void carry(const Body& visit);
    void check_conservation();

    // Numbers and new steps.
    void check_number(const std::string& prefix, std::int64_t value);
    void take_visit_index(std::size_t index);
    void take_step_index(std::size_t index);
    void add_step(std::size_t index, Step step);
    [[nodiscard]] std::size_t edition_of(const Body& body, std::string_view name,
                                         const std::string& service) const;

    // Acts at a counter.
    [[nodiscard]] std::size_t step_in(const Body& body, std::string_view name = "step") const;
    [[nodiscard]] std::size_t visit_in(const Body& body) const;
    std::size_t step_at_counter(const Body& body);
    void go(std::string_view by, std::size_t step, State to);
    void take(int counter, std::size_t step);
    void let_go(int counter, std::size_t step);
    void free_bound_everywhere();
    void set_state(int counter, CounterState state, CounterState becomes);
    void remember(std::string act, int counter, std::size_t step);
    void touch_visit(std::size_t visit) { hall_.visits.at(visit).touched = now_->seq; }
    void touch(int counter, std::size_t step);
    void check_may_go_on(std::size_t step);
    void check_may_be_taken(int counter, std::size_t step);
    void check_may_rejoin(std::size_t step);
    void check_undo(const Body& body, const LastAct& last);
    void restore(int counter, const LastAct& last);

    template <class Say>
    void expect(Invariant invariant, bool holds, Say&& say) {
        findings_.expect(invariant, holds, std::forward<Say>(say));
    }
    [[nodiscard]] std::string name(std::size_t step) const { return name_of(hall_, step); }

    std::string mall_;
    Findings& findings_;
    Derived& derived_;

    const Line* now_ = nullptr;  // While it is followed.
    std::int64_t last_seq_ = 0;
    Instant last_at_ = Instant::min();

    std::map<std::int64_t, Sheet> files_;  // In force, or newer; by seq.
    std::optional<Date> date_;
    bool is_closed_ = false;
    Hall hall_;
    Priorities priorities_;
    std::string paper_prefix_;
    std::map<std::string, std::int64_t> last_numbers_;  // By prefix.
    std::set<std::pair<std::string, std::int64_t>> numbers_;
    std::map<int, LastAct> acts_;
    std::int64_t created_ = 0;
    std::int64_t announcements_ = 0;                        // Of the date.
    std::set<std::pair<std::int64_t, std::string>> heard_;  // Which, and by which device.
    std::set<std::string> notices_;
    std::int64_t forming_ = 0;  // The seq of the newest document.
    std::int64_t helps_ = 0;
    std::set<std::int64_t> given_;
};

}  // namespace gerai::audit
