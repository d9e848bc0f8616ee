#pragma once

#include <string_view>

#include "mall/mall_file.h"

/// Malls for tests and for the tools that they use.
namespace gerai::mall {

/// A small correct one, which a case may spoil.
inline constexpr std::string_view small_mall = R"([mall]
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

/// A small mall of three services at three counters, open from Monday to Friday, whose visitors
/// wait long enough to lose patience.
inline constexpr std::string_view busy_mall = R"([mall]
id = "uji"
name = "Mal Uji"
time_zone = "Asia/Makassar"
priority_classes = ["elderly"]
promise = { wait = "15m", share = 0.9 }

[mall.hours]
mon = ["08:00-12:00", "13:00-15:00"]
tue = ["08:00-12:00", "13:00-15:00"]
wed = ["08:00-12:00", "13:00-15:00"]
thu = ["08:00-12:00", "13:00-15:00"]
fri = ["08:00-12:00", "13:00-15:00"]

[planning]
arrivals = [6, 10, 12, 12, 11, 10, 8, 5, 4, 6, 6, 5, 3, 2]
day_factor_cv = 0.15
second_service = 0.25
no_show = 0.06
patience = "30m"
idle_gap = "40s"

[[agency]]
id = "dukcapil"
name = "Dukcapil"
kind = "regional"
prefix = "B"

[[agency]]
id = "imigrasi"
name = "Imigrasi"
kind = "vertical"
prefix = "C"

[[booth]]
id = "b01"
name = "Gerai 1"
floor = 1
agency = "dukcapil"

[[booth]]
id = "b02"
name = "Gerai 2"
floor = 1
agency = "imigrasi"

[[counter]]
number = 1
booth = "b01"
services = ["akta", "kk"]

[[counter]]
number = 2
booth = "b01"
services = ["akta", "kk"]

[[counter]]
number = 3
booth = "b02"
services = ["paspor"]

[[service]]
id = "akta"
agency = "dukcapil"
name = "Akta kelahiran"
fee = { kind = "free" }
counter_time = { p50 = "6m", p90 = "13m" }
daily_visits = 45
basis = "norm"

[[service]]
id = "kk"
agency = "dukcapil"
name = "Kartu Keluarga"
fee = { kind = "free" }
counter_time = { p50 = "4m", p90 = "9m" }
daily_visits = 40
basis = "norm"

[[service]]
id = "paspor"
agency = "imigrasi"
name = "Paspor"
fee = { kind = "free" }
counter_time = { p50 = "7m", p90 = "12m" }
daily_visits = 36
basis = "norm"
)";

inline Mall small() { return read_mall(small_mall, "kecil.toml").value(); }

inline Mall busy() { return read_mall(busy_mall, "uji.toml").value(); }

}  // namespace gerai::mall
