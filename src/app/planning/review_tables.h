#pragma once

#include <boost/json/object.hpp>
#include <string>

#include "app/planning/staffing_tables.h"

/// What a staffing that was reviewed is like beyond its promise, as text and JSON.
namespace gerai::app {

std::string review_as_text(const StaffedMall& staffed);

/// Of the whole hall, with what one counter more and one fewer would do.
boost::json::object review_as_json(const StaffedMall& staffed);

/// Of a pool.
boost::json::object review_as_json(const StaffedMall& staffed, std::size_t pool);

}  // namespace gerai::app
