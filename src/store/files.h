// The seam under SQLite: three named slots of bytes. What is behind them (memory, a disk, the browser's OPFS)
// is the only thing that differs between a test, the command line and a tab.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "store/kill_points.h"

namespace rehearsal::store {

// The files of one database, as SQLite names them. An empty journal or WAL counts as one that does not exist.
enum class Slot { Database, Journal, Wal };
inline constexpr std::array<Slot, 3> kSlots = {Slot::Database, Slot::Journal, Slot::Wal};

enum class IoStatus { Ok, Failed, Full };

// Offsets and sizes are in bytes. Nothing here throws: the callers are SQLite's C functions.
class Files {
 public:
  Files() = default;
  Files(const Files&) = delete;
  Files& operator=(const Files&) = delete;
  virtual ~Files() = default;

  // Reads up to `size` bytes from `offset`; the number read (fewer only at the end of the file), or -1.
  virtual int64_t read(Slot slot, int64_t offset, void* to, size_t size) = 0;
  // Writes all `size` bytes; a gap before `offset` reads as zeros.
  virtual IoStatus write(Slot slot, int64_t offset, const void* from, size_t size) = 0;
  // Cuts or extends (with zeros) to exactly `size`.
  virtual IoStatus truncate(Slot slot, int64_t size) = 0;
  virtual int64_t size(Slot slot) = 0;  // or -1
  // When this has returned Ok, everything written to the slot before survives a loss of power.
  virtual IoStatus flush(Slot slot) = 0;
  // Whether what was flushed outlives the process. Where it does not, nothing is written ahead or flushed.
  virtual bool lasting() const = 0;
  // Why the last operation that failed did so, for a person; empty when there is nothing to say.
  virtual std::string problem() const { return {}; }
  // What is written through it has come to this place.
  virtual void at(KillPoint) {}
};

// Gone with the process. Kept in blocks, so that growing copies nothing.
class MemoryFiles final : public Files {
 public:
  int64_t read(Slot slot, int64_t offset, void* to, size_t size) override;
  IoStatus write(Slot slot, int64_t offset, const void* from, size_t size) override;
  IoStatus truncate(Slot slot, int64_t size) override;
  int64_t size(Slot slot) override;
  IoStatus flush(Slot) override { return IoStatus::Ok; }
  bool lasting() const override { return false; }

 private:
  static constexpr size_t kBlock = 64 * 1024;
  struct Content {
    size_t size = 0;
    // Beyond `size` every block holds zeros.
    std::vector<std::unique_ptr<unsigned char[]>> blocks;
  };
  Content& content(Slot slot) { return slots_[static_cast<size_t>(slot)]; }
  static bool grow(Content& content, size_t size);
  // Calls `each(where, done so far, count)` for the blocks that hold `size` bytes from `offset`.
  template <class Each>
  static void walk(Content& content, size_t offset, size_t size, Each each);

  std::array<Content, 3> slots_;
};

// Everything in `slot`; throws Error (StorageError) when it cannot be read.
std::string read_all(Files& files, Slot slot);
// Makes `slot` hold exactly `content`; throws Error (StorageError) when it cannot be written.
void write_all(Files& files, Slot slot, std::string_view content);

}  // namespace rehearsal::store
