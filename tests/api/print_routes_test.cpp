#include <gtest/gtest.h>

#include "api/served_hall.h"
#include "ticket/paper.h"
#include "ticket/stand_in_printer.h"

namespace gerai::api {

namespace {

using ticket::PrintedPaper;
using ticket::StandInPrinter;

json::Object object(const web::Answer& answer) {
    return boost::json::parse(answer.body).as_object();
}

/// The small mall with one printer, and a kiosk that is named like it.
class PrintingHall {
public:
    explicit PrintingHall(const StandInPrinter::Manner& manner = {})
        : printer(manner), hall(mall::small_with("192.0.2.10:9100", printer.address())) {
        be(trust::Role::kiosk);
        code = to_string(hall.issue({"dukcapil-01", "bnn-01"}, monday_eight + 5min));
    }

    void be(trust::Role role) {
        token_ =
            hall.bearer({.role = role,
                         .mall = "kecil",
                         .agency = "dukcapil",
                         .counter = role == trust::Role::clerk ? std::optional{1} : std::nullopt,
                         .device = "kios-1"});
    }

    web::Answer post(const std::string& path, std::string_view body, std::string headers = {}) {
        return hall.connect().ask(
            web::post("/api/v1/malls/kecil" + path, body,
                      headers + token_ + "Content-Type: application/json\r\n"));
    }
    web::Answer get(const std::string& path) { return hall.ask("/malls/kecil" + path, token_); }

    web::Answer print(std::string_view body = R"({"printer":"kios-1"})",
                      const std::string& headers = {}) {
        return post("/visits/" + code + "/prints", body, headers);
    }

    /// The print once its printer is through with it.
    json::Object printed(const web::Answer& asked) {
        EXPECT_EQ(asked.status, 201) << asked.body;
        wait_for_printer();
        return object(get("/prints/" + std::string{object(asked).at("id").as_string()}));
    }

    void wait_for_printer() { EXPECT_TRUE(hall.printers_were_busy.try_acquire_for(10s)); }

