#include "ticket/print_desk.h"

#include <gtest/gtest.h>

#include <condition_variable>
#include <set>

#include "ticket/escpos.h"
#include "ticket/stand_in_printer.h"
#include "ticket/tickets.h"

namespace gerai::ticket {
namespace {

std::string usual_bytes() { return escpos(lay_out(usual_ticket(), Paper::mm_80)); }

/// However busy the machine is, a printer that answers has answered by then.
constexpr std::chrono::milliseconds patient = 1min;

/// For printers that are waited for in vain.
constexpr std::chrono::milliseconds impatient = 100ms;

/// A desk that can be waited for.
class Desk {
public:
    explicit Desk(std::chrono::milliseconds patience = patient, PrintBook::Bounds bounds = {})
        : desk_({.now = [] { return half_past_nine; },
                 .connected_within = patient,
                 .answered_within = patience,
                 .sent_within = patience,
                 .asked_again_after = 0ms,
                 .bounds = bounds,
                 .on_done =
                     [this](const PrinterPlace& printer, const std::string& print) {
                         const std::scoped_lock lock{mutex_};
                         done_.insert(print.empty() ? printer.id : print);
                         changed_.notify_all();
                     }}) {}

    static PrinterPlace place(const std::string& address) { return {"kecil", "kios-1", address}; }

    void send(const std::string& id, const std::string& address,
              std::string bytes = usual_bytes()) {
        desk_.print(
            {.id = id, .printer = place(address), .visit = "visit-of-" + id, .number = "A-023"},
            std::move(bytes));
    }

    Print ended(const std::string& id) {
        wait_for(id);
        return *desk_.book().find("kecil", id);
    }

    PrinterState asked(const std::string& address) {
        desk_.ask(place(address));
        wait_for("kios-1");
        return desk_.book().standing(place(address)).state;
    }

    PrintBook& book() { return desk_.book(); }

private:
    void wait_for(const std::string& name) {
        std::unique_lock lock{mutex_};
        const bool came =
            changed_.wait_for(lock, 2 * patient, [&] { return done_.contains(name); });
        EXPECT_TRUE(came) << name;
    }

