// Queries that read like the original's, over the tables of tables.h:
//   select(subscriptions).join(products)
//       .filter(products.product_type == "UserGroup", subscriptions.status == "active")
//       .order_by(subscriptions.start_date)
//       .with_only_columns(subscriptions.subscription_id, subscriptions.description)
//       .all(database)
// Values are always bound. A column that does not exist, that belongs to a table which the query does not
// hold, or that is compared with a value of another type does not compile.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "core/clock.h"
#include "store/database.h"
#include "store/statement.h"

namespace rehearsal::store {

// A part of WHERE or ON that speaks of `Tables`.
template <class... Tables>
struct Condition {
  std::string sql;
  std::vector<Value> values;
};

template <class Table>
struct Order {
  std::string sql;
};

namespace query_details {

template <class Type>
struct Inner {
  using type = Type;
};
template <class Type>
struct Inner<std::optional<Type>> {
  using type = Type;
};

// Whether a column of `Type` may be compared with a value of type `Given`.
template <class Type, class Given>
constexpr bool comparable() {
  using Wanted = typename Inner<Type>::type;
  if constexpr (std::is_same_v<Given, std::nullptr_t>) {
    return !std::is_same_v<Wanted, Type>;
  } else if constexpr (std::is_same_v<Wanted, std::string>) {
    return std::is_convertible_v<const Given&, std::string_view>;
  } else if constexpr (std::is_same_v<Wanted, int64_t>) {
    return std::is_integral_v<Given> && !std::is_same_v<Given, bool>;
  } else {
    return std::is_same_v<Wanted, Given>;
  }
}

template <class Given>
Value to_value(const Given& given) {
  if constexpr (std::is_same_v<Given, Instant>) {
    return given.micros;
  } else if constexpr (std::is_convertible_v<const Given&, std::string_view>) {
    return std::string(std::string_view(given));
  } else {
    return static_cast<int64_t>(given);
  }
}

template <class Type>
Type read(const Rows& rows, int column) {
  if constexpr (!std::is_same_v<typename Inner<Type>::type, Type>) {
    if (rows.is_null(column)) return std::nullopt;
    return read<typename Inner<Type>::type>(rows, column);
  } else if constexpr (std::is_same_v<Type, std::string>) {
    return rows.text(column);
  } else if constexpr (std::is_same_v<Type, bool>) {
    return rows.boolean(column);
  } else if constexpr (std::is_same_v<Type, Instant>) {
    return rows.instant(column);
  } else {
    static_assert(std::is_same_v<Type, int64_t>);
    return rows.integer(column);
  }
}

template <class Columns>
struct RowOf;
template <class... Columns>
struct RowOf<std::tuple<Columns...>> {
  using Row = std::tuple<typename Columns::Type...>;
  static Row read_row(const Rows& rows) { return read_row(rows, std::index_sequence_for<Columns...>()); }

 private:
  template <size_t... Indexes>
  static Row read_row(const Rows& rows, std::index_sequence<Indexes...>) {
    return Row(read<typename Columns::Type>(rows, static_cast<int>(Indexes))...);
  }
};

template <class Wanted, class... Tables>
inline constexpr bool kHolds = (std::is_same_v<Wanted, Tables> || ...);

}  // namespace query_details

// The column `name` of `Table`, whose values are read as `Type`: std::string, int64_t, bool, Instant, or an
// optional of one of them where the column may be NULL.
template <class Table_, class Type_>
struct Column {
  using Table = Table_;
  using Type = Type_;
  const char* name;

  std::string sql() const { return std::string(Table::kName) + "." + name; }
  Order<Table> desc() const { return {sql() + " desc"}; }

