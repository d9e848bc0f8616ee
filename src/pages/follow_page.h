#pragma once

#include <string>
#include <vector>

#include "api/types.h"
#include "pages/follow_rating.h"
#include "web/language.h"

/// The page behind the QR code of a ticket, for any phone: rendered here, whole without script.
namespace gerai::pages {

/// What the page shows of a visit.
struct Follow {
    api::VisitView visit;
    std::vector<std::string> booths;  ///< The name of each step's booth; empty before it has one.
    std::size_t hue = 0;              ///< Which of the eight hues the number's agency has.
    std::string mall;
    std::string theme;                        ///< The address of the mall's style sheet.
    std::string logo;                         ///< That of its picture; empty where it has none.
    std::vector<std::int64_t> in_indonesian;  ///< Steps whose service has no English name.
    bool is_trial = false;
    Rateable rateable = Rateable::yes;
    bool was_refused = false;  ///< The last press could not be carried out.
    std::string as_of;         ///< `09.05`, on the mall's wall.
    std::string rejoin_until;  ///< The same; empty where there is no end.
};

std::string follow_page(const Follow& follow, web::Language language);

/// The page on which a code is typed.
enum class Found { not_asked, unknown, too_many_tries };
std::string find_page(Found found, web::Language language);

}  // namespace gerai::pages
