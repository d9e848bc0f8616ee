#include "demo/watch_frame.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "demo/json_view.h"

namespace gerai::demo {
namespace {

using namespace std::chrono_literals;

const Instant quarter_past_nine = *parse_rfc3339("2026-11-16T09:14:05+08:00");

MallCard paser() {
    return {.id = "paser",
            .name = "Mal Pelayanan Publik Kabupaten Paser",
            .time_zone = "Asia/Makassar",
            .agency_names = {{"dukcapil", "Dinas Kependudukan dan Pencatatan Sipil"},
                             {"bpjs-kesehatan", "BPJS Kesehatan"},
                             {"polres", "Kepolisian Resor Paser"}},
            .booth_names = {{"b07", "Gerai 7"}, {"b09", "Gerai 9"}},
            .open = true,
            .trial = true,
            .clock_rate = 60};
}

Scene in_the_morning() {
    Board board;
    board.calls = {{"B-012", 12, "b07", quarter_past_nine - 20s, 1},
                   {"C-003", 20, "b09", quarter_past_nine - 2min, 2}};
    board.queues = {{"dukcapil", "B", 12, 3, 23min + 40s},
                    {"bpjs-kesehatan", "C", 4, 1, 65min},
                    {"polres", "D", 0, 1, 0s}};
    return {.mall = paser(), .board = board, .now = quarter_past_nine, .connected = true};
}

std::string text_of_frame(const Scene& scene, Size size, Language language) {
    std::string text;
    for (const Line& line : frame(scene, size, language)) {
        std::string row = as_text(line);
        row.erase(row.find_last_not_of(' ') + 1);
        text += row + "\n";
    }
    return text;
}

int columns_of(const std::string& text) {
    return static_cast<int>(std::ranges::count_if(
        text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xc0) != 0x80; }));
}

TEST(WatchFrame, ShowsTheHallInIndonesian) {
    EXPECT_EQ(text_of_frame(in_the_morning(), {80, 24}, Language::indonesian),
              R"(Mal Pelayanan Publik Kabupaten Paser               PERCOBAAN 60x   09.14.05 WITA
Senin, 16 November 2026                                                     Buka
Menunggu 16   Loket buka 5   Terlama 1 jam 05 mnt

PANGGILAN TERAKHIR
 09.13  B-012     loket 12      Gerai 7
 09.12  C-003     loket 20      Gerai 9  panggilan ke-2

ANTREAN                                            Menunggu       Terlama  Loket
 B   Dinas Kependudukan dan Pencatatan Sipil             12        23 mnt      3
 C   BPJS Kesehatan                                       4  1 jam 05 mnt      1
 D   Kepolisian Resor Paser                               0             -      1

)");
}

TEST(WatchFrame, ShowsTheHallInEnglish) {
    Scene scene = in_the_morning();
    scene.mall.trial = false;
    scene.mall.open = false;

    const std::string text = text_of_frame(scene, {80, 24}, Language::english);

    EXPECT_NE(text.find("09:14:05 WITA"), std::string::npos);
    EXPECT_NE(text.find("Monday, 16 November 2026"), std::string::npos);
    EXPECT_NE(text.find(" Closed\n"), std::string::npos);
    EXPECT_NE(text.find("counter 20"), std::string::npos);
    EXPECT_NE(text.find("call 2"), std::string::npos);
    EXPECT_EQ(text.find("TRIAL"), std::string::npos);
}

TEST(WatchFrame, ShowsAnEmptyHall) {
    Scene scene = in_the_morning();
    scene.board = {};

    EXPECT_EQ(text_of_frame(scene, {80, 24}, Language::indonesian),
              R"(Mal Pelayanan Publik Kabupaten Paser               PERCOBAAN 60x   09.14.05 WITA
Senin, 16 November 2026                                                     Buka
Menunggu 0   Loket buka 0   Terlama 0 mnt

PANGGILAN TERAKHIR
 Belum ada panggilan

ANTREAN                                            Menunggu       Terlama  Loket

)");
}