    std::mutex mutex_;
    std::condition_variable changed_;
    std::set<std::string> done_;
    PrintDesk desk_;
};

TEST(PrintDesk, SendsATicketAndConfirmsItWhenThePrinterIsWell) {
    StandInPrinter printer{{}};
    Desk desk;

    desk.send("one", printer.address());

    const Print print = desk.ended("one");
    EXPECT_EQ(print.state, PrintState::confirmed);
    EXPECT_EQ(print.printer_state, PrinterState::ready);
    EXPECT_TRUE(print.was_sent);
    EXPECT_EQ(desk.book().standing(Desk::place(printer.address())).since, half_past_nine);
}

TEST(PrintDesk, SendsThePrinterExactlyTheBytesOfTheTicket) {
    StandInPrinter printer{{}};
    {
        Desk desk;
        desk.send("one", printer.address());
        desk.ended("one");
        // The next connection begins when the printer is through with the first.
        desk.send("two", printer.address());
        desk.ended("two");
    }

    EXPECT_EQ(printer.tickets().at(0), usual_bytes());
}

TEST(PrintDesk, PrintsOnPaperThatIsNearlyUsedUpAndSaysSo) {
    StandInPrinter printer{{.before = paper_nearly_used_up, .after = paper_nearly_used_up}};
    Desk desk;

    desk.send("one", printer.address());

    EXPECT_EQ(desk.ended("one").state, PrintState::confirmed);
    EXPECT_EQ(desk.ended("one").printer_state, PrinterState::near_end);
}

TEST(PrintDesk, SendsNothingToAPrinterThatWouldPrintItLater) {
    for (const auto& [status, state] : {std::pair{paper_used_up, PrinterState::no_paper},
                                        std::pair{cover_is_open, PrinterState::cover_open}}) {
        StandInPrinter printer{{.before = status}};
        Desk desk;

        desk.send("one", printer.address());

        const Print print = desk.ended("one");
        EXPECT_EQ(print.state, PrintState::unconfirmed);
        EXPECT_EQ(print.printer_state, state);
        EXPECT_FALSE(print.was_sent);
        EXPECT_FALSE(print.may_have_come_out());
        EXPECT_FALSE(desk.book().has_gone_out("visit-of-one"));
        EXPECT_TRUE(printer.tickets().empty());
    }
}

TEST(PrintDesk, LeavesATicketUnconfirmedWhenThePaperEndsInIt) {
    StandInPrinter printer{{.after = paper_used_up}};
    Desk desk;

    desk.send("one", printer.address());

    const Print print = desk.ended("one");
    EXPECT_EQ(print.state, PrintState::unconfirmed);
    EXPECT_EQ(print.printer_state, PrinterState::no_paper);
    EXPECT_TRUE(desk.book().has_gone_out("visit-of-one"));
}

TEST(PrintDesk, PrintsWithAPrinterThatDoesNotSayHowItIsButDoesNotConfirm) {
    for (const StandInPrinter::Manner manner : {StandInPrinter::Manner{.answers = false},
                                                StandInPrinter::Manner{.answers_after = false}}) {
        StandInPrinter printer{manner};
        Desk desk{impatient};

        desk.send("one", printer.address());

        const Print print = desk.ended("one");
        EXPECT_EQ(print.state, PrintState::unconfirmed);
        EXPECT_EQ(print.printer_state, PrinterState::unknown);
        EXPECT_TRUE(print.was_sent);
        desk.send("two", printer.address());
        desk.ended("two");  // The printer is through with the first.
        EXPECT_EQ(printer.tickets().at(0), usual_bytes());
    }
}

TEST(PrintDesk, TakesAnAnswerThatIsNoStatusForNone) {
    StandInPrinter printer{{.before = {0xFF, 0xFF, 0xFF, 0xFF}}};
    Desk desk;

    EXPECT_EQ(desk.asked(printer.address()), PrinterState::unknown);
}

TEST(PrintDesk, GivesUpOnAPrinterThatTakesNothing) {
    StandInPrinter printer{{.answers = false, .reads_tickets = false}};
    Desk desk{impatient};

    // More than the buffers of both ends hold.
    desk.send("one", printer.address(), std::string(8'000'000, '\n'));

    const Print print = desk.ended("one");
    EXPECT_EQ(print.state, PrintState::unconfirmed);
    EXPECT_TRUE(print.may_have_come_out());
}

TEST(PrintDesk, LeavesATicketUnconfirmedWhenThePrinterHangsUpInIt) {
    StandInPrinter printer{{.closes_after = 10}};
    Desk desk;

    desk.send("one", printer.address());

    EXPECT_EQ(desk.ended("one").state, PrintState::unconfirmed);
    EXPECT_TRUE(desk.ended("one").was_sent);
}

TEST(PrintDesk, CallsAPrinterOfflineThatTakesNoConnection) {
    const std::string nobody = [] { return StandInPrinter{{}}.address(); }();
    Desk desk;

    desk.send("one", nobody);

    EXPECT_EQ(desk.ended("one").state, PrintState::unconfirmed);
    EXPECT_EQ(desk.ended("one").printer_state, PrinterState::offline);
    EXPECT_FALSE(desk.ended("one").was_sent);
}

TEST(PrintDesk, PrintsOnOnePrinterWhileAnotherStandsStill) {
    StandInPrinter stalled{{.answers = false, .reads_tickets = false}};
    StandInPrinter well{{}};
    Desk desk;
    for (const std::string id : {"a", "b", "c", "d", "e"}) desk.send(id, stalled.address());

    desk.send("one", well.address());

    EXPECT_EQ(desk.ended("one").state, PrintState::confirmed);
    EXPECT_EQ(desk.book().find("kecil", "e")->state, PrintState::reserved);
}

TEST(PrintDesk, TakesNoMorePrintsThanMayWait) {
    StandInPrinter stalled{{.answers = false, .reads_tickets = false}};
    Desk desk{patient, {.waiting = 2}};
    desk.send("a", stalled.address());
    stalled.wait_for_caller();

    for (const std::string id : {"b", "c", "d"}) desk.send(id, stalled.address());

    EXPECT_EQ(desk.book().find("kecil", "b")->state, PrintState::reserved);
    EXPECT_EQ(desk.book().find("kecil", "c")->state, PrintState::reserved);
    EXPECT_EQ(desk.book().find("kecil", "d")->state, PrintState::unconfirmed);
    EXPECT_FALSE(desk.book().find("kecil", "d")->may_have_come_out());
}

TEST(PrintDesk, ForgetsTheOldestPrints) {
    StandInPrinter printer{{}};
    Desk desk{patient, {.kept = 2}};

    for (const std::string id : {"a", "b", "c"}) desk.send(id, printer.address());

    EXPECT_FALSE(desk.book().find("kecil", "a"));
    EXPECT_TRUE(desk.book().find("kecil", "c"));
}

TEST(PrintDesk, KnowsAPrintOnlyInItsMall) {
    StandInPrinter printer{{}};
    Desk desk;
    desk.send("one", printer.address());

    EXPECT_FALSE(desk.book().find("besar", "one"));
    EXPECT_FALSE(desk.book().confirm("besar", "one", true));
}

TEST(PrintDesk, BelievesWhoeverStandsAtThePrinter) {
    StandInPrinter silent{{.answers = false}};
    Desk desk{impatient};
    desk.send("one", silent.address());
    desk.ended("one");

    EXPECT_EQ(desk.book().confirm("kecil", "one", true)->state, PrintState::confirmed);
    EXPECT_EQ(desk.book().confirm("kecil", "one", false)->state, PrintState::unconfirmed);
    EXPECT_TRUE(desk.book().has_gone_out("visit-of-one"));
}

TEST(PrintDesk, AsksAPrinterAgainWhenThePaperHasBeenChanged) {
    StandInPrinter printer{{.before = paper_used_up}};
    Desk desk;
    desk.send("one", printer.address());
    desk.ended("one");
    EXPECT_EQ(desk.book().standing(Desk::place(printer.address())).state, PrinterState::no_paper);

    printer.behave({});

    EXPECT_EQ(desk.asked(printer.address()), PrinterState::ready);
}

TEST(PrinterState, IsReadFromWhatThePrinterAnswers) {
    EXPECT_EQ(state_of(all_well), PrinterState::ready);
    EXPECT_EQ(state_of(paper_nearly_used_up), PrinterState::near_end);
    EXPECT_EQ(state_of(paper_used_up), PrinterState::no_paper);
    EXPECT_EQ(state_of(cover_is_open), PrinterState::cover_open);
    EXPECT_EQ(state_of({0x1A, 0x12, 0x12, 0x12}), PrinterState::offline);  // Feed button, say.
    EXPECT_EQ(state_of({0x12, 0x52, 0x1A, 0x12}), PrinterState::offline);  // The knife is stuck.
    EXPECT_EQ(state_of({0x12, 0x12, 0x12, 0x00}), PrinterState::unknown);
}

}  // namespace
}  // namespace gerai::ticket
