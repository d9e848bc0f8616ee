#pragma once

namespace gerai::app {

/// The version of this Gerai, and the commit that it was built from.
const char* version();
const char* commit();

}  // namespace gerai::app
