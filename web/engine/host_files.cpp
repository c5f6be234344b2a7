#include "engine/host_files.h"

// host_files.js
extern "C" {
double host_read(int slot, double offset, void* to, int size);
int host_write(int slot, double offset, const void* from, int size);
int host_truncate(int slot, double size);
double host_size(int slot);
int host_flush(int slot);
int host_problem(char* to, int size);
}

namespace rehearsal {
namespace {

store::IoStatus status_of(int code) {
  if (code == 0) return store::IoStatus::Ok;
  return code == -2 ? store::IoStatus::Full : store::IoStatus::Failed;
}

}  // namespace

int64_t HostFiles::read(store::Slot slot, int64_t offset, void* to, size_t size) {
  return static_cast<int64_t>(
      host_read(static_cast<int>(slot), static_cast<double>(offset), to, static_cast<int>(size)));
}
store::IoStatus HostFiles::write(store::Slot slot, int64_t offset, const void* from, size_t size) {
  return status_of(
      host_write(static_cast<int>(slot), static_cast<double>(offset), from, static_cast<int>(size)));
}
store::IoStatus HostFiles::truncate(store::Slot slot, int64_t size) {
  return status_of(host_truncate(static_cast<int>(slot), static_cast<double>(size)));
}
int64_t HostFiles::size(store::Slot slot) {
  return static_cast<int64_t>(host_size(static_cast<int>(slot)));
}
store::IoStatus HostFiles::flush(store::Slot slot) {
  return status_of(host_flush(static_cast<int>(slot)));
}
std::string HostFiles::problem() const {
  std::string text(300, '\0');
  text.resize(static_cast<size_t>(host_problem(text.data(), static_cast<int>(text.size()))));
  return text;
}

}  // namespace rehearsal