    StandInPrinter printer;
    ServedHall hall;
    std::string code;

private:
    std::string token_;
};

}  // namespace

TEST(PrintRoutes, PrintTheTicketOfAVisit) {
    PrintingHall hall;

    const web::Answer asked = hall.print();

    EXPECT_EQ(object(asked).at("state"), "reserved");
    EXPECT_EQ(object(asked).at("asked_at"), "2026-11-23T08:05:00+08:00");
    const json::Object print = hall.printed(asked);
    EXPECT_EQ(print.at("state"), "confirmed");
    EXPECT_EQ(print.at("number"), "B-001");
    EXPECT_EQ(print.at("printer"), "kios-1");
    EXPECT_EQ(print.at("copy"), false);
    EXPECT_EQ(print.at("sent"), true);
    EXPECT_EQ(print.at("printer_state"), "ready");
    EXPECT_FALSE(print.contains("came_out"));
}

TEST(PrintRoutes, SendThePrinterWhatTheVisitorNeedsAndNothingAboutAPerson) {
    PrintingHall hall;
    hall.printed(hall.print());
    hall.printed(hall.print());  // When it begins, the first has been read to its end.

    const PrintedPaper paper{hall.printer.tickets().at(0), 576};

    EXPECT_EQ(paper.codes.at(0).text, "http://mall/k/" + hall.code);
    const std::string text = paper.all_text();
    EXPECT_NE(text.find("1. Akta kelahiran\nGerai 1, lantai 1 - Anda di urutan pertama\n"),
              std::string::npos)
        << text;
    EXPECT_NE(text.find("2. SKHPN\nGerai 2, lantai 2 - Anda di urutan pertama\n"),
              std::string::npos)
        << text;
    EXPECT_NE(text.find("Siapkan: KTP\nKeluar 23-11-2026, 08.05 WITA\n"), std::string::npos)
        << text;
}

TEST(PrintRoutes, MarkASecondTicketAsACopyOfTheSameNumber) {
    PrintingHall hall;
    hall.printed(hall.print());

    const json::Object copy = hall.printed(hall.print());
    hall.printed(hall.print(R"({"printer":"kios-1","copy":true})"));

    EXPECT_EQ(copy.at("copy"), true);
    EXPECT_EQ(copy.at("number"), "B-001");
    EXPECT_NE(hall.printer.tickets().at(1).find("CETAK ULANG pukul 08.05"), std::string::npos);
}

TEST(PrintRoutes, PrintOnceForARequestThatIsRepeated) {
    PrintingHall hall;
    const std::string key = "Idempotency-Key: one-press\r\n";

    const web::Answer first = hall.print(R"({"printer":"kios-1"})", key);
    hall.printed(first);
    const web::Answer again = hall.print(R"({"printer":"kios-1"})", key);
    hall.printed(hall.print());

    EXPECT_EQ(again.status, 201);
    EXPECT_EQ(again.body, first.body);
    EXPECT_EQ(hall.print(R"({"printer":"kios-1","copy":true})", key).status, 422);
    EXPECT_EQ(hall.printer.tickets().size() <= 2, true);
}

TEST(PrintRoutes, DoNotMarkATicketThatNeverWasSent) {
    PrintingHall hall{{.before = ticket::paper_used_up}};

    const json::Object print = hall.printed(hall.print());
    EXPECT_EQ(print.at("state"), "unconfirmed");
    EXPECT_EQ(print.at("printer_state"), "no_paper");
    EXPECT_EQ(print.at("sent"), false);

    hall.printer.behave({});
    EXPECT_EQ(hall.printed(hall.print()).at("copy"), false);
}

TEST(PrintRoutes, BelieveWhoeverStandsAtThePrinter) {
    PrintingHall hall{{.after = ticket::paper_used_up}};
    const json::Object print = hall.printed(hall.print());
    EXPECT_EQ(print.at("state"), "unconfirmed");
    const std::string path = "/prints/" + std::string{print.at("id").as_string()};

    const web::Answer lost = hall.post(path + "/confirm", R"({"came_out":false})");
    EXPECT_EQ(object(lost).at("state"), "unconfirmed");
    EXPECT_EQ(object(lost).at("came_out"), false);
    EXPECT_EQ(hall.post(path + "/confirm", R"({"came_out":true})").status, 200);

    EXPECT_EQ(object(hall.get(path)).at("state"), "confirmed");
    EXPECT_EQ(hall.post(path + "/confirm", "{}").status, 422);
}

TEST(PrintRoutes, AnswerBeforeTheirPrinterDoes) {
    PrintingHall hall{{.answers = false, .reads_tickets = false}};

    for (int prints = 0; prints < 5; ++prints) EXPECT_EQ(hall.print().status, 201);

    // Nobody has waited for the printer, which has not answered a single question yet.
    EXPECT_FALSE(hall.hall.printers_were_busy.try_acquire());
    EXPECT_EQ(hall.get("/printers").status, 200);
    EXPECT_EQ(hall.hall.ask("/malls/kecil/board").status, 200);
}

TEST(PrintRoutes, TellHowThePrintersAre) {
    PrintingHall hall{{.before = ticket::paper_nearly_used_up}};

    const json::Object before = object(hall.get("/printers")).at("printers").at(0).as_object();
    hall.wait_for_printer();
    const json::Object after = object(hall.get("/printers")).at("printers").at(0).as_object();

    EXPECT_EQ(before.at("id"), "kios-1");
    EXPECT_EQ(before.at("own"), true);
    EXPECT_EQ(before.at("state"), "unknown");
    EXPECT_FALSE(before.contains("since"));
    EXPECT_EQ(after.at("state"), "near_end");
    EXPECT_EQ(after.at("since"), "2026-11-23T08:05:00+08:00");
}

TEST(PrintRoutes, TurnDownWhatIsNotThere) {
    PrintingHall hall;

    const web::Answer printer = hall.print(R"({"printer":"kios-9"})");
    EXPECT_EQ(printer.status, 422);
    EXPECT_EQ(object(printer).at("type"), "/problems/unknown-printer");
    EXPECT_NE(printer.body.find("kios-1"), std::string::npos);
    EXPECT_EQ(hall.print("{}").status, 422);
    EXPECT_EQ(hall.post("/visits/abc/prints", R"({"printer":"kios-1"})").status, 404);
    EXPECT_EQ(object(hall.get("/prints/abc")).at("type"), "/problems/unknown-print");
    EXPECT_EQ(hall.post("/prints/abc/confirm", R"({"came_out":true})").status, 404);
}

TEST(PrintRoutes, LetInTheDoorAndTheKioskAlone) {
    PrintingHall hall;
    for (const auto& [role, status] :
         {std::pair{trust::Role::kiosk, 200}, std::pair{trust::Role::greeter, 200},
          std::pair{trust::Role::manager, 200}, std::pair{trust::Role::clerk, 403},
          std::pair{trust::Role::agency, 403}, std::pair{trust::Role::board, 403}}) {
        hall.be(role);
        EXPECT_EQ(hall.get("/printers").status, status) << trust::to_string(role);
    }
    EXPECT_EQ(hall.hall.ask("/malls/kecil/printers").status, 401);
}

}  // namespace gerai::api
