// Memory that runs out on purpose: every allocation of this program is counted.
#pragma once

#include <cstdint>

namespace rehearsal {

// After so many further allocations one fails; negative: none does.
void allow_allocations(int64_t more);
// How many are left of them.
int64_t allocations_left();
// Counts one, and says whether it may go well.
bool may_allocate();

}  // namespace rehearsal
