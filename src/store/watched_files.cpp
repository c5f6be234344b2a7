#include "store/watched_files.h"

#include <algorithm>

#include "store/still.h"

namespace rehearsal::store {

int64_t WatchedFiles::read(Slot slot, int64_t offset, void* to, size_t size) {
  return files_.read(slot, offset, to, size);
}

IoStatus WatchedFiles::write(Slot slot, int64_t offset, const void* from, size_t size) {
  if (slot == Slot::Database) {
    for (StillFiles* still : watching_) still->keep(offset, static_cast<int64_t>(size));
  }
  return files_.write(slot, offset, from, size);
}

IoStatus WatchedFiles::truncate(Slot slot, int64_t size) {
  const int64_t now = slot == Slot::Database && !watching_.empty() ? files_.size(slot) : 0;
  for (StillFiles* still : watching_) still->keep(size, now - size);
  return files_.truncate(slot, size);
}

void WatchedFiles::forget(StillFiles& still) {
  watching_.erase(std::find(watching_.begin(), watching_.end(), &still));
}

}  // namespace rehearsal::store
