#include "catalog/systems.h"

#include "core/error.h"
#include "store/database.h"

namespace rehearsal::catalog {
namespace {

void reach(domain::Session& session, const ExternalSystem& system) {
  if (session.reach) session.reach(system.name);
}

void put(domain::Session& session, const ExternalSystem& system, std::string_view record_id,
         const Json& data) {
  reach(session, system);
  const Instant now = session.clock.now();
  session.db.run(
      "insert into external_records (system, record_id, data, created_at, modified_at) values (?, ?, ?, ?, "
      "?) "
      "on conflict (system, record_id) do update set data = excluded.data, modified_at = "
      "excluded.modified_at",
      system.name, record_id, data, now, now);
}

void remove(domain::Session& session, const ExternalSystem& system, std::string_view record_id) {
  reach(session, system);
  session.db.run("delete from external_records where system = ? and record_id = ?", system.name, record_id);
}

void check_record(domain::Session& session, const ExternalSystem& system, std::string_view record_id,
                  const Json& expected, const std::string& what) {
  reach(session, system);
  auto rows = session.db.query("select data from external_records where system = ? and record_id = ?",
                               system.name, record_id);
  const Json actual = rows.step() ? rows.json(0) : Json();
  bool same = actual.is_object();
  // A record that was carried here may have its members in another order.
  for (auto it = expected.begin(); same && it != expected.end(); ++it)
    same = actual.value(it.key(), Json()) == it.value();
  if (same) return;
  throw Error("AssertionError", what + " is not what the outside says",
              {{"expected", expected}, {"actual", actual}});
}

std::string as_received(const std::string& name) {
  return name.compare(0, 3, "bad") == 0 ? "garbled: " + name : name;
}

Json record_of(int64_t group_id, const std::string& group_name) {
  Json data = Json::object();
  data["group_id"] = group_id;
  data["group_name"] = group_name;
  return data;
}

Json record_of(int64_t user_id, const std::string& username, const user_management::User& user) {
  Json data = Json::object();
  data["user_id"] = user_id;
  data["username"] = username;
  data["age"] = user.age ? Json(*user.age) : Json(nullptr);
  data["group_id"] = user.group_id;
  return data;
}

}  // namespace

int64_t group_management::provision(domain::Session& session, std::string_view subscription_id,
                                    const std::string& group_name) {
  const int64_t group_id = crc32(group_name);
  rename(session, subscription_id, group_id, group_name);
  return group_id;
}

void group_management::rename(domain::Session& session, std::string_view subscription_id, int64_t group_id,
                              const std::string& group_name) {
  put(session, kGroupManagement, subscription_id, record_of(group_id, as_received(group_name)));
}

void group_management::deprovision(domain::Session& session, std::string_view subscription_id) {
  remove(session, kGroupManagement, subscription_id);
}

void group_management::check(domain::Session& session, std::string_view subscription_id, int64_t group_id,
                             const std::string& group_name) {
  check_record(session, kGroupManagement, subscription_id, record_of(group_id, group_name),
               "group " + group_name);
}

int64_t user_management::provision(domain::Session& session, std::string_view subscription_id,
                                   const User& user) {
  const int64_t user_id = crc32(user.username);
  update(session, subscription_id, user_id, user);
  return user_id;
}

void user_management::update(domain::Session& session, std::string_view subscription_id, int64_t user_id,
                             const User& user) {
  put(session, kUserManagement, subscription_id, record_of(user_id, as_received(user.username), user));
}

void user_management::deprovision(domain::Session& session, std::string_view subscription_id) {
  remove(session, kUserManagement, subscription_id);
}

void user_management::check(domain::Session& session, std::string_view subscription_id, int64_t user_id,
                            const User& user) {
  check_record(session, kUserManagement, subscription_id, record_of(user_id, user.username, user),
               "user " + user.username);
}

}  // namespace rehearsal::catalog
