// Files that outlive the engine, as a disk does: one engine after the other is given them.
#pragma once

#include <string>

#include "store/files.h"

namespace rehearsal::api {

class LentFiles final : public store::Files {
 public:
  explicit LentFiles(store::Files& files) : files_(files) {}
  int64_t read(store::Slot slot, int64_t offset, void* to, size_t size) override {
    return files_.read(slot, offset, to, size);
  }
  store::IoStatus write(store::Slot slot, int64_t offset, const void* from, size_t size) override {
    return files_.write(slot, offset, from, size);
  }
  store::IoStatus truncate(store::Slot slot, int64_t size) override { return files_.truncate(slot, size); }
  int64_t size(store::Slot slot) override { return files_.size(slot); }
  store::IoStatus flush(store::Slot slot) override { return files_.flush(slot); }
  bool lasting() const override { return files_.lasting(); }
  std::string problem() const override { return files_.problem(); }
  void at(store::KillPoint point) override { files_.at(point); }

 private:
  store::Files& files_;
};

}  // namespace rehearsal::api
