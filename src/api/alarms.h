#pragma once

#include "api/print_types.h"
#include "api/room_types.h"
#include "hall/day.h"

namespace gerai::api {

/// What needs somebody now, the longest first. An agency is in it when people could be called for
/// it and none of its counters has called for as long as the mall's file allows (`alarm_after`),
/// breaks not counted; who is at another counter or waits for a predecessor keeps nobody waiting.
/// After the closing and its tolerance no agency and no silent device is in it.
AlarmList alarms_of(const hall::Day& day, const DeviceList& devices, const PrinterList& printers,
                    Instant now);

}  // namespace gerai::api
