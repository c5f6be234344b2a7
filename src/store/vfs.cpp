#include "store/vfs.h"

#include <unistd.h>
#ifdef __EMSCRIPTEN__
#include <sys/random.h>
#endif

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <new>

#include "core/error.h"
#include "store/page_cache.h"

namespace rehearsal::store {
namespace {

// Writes that follow each other are handed on as one: a commit's frames (each a header and a page) are one
// write, not two per page. SQLite relies on nothing before the flush, and a read sees what it should because
// it drains first.
class OpenFile {
 public:
  OpenFile(Files& files, Slot slot) : files_(files), slot_(slot), gathers_(files.lasting()) {}

  int read(void* to, int size, int64_t offset) {
    if (drain() != IoStatus::Ok) return SQLITE_IOERR_READ;
    const int64_t got = files_.read(slot_, offset, to, static_cast<size_t>(size));
    if (got < 0) return SQLITE_IOERR_READ;
    if (got == size) return SQLITE_OK;
    std::memset(static_cast<char*>(to) + got, 0, static_cast<size_t>(size - got));
    return SQLITE_IOERR_SHORT_READ;
  }

  int write(const void* from, int size, int64_t offset) {
    const auto count = static_cast<size_t>(size);
    if (!gathers_) return result(files_.write(slot_, offset, from, count), SQLITE_IOERR_WRITE);
    const bool follows = used_ > 0 && offset == start_ + static_cast<int64_t>(used_);
    if (!follows || used_ + count > kGathered) {
      const IoStatus drained = drain();
      if (drained != IoStatus::Ok) return result(drained, SQLITE_IOERR_WRITE);
      if (count > kGathered) return result(files_.write(slot_, offset, from, count), SQLITE_IOERR_WRITE);
      if (!buffer_) buffer_.reset(new (std::nothrow) unsigned char[kGathered]);
      if (!buffer_) return SQLITE_IOERR_NOMEM;
      start_ = offset;
    }
    std::memcpy(buffer_.get() + used_, from, count);
    used_ += count;
    return SQLITE_OK;
  }

  int truncate(int64_t size) {
    const IoStatus drained = drain();
    if (drained != IoStatus::Ok) return result(drained, SQLITE_IOERR_TRUNCATE);
    return result(files_.truncate(slot_, size), SQLITE_IOERR_TRUNCATE);
  }

  int sync() {
    const IoStatus drained = drain();
    if (drained != IoStatus::Ok) return result(drained, SQLITE_IOERR_FSYNC);
    return result(files_.flush(slot_), SQLITE_IOERR_FSYNC);
  }

  int file_size(sqlite3_int64* size) {
    const int64_t stored = files_.size(slot_);
    if (stored < 0) return SQLITE_IOERR_FSTAT;
    *size = std::max(stored, used_ > 0 ? start_ + static_cast<int64_t>(used_) : 0);
    return SQLITE_OK;
  }

  int close() { return result(drain(), SQLITE_IOERR_CLOSE); }

 private:
  static constexpr size_t kGathered = 64 * 1024;

  static int result(IoStatus status, int failure) {
    if (status == IoStatus::Ok) return SQLITE_OK;
    return status == IoStatus::Full ? SQLITE_FULL : failure;
  }

  IoStatus drain() {
    if (used_ == 0) return IoStatus::Ok;
    const size_t count = used_;
    used_ = 0;
    return files_.write(slot_, start_, buffer_.get(), count);
  }

