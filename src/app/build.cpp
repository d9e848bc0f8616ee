#include "app/build.h"

namespace gerai::app {

const char* version() { return GERAI_VERSION; }

const char* commit() { return GERAI_COMMIT; }

}  // namespace gerai::app
