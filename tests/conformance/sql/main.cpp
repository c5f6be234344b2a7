// Changes a database file behind the engine's back, as the recordings' "sql" entries did with the original's.
//
//   conformance-sql FILE SQL
//
// The door that had the file must have ended.
#include <cstdio>

#include "core/error.h"
#include "store/database.h"
#include "store/disk_files.h"

int main(int count, char** words) {
  if (count != 3) {
    std::fputs("conformance-sql FILE SQL\n", stderr);
    return 2;
  }
  try {
    rehearsal::store::DiskFiles files(words[1]);
    rehearsal::store::Database database(files);
    database.run_script(words[2]);
  } catch (const rehearsal::Error& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
  return 0;
}
