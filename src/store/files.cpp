#include "store/files.h"

#include <algorithm>
#include <cstring>
#include <new>

#include "core/error.h"

namespace rehearsal::store {

template <class Each>
void MemoryFiles::walk(Content& content, size_t offset, size_t size, Each each) {
  for (size_t done = 0; done < size;) {
    const size_t within = (offset + done) % kBlock;
    const size_t count = std::min(size - done, kBlock - within);
    each(content.blocks[(offset + done) / kBlock].get() + within, done, count);
    done += count;
  }
}

bool MemoryFiles::grow(Content& content, size_t size) {
  // The platform seam: memory that is used up is this storage's way to be full.
  try {
    const size_t needed = (size + kBlock - 1) / kBlock;
    while (content.blocks.size() < needed)
      content.blocks.push_back(std::make_unique<unsigned char[]>(kBlock));
    content.size = size;
    return true;
  } catch (const std::bad_alloc&) {
    return false;
  }
}

int64_t MemoryFiles::read(Slot slot, int64_t offset, void* to, size_t size) {
  Content& from = content(slot);
  const auto start = static_cast<size_t>(offset);
  if (start >= from.size) return 0;
  const size_t count = std::min(size, from.size - start);
  walk(from, start, count, [to](const unsigned char* block, size_t done, size_t part) {
    std::memcpy(static_cast<unsigned char*>(to) + done, block, part);
  });
  return static_cast<int64_t>(count);
}

IoStatus MemoryFiles::write(Slot slot, int64_t offset, const void* from, size_t size) {
  Content& to = content(slot);
  const auto start = static_cast<size_t>(offset);
  if (to.size < start + size && !grow(to, start + size)) return IoStatus::Full;
  walk(to, start, size, [from](unsigned char* block, size_t done, size_t part) {
    std::memcpy(block, static_cast<const unsigned char*>(from) + done, part);
  });
  return IoStatus::Ok;
}

IoStatus MemoryFiles::truncate(Slot slot, int64_t size) {
  Content& of = content(slot);
  const auto wanted = static_cast<size_t>(size);
  if (wanted > of.size) return grow(of, wanted) ? IoStatus::Ok : IoStatus::Full;
  of.blocks.resize((wanted + kBlock - 1) / kBlock);
  const size_t in_last = wanted % kBlock;
  if (in_last != 0) std::memset(of.blocks.back().get() + in_last, 0, kBlock - in_last);
  of.size = wanted;
  return IoStatus::Ok;
}

int64_t MemoryFiles::size(Slot slot) {
  return static_cast<int64_t>(content(slot).size);
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
