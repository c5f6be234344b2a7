// Statements: what may be bound to them, and the rows they give.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

#include "core/clock.h"
#include "core/json.h"

namespace rehearsal::store {

class Database;

// A value to bind whose type is known only at run time.
using Value = std::variant<std::nullptr_t, int64_t, double, std::string>;

// A prepared statement that is kept for its next use. Owned by the Database's cache.
struct CachedStatement {
  explicit CachedStatement(std::string_view text) : sql(text) {}
  CachedStatement(const CachedStatement&) = delete;
  CachedStatement& operator=(const CachedStatement&) = delete;
  ~CachedStatement() { sqlite3_finalize(handle); }

  std::string sql;
  sqlite3_stmt* handle = nullptr;
  bool in_use = false;
  uint64_t last_use = 0;
};

// One use of a statement: bound, stepped, and given back when it goes out of scope.
class Statement {
 public:
  // Whether bound texts stay where they are until the statement was stepped (then SQLite need not copy them).
  enum class Texts { Stay, MayGo };

  Statement(Database& database, CachedStatement& cached, Texts texts);
  Statement(Statement&& other) noexcept;
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  Statement& operator=(Statement&&) = delete;
  ~Statement();

  // Binds the next parameter. Integers, booleans, doubles, texts, nullptr, optionals, instants (as
  // microseconds) and JSON (as text).
  template <class T>
  void bind(const T& value) {
    if constexpr (std::is_same_v<T, std::nullptr_t>) {
      bind_null();
    } else if constexpr (std::is_same_v<T, Value>) {
      std::visit([this](const auto& held) { this->bind(held); }, value);
    } else if constexpr (std::is_same_v<T, Json>) {
      bind_copied(dump_json(value));
    } else if constexpr (std::is_same_v<T, Instant>) {
      bind_integer(value.micros);
    } else if constexpr (std::is_convertible_v<const T&, std::string_view>) {
      bind_text(value);
    } else if constexpr (std::is_floating_point_v<T>) {
      bind_real(static_cast<double>(value));
    } else if constexpr (std::is_integral_v<T>) {
      static_assert(sizeof(T) < 8 || std::is_signed_v<T>, "a 64-bit unsigned integer may not fit");
      bind_integer(static_cast<int64_t>(value));
    } else {
      bind_optional(value);
    }
  }

  // Moves to the next row; false when there is none.
  bool step();

 protected:
  sqlite3_stmt* handle() const { return cached_->handle; }
  Database& database() const { return *database_; }

 private:
  template <class T>
  void bind_optional(const std::optional<T>& value) {
    if (value) {
      bind(*value);
    } else {
      bind_null();
    }
  }
  void bind_null();
  void bind_integer(int64_t value);
  void bind_real(double value);
  void bind_text(std::string_view value);
  void bind_copied(std::string_view value);
  void bound(int code);

  Database* database_;
  CachedStatement* cached_;
  Texts texts_;
  int parameter_ = 0;
};

// The answer of a query: `while (rows.step()) rows.text(0)`. Columns count from 0. A value that is NULL or of
// another type than asked for throws Error (TypeError). The statement is free again when the Rows go out of
// scope.
class Rows : public Statement {
 public:
  using Statement::Statement;

  std::string text(int column) const { return std::string(view(column)); }
  // Valid until the next step().
  std::string_view view(int column) const;
  int64_t integer(int column) const;
  double real(int column) const;
  bool boolean(int column) const { return integer(column) != 0; }
  Instant instant(int column) const { return Instant{integer(column)}; }
  // Throws Error (DatabaseDamaged) when it is none: only JSON is written there.
  Json json(int column) const;

  bool is_null(int column) const;
  std::optional<std::string> optional_text(int column) const;
  std::optional<int64_t> optional_integer(int column) const;
  std::optional<Instant> optional_instant(int column) const;

  int columns() const;
  std::string name(int column) const;
  // The value of whatever type it has: null, integer, number or text.
  Json value(int column) const;

 private:
  [[noreturn]] void wrong_type(int column, const char* expected) const;
};

}  // namespace rehearsal::store
