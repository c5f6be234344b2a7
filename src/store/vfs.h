// SQLite's view of Files: the one VFS, the same natively, under Node and in the browser.
#pragma once

#include <sqlite3.h>

#include <memory>
#include <string>

#include "store/files.h"

namespace rehearsal::store {

// Registered with SQLite for as long as it lives; `files` must outlive it.
class Vfs {
 public:
  explicit Vfs(Files& files);
  ~Vfs();
  Vfs(const Vfs&) = delete;
  Vfs& operator=(const Vfs&) = delete;

  // What sqlite3_open_v2 takes as its last argument.
  const char* name() const { return name_.c_str(); }
  // What sqlite3_open_v2 takes as the file's name.
  static constexpr const char* kFileName = "rehearsal.db";

 private:
  std::string name_;
  sqlite3_vfs vfs_{};
};

}  // namespace rehearsal::store