  Files& files_;
  Slot slot_;
  bool gathers_;
  int64_t start_ = 0;
  size_t used_ = 0;
  std::unique_ptr<unsigned char[]> buffer_;
};

// SQLite allocates szOsFile bytes and calls through the first member.
struct SqliteFile {
  sqlite3_file base;
  OpenFile* file;
};

OpenFile& of(sqlite3_file* file) {
  return *reinterpret_cast<SqliteFile*>(file)->file;
}
Files& files_of(sqlite3_vfs* vfs) {
  return *static_cast<Files*>(vfs->pAppData);
}

bool ends_with(const char* name, const char* suffix) {
  const size_t length = std::strlen(name), wanted = std::strlen(suffix);
  return length >= wanted && std::strcmp(name + length - wanted, suffix) == 0;
}

Slot slot_of(const char* name) {
  if (ends_with(name, "-journal")) return Slot::Journal;
  if (ends_with(name, "-wal")) return Slot::Wal;
  return Slot::Database;
}

int file_close(sqlite3_file* file) {
  const int rc = of(file).close();
  delete reinterpret_cast<SqliteFile*>(file)->file;
  return rc;
}
int file_read(sqlite3_file* file, void* to, int size, sqlite3_int64 offset) {
  return of(file).read(to, size, offset);
}
int file_write(sqlite3_file* file, const void* from, int size, sqlite3_int64 offset) {
  return of(file).write(from, size, offset);
}
int file_truncate(sqlite3_file* file, sqlite3_int64 size) {
  return of(file).truncate(size);
}
int file_sync(sqlite3_file* file, int) {
  return of(file).sync();
}
int file_size(sqlite3_file* file, sqlite3_int64* size) {
  return of(file).file_size(size);
}
// Whoever made the Files object has seen to it that nobody else writes: a Web Lock in the tab, flock on a
// disk.
int file_lock(sqlite3_file*, int) {
  return SQLITE_OK;
}
int file_check_reserved_lock(sqlite3_file*, int* reserved) {
  *reserved = 0;
  return SQLITE_OK;
}
int file_control(sqlite3_file*, int, void*) {
  return SQLITE_NOTFOUND;
}
int file_sector_size(sqlite3_file*) {
  return 4096;
}
// A write that power cuts short damages no byte outside of it.
int file_characteristics(sqlite3_file*) {
  return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

constexpr sqlite3_io_methods kMethods = {1,
                                         file_close,
                                         file_read,
                                         file_write,
                                         file_truncate,
                                         file_sync,
                                         file_size,
                                         file_lock,
                                         file_lock,
                                         file_check_reserved_lock,
                                         file_control,
                                         file_sector_size,
                                         file_characteristics,
                                         nullptr,
                                         nullptr,
                                         nullptr,
                                         nullptr,
                                         nullptr,
                                         nullptr};

int vfs_open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  file->pMethods = nullptr;
  // Temporary files stay in memory (SQLITE_TEMP_STORE=3), so each file has a name.
  if (name == nullptr || vfs->pAppData == nullptr) return SQLITE_CANTOPEN;
  auto* opened = new (std::nothrow) OpenFile(files_of(vfs), slot_of(name));
  if (opened == nullptr) return SQLITE_NOMEM;
  reinterpret_cast<SqliteFile*>(file)->file = opened;
  file->pMethods = &kMethods;
  if (out_flags != nullptr) *out_flags = flags;
  return SQLITE_OK;
}
// Flushed, so that no loss of power brings back a journal which would undo what was committed after it.
int vfs_delete(sqlite3_vfs* vfs, const char* name, int) {
  Files& files = files_of(vfs);
  const Slot slot = slot_of(name);
  if (files.size(slot) == 0) return SQLITE_OK;
  const bool gone = files.truncate(slot, 0) == IoStatus::Ok && files.flush(slot) == IoStatus::Ok;
  return gone ? SQLITE_OK : SQLITE_IOERR_DELETE;
}
int vfs_access(sqlite3_vfs* vfs, const char* name, int, int* exists) {
  const int64_t size = files_of(vfs).size(slot_of(name));
  *exists = size > 0;
  return size < 0 ? SQLITE_IOERR_ACCESS : SQLITE_OK;
}
int vfs_full_pathname(sqlite3_vfs*, const char* name, int size, char* full) {
  if (std::strlen(name) >= static_cast<size_t>(size)) return SQLITE_CANTOPEN;
  std::strcpy(full, name);
  return SQLITE_OK;
}
// Salts of the write-ahead log: they must differ between its generations, so they are drawn. Nothing of them
// is seen.
int vfs_randomness(sqlite3_vfs*, int size, char* to) {
  const int count = std::min(size, 256);
  return getentropy(to, static_cast<size_t>(count)) == 0 ? count : 0;
}
int vfs_sleep(sqlite3_vfs*, int) {
  return 0;
}
// Time comes from core's Clock only: SQL that asks for 'now' fails.
int vfs_current_time(sqlite3_vfs*, double*) {
  return SQLITE_ERROR;
}
int vfs_last_error(sqlite3_vfs*, int, char*) {
  return 0;
}

sqlite3_vfs make_vfs(const char* name, Files* files) {
  sqlite3_vfs vfs{};
  vfs.iVersion = 1;
  vfs.szOsFile = sizeof(SqliteFile);
  vfs.mxPathname = 64;
  vfs.zName = name;
  vfs.pAppData = files;
  vfs.xOpen = vfs_open;
  vfs.xDelete = vfs_delete;
  vfs.xAccess = vfs_access;
  vfs.xFullPathname = vfs_full_pathname;
  vfs.xRandomness = vfs_randomness;
  vfs.xSleep = vfs_sleep;
  vfs.xCurrentTime = vfs_current_time;
  vfs.xGetLastError = vfs_last_error;
  return vfs;
}

}  // namespace

Vfs::Vfs(Files& files) : name_("rehearsal-" + std::to_string(reinterpret_cast<uintptr_t>(this))) {
  // Before SQLite is initialized for the first time; later it is refused, and was done.
  sqlite3_pcache_methods2 pages = page_cache_methods();
  sqlite3_config(SQLITE_CONFIG_PCACHE2, &pages);
  if (sqlite3_initialize() != SQLITE_OK) throw Error("StorageError", "SQLite could not be initialized.");
  vfs_ = make_vfs(name_.c_str(), &files);
  sqlite3_vfs_register(&vfs_, 0);
}

Vfs::~Vfs() {
  sqlite3_vfs_unregister(&vfs_);
}

}  // namespace rehearsal::store

// SQLite is built with SQLITE_OS_OTHER: the operating system's part is the class above, made per database.
// SQLite itself asks for a default one once, for its random numbers; no file opens through that.
extern "C" {
int sqlite3_os_init();
int sqlite3_os_end();
int sqlite3_os_init() {
  static sqlite3_vfs without_files = rehearsal::store::make_vfs("rehearsal", nullptr);
  return sqlite3_vfs_register(&without_files, 1);
}
int sqlite3_os_end() {
  return SQLITE_OK;
}
}
