#include <gtest/gtest.h>

#include <set>

#include "api/planning/tables.h"

namespace gerai::api {

namespace {

StudyResult study() {
    StudyResult result;
    result.first.name = "Mal Paser";
    result.second.name = "Mal Badung";
    result.rows.push_back({plan::StudyFigure::counters, 62, 150});
    result.rows.push_back({plan::StudyFigure::service_level, 0.86, {}});
    result.caveats.push_back(
        {.what = plan::Caveat::only_in_first, .names = {"KTP", "SIM"}, .share = 0.251});
    return result;
}

std::string text_of(const TableCell& cell) { return std::get<std::string>(cell); }

}  // namespace

TEST(StudyTables, HaveALineForEachFigureOfBothMalls) {
    const StudyResult result = study();
    const Table figures = tables_of(result, web::Language::english).front();

    EXPECT_EQ(figures.columns[2].title, "Mal Paser");
    ASSERT_EQ(figures.rows.size(), 2U);
    EXPECT_EQ(text_of(figures.rows[0][0]), "Counters");
    EXPECT_EQ(text_of(figures.rows[0][1]), "");
    EXPECT_EQ(std::get<double>(figures.rows[0][3]), 150);
    EXPECT_EQ(text_of(figures.rows[1][1]), "share, from 0 to 1");
    EXPECT_TRUE(std::holds_alternative<std::monostate>(figures.rows[1][3])) << "it does not tell";
}

TEST(StudyTables, SayInWordsWhatCannotBeCompared) {
    const StudyResult result = study();
    for (const web::Language language : {web::Language::indonesian, web::Language::english}) {
        const auto all = tables_of(result, language);
        const Table& caveats = all[all.size() - 2];

        const std::string words = text_of(caveats.rows.at(0).at(0));
        for (const std::string_view part : {"Mal Paser", "25", "KTP, SIM"}) {
            EXPECT_NE(words.find(part), std::string::npos) << words;
        }
        EXPECT_EQ(words.find('{'), std::string::npos) << words;
    }
}

TEST(StudyTables, SayOfATrialThatNobodyWasServed) {
    StudyResult result = study();
    result.second.source = measure::BundleSource::trial;
    const auto about_of = [&](web::Language language) {
        return text_of(tables_of(result, language).back().rows.at(1).back());
    };

    EXPECT_EQ(about_of(web::Language::english), "days of a trial; nobody was served");
    EXPECT_EQ(about_of(web::Language::indonesian), "hari percobaan; tidak ada orang yang dilayani");
}

TEST(StudyTables, HaveSheetsThatAWorkbookTakes) {
    StudyResult result = study();
    result.plan = PracticePlanView{};
    for (const web::Language language : {web::Language::indonesian, web::Language::english}) {
        std::set<std::string> titles;
        for (const Table& one : tables_of(result, language)) {
            EXPECT_LE(one.title.size(), 31U) << one.title;
            EXPECT_EQ(one.title.find_first_of("[]:*?/\\"), std::string::npos) << one.title;
            EXPECT_TRUE(titles.insert(one.title).second) << one.title;
        }
    }
}

}  // namespace gerai::api