  // Whether the column's value is one of `values`.
  template <class Given>
  requires(query_details::comparable<Type, Given>()) Condition<Table> in_(const std::vector<Given>& values)
  const {
    Condition<Table> condition{sql() + " in (", {}};
    for (const Given& value : values) {
      condition.sql += condition.values.empty() ? "?" : ", ?";
      condition.values.push_back(query_details::to_value(value));
    }
    condition.sql += ")";
    return condition;
  }
};

namespace query_details {

template <class Table, class Type, class Given>
Condition<Table> compare(const Column<Table, Type>& column, const char* sign, const Given& given) {
  return {column.sql() + sign + "?", {to_value(given)}};
}

}  // namespace query_details

// As in the original, a comparison with nullptr asks for NULL itself, and NULL equals and differs from no
// value.
template <class Table, class Type, class Given>
requires(query_details::comparable<Type, Given>()) Condition<Table>
operator==(const Column<Table, Type>& column, const Given& given) {
  if constexpr (std::is_same_v<Given, std::nullptr_t>) {
    return {column.sql() + " is null", {}};
  } else {
    return query_details::compare(column, " = ", given);
  }
}
template <class Table, class Type, class Given>
requires(query_details::comparable<Type, Given>()) Condition<Table>
operator!=(const Column<Table, Type>& column, const Given& given) {
  if constexpr (std::is_same_v<Given, std::nullptr_t>) {
    return {column.sql() + " is not null", {}};
  } else {
    return query_details::compare(column, " <> ", given);
  }
}
template <class Table, class Type, class Given>
requires(query_details::comparable<Type, Given>()) Condition<Table>
operator<(const Column<Table, Type>& column, const Given& given) {
  return query_details::compare(column, " < ", given);
}
template <class Table, class Type, class Given>
requires(query_details::comparable<Type, Given>()) Condition<Table>
operator>(const Column<Table, Type>& column, const Given& given) {
  return query_details::compare(column, " > ", given);
}
template <class Left, class Right, class Type>
Condition<Left, Right> operator==(const Column<Left, Type>& left, const Column<Right, Type>& right) {
  return {left.sql() + " = " + right.sql(), {}};
}

// Says in a table (as one of its `references()`) which of its columns names rows of `Target`, by which column
// there.
template <class Target_>
struct Reference {
  using Target = Target_;
  const char* column;
  const char* target_column;
};

namespace query_details {

// How rows of `Child` name rows of `Parent`; null pointers when they do not, or in more than one way.
template <class Child, class Parent>
constexpr std::pair<const char*, const char*> reference() {
  std::pair<const char*, const char*> found{nullptr, nullptr};
  int ways = 0;
  std::apply(
      [&](auto... references) {
        (
            [&](auto each) {
              if constexpr (std::is_same_v<typename decltype(each)::Target, Parent>) {
                found = {each.column, each.target_column};
                ++ways;
              }
            }(references),
            ...);
      },
      Child::references());
  if (ways != 1) found = {nullptr, nullptr};
  return found;
}

template <class A, class B>
constexpr bool related() {
  return reference<A, B>().first != nullptr || reference<B, A>().first != nullptr;
}

// "a.x = b.y" for two tables of which one names rows of the other; empty when neither does.
template <class A, class B>
std::string on() {
  if constexpr (constexpr auto forth = reference<A, B>(); forth.first != nullptr) {
    return std::string(A::kName) + "." + forth.first + " = " + B::kName + "." + forth.second;
  } else if constexpr (constexpr auto back = reference<B, A>(); back.first != nullptr) {
    return std::string(B::kName) + "." + back.first + " = " + A::kName + "." + back.second;
  } else {
    return {};
  }
}

struct Clauses {
  std::string from, where, order;
  std::vector<Value> values;
  std::optional<int64_t> limit;

  void add_condition(const std::string& sql, const std::vector<Value>& more) {
    where += (where.empty() ? " where " : " and ") + sql;
    values.insert(values.end(), more.begin(), more.end());
  }
  void add_order(const std::string& sql) { order += (order.empty() ? " order by " : ", ") + sql; }
};

}  // namespace query_details

// `Columns` is the std::tuple of columns to read; `Tables` are those that may be spoken of.
template <class Columns, class... Tables>
class Query {
 public:
  Query(Columns columns, query_details::Clauses clauses) : columns_(columns), clauses_(std::move(clauses)) {}

