#include "store/files.h"

#include <algorithm>
#include <cstring>
#include <new>

#include "core/error.h"

namespace rehearsal::store {

int64_t MemoryFiles::read(Slot slot, int64_t offset, void* to, size_t size) {
  const auto& from = bytes(slot);
  const auto start = static_cast<size_t>(offset);
  if (start >= from.size()) return 0;
  const size_t count = std::min(size, from.size() - start);
  std::memcpy(to, from.data() + start, count);
  return static_cast<int64_t>(count);
}

IoStatus MemoryFiles::write(Slot slot, int64_t offset, const void* from, size_t size) {
  auto& to = bytes(slot);
  const auto start = static_cast<size_t>(offset);
  if (to.size() < start + size) {
    const IoStatus grown = truncate(slot, static_cast<int64_t>(start + size));
    if (grown != IoStatus::Ok) return grown;
  }
  std::memcpy(to.data() + start, from, size);
  return IoStatus::Ok;
}

IoStatus MemoryFiles::truncate(Slot slot, int64_t size) {
  // The platform seam: memory that is used up is this storage's way to be full.
  try {
    bytes(slot).resize(static_cast<size_t>(size));
    return IoStatus::Ok;
  } catch (const std::bad_alloc&) {
    return IoStatus::Full;
  }
}

int64_t MemoryFiles::size(Slot slot) {
  return static_cast<int64_t>(bytes(slot).size());
}

std::string read_all(Files& files, Slot slot) {
  const int64_t size = files.size(slot);
  std::string content(size > 0 ? static_cast<size_t>(size) : 0, '\0');
  if (size < 0 || files.read(slot, 0, content.data(), content.size()) != size)
    throw Error("StorageError", "Expected to read a database file, could not: " + files.problem());
  return content;
}

void write_all(Files& files, Slot slot, std::string_view content) {
  if (files.truncate(slot, 0) != IoStatus::Ok ||
      files.write(slot, 0, content.data(), content.size()) != IoStatus::Ok ||
      files.flush(slot) != IoStatus::Ok)
    throw Error("StorageError", "Expected to write a database file, could not: " + files.problem());
}

}  // namespace rehearsal::store
