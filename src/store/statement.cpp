#include "store/statement.h"

#include "core/error.h"
#include "store/database.h"

namespace rehearsal::store {

Statement::Statement(Database& database, CachedStatement& cached, Texts texts)
    : database_(&database), cached_(&cached), texts_(texts) {
  cached.in_use = true;
}

Statement::Statement(Statement&& other) noexcept
    : database_(other.database_),
      cached_(std::exchange(other.cached_, nullptr)),
      texts_(other.texts_),
      parameter_(other.parameter_) {}

Statement::~Statement() {
  if (cached_ != nullptr) database_->give_back(*cached_);
}

bool Statement::step() {
  const int code = sqlite3_step(handle());
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) database_->fail(code, cached_->sql);
  return false;
}

void Statement::bound(int code) {
  if (code != SQLITE_OK) database_->fail(code, cached_->sql);
}
void Statement::bind_null() {
  bound(sqlite3_bind_null(handle(), ++parameter_));
}
void Statement::bind_integer(int64_t value) {
  bound(sqlite3_bind_int64(handle(), ++parameter_, value));
}
void Statement::bind_real(double value) {
  bound(sqlite3_bind_double(handle(), ++parameter_, value));
}
void Statement::bind_text(std::string_view value) {
  // As PostgreSQL: no text has this character.
  if (value.find('\0') != std::string_view::npos) {
    throw value_error("Expected a text without the character U+0000, found one of " +
                      std::to_string(value.size()) + " bytes with it. Take it out.");
  }
  // A null pointer would bind NULL: an empty view may have one.
  const char* data = value.data() == nullptr ? "" : value.data();
  const auto lifetime = texts_ == Texts::Stay ? SQLITE_STATIC : SQLITE_TRANSIENT;
  bound(sqlite3_bind_text64(handle(), ++parameter_, data, value.size(), lifetime, SQLITE_UTF8));
}
void Statement::bind_copied(std::string_view value) {
  bound(
      sqlite3_bind_text64(handle(), ++parameter_, value.data(), value.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
}

std::string_view Rows::view(int column) const {
  if (sqlite3_column_type(handle(), column) != SQLITE_TEXT) wrong_type(column, "a text");
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(handle(), column));
  return {text, static_cast<size_t>(sqlite3_column_bytes(handle(), column))};
}

int64_t Rows::integer(int column) const {
  if (sqlite3_column_type(handle(), column) != SQLITE_INTEGER) wrong_type(column, "an integer");
  return sqlite3_column_int64(handle(), column);
}

double Rows::real(int column) const {
  const int type = sqlite3_column_type(handle(), column);
  if (type != SQLITE_FLOAT && type != SQLITE_INTEGER) wrong_type(column, "a number");
  return sqlite3_column_double(handle(), column);
}

bool Rows::is_null(int column) const {
  return sqlite3_column_type(handle(), column) == SQLITE_NULL;
}

Json Rows::json(int column) const {
  try {
    return parse_json(view(column));
  } catch (const Error& error) {
    if (error.kind() != "InvalidJson") throw;
    throw Error("DatabaseDamaged", "Expected JSON in the database, found what is none: " +
                                       std::string(error.what()) + " Download the file, then start afresh.");
  }
}

std::optional<std::string> Rows::optional_text(int column) const {
  if (is_null(column)) return std::nullopt;
  return text(column);
}
std::optional<int64_t> Rows::optional_integer(int column) const {
  if (is_null(column)) return std::nullopt;
  return integer(column);
}
std::optional<Instant> Rows::optional_instant(int column) const {
  if (is_null(column)) return std::nullopt;
  return instant(column);
}

int Rows::columns() const {
  return sqlite3_column_count(handle());
}

std::string Rows::name(int column) const {
  return sqlite3_column_name(handle(), column);
}

Json Rows::value(int column) const {
  switch (sqlite3_column_type(handle(), column)) {
    case SQLITE_INTEGER:
      return sqlite3_column_int64(handle(), column);
    case SQLITE_FLOAT:
      return sqlite3_column_double(handle(), column);
    case SQLITE_TEXT:
      return text(column);
    case SQLITE_NULL:
      return nullptr;
    default:
      wrong_type(column, "null, a number or a text");
  }
}

void Rows::wrong_type(int column, const char* expected) const {
  constexpr std::string_view kTypes[] = {"", "an integer", "a number", "a text", "a blob", "null"};
  const char* known = sqlite3_column_name(handle(), column);
  throw Error("TypeError", std::string("Expected ") + expected + " in column " + std::to_string(column) +
                               " (" + (known == nullptr ? "there is none" : known) + "), found " +
                               std::string(kTypes[sqlite3_column_type(handle(), column)]) +
                               ", in: " + sqlite3_sql(handle()));
}

}  // namespace rehearsal::store
