#include "core/csv.h"

#include <gtest/gtest.h>

namespace gerai {
namespace {

TEST(CsvCell, IsTheTextWhereThatIsPlain) {
    EXPECT_EQ(csv_cell("Disdukcapil"), "Disdukcapil");
    EXPECT_EQ(csv_cell("Buka 07.30 = lebih awal"), "Buka 07.30 = lebih awal");
    EXPECT_EQ(csv_cell(""), "");
}

TEST(CsvCell, IsQuotedWhereItHoldsASeparator) {
    EXPECT_EQ(csv_cell("satu, dua"), "\"satu, dua\"");
    EXPECT_EQ(csv_cell("\"loket\""), "\"\"\"loket\"\"\"");
    EXPECT_EQ(csv_cell("dua\nbaris"), "\"dua\nbaris\"");
}

TEST(CsvCell, IsNeverAFormula) {
    EXPECT_EQ(csv_cell("=1+1"), "'=1+1");
    EXPECT_EQ(csv_cell("=HYPERLINK(\"http://x\",\"y\")"),
              "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"");
    for (const std::string text : {"+1", "-1", "@SUM(A1)", "\t=1"}) {
        EXPECT_EQ(csv_cell(text), "'" + text);
    }
    EXPECT_EQ(csv_cell("\r=1"), "\"'\r=1\"");
}

}  // namespace
}  // namespace gerai
