// A database as it was at one moment, read while the original goes on: what changes meanwhile is kept as it
// was, and nothing else is copied.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>

#include "store/database.h"

namespace rehearsal::store {

// The database at one moment as one file, with what its log holds; nothing can be written to it. Its header
// says that nothing is written ahead.
class StillFiles final : public Files {
 public:
  // Outside of a transaction; without the log's last `unknown` commits. `files` outlives it. Throws Error
  // (StorageError).
  explicit StillFiles(WatchedFiles& files, int unknown = 0);
  ~StillFiles() override;

  int64_t read(Slot slot, int64_t offset, void* to, size_t size) override;
  IoStatus write(Slot, int64_t, const void*, size_t) override { return IoStatus::Failed; }
  IoStatus truncate(Slot, int64_t) override { return IoStatus::Failed; }
  int64_t size(Slot slot) override { return slot == Slot::Database ? size_ : 0; }
  IoStatus flush(Slot) override { return IoStatus::Ok; }
  bool lasting() const override { return false; }
  std::string problem() const override;

  // These bytes are about to change. Where they cannot be kept, all later reading fails.
  void keep(int64_t offset, int64_t size) noexcept;
  // How many bytes were kept so far.
  size_t kept() const { return kept_.size() * kBlock; }

 private:
  static constexpr int64_t kBlock = 4096;
  using Block = std::array<unsigned char, kBlock>;

  void take_log(int unknown);
  [[noreturn]] void fail() const;

  WatchedFiles& files_;
  int64_t size_;
  std::unordered_map<int64_t, std::unique_ptr<Block>> kept_;
  // Why it cannot be read any more; empty while it can.
  std::string broken_;
};

class Still {
 public:
  // Outside of a transaction; `from` outlives it. What is committed until now is in it, what comes later is
  // not. Nothing is written for it: it can be had where the storage is full. Throws Error (StorageError).
  explicit Still(Database& from);

  // For reading only.
  Database& database() { return *database_; }
  // Its file: what write_all() makes a database of.
  std::string bytes() { return read_all(*files_, Slot::Database); }
  size_t kept() const { return files_->kept(); }

 private:
  std::optional<StillFiles> files_;
  std::optional<Database> database_;
};

}  // namespace rehearsal::store
