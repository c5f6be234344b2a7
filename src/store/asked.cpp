#include "store/asked.h"

#include "core/error.h"
#include "store/database.h"

namespace rehearsal::store {
namespace {

// So none of the statements is one of the engine's own, which were prepared without a guard.
constexpr std::string_view kMark = "/* asked */ ";
// Counted in SQLite's own instructions, so that the same statement ends at the same place everywhere.
constexpr int kInstructionsTogether = 10'000;
constexpr int64_t kMostInstructions = 50'000'000;
constexpr int kLongestValue = 16 << 20;
constexpr size_t kMostBytes = size_t{8} << 20;

// A database shows its connection to its statements only.
class Look : public Rows {
 public:
  explicit Look(Database& database) : Rows(database.query("select 1")) {}
  sqlite3* connection() const { return sqlite3_db_handle(handle()); }
};

int only_reads(void*, int action, const char* table, const char* column, const char*, const char*) {
  switch (action) {
    case SQLITE_READ:
      return std::string_view(table) == "request_keys" && std::string_view(column) == "key" ? SQLITE_IGNORE
                                                                                            : SQLITE_OK;
    case SQLITE_SELECT:
    case SQLITE_FUNCTION:
    case SQLITE_RECURSIVE:
      return SQLITE_OK;
    default:
      return SQLITE_DENY;
  }
}

// While it lives the connection takes only what may be asked.
class Guard {
 public:
  explicit Guard(sqlite3* connection)
      : connection_(connection), longest_(sqlite3_limit(connection, SQLITE_LIMIT_LENGTH, kLongestValue)) {
    sqlite3_set_authorizer(connection_, only_reads, nullptr);
    sqlite3_progress_handler(connection_, kInstructionsTogether, is_over, this);
  }
  ~Guard() {
    sqlite3_progress_handler(connection_, 0, nullptr, nullptr);
    sqlite3_set_authorizer(connection_, nullptr, nullptr);
    sqlite3_limit(connection_, SQLITE_LIMIT_LENGTH, longest_);
  }
  Guard(const Guard&) = delete;
  Guard& operator=(const Guard&) = delete;

 private:
  static int is_over(void* guard) {
    return (static_cast<Guard*>(guard)->instructions_ += kInstructionsTogether) > kMostInstructions;
  }

  sqlite3* connection_;
  int longest_;
  int64_t instructions_ = 0;
};

}  // namespace

AskedRows ask(Database& database, std::string_view sql, int64_t most) {
  sqlite3* const connection = Look(database).connection();
  const std::string asked = std::string(kMark) + std::string(sql);
  AskedRows found;
  const Guard guard(connection);
  try {
    auto rows = database.query(asked);
    for (int i = 0; i < rows.columns(); ++i) found.columns.push_back(rows.name(i));
    size_t bytes = 0;
    while (rows.step()) {
      found.has_more = static_cast<int64_t>(found.rows.size()) == most || bytes > kMostBytes;
      if (found.has_more) break;
      Json row = Json::array();
      for (int i = 0; i < rows.columns(); ++i) {
        row.push_back(rows.value(i));
        bytes += row.back().is_string() ? row.back().get_ref<const std::string&>().size() : 8;
      }
      found.rows.push_back(std::move(row));
    }
  } catch (const Error& error) {
    const Json code = error.details().is_object() ? error.details().value("code", Json()) : Json();
    if (code == SQLITE_INTERRUPT)
      throw Error("TimeoutError",
                  "Expected a statement that ends soon, found one that would keep everything else waiting. "
                  "Ask for less.");
    if (code == SQLITE_AUTH)
      throw Error("ProgrammingError",
                  "Expected a statement that only reads (select …), found one that would do more.");
    std::string said = error.what();
    if (const size_t at = said.find(kMark); at != std::string::npos) said.erase(at, kMark.size());
    throw Error(error.kind(), said);
  }
  return found;
}

}  // namespace rehearsal::store
