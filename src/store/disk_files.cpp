#include "store/disk_files.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "core/error.h"

namespace rehearsal::store {

DiskFiles::Descriptor::Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
DiskFiles::Descriptor& DiskFiles::Descriptor::operator=(Descriptor&& other) noexcept {
  std::swap(number_, other.number_);
  return *this;
}
DiskFiles::Descriptor::~Descriptor() {
  if (number_ >= 0) ::close(number_);
}

DiskFiles::DiskFiles(const std::string& path) : path_(path) {
  for (const Slot slot : kSlots) {
    Descriptor& descriptor = descriptors_[static_cast<size_t>(slot)];
    descriptor = Descriptor(::open(path_of(slot).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644));
    if (descriptor.number() < 0)
      throw Error("StorageError",
                  "Expected to open " + path_of(slot) + ", could not: " + std::strerror(errno) + ".");
    if (slot == Slot::Database && ::flock(descriptor.number(), LOCK_EX | LOCK_NB) != 0)
      throw Error("StorageError",
                  "Expected " + path + " to be free, found it open in another process. End that one first.");
  }
  // The new names must survive a loss of power too.
  const size_t slash = path.rfind('/');
  const std::string folder = slash == std::string::npos ? "." : path.substr(0, slash + 1);
  const Descriptor names(::open(folder.c_str(), O_RDONLY | O_CLOEXEC));
  if (names.number() < 0 || ::fsync(names.number()) != 0)
    throw Error("StorageError",
                "Expected to write to the folder " + folder + ", could not: " + std::strerror(errno) + ".");
}

DiskFiles::~DiskFiles() {
  for (const Slot slot : {Slot::Journal, Slot::Wal}) {
    if (descriptor(slot) >= 0 && size(slot) == 0) ::unlink(path_of(slot).c_str());
  }
}

std::string DiskFiles::path_of(Slot slot) const {
  constexpr std::array<const char*, 3> kSuffixes = {"", "-journal", "-wal"};
  return path_ + kSuffixes[static_cast<size_t>(slot)];
}

int64_t DiskFiles::refused(const char* what) {
  problem_ = std::string(what) + " failed: " + std::strerror(errno) + ".";
  return -1;
}

IoStatus DiskFiles::refused_status(const char* what) {
  const bool full = errno == ENOSPC || errno == EDQUOT || errno == EFBIG;
  refused(what);
  return full ? IoStatus::Full : IoStatus::Failed;
}

int64_t DiskFiles::read(Slot slot, int64_t offset, void* to, size_t size) {
  size_t done = 0;
  while (done < size) {
    const ssize_t got = ::pread(descriptor(slot), static_cast<char*>(to) + done, size - done,
                                offset + static_cast<int64_t>(done));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return refused("Reading");
    if (got == 0) break;
    done += static_cast<size_t>(got);
  }
  return static_cast<int64_t>(done);
}

IoStatus DiskFiles::write(Slot slot, int64_t offset, const void* from, size_t size) {
  size_t done = 0;
  while (done < size) {
    const ssize_t written = ::pwrite(descriptor(slot), static_cast<const char*>(from) + done, size - done,
                                     offset + static_cast<int64_t>(done));
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return refused_status("Writing");
    done += static_cast<size_t>(written);
  }
  return IoStatus::Ok;
}

IoStatus DiskFiles::truncate(Slot slot, int64_t size) {
  return ::ftruncate(descriptor(slot), size) == 0 ? IoStatus::Ok : refused_status("Changing the size");
}

int64_t DiskFiles::size(Slot slot) {
  struct stat status {};
  return ::fstat(descriptor(slot), &status) == 0 ? static_cast<int64_t>(status.st_size)
                                                 : refused("Asking for the size");
}

IoStatus DiskFiles::flush(Slot slot) {
  return ::fdatasync(descriptor(slot)) == 0 ? IoStatus::Ok : refused_status("Flushing");
}

}  // namespace rehearsal::store
