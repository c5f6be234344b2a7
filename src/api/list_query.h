// The original's language for lists: filter=field,value,… sort=field,order,… range=start,end
// (engine.md 8.2, 8.3), as SQL whose values are always bound.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/message.h"
#include "store/database.h"

namespace rehearsal::api {

enum class ColumnKind { kText, kExactText, kBoolean, kInteger, kInstant };

// A field that a list can be filtered and sorted by.
struct ListColumn {
  std::string_view name;
  // An expression over the list's tables …
  std::string_view sql;
  ColumnKind kind = ColumnKind::kText;
  // … or, where this is not empty, over those that `exists (<through> and …)` brings in; then it cannot be
  // sorted by.
  std::string_view through{};
};

struct ListColumns {
  const ListColumn* first;
  size_t count;
  const ListColumn* begin() const { return first; }
  const ListColumn* end() const { return first + count; }
  // By snake_case or camelCase name; null when there is none.
  const ListColumn* find(std::string_view name) const;
};

// A part of a WHERE clause, joined by "and"; empty when there is nothing to ask.
struct Where {
  std::string sql;
  std::vector<store::Value> values;
  void add(std::string_view condition);
};

// Adds what the filter asks. Throws Refusal (400) in the original's words.
void add_filter(Where& where, const ListColumns& columns, std::string_view filter);
// What the words of a query are looked for in: texts that have the word somewhere, ids that begin with it.
struct Searched {
  std::vector<std::string_view> texts;
  std::vector<std::string_view> ids;
};
// Adds: each of the words of `query` is found. Throws Refusal (400) when the query is too long.
void add_words(Where& where, const Searched& searched, std::string_view query);

// "order by …" for the list; `otherwise` (an expression list) where nothing is asked, and after what is
// asked. Throws Refusal (400).
std::string order_clause(const ListColumns& columns, std::string_view sort, std::string_view otherwise);

// For what range=start,end asks of the list `from`: " limit ? offset ?", its values added to `values`, and
// the header content-range ("processes 0-2/7") in the answer. Empty when it is not given in full. Throws
// Refusal (400) when start >= end.
std::string range_clause(store::Database& db, const Request& request, std::string_view list,
                         const std::string& from, std::vector<store::Value>& values, Answer& answer);

// A number in a query parameter; throws Refusal (400) when it is none or outside the bounds.
int64_t number_in(const Request& request, const char* name, int64_t otherwise, int64_t least, int64_t most);

}  // namespace rehearsal::api