Scene full() {
    Scene scene = in_the_morning();
    scene.board.queues.clear();
    for (int i = 0; i < 40; ++i) {
        const std::string agency = "agency-" + std::to_string(i);
        scene.board.queues.push_back(
            {agency, std::string(1, static_cast<char>('A' + i % 26)), i, 1, 1min * i});
        scene.mall.agency_names[agency] =
            "Kantor Pelayanan Kekayaan Negara, Lelang, Bea, Cukai dan Keselarasan é ü Nusantara";
    }
    for (int i = 0; i < 30; ++i) {
        scene.board.calls.push_back({"A-1234", 150,
                                     "Gerai Perizinan Berusaha Terpadu dan Panjang "
                                     "Sekali Namanya Hingga Tepi",
                                     std::nullopt, 3});
    }
    scene.mall.name = "Mal Pelayanan Publik Kabupaten dengan Nama yang Amat Sangat Panjang Sekali";
    return scene;
}

TEST(WatchFrame, NeverLeavesTheTerminal) {
    for (const Size size :
         {Size{60, 12}, Size{80, 24}, Size{100, 30}, Size{132, 43}, Size{200, 60}, Size{300, 20}}) {
        for (const Language language : {Language::indonesian, Language::english}) {
            const auto lines = frame(full(), size, language);

            EXPECT_LE(lines.size(), static_cast<std::size_t>(size.rows));
            for (const Line& line : lines) EXPECT_LE(columns_of(as_text(line)), size.columns);
        }
    }
}

TEST(WatchFrame, ShowsTheLongestQueuesFirstAndSaysHowManyAreHidden) {
    const std::string text = text_of_frame(full(), {80, 24}, Language::indonesian);

    EXPECT_NE(text.find(" 39        39 mnt "), std::string::npos);
    EXPECT_NE(text.find("dan 28 instansi lagi"), std::string::npos);
    EXPECT_NE(text.find("Kantor Pelayanan Kekayaan Negara, Lelang, B…"), std::string::npos);
}

TEST(WatchFrame, HasRoomForAllAgenciesOnAWideTerminal) {
    const std::string text = text_of_frame(full(), {132, 43}, Language::indonesian);

    EXPECT_EQ(text.find("instansi lagi"), std::string::npos);
}

TEST(WatchFrame, SaysThatTheConnectionIsLost) {
    Scene scene = in_the_morning();
    scene.connected = false;

    const std::string text = text_of_frame(scene, {80, 24}, Language::indonesian);

    EXPECT_NE(text.find("Sambungan terputus"), std::string::npos);
}

TEST(WatchFrame, ReadsTheBoardAndTheMallAsTheServerWritesThem) {
    const Board read = board(parse_json(R"({"seq": 12, "now": "2026-11-16T09:14:05+08:00",
        "calls": [{"number": "B-012", "counter": 12, "booth": "Gerai 7",
                   "called_at": "2026-11-16T09:13:45+08:00", "times_called": 1}],
        "queues": [{"agency": "dukcapil", "prefix": "B", "waiting": 12, "open_counters": 3,
                    "oldest_waiting_seconds": 1420, "estimate": null}], "notices": []})"));
    const MallCard card = mall_card(parse_json(R"({"id": "paser", "name": "MPP\u001b[2J Paser",
        "time_zone": "Asia/Makassar", "open": true, "clock_rate": 60, "trial": true,
        "agencies": [{"id": "dukcapil", "name": "Dukcapil", "name_en": "Civil Registry"}],
        "booths": [{"id": "b07", "name": "Gerai 7"}]})"),
                                    Language::english);

    EXPECT_EQ(read.calls,
              (std::vector<BoardCall>{{"B-012", 12, "Gerai 7", quarter_past_nine - 20s, 1}}));
    EXPECT_EQ(read.queues, (std::vector<BoardQueue>{{"dukcapil", "B", 12, 3, 1420s}}));
    EXPECT_EQ(card.name, "MPP[2J Paser");
    EXPECT_EQ(card.agency_names.at("dukcapil"), "Civil Registry");
    EXPECT_EQ(card.booth_names.at("b07"), "Gerai 7");
    EXPECT_TRUE(card.trial);
    EXPECT_EQ(card.clock_rate, 60);
}

TEST(WatchFrame, EndsEveryStyleThatItBegins) {
    const Line line{{"plain", Style::plain}, {"strong", Style::strong}};

    EXPECT_EQ(as_terminal_text(line), "plain\x1b[1mstrong\x1b[0m");
}

}  // namespace
}  // namespace gerai::demo
