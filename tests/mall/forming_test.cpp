#include "mall/forming.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "mall/forming_kit.h"

namespace gerai::mall {

namespace {

using enum FormingFaultKind;
using enum Weekday;

std::vector<FormingFault> faults_in(const Forming& forming, const Forming& before = {}) {
    return faults_of(forming, small(), before);
}

/// `/agreements/0/ends`, the pointers alone.
std::vector<std::string> pointers_in(const Forming& forming) {
    std::vector<std::string> pointers;
    for (const FormingFault& fault : faults_in(forming)) pointers.push_back(fault.pointer);
    return pointers;
}

FormingFault only_fault_in(const Forming& forming) {
    const auto faults = faults_in(forming);
    EXPECT_EQ(faults.size(), 1);
    return faults.empty() ? FormingFault{} : faults.front();
}

Agreement with_presence(Agreement agreement, std::vector<Presence> presence) {
    agreement.presence = std::move(presence);
    return agreement;
}

// --- the document

TEST(Forming, HasTwelveStagesThatEachShowPapersOfTheirOwn) {
    std::set<Exhibit> shown;
    std::size_t papers = 0;
    for (std::size_t i = 0; i < forming_stages; ++i) {
        const auto exhibits = exhibits_of(static_cast<FormingStage>(i));
        EXPECT_FALSE(exhibits.empty());
        papers += exhibits.size();
        shown.insert(exhibits.begin(), exhibits.end());
    }
    EXPECT_EQ(json::words<FormingStage>().size(), forming_stages);
    EXPECT_EQ(shown.size(), papers);
    EXPECT_EQ(papers, json::words<Exhibit>().size());
}

TEST(Forming, ListsEachStageInItsOrderWhetherOrNotItHasBegun) {
    const auto stages = all_stages(with_stages({complete(FormingStage::pilot)}));

    ASSERT_EQ(stages.size(), forming_stages);
    EXPECT_EQ(stages[0], StageEntry{.stage = FormingStage::study});
    EXPECT_EQ(stages[7], complete(FormingStage::pilot));
}

TEST(Forming, IsReadAsItWasWritten) {
    Agreement agreement = agreement_with("bnn");
    agreement.renewal_notice = 2027y / 9 / 30;
    agreement.services = {"bnn-01"};
    agreement.presence = {in_booth("b02", {mon, wed}, "08:00-12:00"), in_booth("b01", {fri})};
    agreement.counters = {2};
    agreement.network = "Milik instansi";
    agreement.survey_duty = true;
    agreement.amendments = {{.number = "1", .date = today, .about = "Hari layanan"}};
    const Forming forming{.stages = {complete(FormingStage::study)}, .agreements = {agreement}};

    EXPECT_EQ(read_forming(to_text(forming)), forming);
}

TEST(Forming, TellsEveryFaultOfItsFormByItsPlace) {
    const auto read = read_forming(
        R"({"stages":[{"stage":"party","state":"done","evidence":[],"owner":"x","boss":"y"}],)"
        R"("agreements":[{"id":"a","begins":"2026-02-30","presence":[{"booth":"b","days":["sun"],)"
        R"("hours":"12:00-08:00"}]}]})");

    ASSERT_FALSE(read);
    std::vector<std::string> pointers;
    for (const json::Fault& fault : read.error()) pointers.push_back(fault.pointer);
    for (const std::string_view expected :
         {"/stages/0/stage", "/stages/0/boss", "/agreements/0/agency", "/agreements/0/begins",
          "/agreements/0/presence/0/hours", "/agreements/0/survey_duty"}) {
        EXPECT_NE(std::ranges::find(pointers, expected), pointers.end()) << expected;
    }
}

TEST(Agreement, HoldsFromItsFirstDayToItsLast) {
    const Agreement agreement = agreement_with("bnn", 2026y / 1 / 2, 2026y / 12 / 31);

    EXPECT_FALSE(is_in_force(agreement, 2026y / 1 / 1));
    EXPECT_TRUE(is_in_force(agreement, 2026y / 1 / 2));
    EXPECT_TRUE(is_in_force(agreement, 2026y / 12 / 31));
    EXPECT_FALSE(is_in_force(agreement, 2027y / 1 / 1));
    EXPECT_TRUE(is_in_force(agreement_with("bnn", 2026y / 1 / 2, {}), 2099y / 1 / 1));
}

// --- what a document may say

TEST(FormingChecks, AcceptADocumentThatIsRight) {
    Agreement agreement = agreement_with("bnn");
    agreement.services = {"bnn-01"};
    agreement.presence = {in_booth("b02", {mon, wed})};
    agreement.counters = {2};

    EXPECT_TRUE(
        faults_in({.stages = {complete(FormingStage::study)}, .agreements = {agreement}}).empty());
}

TEST(FormingChecks, RefuseWhatLeadsToAPersonWhereverItStands) {
    StageEntry stage = complete(FormingStage::study);
    stage.owner = "Kepala DPMPTSP, 081234567890";
    stage.note = "Ditandatangani\nNIP 19800101 200501 1 001";
    stage.evidence[0].title = "KTP 6401020304050001";
    Agreement agreement = agreement_with("bnn");
    agreement.id = "6401020304050001";
    agreement.parties = {"Kepala DPMPTSP", "6401020304050001"};
    agreement.network = "0812-3456-7890";
    agreement.service_level = "6401020304050001";
    agreement.amendments = {{.number = "1", .date = today, .about = "6401 0203 0405 0001"}};

    const auto faults = faults_in({.stages = {stage}, .agreements = {agreement}});

    EXPECT_EQ(faults, (std::vector<FormingFault>{
                          {"/stages/0/owner", phone, {}, {}},
                          {"/stages/0/note", nip, {}, {}},
                          {"/stages/0/evidence/0/title", nik, {}, {}},
                          {"/agreements/0/id", nik, {}, {}},
                          {"/agreements/0/parties/1", nik, {}, {}},
                          {"/agreements/0/network", phone, {}, {}},
                          {"/agreements/0/service_level", nik, {}, {}},
                          {"/agreements/0/amendments/0/about", nik, {}, {}},
                      }));
}

TEST(FormingChecks, WantAPaperInTheStageThatItBelongsTo) {
    StageEntry stage{.stage = FormingStage::study};
    stage.evidence = {{.shows = Exhibit::house_rules, .title = "Tata tertib"}};

    EXPECT_EQ(only_fault_in(with_stages({stage})),
              (FormingFault{"/stages/0/evidence/0/shows", other_stage, "house_rules", {}}));
}

TEST(FormingChecks, WantAReferenceWhereTheKindNeedsOne) {
    StageEntry stage{.stage = FormingStage::study};
    stage.evidence = {
        {.title = "Rencana loket", .kind = EvidenceKind::plan},
        {.title = "Berita", .kind = EvidenceKind::link, .reference = "www.go.id"},
        {.title = "Berita", .kind = EvidenceKind::link, .reference = "http://menpan.go.id/mpp"},
        {.title = "Berita", .kind = EvidenceKind::link, .reference = "https://"},
        {.title = "Berita", .kind = EvidenceKind::link},
        {.title = "Surat", .kind = EvidenceKind::document},
        {.title = "Simulasi", .kind = EvidenceKind::simulation, .reference = "j1"},
        {.title = "Berita", .kind = EvidenceKind::link, .reference = "https://menpan.go.id/mpp"},
        {.title = "  ", .kind = EvidenceKind::document}};

    EXPECT_EQ(pointers_in(with_stages({stage})),
              (std::vector<std::string>{
                  "/stages/0/evidence/0/reference", "/stages/0/evidence/1/reference",
                  "/stages/0/evidence/2/reference", "/stages/0/evidence/3/reference",
                  "/stages/0/evidence/4/reference", "/stages/0/evidence/8/title"}));
}

TEST(FormingChecks, WantEachStageAndEachIdOnce) {
    const StageEntry pilot{.stage = FormingStage::pilot};
    Agreement nameless = agreement_with("bnn");
    nameless.id = "BNN 1";
    const Forming forming{.stages = {pilot, pilot},
                          .agreements = {agreement_with("bnn"), agreement_with("bnn"), nameless}};

    EXPECT_EQ(pointers_in(forming), (std::vector<std::string>{"/stages/1/stage", "/agreements/1/id",
                                                              "/agreements/2/id"}));
}

TEST(FormingChecks, WantDatesInTheirOrder) {
    Agreement agreement = agreement_with("bnn", 2026y / 6 / 1, 2026y / 5 / 31);
    agreement.renewal_notice = 2026y / 6 / 1;

    EXPECT_EQ(pointers_in(with_agreements({agreement})),
              (std::vector<std::string>{"/agreements/0/ends", "/agreements/0/renewal_notice"}));
    EXPECT_TRUE(
        faults_in(with_agreements({agreement_with("bnn", 2026y / 6 / 1, 2026y / 6 / 1)})).empty());
}

TEST(FormingChecks, WantWhatTheMallFileHas) {
    Agreement agreement = agreement_with("polda");
    agreement.services = {"bnn-01", "bnn-99"};
    agreement.presence = {in_booth("b99", {mon}), in_booth("b02", {})};
    agreement.counters = {2, 1, 7};  // Counter 1 is in another booth than those named.

    EXPECT_EQ(pointers_in(with_agreements({agreement})),
              (std::vector<std::string>{
                  "/agreements/0/agency", "/agreements/0/services/0", "/agreements/0/services/1",
                  "/agreements/0/presence/0/booth", "/agreements/0/presence/1/days",
                  "/agreements/0/counters/1", "/agreements/0/counters/2"}));
}

TEST(FormingChecks, GiveABoothToOneAgencyAtATime) {
    const Agreement bnn =
        with_presence(agreement_with("bnn"), {in_booth("b02", {mon, wed}, "08:00-12:00")});
    const auto with_dukcapil = [&](std::vector<Weekday> days, std::string_view hours) {
        return faults_in(with_agreements(
            {bnn, with_presence(agreement_with("dukcapil"), {in_booth("b02", days, hours)})}));
    };

    EXPECT_EQ(with_dukcapil({fri, wed}, "11:59-15:00"),
              (std::vector<FormingFault>{
                  {"/agreements/1/presence/0", booth_taken, "BNN", Weekday::wed}}));
    EXPECT_EQ(with_dukcapil({mon}, {}).size(), 1);  // All the time that the mall is open.
    EXPECT_TRUE(with_dukcapil({mon, wed}, "12:00-15:00").empty());
    EXPECT_TRUE(with_dukcapil({tue, fri}, "08:00-12:00").empty());
}

TEST(FormingChecks, LetABoothPassFromOneAgreementToTheNext) {
    const auto in_b02 = [](const std::string& agency, Date begins, std::optional<Date> ends) {
        return with_presence(agreement_with(agency, begins, ends), {in_booth("b02", {mon})});
    };
    const Agreement until_june = in_b02("bnn", 2026y / 1 / 1, 2026y / 6 / 30);

    EXPECT_TRUE(
        faults_in(with_agreements({until_june, in_b02("dukcapil", 2026y / 7 / 1, {})})).empty());
    EXPECT_EQ(
        faults_in(with_agreements({until_june, in_b02("dukcapil", 2026y / 6 / 30, {})})).size(), 1);
}

// The mall file may lose an agency whose agreement stays in the register.
TEST(FormingChecks, LeaveAloneWhatStoodThereBefore) {
    Agreement old = agreement_with("polda");
    old.parties = {"Kepala Bidang 081234567890"};
    Forming forming = with_agreements({old});
    EXPECT_FALSE(faults_in(forming).empty());
    EXPECT_TRUE(faults_in(forming, forming).empty());

    Forming changed = forming;
    changed.agreements[0].number = "503/13/2026";
    EXPECT_FALSE(faults_in(changed, forming).empty());

    // A new one is still compared with the old ones.
    Forming more = with_agreements({with_presence(old, {in_booth("b02", {mon})})});
    const Forming before = more;
    more.agreements.push_back(with_presence(agreement_with("bnn"), {in_booth("b02", {mon})}));
    EXPECT_EQ(faults_of(more, small(), before),
              (std::vector<FormingFault>{
                  {"/agreements/1/presence/0", booth_taken, "polda", Weekday::mon}}));
}

// --- the example

TEST(Forming, IsShownByAnExampleThatTheMallFileBearsOut) {
    const auto example = read_forming(text_of("malls/forming/paser.json"));
    ASSERT_TRUE(example) << example.error().front().pointer;

    const auto faults = faults_of(*example, bundled("paser"), {});

    EXPECT_TRUE(faults.empty()) << faults.front().pointer;
}

}  // namespace

}  // namespace gerai::mall
