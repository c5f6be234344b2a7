// The original's language for lists: filter=field,value,… sort=field,order,… range=start,end
// (engine.md 8.2, 8.3), as SQL whose values are always bound; what they ask of a list, as ids of its rows.
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
  // … or, where this is not empty, over those of a subquery that it begins ("p.pid in (select … where");
  // then it cannot be sorted by.
  std::string_view through{};
  // The first rows in this order are found by an index.
  bool is_indexed = false;
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
// Adds that the column's value is as `value` says: equal to it, or for numbers and moments in a comparison
// (">=5") or a range ("2..5", its ends included). Throws Refusal (400).
void add_value(Where& where, const ListColumn& column, std::string_view value);
// Whether `value` compares (">=5") or names a range ("2..5", "2..", "..5").
bool is_comparison(std::string_view value);
// Whether what such a value names is a moment ("2026-01-31…"), and no number.
bool is_moment(std::string_view value);
// Whether `value` is one number.
bool is_number(std::string_view value);
// The same for what the fields of blocks hold: numbers by `sql` as their value, and texts of moments in UTC.
// Throw Refusal (400).
void add_number(Where& where, std::string_view sql, std::string_view value);
void add_moment_text(Where& where, std::string_view sql, std::string_view value);
// Refuses (400) a field that the list has not, and says which it has; `more` says which may be asked beside
// its columns.
[[noreturn]] void refuse_field(const ListColumns& columns, std::string_view field,
                               std::string_view more = {});
// Does so for the first such field of a filter or a sort ("field,value,field,value").
void refuse_unknown_fields(const ListColumns& columns, std::string_view pairs);
// "lastStatus" and "last_status" are the same.
std::string snake_case(std::string_view name);

// What a list is made of.
struct ListSource {
  // Tables with their short names, the first of them the one whose rows are listed.
  std::string_view from;
  // The integer that names a row: "s.sequence".
  std::string_view row;
  ListColumns fields;
  // The order where nothing is asked, and after what is asked: "s.sequence desc".
  std::string_view order;
};

// What the list is ordered by: expressions over its tables with "asc" or "desc" behind them. Throws Refusal
// (400).
std::vector<std::string> order_terms(const ListSource& list, std::string_view sort);
// " order by …" of them.
std::string order_clause(const ListSource& list, std::string_view sort);

// The statement that reads one row of the list by its integer.
std::string row_sql(const ListSource& list, std::string_view columns);

// The statement that gives the rows of the list that `where` keeps, in order.
std::string order_sql(const ListSource& list, const Where& where, const std::string& order);

class ListOrders;
struct OrderSql;

// Stands in a condition for which rows are looked at now: "between … and …".
inline constexpr std::string_view kPartOfRows = "@part";

// The same in parts; `part` keeps the same rows with the same values, and may know of parts.
OrderSql order_in_parts(const ListSource& list, const Where& where, const Where& part, std::string_view sort);

// The rows of the list that `where` keeps, in order. Valid until the next call.
const std::vector<int64_t>& rows_of(ListOrders& orders, store::Database& db, const ListSource& list,
                                    const Where& where, const std::string& order);

// The part of a list's rows that a request asks for.
struct Range {
  size_t begin = 0;
  size_t end = 0;
};
// What range=start,end leaves of `total` rows, with the header content-range ("processes 0-2/7") in the
// answer; everything where it is not given in full. Throws Refusal (400) when start >= end.
Range range_of(const Request& request, std::string_view list, size_t total, Answer& answer);

// A number in a query parameter; throws Refusal (400) when it is none or outside the bounds.
int64_t number_in(const Request& request, const char* name, int64_t otherwise, int64_t least, int64_t most);

}  // namespace rehearsal::api
