// Files that tell those who look at the database as it was before some of it changes.
#pragma once

#include <vector>

#include "store/files.h"

namespace rehearsal::store {

class StillFiles;

// Hands everything on.
class WatchedFiles final : public Files {
 public:
  // `files` outlives it.
  explicit WatchedFiles(Files& files) : files_(files) {}

  int64_t read(Slot slot, int64_t offset, void* to, size_t size) override;
  IoStatus write(Slot slot, int64_t offset, const void* from, size_t size) override;
  IoStatus truncate(Slot slot, int64_t size) override;
  int64_t size(Slot slot) override { return files_.size(slot); }
  IoStatus flush(Slot slot) override { return files_.flush(slot); }
  bool lasting() const override { return files_.lasting(); }
  std::string problem() const override { return files_.problem(); }
  void at(KillPoint point) override { files_.at(point); }

  // From now on it is told; it says when no more.
  void watch(StillFiles& still) { watching_.push_back(&still); }
  void forget(StillFiles& still);

 private:
  Files& files_;
  std::vector<StillFiles*> watching_;
};

}  // namespace rehearsal::store
