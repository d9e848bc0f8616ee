#include "api/beside_the_hall.h"

#include <sched.h>
#include <sys/resource.h>

#include <algorithm>
#include <thread>

namespace gerai::api {

void step_back_from_the_hall() {
    constexpr int nicest = 19;
    const sched_param none{};
    sched_setscheduler(0, SCHED_BATCH, &none);  // In Linux, both are of the calling thread alone;
    setpriority(PRIO_PROCESS, 0, nicest);       // where it is not allowed, it has to do without.
}

unsigned threads_beside_the_hall() { return std::max(std::thread::hardware_concurrency(), 2U) - 1; }

}  // namespace gerai::api
