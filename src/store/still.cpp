#include "store/still.h"

#include <algorithm>
#include <cstring>
#include <new>

#include "core/error.h"

namespace rehearsal::store {
namespace {

constexpr int64_t kCache = int64_t{4} << 20;

// Both versions of the file's format: 2 where the database is written ahead of its file (SQLite's file
// format, 1.3.1).
constexpr std::array<int64_t, 2> kFormatVersions = {18, 19};

}  // namespace

StillFiles::StillFiles(WatchedFiles& files) : files_(files), size_(files.size(Slot::Database)) {
  if (size_ < 0) throw Error("StorageError", "Expected to read the database, could not: " + files.problem());
  files_.watch(*this);
}

StillFiles::~StillFiles() {
  files_.forget(*this);
}

void StillFiles::keep(int64_t offset, int64_t size) noexcept {
  const int64_t end = std::min(offset + size, size_);
  for (int64_t number = offset / kBlock; is_whole_ && number * kBlock < end; ++number) {
    if (kept_.count(number)) continue;
    // The platform seam: whoever writes is not to fail because somebody reads.
    try {
      auto block = std::make_unique<Block>();
      is_whole_ = files_.read(Slot::Database, number * kBlock, block->data(), block->size()) >= 0;
      kept_.emplace(number, std::move(block));
    } catch (const std::bad_alloc&) {
      is_whole_ = false;
    }
  }
}

int64_t StillFiles::read(Slot slot, int64_t offset, void* to, size_t size) {
  if (slot != Slot::Database || offset >= size_) return 0;
  const int64_t end = std::min(offset + static_cast<int64_t>(size), size_);
  auto* bytes = static_cast<unsigned char*>(to);
  for (int64_t at = offset; at < end;) {
    const int64_t within = at % kBlock;
    const int64_t count = std::min(end - at, kBlock - within);
    const auto kept = kept_.find(at / kBlock);
    if (kept != kept_.end()) {
      std::memcpy(bytes + (at - offset), kept->second->data() + within, static_cast<size_t>(count));
    } else if (files_.read(slot, at, bytes + (at - offset), static_cast<size_t>(count)) != count) {
      return -1;
    }
    at += count;
  }
  if (!is_whole_) return -1;
  for (const int64_t place : kFormatVersions) {
    if (offset <= place && place < end) bytes[place - offset] = 1;
  }
  return end - offset;
}

std::string StillFiles::problem() const {
  return is_whole_ ? files_.problem() : "There was no memory left to keep what changed meanwhile.";
}

Still::Still(Database& from)
    : files_((from.write_log_back(), from.watched_)), database_(files_, Access::Read) {
  database_.set_cache(kCache);
}

}  // namespace rehearsal::store
