#include "ticket/ticket.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <sstream>

#include "ticket/escpos.h"
#include "ticket/numerals.h"
#include "ticket/paper.h"
#include "ticket/tickets.h"

namespace gerai::ticket {
namespace {

/// From the head of a printer to its knife: what stays white above every ticket.
constexpr int head_to_knife = 12 * dots_per_mm;

constexpr int longest = 90 * dots_per_mm;

PrintedPaper printed(const Ticket& ticket, Paper paper = Paper::mm_80) {
    return {escpos(lay_out(ticket, paper)), dots_of(paper)};
}

std::string text_of(const Ticket& ticket) { return printed(ticket).all_text(); }

bool says(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

std::string hex(std::string_view bytes) {
    static constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        const auto byte = static_cast<unsigned char>(bytes[at]);
        text += digits[byte / 16];
        text += digits[byte % 16];
        if (at % 48 == 47 || at + 1 == bytes.size()) text += '\n';
    }
    return text;
}

/// The lowest and the highest row of a raster with a black dot, from its top.
std::pair<int, int> ink_of(const PrintedPaper& paper, const PrintedPaper::Picture& raster) {
    int first = raster.height;
    int last = -1;
    for (int y = 0; y < raster.height; ++y) {
        for (int x = 0; x < raster.width; ++x) {
            if (!paper.is_black(raster.left + x, raster.top + y)) continue;
            first = std::min(first, y);
            last = std::max(last, y);
        }
    }
    return {first, last};
}

TEST(Ticket, SaysWhatTheVisitorNeedsInTheOrderOfTheServices) {
    const std::string text = text_of(usual_ticket());

    EXPECT_EQ(text,
              "Mal Pelayanan Publik Kabupaten Badung\n"
              "1. Akta kelahiran\n"
              "Gerai 7, lantai 1 - 3 di depan Anda - perkiraan\n"
              "25-40 menit\n"
              "2. Pendaftaran peserta JKN bayi baru lahir\n"
              "Gerai 12, lantai 2 - Anda di urutan pertama\n"
              "Kode K3M9 7QXT B2F\n"
              "Pindai, atau ketik kode di mpp.badungkab.go.id/k\n"
              "Siapkan: KTP kedua orang tua, dan 3 lagi\n"
              "Keluar 25-11-2026, 09.30 WITA\n");
}

TEST(Ticket, SpeaksTheLanguageOfTheVisit) {
    Ticket ticket = usual_ticket();
    ticket.language = web::Language::english;

    const std::string text = text_of(ticket);

    EXPECT_TRUE(says(text, "3 ahead of you")) << text;
    EXPECT_TRUE(says(text, "Issued 25-11-2026, 09.30 WITA")) << text;
}

TEST(Ticket, SaysNothingOfAWaitThatNobodyKnows) {
    Ticket ticket = usual_ticket();
    ticket.services = {{.name = "SKCK"}};

    const PrintedPaper paper = printed(ticket);

    EXPECT_TRUE(says(paper.all_text(), "\nSKCK\nKode")) << paper.all_text();
}

TEST(Ticket, CarriesItsMarkOnlyWhenItIsACopyOrATrial) {
    EXPECT_FALSE(says(text_of(usual_ticket()), "CETAK ULANG"));
    EXPECT_FALSE(says(text_of(usual_ticket()), "PERCOBAAN"));

    Ticket copy = usual_ticket();
    copy.copied_at = half_past_nine + 15min;
    copy.is_trial = true;
    for (const web::Language language : {web::Language::indonesian, web::Language::english}) {
        copy.language = language;
        const PrintedPaper paper = printed(copy);

        EXPECT_TRUE(says(paper.all_text(), "CETAK ULANG"));
        EXPECT_TRUE(says(paper.all_text(), "09.45"));
        EXPECT_TRUE(says(paper.all_text(), "PERCOBAAN"));
        EXPECT_TRUE(paper.texts[1].is_reversed);
        EXPECT_EQ(paper.rasters.size(), 1U);
    }
}

TEST(Ticket, IsAtMost90MillimetresLongAsMostAre) {
    EXPECT_LE(head_to_knife + printed(usual_ticket()).length(), longest);

    Ticket narrow = usual_ticket();
    narrow.services.pop_back();
    EXPECT_LE(head_to_knife + printed(narrow, Paper::mm_58).length(), longest);

    Ticket copy = usual_ticket();
    copy.services.pop_back();
    copy.copied_at = half_past_nine;
    copy.is_trial = true;
    EXPECT_LE(head_to_knife + printed(copy).length(), longest);
}

TEST(Ticket, HasANumberOf12MillimetresOnEitherPaper) {
    for (const Paper roll : {Paper::mm_58, Paper::mm_80}) {
        for (const std::string number : {"A-023", "AN-1234", "W-888"}) {
            Ticket ticket = usual_ticket();
            ticket.number = number;
            const PrintedPaper paper = printed(ticket, roll);

            ASSERT_EQ(paper.rasters.size(), 1U);
            const auto [first, last] = ink_of(paper, paper.rasters[0]);
            EXPECT_EQ(last - first + 1, 12 * dots_per_mm) << number;
        }
    }
}

TEST(Ticket, PrintsNothingBesideThePaperAndCutsOnce) {
    for (const Paper roll : {Paper::mm_58, Paper::mm_80}) {
        Ticket ticket = usual_ticket();
        ticket.number = "AN-1234";
        ticket.mall = std::string(120, 'M');
        ticket.services[0].name = std::string(200, 'w') + " " + std::string(200, 'w');
        const PrintedPaper paper = printed(ticket, roll);

        EXPECT_TRUE(paper.began);
        EXPECT_FALSE(paper.left_it);
        EXPECT_EQ(paper.cuts, 1);
        for (const auto& line : paper.texts) EXPECT_LE(line.text.size(), columns_of(roll));
    }
}

TEST(Ticket, LeadsToTheFollowingPageByItsCode) {
    const Ticket ticket = usual_ticket();
    const PrintedPaper paper = printed(ticket, Paper::mm_58);
    ASSERT_EQ(paper.codes.size(), 1U);
    const PrintedPaper::Code& code = paper.codes[0];

    EXPECT_EQ(code.text, ticket.track_url);
    EXPECT_EQ(code.module, 6);
    const std::unique_ptr<QRcode, void (*)(QRcode*)> expected{
        QRcode_encodeString8bit(ticket.track_url.c_str(), 0, QR_ECLEVEL_M), QRcode_free};
    ASSERT_EQ(code.at.width, expected->width * 6);
    for (int module = 0; module < expected->width * expected->width; ++module) {
        const int x = code.at.left + module % expected->width * 6 + 3;
        const int y = code.at.top + module / expected->width * 6 + 3;
        EXPECT_EQ(paper.is_black(x, y), (expected->data[module] & 1) != 0);
    }
}

TEST(Ticket, KeepsFourModulesWhiteAroundItsCode) {
    for (const Paper roll : {Paper::mm_58, Paper::mm_80}) {
        const PrintedPaper paper = printed(usual_ticket(), roll);
        const PrintedPaper::Picture& code = paper.codes.at(0).at;

        EXPECT_GE(code.left, 4 * 6);
        for (int x = 0; x < paper.width(); ++x) {
            for (int row = 1; row <= 4 * 6; ++row) {
                EXPECT_FALSE(paper.is_black(x, code.top - row)) << row;
                EXPECT_FALSE(paper.is_black(x, code.top + code.height - 1 + row)) << row;
            }
        }
    }
}

TEST(Ticket, IsByteForByteTheOneThatWasLookedAt) {
    // `GERAI_TICKET=file.pbm test_ticket` keeps the picture, to be looked at; `file.pbm.hex` is the
    // new golden file.
    const std::string bytes = escpos(lay_out(usual_ticket(), Paper::mm_80));
    if (const char* const path = std::getenv("GERAI_TICKET")) {
        PrintedPaper{bytes, dots_of(Paper::mm_80)}.save(path);
        std::ofstream{std::string{path} + ".hex"} << hex(bytes);
    }
    std::ostringstream golden;
    golden << std::ifstream{GERAI_SOURCE_DIR "/tests/ticket/usual_ticket.hex"}.rdbuf();

    EXPECT_EQ(hex(bytes), golden.str());
}

TEST(DrawNumber, DrawsEveryLetterAndFigureDifferentlyAndWithinItsPicture) {
    std::vector<Bitmap> pictures;
    for (const char character : std::string_view{"ABCDEFGHIJKLMNPQRSTUVWXYZ0123456789-"}) {
        pictures.push_back(draw_number(std::string_view{&character, 1}, 384));
    }
    for (std::size_t one = 0; one < pictures.size(); ++one) {
        EXPECT_NE(pictures[one].bytes().find_first_not_of('\0'), std::string::npos);
        for (std::size_t other = 0; other < one; ++other) {
            EXPECT_FALSE(pictures[one] == pictures[other]) << one << " " << other;
        }
    }
    EXPECT_EQ(draw_number(" ", 384).bytes().find_first_not_of('\0'), std::string::npos);
}

TEST(DrawNumber, HoldsNothingThatAPrinterWouldObeyInTheMidstOfAPicture) {
    // DLE EOT, ENQ and DC4 are obeyed wherever they stand.
    for (const std::string prefix :
         {"A", "B", "C", "G", "J", "K", "M", "Q", "S", "V", "W", "X", "Y", "Z", "AN", "WX", "KZ"}) {
        for (int value = 0; value < 1000; value += 7) {
            const std::string number = prefix + "-" + std::to_string(1000 + value).substr(1);
            for (const int width : {384, 576}) {
                const std::string bytes = draw_number(number, width).bytes();
                for (const std::string_view command : {"\x10\x04", "\x10\x05", "\x10\x14"}) {
                    EXPECT_EQ(bytes.find(command), std::string::npos) << number;
                }
            }
        }
    }
}

}  // namespace
}  // namespace gerai::ticket
