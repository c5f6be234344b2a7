#include "api/list_query.h"

#include <algorithm>
#include <charconv>

#include "api/list_orders.h"
#include "api/refusal.h"
#include "core/clock.h"
#include "core/ids.h"
#include "core/json_in.h"
#include "domain/field_values.h"

namespace rehearsal::api {
namespace {

constexpr size_t kLongestValue = 1000;
// More of either than a person types; together far below what SQLite takes in one expression.
constexpr size_t kMostPairs = 64;
constexpr size_t kMostAlternatives = 100;

// A column that there is none of, or one whose value cannot be compared.
Refusal bad_filter() {
  return problem(400, "400: Invalid filter arguments");
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
std::string lower(std::string_view text) {
  std::string result;
  for (const char c : text) result += lower(c);
  return result;
}

std::vector<std::string_view> split(std::string_view text, std::string_view separators) {
  std::vector<std::string_view> parts;
  while (true) {
    const size_t end = text.find_first_of(separators);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::optional<int64_t> integer_of(std::string_view text) {
  int64_t value = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || result.ec != std::errc() || result.ptr != text.data() + text.size())
    return std::nullopt;
  return value;
}

// A day, a moment with or without a zone (then UTC).
int64_t moment_of(std::string_view text) {
  std::string iso(text);
  if (iso.size() == 10) iso += "T00:00:00";
  const size_t time = iso.find_first_of("T ");
  if (time != std::string::npos && iso.find_first_of("Z+-", time) == std::string::npos) iso += "Z";
  try {
    return parse_iso(iso).micros;
  } catch (const Error&) {
    throw problem(400, "400: " + std::string(text) + " is not a valid date");
  }
}

// ">=5": the comparison and what follows it.
std::pair<std::string_view, std::string_view> comparison(std::string_view value) {
  for (const std::string_view sign : {">=", "<=", ">", "<"}) {
    if (value.substr(0, sign.size()) == sign) return {sign, value.substr(sign.size())};
  }
  return {"", value};
}

// "2..9", one end of which may be left open; one value is both.
std::pair<std::string_view, std::string_view> range(std::string_view value) {
  const size_t dots = value.find("..");
  if (dots == std::string_view::npos) return {value, value};
  return {value.substr(0, dots), value.substr(dots + 2)};
}

// The bound values of a number or of a moment: its first and the one behind its last.
struct Span {
  store::Value first;
  store::Value behind;
};

// A moment that says no time is the whole day, one that does the whole second, and with a fraction itself.
int64_t length_of_moment(std::string_view text) {
  if (text.size() == 10) return 86'400'000'000;
  return text.find('.') == std::string_view::npos ? 1'000'000 : 1;
}

Span span_of(const ListColumn& column, std::string_view text) {
  if (column.kind == ColumnKind::kInstant) {
    const int64_t moment = moment_of(text);
    return {moment, moment + length_of_moment(text)};
  }
  const std::optional<int64_t> number = integer_of(text);
  if (!number || *number == INT64_MAX) throw problem(400, std::string(text) + " is not a valid integer");
  return {*number, *number + 1};
}

// The moment as it stands in the field of a block: as Python writes it, with a blank.
Span span_of_text(std::string_view text) {
  const auto stored = [](int64_t moment) {
    std::string iso = domain::moment_text({moment});
    iso[iso.find('T')] = ' ';
    return iso;
  };
  const int64_t moment = moment_of(text);
  return {stored(moment), stored(moment + length_of_moment(text))};
}

// Null where it is none.
Json json_number(std::string_view text) {
  Json value = json_in(text).value_or(Json());
  return value.is_number() ? value : Json();
}

store::Value number_of(std::string_view text) {
  const Json number = json_number(text);
  if (number.is_number_integer()) return number.get<int64_t>();
  if (!number.is_number()) {
    throw problem(
        400, "Expected a number, found \"" + std::string(text) + "\"; write one as in age:>5 or age:2..9");
  }
  return number.get<double>();
}

template <class SpanOf>
void add_compared(Where& where, const std::string& sql, std::string_view value, const SpanOf& span_of_part) {
  const auto [sign, rest] = comparison(value);
  if (!sign.empty()) {
    // After a day is after its end.
    const Span span = span_of_part(rest);
    const bool at_end = sign == ">" || sign == "<=";
    where.sql += sql + (sign.front() == '>' ? " >= ?" : " < ?");
    where.values.emplace_back(at_end ? span.behind : span.first);
    return;
  }
  const auto [from, to] = range(value);
  if (from.empty()) return add_compared(where, sql, "<=" + std::string(to), span_of_part);
  if (to.empty()) return add_compared(where, sql, ">=" + std::string(from), span_of_part);
  const Span first = span_of_part(from);
  const Span last = span_of_part(to);
  where.sql += sql + " >= ? and " + sql + " < ?";
  where.values.emplace_back(first.first);
  where.values.emplace_back(last.behind);
}

// `sql` with its values numbered, and behind them the two that say which part of the rows.
std::string numbered(std::string_view sql, size_t values) {
  const std::string part = "between ?" + std::to_string(values + 1) + " and ?" + std::to_string(values + 2);
  std::string result;
  size_t value = 0;
  for (size_t at = 0; at < sql.size();) {
    if (sql.substr(at, kPartOfRows.size()) == kPartOfRows) {
      result += part;
      at += kPartOfRows.size();
    } else {
      result += sql[at];
      if (sql[at++] == '?') result += std::to_string(++value);
    }
  }
  return result;
}

void add_pair(Where& where, const ListColumns& columns, std::string_view name, std::string_view value) {
  const ListColumn* column = columns.find(name);
  if (!column || value.size() > kLongestValue) throw bad_filter();
  // However many: "!!" says no more than "!".
  const bool negated = !value.empty() && value.front() == '!';
  value.remove_prefix(std::min(value.find_first_not_of('!'), value.size()));
  const bool is_whole = column->kind == ColumnKind::kInstant ||
                        column->name.find("date") != std::string_view::npos ||
                        (column->name.size() >= 2 && column->name.substr(column->name.size() - 2) == "id");
  const std::vector<std::string_view> values = split(value, is_whole ? "|" : "|-");
  if (values.size() > kMostAlternatives) throw bad_filter();
  Where alternatives;
  bool any = false;
  for (const std::string_view alternative : values) {
    if (alternative.empty()) continue;
    alternatives.sql += any ? " or (" : "(";
    add_value(alternatives, *column, alternative);
    alternatives.sql += ")";
    any = true;
  }
  if (!any) throw problem(400, "Invalid filter arguments");
  std::string condition = "(" + alternatives.sql + ")";
  if (!column->through.empty()) condition = std::string(column->through) + condition + ")";
  if (negated) condition = "not " + condition;
  where.add(condition);
  where.values.insert(where.values.end(), alternatives.values.begin(), alternatives.values.end());
}

}  // namespace

const ListColumn* ListColumns::find(std::string_view name) const {
  const std::string wanted = snake_case(name);
  const auto* found =
      std::find_if(begin(), end(), [&wanted](const ListColumn& each) { return each.name == wanted; });
  return found == end() ? nullptr : found;
}

void Where::add(std::string_view condition) {
  sql.append(sql.empty() ? "" : " and ").append(condition);
}

void add_filter(Where& where, const ListColumns& columns, std::string_view filter) {
  if (filter.empty()) return;
  const std::vector<std::string_view> parts = split(filter, ",");
  if (parts.size() % 2 != 0 || parts.size() > 2 * kMostPairs)
    throw problem(400, "Invalid number of filter arguments");
  for (size_t i = 0; i < parts.size(); i += 2) add_pair(where, columns, parts[i], parts[i + 1]);
}

void add_value(Where& where, const ListColumn& column, std::string_view value) {
  const std::string sql(column.sql);
  switch (column.kind) {
    case ColumnKind::kText:
      where.sql += "coalesce(" + sql + ", '') like ?";
      where.values.emplace_back(std::string(value));
      return;
    case ColumnKind::kExactText: {
      const std::string id = canonical_uuid(value);
      where.sql += sql + " = ?";
      where.values.emplace_back(id.empty() ? std::string(value) : id);
      return;
    }
    case ColumnKind::kBoolean: {
      const std::string word = lower(value);
      if (word != "true" && word != "false") {
        where.sql += "0";
        return;
      }
      where.sql += sql + " = ?";
      where.values.emplace_back(int64_t{word == "true"});
      return;
    }
    case ColumnKind::kInteger:
    case ColumnKind::kInstant:
      return add_compared(where, sql, value, [&](std::string_view part) { return span_of(column, part); });
  }
}

bool is_comparison(std::string_view value) {
  return !comparison(value).first.empty() || (value.find("..") != std::string_view::npos && value != "..");
}

bool is_moment(std::string_view value) {
  const auto [from, to] = range(comparison(value).second);
  const std::string_view one = from.empty() ? to : from;
  return one.size() > 4 && one[4] == '-' && one.find_first_not_of("0123456789") == 4;
}

bool is_number(std::string_view text) {
  return json_number(text).is_number();
}

void add_number(Where& where, std::string_view sql, std::string_view value) {
  const std::string left(sql);
  const auto [sign, rest] = comparison(value);
  if (!sign.empty()) {
    where.sql += left + " " + std::string(sign) + " ?";
    where.values.push_back(number_of(rest));
    return;
  }
  const auto [from, to] = range(value);
  where.sql += (from.empty() ? "" : left + " >= ?") + std::string(from.empty() || to.empty() ? "" : " and ") +
               (to.empty() ? "" : left + " <= ?");
  for (const std::string_view end : {from, to})
    if (!end.empty()) where.values.push_back(number_of(end));
}

void add_moment_text(Where& where, std::string_view sql, std::string_view value) {
  add_compared(where, std::string(sql), value, span_of_text);
}

void refuse_field(const ListColumns& columns, std::string_view field, std::string_view more) {
  std::string known;
  for (const ListColumn& column : columns) known.append(known.empty() ? "" : ", ").append(column.name);
  throw problem(400, "Expected a field of the list, found " + std::string(field) + ". There are " +
                         known.append(more) + ".");
}

void refuse_unknown_fields(const ListColumns& columns, std::string_view pairs) {
  const std::vector<std::string_view> parts = split(pairs, ",");
  for (size_t i = 0; i + 1 < parts.size(); i += 2) {
    if (!columns.find(parts[i])) refuse_field(columns, parts[i]);
  }
}

std::string snake_case(std::string_view name) {
  std::string result;
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z' && !result.empty()) result += '_';
    result += lower(c);
  }
  return result;
}

std::vector<std::string> order_terms(const ListSource& list, std::string_view sort) {
  std::vector<std::string> terms;
  const std::vector<std::string_view> parts = split(sort, ",");
  for (size_t i = 0; i + 1 < parts.size(); i += 2) {
    const ListColumn* column = list.fields.find(parts[i]);
    const std::string order = lower(parts[i + 1]);
    if (!column || !column->through.empty() || (order != "asc" && order != "desc")) {
      throw problem(400, "Invalid sort arguments");
    }
    const std::string sql(column->sql);
    terms.push_back((column->kind == ColumnKind::kText ? "lower(" + sql + ")" : sql) + " " + order);
  }
  terms.emplace_back(list.order);
  return terms;
}

std::string order_clause(const ListSource& list, std::string_view sort) {
  std::string clause;
  for (const std::string& term : order_terms(list, sort)) clause += (clause.empty() ? "" : ", ") + term;
  return " order by " + clause;
}

std::string row_sql(const ListSource& list, std::string_view columns) {
  std::string sql = "select ";
  return sql.append(columns).append(" from ").append(list.from).append(" where ").append(list.row).append(
      " = ?");
}

std::string order_sql(const ListSource& list, const Where& where, const std::string& order) {
  std::string sql = "select ";
  sql.append(list.row).append(" from ").append(list.from);
  if (!where.sql.empty()) sql.append(" where ").append(where.sql);
  return sql.append(order);
}

OrderSql order_in_parts(const ListSource& list, const Where& where, const Where& part,
                        std::string_view sort) {
  OrderSql order;
  order.whole = order_sql(list, where, order_clause(list, sort));
  order.terms = order_terms(list, sort);
  const std::string row(list.row);
  Where rows = part;
  rows.add(row + " " + std::string(kPartOfRows));
  order.part = "select ";
  for (const std::string& term : order.terms) order.part.append(term, 0, term.rfind(' ')).append(", ");
  order.part.append(row).append(" from ").append(list.from).append(" where ").append(rows.sql);
  order.part = numbered(order.part, where.values.size());
  order.last_row =
      "select max(" + row + ") from " + std::string(list.from.substr(0, list.from.find(" left join")));
  return order;
}

const std::vector<int64_t>& rows_of(ListOrders& orders, store::Database& db, const ListSource& list,
                                    const Where& where, const std::string& order) {
  return orders.rows(db, order_sql(list, where, order), where.values);
}

Range range_of(const Request& request, std::string_view list, size_t total, Answer& answer) {
  const std::string text = request.query_text("range").value_or("");
  const std::vector<std::string_view> parts = split(text, ",");
  if (parts.size() != 2) return {0, total};
  const std::optional<int64_t> start = integer_of(parts[0]);
  const std::optional<int64_t> end = integer_of(parts[1]);
  if (!start || !end || *start < 0)
    throw problem(400, "Expected range=start,end with two numbers, found " + text);
  if (*start >= *end) throw problem(400, "range start must be lower than end");
  answer.headers.emplace_back("content-range", std::string(list) + " " + std::to_string(*start) + "-" +
                                                   std::to_string(*end) + "/" + std::to_string(total));
  const auto within = [total](int64_t place) { return std::min(static_cast<size_t>(place), total); };
  return {within(*start), within(*end)};
}

int64_t number_in(const Request& request, const char* name, int64_t otherwise, int64_t least, int64_t most) {
  const std::optional<std::string> text = request.query_text(name);
  if (!text || text->empty()) return otherwise;
  const std::optional<int64_t> number = integer_of(*text);
  if (!number || *number < least || *number > most) {
    throw problem(400, "Expected " + std::string(name) + " between " + std::to_string(least) + " and " +
                           std::to_string(most) + ", found " + *text);
  }
  return *number;
}

}  // namespace rehearsal::api
