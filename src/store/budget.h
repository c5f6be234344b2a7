// How much is kept of what only looks back.
#pragma once

#include <cstdint>

#include "store/statement.h"

namespace rehearsal::store {

// The sequence of the newest row that is beyond `most` bytes, or 0. `rows` give a sequence and a number of
// bytes, the newest first, which is never beyond: they are read as far as they are kept.
inline int64_t first_beyond(Rows rows, int64_t most) {
  int64_t bytes = 0;
  for (bool is_newest = true; rows.step(); is_newest = false) {
    bytes += rows.integer(1);
    if (bytes > most && !is_newest) return rows.integer(0);
  }
  return 0;
}

}  // namespace rehearsal::store
