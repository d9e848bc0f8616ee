#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "mall/mall_file.h"

/// Mall files for tests: a small correct one that a case spoils, and the bundled ones.
namespace gerai::mall {

constexpr std::string_view small_mall = R"([mall]
id = "kecil"
name = "Mal Kecil"
time_zone = "Asia/Makassar"
hours = { mon = ["08:00-12:00", "13:00-15:30"], fri = ["08:00-11:30"] }
priority_classes = ["elderly", "pregnant"]
promise = { wait = "15m", share = 0.9 }
paper_prefix = "P"

[dispatch]
rates = { elderly = 6 }

[planning]
arrivals = [6, 10, 12]

[[holiday]]
date = 2026-12-25
name = "Natal"

[[agency]]
id = "dukcapil"
name = "Dukcapil"
kind = "regional"
prefix = "B"

[[agency]]
id = "bnn"
name = "BNN"
kind = "vertical"
prefix = "AN"

[[booth]]
id = "b01"
name = "Gerai 1"
floor = 1
agency = "dukcapil"

[[booth]]
id = "b02"
name = "Gerai 2"
floor = 2
tenants = [{ agency = "bnn", days = ["mon", "wed"] }]

[[counter]]
number = 1
booth = "b01"
services = ["dukcapil-01", "dukcapil-02"]

[[counter]]
number = 2
booth = "b02"
services = ["bnn-01"]

[[zone]]
id = "lantai-1"
name = "Lantai 1"
booths = ["b01"]

[[printer]]
id = "kios-1"
address = "192.0.2.10:9100"
width = "80mm"

[[service]]
id = "dukcapil-01"
agency = "dukcapil"
name = "Akta kelahiran"
requirements = ["KTP"]
fee = { kind = "free" }
time_limit = { value = 1, unit = "working_day" }
counter_time = { p50 = "12m", p90 = "25m" }
daily_visits = 9.5
basis = "norm"

[[service]]
id = "dukcapil-02"
agency = "dukcapil"
name = "Kartu Keluarga"
fee = { kind = "fixed", amount = 30000, from = 2024-12-17, basis = "PP 45/2024" }
counter_time = { p50 = "2m30s", p90 = "1h" }
after = ["dukcapil-01"]

[[service]]
id = "bnn-01"
agency = "bnn"
name = "SKHPN"
fee = { kind = "formula", text = "Sesuai tarif." }
counter_time = { p50 = "45s", p90 = "45s" }

[[bundle]]
id = "kelahiran"
name = "Anak baru lahir"
services = ["dukcapil-01", "dukcapil-02"]
)";

/// The text with one part replaced, which must stand in it.
inline std::string with(std::string text, std::string_view part, std::string_view instead) {
    const auto at = text.find(part);
    if (at == std::string::npos) throw std::logic_error{"not in the file: " + std::string{part}};
    return text.replace(at, part.size(), instead);
}

inline std::string small_with(std::string_view part, std::string_view instead) {
    return with(std::string{small_mall}, part, instead);
}

inline std::vector<std::string> faults_of(std::string_view text) {
    std::vector<std::string> faults;
    const auto mall = read_mall(text, "kecil.toml");
    if (mall) return faults;
    for (const Fault& fault : mall.error()) faults.push_back(to_string(fault));
    return faults;
}

inline Mall small() { return read_mall(small_mall, "kecil.toml").value(); }

/// The text of a file of the project.
inline std::string text_of(const std::string& path) {
    std::ostringstream text;
    text << std::ifstream{std::string{GERAI_SOURCE_DIR} + '/' + path}.rdbuf();
    return text.str();
}

inline Mall bundled(const std::string& id) {
    const std::string path = "malls/" + id + ".toml";
    auto mall = read_mall(text_of(path), path);
    if (mall) return *std::move(mall);
    for (const Fault& fault : mall.error()) ADD_FAILURE() << to_string(fault);
    return {};
}

}  // namespace gerai::mall
