#include "mall/personal_number.h"

#include <gtest/gtest.h>

namespace gerai::mall {

namespace {

using enum PersonalNumber;

TEST(PersonalNumber, IsFoundHoweverItIsWritten) {
    struct Case {
        std::string_view text;
        PersonalNumber found;
    };
    for (const auto& [text, found] : {
             Case{"6401020304050001", nik},
             Case{"NIK: 6401020304050001.", nik},
             Case{"6401 0203 0405 0001", nik},
             Case{"640102-030405-0001", nik},
             Case{"NIP 198001012005011001", nip},
             Case{"NIP. 19800101 200501 1 001", nip},
             Case{"081234567890", phone},
             Case{"WA 0812-3456-7890", phone},
             Case{"Hubungi 0812 345 6789, Bidang A", phone},
             Case{"+6281234567890", phone},
             Case{"+62 812-3456-7890", phone},
             Case{"Kepala Dinas (0812.3456.7890)", phone},
             Case{"2026 081234567890", phone},
         }) {
        EXPECT_EQ(personal_number_in(text), found) << text;
    }
}

TEST(PersonalNumber, IsNotTheNumberOfALetterNorADate) {
    for (const std::string_view text : {
             "",
             "Kepala DPMPTSP",
             "Nomor 503/081/2026/DPMPTSP",
             "067.4/1234/2026",
             "08-12-2026 10.30",
             "08.12.2026",
             "PermenPANRB 92/2021, Perpres 89/2021",
             "Telepon kantor (0543) 21234",
             "Tahun 2024 2025 2026",
             "123456789012345",    // 15 digits
             "12345678901234567",  // 17 digits
             "080",
         }) {
        EXPECT_EQ(personal_number_in(text), std::nullopt) << text;
    }
}

}  // namespace

}  // namespace gerai::mall
