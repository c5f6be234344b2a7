#include "api/request_keys.h"

#include <algorithm>

#include "api/refusal.h"
#include "core/ids.h"
#include "store/budget.h"

namespace rehearsal::api {

std::string request_digest(const Request& request) {
  std::string text = request.method;
  text.append("\n").append(request.path).append("\n").append(canonical_json(request.query)).append("\n");
  if (request.raw) {
    text.append("raw ").append(*request.raw);
  } else if (request.body) {
    text.append(canonical_json(*request.body));
  }
  return sha256_hex(text);
}

std::optional<Answer> stored_answer(store::Database& db, const Request& request) {
  return stored_answer(db, request.key, request_digest(request));
}

std::optional<Answer> stored_answer(store::Database& db, const std::string& key, const std::string& digest) {
  auto rows = db.query("select request_digest, status, headers, body from request_keys where key = ?", key);
  if (!rows.step()) return std::nullopt;
  if (rows.view(0) != digest) {
    throw problem(409, "The key " + key + " named another change. Give each change a key of its own.");
  }
  Answer answer;
  answer.status = static_cast<int>(rows.integer(1));
  const Json headers = rows.json(2);
  for (auto it = headers.begin(); it != headers.end(); ++it) {
    answer.headers.emplace_back(it.key(), it.value().get<std::string>());
  }
  answer.body = rows.text(3);
  return answer;
}

bool was_begun_by_a_change(store::Database& db, const std::string& job_id) {
  return db.query("select 1 from request_keys where status = 202 and body = ?", dump_json({{"job", job_id}}))
      .step();
}

// A sender asks again within minutes; so many changes take longer than that, and so many bytes of answers.
constexpr int64_t kKept = 10'000;
constexpr int64_t kKeptBytes = 20'000'000;

void store_answer(store::Database& db, const Request& request, const Answer& answer, Instant now) {
  store_answer(db, request.key, request_digest(request), answer, now);
}

void store_answer(store::Database& db, const std::string& key, const std::string& digest,
                  const Answer& answer, Instant now) {
  db.run(
      "insert into request_keys (key, request_digest, status, headers, body, created_at) values (?, ?, ?, ?, "
      "?, ?)",
      key, digest, answer.status, to_json(answer.headers), answer.body, now);
  int64_t newest_to_go = db.last_sequence() - kKept;
  // Of small ones so many are no more than that.
  if (static_cast<int64_t>(answer.body.size()) * kKept > kKeptBytes) {
    newest_to_go =
        std::max(newest_to_go,
                 store::first_beyond(
                     db.query("select sequence, octet_length(body) from request_keys order by sequence desc"),
                     kKeptBytes));
  }
  db.run("delete from request_keys where sequence <= ?", newest_to_go);
}

}  // namespace rehearsal::api
