// A database in a folder of the machine's file system, for the command line: FILE, FILE-journal and FILE-wal,
// as SQLite's own tools expect them.
#pragma once

#include <array>
#include <string>

#include "store/files.h"

namespace rehearsal::store {

class DiskFiles final : public Files {
 public:
  // Opens or makes the files and keeps others out for as long as it lives. Throws Error (StorageError) when
  // they cannot be opened, or when another process has them open.
  explicit DiskFiles(const std::string& path);
  // Removes a journal and a log that are empty.
  ~DiskFiles() override;

  int64_t read(Slot slot, int64_t offset, void* to, size_t size) override;
  IoStatus write(Slot slot, int64_t offset, const void* from, size_t size) override;
  IoStatus truncate(Slot slot, int64_t size) override;
  int64_t size(Slot slot) override;
  IoStatus flush(Slot slot) override;
  bool lasting() const override { return true; }
  std::string problem() const override { return problem_; }

 private:
  class Descriptor {
   public:
    Descriptor() = default;
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(Descriptor&& other) noexcept;
    Descriptor& operator=(Descriptor&& other) noexcept;
    ~Descriptor();
    int number() const { return number_; }

   private:
    int number_ = -1;
  };

  std::string path_of(Slot slot) const;
  int descriptor(Slot slot) const { return descriptors_[static_cast<size_t>(slot)].number(); }
  // Remembers why the system refused; -1 or the status for it.
  int64_t refused(const char* what);
  IoStatus refused_status(const char* what);

  std::string path_;
  std::array<Descriptor, 3> descriptors_;
  std::string problem_;
};

}  // namespace rehearsal::store