  // Adds a table that one of the query's tables names rows of, or that names rows of one of them.
  template <class Table>
  requires((query_details::related<Tables, Table>() ||
            ...)) Query<Columns, Tables..., Table> join(const Table&) && {
    std::string on;
    ((on.empty() ? void(on = query_details::on<Tables, Table>()) : void()), ...);
    clauses_.from += std::string(" join ") + Table::kName + " on " + on;
    return {columns_, std::move(clauses_)};
  }
  // Adds a table whose rows are found by `on`, a comparison of two columns.
  template <class Table, class Left, class Right>
  requires(query_details::kHolds<Left, Tables..., Table>&& query_details::kHolds<Right, Tables..., Table>)
      Query<Columns, Tables..., Table> join(const Table&, const Condition<Left, Right>& on) && {
    clauses_.from += std::string(" join ") + Table::kName + " on " + on.sql;
    return {columns_, std::move(clauses_)};
  }

  // Keeps the rows for which all the conditions hold.
  template <class... Spoken>
  requires((query_details::kHolds<Spoken, Tables...> && ...)) Query
      filter(const Condition<Spoken>&... conditions) && {
    (clauses_.add_condition(conditions.sql, conditions.values), ...);
    return std::move(*this);
  }

  template <class Table, class Type>
  requires(query_details::kHolds<Table, Tables...>) Query order_by(const Column<Table, Type>& column) && {
    clauses_.add_order(column.sql());
    return std::move(*this);
  }
  // order_by(subscriptions.start_date.desc())
  template <class Table>
  requires(query_details::kHolds<Table, Tables...>) Query order_by(const Order<Table>& order) && {
    clauses_.add_order(order.sql);
    return std::move(*this);
  }

  Query limit(int64_t most) && {
    clauses_.limit = most;
    return std::move(*this);
  }

  // Reads these columns; without it, every column of the selected table.
  template <class... Wanted>
  requires(sizeof...(Wanted) > 0 &&
           (query_details::kHolds<typename Wanted::Table, Tables...> &&
            ...)) Query<std::tuple<Wanted...>, Tables...> with_only_columns(const Wanted&... wanted) && {
    return {std::tuple<Wanted...>(wanted...), std::move(clauses_)};
  }

  using Row = typename query_details::RowOf<Columns>::Row;

  // Every row, each as a std::tuple of its columns' values.
  std::vector<Row> all(Database& database) const {
    std::vector<Row> result;
    auto rows = run(database);
    while (rows.step()) result.push_back(query_details::RowOf<Columns>::read_row(rows));
    return result;
  }

  // The first row, or nothing.
  std::optional<Row> first(Database& database) && {
    clauses_.limit = 1;
    auto rows = run(database);
    if (!rows.step()) return std::nullopt;
    return query_details::RowOf<Columns>::read_row(rows);
  }

 private:
  Rows run(Database& database) const {
    std::string sql = "select ";
    std::apply(
        [&](const auto&... columns) {
          const char* separator = "";
          ((sql += std::exchange(separator, ", ") + columns.sql()), ...);
        },
        columns_);
    sql += " from " + clauses_.from + clauses_.where + clauses_.order;
    if (!clauses_.limit) return database.query_list(sql, clauses_.values);
    auto values = clauses_.values;
    values.emplace_back(*clauses_.limit);
    return database.query_list(sql + " limit ?", values);
  }

  Columns columns_;
  query_details::Clauses clauses_;
};

template <class Table>
auto select(const Table& table) {
  query_details::Clauses clauses;
  clauses.from = Table::kName;
  return Query<decltype(table.columns()), Table>(table.columns(), std::move(clauses));
}

}  // namespace rehearsal::store
