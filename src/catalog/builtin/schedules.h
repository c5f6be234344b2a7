// When the tasks of tasks.h start by themselves: the original's times, in UTC.
#pragma once

#include <vector>

#include "workflow/schedule.h"

namespace rehearsal::catalog {

std::vector<workflow::Schedule> builtin_schedules();

}  // namespace rehearsal::catalog
