#pragma once

#include <string>
#include <vector>

#include "web/language.h"

/// The first page of a server, and the one for addresses that lead nowhere.
namespace gerai::pages {

/// A mall on the start page.
struct StartMall {
    std::string id;
    std::string theme;  ///< The address of its style sheet.
    std::string logo;   ///< That of its picture; empty where it has none.
    std::string name;   ///< In the language of the page.
    bool is_open = false;
    int counter = 0;  ///< The one that is shown; 0 where the mall has none.
};

/// What the page shows: in a trial all screens of each mall, otherwise the malls.
struct Start {
    std::vector<StartMall> malls;
    bool is_trial = false;
    bool gives_links = false;  ///< Whether its script may ask for ready links.
};

std::string start_page(const Start& start, web::Language language);

std::string unknown_address_page(bool is_trial, web::Language language);

}  // namespace gerai::pages
