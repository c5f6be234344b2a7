// The database's files where the host of engine.wasm keeps them: OPFS in the page's worker, a disk under
// Node.
#pragma once

#include "store/files.h"

namespace rehearsal {

// Reads and writes through Module.files, an object {read(slot, bytes, offset) -> count, write(slot, bytes,
// offset), truncate(slot, size), size(slot), flush(slot)}; slots count 0 database, 1 journal, 2 log. What it
// throws is a failure.
class HostFiles final : public store::Files {
 public:
  int64_t read(store::Slot slot, int64_t offset, void* to, size_t size) override;
  store::IoStatus write(store::Slot slot, int64_t offset, const void* from, size_t size) override;
  store::IoStatus truncate(store::Slot slot, int64_t size) override;
  int64_t size(store::Slot slot) override;
  store::IoStatus flush(store::Slot slot) override;
  bool lasting() const override { return true; }
  std::string problem() const override;
};

}  // namespace rehearsal
