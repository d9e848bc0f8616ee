#pragma once

#include "ticket/ticket.h"

namespace gerai::ticket {

using namespace std::chrono_literals;

/// Wednesday 2026-11-25, 09.30 WITA.
inline constexpr Instant half_past_nine{
    std::chrono::sys_days{std::chrono::year{2026} / 11 / 25}.time_since_epoch() + 90min};

/// As most are: one number for two services of Badung.
inline Ticket usual_ticket() {
    return {.mall = "Mal Pelayanan Publik Kabupaten Badung",
            .number = "A-023",
            .services = {{.name = "Akta kelahiran",
                          .place = "Gerai 7, lantai 1",
                          .ahead = 3,
                          .estimate = TicketService::Interval{25, 40}},
                         {.name = "Pendaftaran peserta JKN bayi baru lahir",
                          .place = "Gerai 12, lantai 2",
                          .ahead = 0}},
            .to_bring = {"KTP kedua orang tua", "Surat keterangan lahir", "Kartu Keluarga",
                         "Buku nikah"},
            .issued_at = half_past_nine,
            .zone = *TimeZone::named("Asia/Makassar"),
            .track_url = "https://mpp.badungkab.go.id/k/7zk2m4q8x1v5t9w3y6r0c2d4e8",
            .short_code = "K3M97QXTB2F"};
}

}  // namespace gerai::ticket
