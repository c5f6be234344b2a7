#include "store/still.h"

#include <algorithm>
#include <cstring>
#include <new>
#include <vector>

#include "core/error.h"
#include "store/log_check.h"

namespace rehearsal::store {
namespace {

constexpr int64_t kCache = int64_t{4} << 20;

// Both versions of the file's format: 2 where the database is written ahead of its file (SQLite's file
// format, 1.3.1).
constexpr std::array<int64_t, 2> kFormatVersions = {18, 19};

}  // namespace

StillFiles::StillFiles(WatchedFiles& files, int unknown) : files_(files), size_(files.size(Slot::Database)) {
  if (size_ < 0) fail();
  if (files_.lasting()) take_log(unknown);
  files_.watch(*this);
}

void StillFiles::fail() const {
  throw Error("StorageError", "Expected to read the database, could not: " + problem());
}

// What was committed last is not in the database's file yet.
void StillFiles::take_log(int unknown) {
  const LogPages log = committed_in_log(files_, unknown);
  if (log.database_size > 0) size_ = log.database_size;
  std::vector<unsigned char> page(static_cast<size_t>(log.page_size));
  for (const auto& [number, start] : log.starts) {
    const int64_t from = number * log.page_size, end = std::min(from + log.page_size, size_);
    keep(from, log.page_size);
    if (!broken_.empty() || files_.read(Slot::Wal, start, page.data(), page.size()) != log.page_size) fail();
    for (int64_t at = from; at < end;) {
      const int64_t count = std::min(end - at, kBlock - at % kBlock);
      std::memcpy(kept_.at(at / kBlock)->data() + at % kBlock, page.data() + (at - from),
                  static_cast<size_t>(count));
      at += count;
    }
  }
}

StillFiles::~StillFiles() {
  files_.forget(*this);
}

void StillFiles::keep(int64_t offset, int64_t size) noexcept {
  const int64_t end = std::min(offset + size, size_);
  // The platform seam: whoever writes is not to fail because somebody reads.
  try {
    for (int64_t number = offset / kBlock; broken_.empty() && number * kBlock < end; ++number) {
      if (kept_.count(number)) continue;
      auto block = std::make_unique<Block>();
      if (files_.read(Slot::Database, number * kBlock, block->data(), block->size()) < 0)
        broken_ = "What changed meanwhile could not be read. " + files_.problem();
      kept_.emplace(number, std::move(block));
    }
  } catch (const std::bad_alloc&) {
    broken_ = "No memory is left.";
  }
}

int64_t StillFiles::read(Slot slot, int64_t offset, void* to, size_t size) {
  if (slot != Slot::Database || offset >= size_) return 0;
  if (!broken_.empty()) return -1;
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
  for (const int64_t place : kFormatVersions) {
    if (offset <= place && place < end) bytes[place - offset] = 1;
  }
  return end - offset;
}

std::string StillFiles::problem() const {
  return broken_.empty() ? files_.problem() : broken_;
}

Still::Still(Database& from) {
  if (from.in_transaction())
    throw Error(
        "StorageError",
        "Expected the database at rest, found a transaction under way. Nothing was changed; do it again.");
  // A commit whose flush failed stands in the log, and did not happen.
  for (int unknown = 0; unknown < 2; ++unknown) {
    database_.reset();
    files_.emplace(from.watched_, unknown);
    database_.emplace(*files_, Access::Read);
    if (database_->commits() != from.commits()) continue;
    database_->set_cache(kCache);
    return;
  }
  throw Error("StorageError", "Expected the database after its commit " + std::to_string(from.commits()) +
                                  ", found commit " + std::to_string(database_->commits()) +
                                  ". Nothing was changed; do it again.");
}

}  // namespace rehearsal::store
