// POST /api/rehearsal/sql: a look into the database, by a statement that a person wrote.
#include "api/handlers.h"
#include "api/refusal.h"
#include "store/asked.h"

namespace rehearsal::api {
namespace {

constexpr int64_t kUsualRows = 100;
constexpr int64_t kMostRows = 10'000;

}  // namespace

// {"sql": text, "limit"?: rows}
Answer ask_sql(Call& call) {
  const Json body = call.needed_body();
  const Json* sql = body.is_object() ? workflow::find_member(body, "sql") : nullptr;
  const Json* limit = body.is_object() ? workflow::find_member(body, "limit") : nullptr;
  if (!sql || !sql->is_string() || (limit && !limit->is_number_integer()))
    throw problem(422,
                  R"(Expected {"sql": a statement, "limit"?: 1 to 10000}, found )" + dump_json(body) + ".");
  const int64_t most = limit ? limit->get<int64_t>() : kUsualRows;
  if (most < 1 || most > kMostRows)
    throw problem(422, "Expected a limit of 1 to 10000 rows, found " + dump_json(*limit) + ".");
  try {
    store::AskedRows found = store::ask(call.db(), sql->get_ref<const std::string&>(), most);
    Json answered = Json::object();
    answered["columns"] = found.columns;
    answered["rows"] = std::move(found.rows);
    answered["has_more"] = found.has_more;
    return answer(answered);
  } catch (const Error& error) {
    for (const char* theirs : {"ProgrammingError", "TimeoutError", "TypeError", "DataError"}) {
      if (error.kind() == theirs) throw problem(400, error.what());
    }
    throw;
  }
}

}  // namespace rehearsal::api
