#include "api/beside_the_hall.h"

#include <sys/resource.h>

#include <algorithm>
#include <thread>

namespace gerai::api {

void step_back_from_the_hall() {
    // A tenth of a core that others want: enough to come to an end on a machine that is never idle.
    // In Linux this is of the calling thread alone; where it is not allowed, it has to do without.
    constexpr int nice = 10;
    setpriority(PRIO_PROCESS, 0, nice);
}

void step_back_from_the_questions() {
    constexpr int nice = 19;  // A seventh of what a thread of the questions is given.
    setpriority(PRIO_PROCESS, 0, nice);
}

unsigned threads_beside_the_hall() { return std::max(std::thread::hardware_concurrency(), 2U) - 1; }

}  // namespace gerai::api
