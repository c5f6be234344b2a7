#include "store/json_functions.h"

#include <sqlite3.h>

#include <cstdint>
#include <new>
#include <string>
#include <string_view>

#include "core/error.h"
#include "core/json.h"

namespace rehearsal::store {
namespace {

std::string_view text_of(sqlite3_value* value) {
  const void* bytes = sqlite3_value_blob(value);
  return {static_cast<const char*>(bytes), static_cast<size_t>(sqlite3_value_bytes(value))};
}

// Runs `what`; what it throws is the call's error.
template <class What>
void guarded(sqlite3_context* context, What what) {
  try {
    what();
  } catch (const std::bad_alloc&) {
    sqlite3_result_error_nomem(context);
  } catch (const Error& error) {
    sqlite3_result_error(context, error.what(), -1);
  }
}

void give_text(sqlite3_context* context, const std::string& text) {
  sqlite3_result_text64(context, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

void give(sqlite3_context* context, const Json& value) {
  switch (value.type()) {
    case Json::value_t::null:
    case Json::value_t::discarded:
      return sqlite3_result_null(context);
    case Json::value_t::boolean:
      return sqlite3_result_int(context, value.get<bool>() ? 1 : 0);
    case Json::value_t::number_integer:
    case Json::value_t::number_unsigned:
      return sqlite3_result_int64(context, value.get<int64_t>());
    case Json::value_t::number_float:
      return sqlite3_result_double(context, value.get<double>());
    case Json::value_t::string:
      return give_text(context, value.get_ref<const std::string&>());
    default:
      return give_text(context, dump_json(value));
  }
}

// Null when there is no such member.
const Json* member_at(const Json& whole, std::string_view path) {
  if (path.substr(0, 2) != "$." || path.find_first_of("[\"") != std::string_view::npos)
    throw value_error("Expected a path like $.member, found " + std::string(path));
  const Json* at = &whole;
  path.remove_prefix(1);
  while (at && !path.empty()) {
    path.remove_prefix(1);
    const std::string name(path.substr(0, path.find('.')));
    path.remove_prefix(name.size());
    const auto found = at->is_object() ? at->find(name) : at->end();
    at = found == at->end() ? nullptr : &*found;
  }
  return at;
}

void json_valid(sqlite3_context* context, int, sqlite3_value** values) {
  if (sqlite3_value_type(values[0]) == SQLITE_NULL) return;
  guarded(context, [&] {
    bool is_valid = true;
    try {
      parse_json(text_of(values[0]));
    } catch (const Error&) {
      is_valid = false;
    }
    sqlite3_result_int(context, is_valid ? 1 : 0);
  });
}

void json_extract(sqlite3_context* context, int, sqlite3_value** values) {
  if (sqlite3_value_type(values[0]) == SQLITE_NULL) return;
  guarded(context, [&] {
    const Json whole = parse_json(text_of(values[0]));
    if (const Json* found = member_at(whole, text_of(values[1]))) give(context, *found);
  });
}

}  // namespace

void add_json_functions(sqlite3* connection) {
  constexpr int kKind = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
  sqlite3_create_function_v2(connection, "json_valid", 1, kKind, nullptr, json_valid, nullptr, nullptr,
                             nullptr);
  sqlite3_create_function_v2(connection, "json_extract", 2, kKind, nullptr, json_extract, nullptr, nullptr,
                             nullptr);
}

}  // namespace rehearsal::store
