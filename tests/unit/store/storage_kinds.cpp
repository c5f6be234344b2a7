#include <cstdio>
#include <cstdlib>

#include "store/disk_files.h"
#include "store/faulty_files.h"
#include "store/storage.h"

namespace rehearsal::store {
namespace {

class InMemory final : public Storage {
 public:
  Files& open() override { return files_; }

 private:
  MemoryFiles files_;
};

// Without a fault it must be like any other.
class Faulty final : public Storage {
 public:
  Files& open() override {
    faulty_ = std::make_unique<FaultyFiles>(files_);
    return *faulty_;
  }

 private:
  MemoryFiles files_;
  std::unique_ptr<FaultyFiles> faulty_;
};

class OnDisk final : public Storage {
 public:
  OnDisk() {
    std::string pattern = "/tmp/rehearsal-store-XXXXXX";
    folder_ = mkdtemp(pattern.data());
  }
  ~OnDisk() override {
    files_.reset();
    for (const char* suffix : {"", "-journal", "-wal"}) std::remove((path() + suffix).c_str());
    std::remove(folder_.c_str());
  }
  Files& open() override {
    files_.reset();
    files_ = std::make_unique<DiskFiles>(path());
    return *files_;
  }

 private:
  std::string path() const { return folder_ + "/test.db"; }
  std::string folder_;
  std::unique_ptr<DiskFiles> files_;
};

template <class Kind>
std::unique_ptr<Storage> make() {
  return std::make_unique<Kind>();
}

}  // namespace

std::vector<StorageKind> storage_kinds() {
  return {{"memory", make<InMemory>}, {"disk", make<OnDisk>}, {"faulty", make<Faulty>}};
}

}  // namespace rehearsal::store
