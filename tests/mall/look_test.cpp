#include <gtest/gtest.h>

#include "mall/accent.h"
#include "mall/logo.h"
#include "mall/mall_files.h"

namespace gerai::mall {
namespace {

constexpr std::string_view logo =
    R"svg(<?xml version="1.0"?><!-- of the regency -->
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">
<defs><linearGradient id="a"><stop offset="0"/></linearGradient></defs>
<path fill="url(#a)" d="M0 0h24v24H0z"/><use href="#a"/><text>Kab. Paser</text></svg>
)svg";

std::string svg_of(std::string_view inside) {
    return "<svg xmlns='http://www.w3.org/2000/svg'>" + std::string{inside} + "</svg>";
}

TEST(Accent, IsComparedWithWhiteAsWcagSays) {
    EXPECT_NEAR(contrast_with_white("#000000"), 21, 1e-9);
    EXPECT_NEAR(contrast_with_white("#ffffff"), 1, 1e-9);
    EXPECT_NEAR(contrast_with_white("#767676"), 4.54, 0.005);
}

TEST(Accent, ThatIsTooFaintIsAFaultWhereTheFileIsNew) {
    const std::string text = small_with("paper_prefix", "accent = \"#F5A623\"\npaper_prefix");

    const auto faults = faults_of_look(text, "kecil.toml");

    EXPECT_TRUE(read_mall(text, "kecil.toml"));
    ASSERT_EQ(faults.size(), 1);
    EXPECT_EQ(to_string(faults.front()),
              "kecil.toml:8: mall.accent: expected a darker colour, with a contrast of at least "
              "4.5:1 to white, found \"#F5A623\"");
    EXPECT_TRUE(faults_of_look(small_mall, "kecil.toml").empty());
}

TEST(Logo, MayBeAnyPictureThatStaysInItself) {
    EXPECT_EQ(fault_of_logo(logo), "");
    EXPECT_EQ(fault_of_logo(svg_of(R"svg(<image href="data:image/png;base64,AAAA"/>)svg")), "");
}

TEST(Logo, RunsNothingAndAsksForNothing) {
    const std::vector<std::string> inside{
        "<script>alert(1)</script>",
        "<s:script xmlns:s='http://www.w3.org/2000/svg'/>",
        "<foreignObject/>",
        "<style>@import 'x.css'</style>",
        R"svg(<g onload="alert(1)"/>)svg",
        R"svg(<g ONCLICK = 'alert(1)'/>)svg",
        R"svg(<use href="https://example.org/x.svg#a"/>)svg",
        R"svg(<use xmlns:x="http://www.w3.org/1999/xlink" x:href="other.svg#a"/>)svg",
        R"svg(<a href="javascript:alert(1)"/>)svg",
        R"svg(<a href="&#106;avascript:alert(1)"/>)svg",
        R"svg(<path fill="url(https://example.org/a)"/>)svg",
        R"svg(<path style="fill: url( 'x.svg#a' )"/>)svg",
        R"svg(<path style="fill: u\72l(x.svg#a)"/>)svg",
        R"svg(<image href="data:image/svg+xml;base64,AAAA"/>)svg",
    };
    for (const std::string& each : inside) EXPECT_NE(fault_of_logo(svg_of(each)), "") << each;
    EXPECT_NE(fault_of_logo("<!DOCTYPE svg [<!ENTITY a 'b'>]>" + svg_of("")), "");
    EXPECT_NE(fault_of_logo("<?xml-stylesheet href='x.css'?>" + svg_of("")), "");
}

TEST(Logo, IsOneWellFormedPicture) {
    const std::vector<std::string> texts{
        "",
        "PNG",
        "<html></html>",
        "<svg viewBox=\"0 0 1 1\"></svg>",
        svg_of("<g>"),
        svg_of("<g></p>"),
        svg_of("<g a=1/>"),
        svg_of("<g a=\"1/>"),
        svg_of("") + svg_of(""),
        svg_of("") + "more",
        std::string{logo.substr(0, logo.size() - 8)},
    };
    for (const std::string& text : texts) EXPECT_NE(fault_of_logo(text), "") << text;
    EXPECT_EQ(fault_of_logo(svg_of(std::string(logo_max, ' '))),
              "expected an SVG picture of at most 64 KiB, found 65 KiB");
}

}  // namespace
}  // namespace gerai::mall
