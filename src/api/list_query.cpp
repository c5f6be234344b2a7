#include "api/list_query.h"

#include <algorithm>
#include <charconv>

#include "api/refusal.h"
#include "core/clock.h"
#include "core/ids.h"

namespace rehearsal::api {
namespace {

constexpr size_t kLongestValue = 1000;
constexpr size_t kShortestId = 6;
// More of any of these than a person types; together far below what SQLite takes in one expression.
constexpr size_t kMostWords = 64;
constexpr size_t kMostPairs = 64;
constexpr size_t kMostAlternatives = 100;

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

// "lastStatus" and "last_status" are the same.
std::string snake_case(std::string_view name) {
  std::string result;
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z' && !result.empty()) result += '_';
    result += lower(c);
  }
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
    throw problem(400, std::string(text) + " is not a valid date");
  }
}

// ">=5": the comparison and what follows it.
std::pair<std::string_view, std::string_view> comparison(std::string_view value) {
  for (const std::string_view sign : {">=", "<=", ">", "<"}) {
    if (value.substr(0, sign.size()) == sign) return {sign, value.substr(sign.size())};
  }
  return {"", value};
}

void add_alternative(Where& where, const ListColumn& column, std::string_view value) {
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
    case ColumnKind::kInstant: {
      const auto [sign, rest] = comparison(value);
      const bool is_moment = column.kind == ColumnKind::kInstant;
      const std::optional<int64_t> number = is_moment ? moment_of(rest) : integer_of(rest);
      if (!number) throw problem(400, std::string(rest) + " is not a valid integer");
      if (is_moment && sign.empty()) {  // the whole day, or the whole second
        where.sql += sql + " >= ? and " + sql + " < ?";
        where.values.emplace_back(*number);
        where.values.emplace_back(*number + (rest.size() == 10 ? 86'400'000'000 : 1'000'000));
      } else {
        where.sql += sql + " " + std::string(sign.empty() ? "=" : sign) + " ?";
        where.values.emplace_back(*number);
      }
      return;
    }
  }
}

void add_pair(Where& where, const ListColumns& columns, std::string_view name, std::string_view value) {
  const ListColumn* column = columns.find(name);
  if (!column || value.size() > kLongestValue) throw bad_filter();
  bool negated = false;
  while (!value.empty() && value.front() == '!') {
    negated = !negated;
    value.remove_prefix(1);
  }
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
    add_alternative(alternatives, *column, alternative);
    alternatives.sql += ")";
    any = true;
  }
  if (!any) throw bad_filter();
  std::string condition = column->through.empty() ? "(" + alternatives.sql + ")"
                                                  : "exists (" + std::string(column->through) + " and (" +
                                                        alternatives.sql + "))";
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

void add_words(Where& where, const Searched& searched, std::string_view query) {
  if (query.size() > 512) throw problem(400, "Max query length of 512 characters exceeded.");
  size_t words = 0;
  for (const std::string_view word : split(query, " \t\n")) {
    if (word.empty()) continue;
    if (++words > kMostWords)
      throw problem(400,
                    "Expected at most " + std::to_string(kMostWords) + " words to search for, found more.");
    std::string pattern;
    for (const char c : word) {
      if (c == '%' || c == '_' || c == '\\') pattern += '\\';
      pattern += c;
    }
    pattern += '%';
    std::string condition;
    const auto look_in = [&](std::string_view expression, const std::string& wanted) {
      condition.append(condition.empty() ? "(" : " or ").append(expression).append(" like ? escape '\\'");
      where.values.emplace_back(wanted);
    };
    for (const std::string_view text : searched.texts) look_in(text, "%" + pattern);
    // A short word would begin too many ids.
    if (word.size() >= kShortestId) {
      for (const std::string_view id : searched.ids) look_in(id, pattern);
    }
    where.add(condition + ")");
  }
}

std::string order_clause(const ListColumns& columns, std::string_view sort, std::string_view otherwise) {
  std::string clause;
  const std::vector<std::string_view> parts = split(sort, ",");
  for (size_t i = 0; i + 1 < parts.size(); i += 2) {
    const ListColumn* column = columns.find(parts[i]);
    const std::string order = lower(parts[i + 1]);
    if (!column || !column->through.empty() || (order != "asc" && order != "desc")) {
      throw problem(400, "Invalid sort arguments");
    }
    const bool is_text = column->kind == ColumnKind::kText;
    clause.append(is_text ? "lower(" : "")
        .append(column->sql)
        .append(is_text ? ") " : " ")
        .append(order)
        .append(", ");
  }
  return " order by " + clause + std::string(otherwise);
}

std::string range_clause(store::Database& db, const Request& request, std::string_view list,
                         const std::string& from, std::vector<store::Value>& values, Answer& answer) {
  const std::string text = request.query_text("range").value_or("");
  const std::vector<std::string_view> parts = split(text, ",");
  if (parts.size() != 2) return "";
  const std::optional<int64_t> start = integer_of(parts[0]);
  const std::optional<int64_t> end = integer_of(parts[1]);
  if (!start || !end || *start < 0)
    throw problem(400, "Expected range=start,end with two numbers, found " + text);
  if (*start >= *end) throw problem(400, "range start must be lower than end");
  auto count = db.query_list("select count(*)" + from, values);
  const int64_t total = count.step() ? count.integer(0) : 0;
  answer.headers.emplace_back("content-range", std::string(list) + " " + std::to_string(*start) + "-" +
                                                   std::to_string(*end) + "/" + std::to_string(total));
  values.emplace_back(*end - *start);
  values.emplace_back(*start);
  return " limit ? offset ?";
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
