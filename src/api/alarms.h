#pragma once

#include "api/room_types.h"
#include "hall/day.h"

namespace gerai::api {

/// What needs somebody now, the longest first. An agency is in it when people have waited for it
/// and none of its counters has called for as long as the mall's file allows (`alarm_after`).
AlarmList alarms_of(const hall::Day& day, const DeviceList& devices, Instant now);

}  // namespace gerai::api
