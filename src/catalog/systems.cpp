#include "catalog/systems.h"

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

std::optional<std::string> text_in(domain::Session& session, const ExternalSystem& system,
                                   std::string_view record_id, const char* key) {
  reach(session, system);
  auto rows = session.db.query("select data from external_records where system = ? and record_id = ?",
                               system.name, record_id);
  if (!rows.step()) return std::nullopt;
  return text_or(rows.json(0), key);
}

std::string as_received(const std::string& name) {
  return name.compare(0, 3, "bad") == 0 ? "garbled: " + name : name;
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
  Json data = Json::object();
  data["group_id"] = group_id;
  data["group_name"] = as_received(group_name);
  put(session, kGroupManagement, subscription_id, data);
}

void group_management::deprovision(domain::Session& session, std::string_view subscription_id) {
  remove(session, kGroupManagement, subscription_id);
}

std::optional<std::string> group_management::name_of(domain::Session& session,
                                                     std::string_view subscription_id) {
  return text_in(session, kGroupManagement, subscription_id, "group_name");
}

int64_t user_management::provision(domain::Session& session, std::string_view subscription_id,
                                   const User& user) {
  const int64_t user_id = crc32(user.username);
  update(session, subscription_id, user_id, user);
  return user_id;
}

void user_management::update(domain::Session& session, std::string_view subscription_id, int64_t user_id,
                             const User& user) {
  Json data = Json::object();
  data["user_id"] = user_id;
  data["username"] = as_received(user.username);
  data["age"] = user.age ? Json(*user.age) : Json(nullptr);
  data["group_id"] = user.group_id;
  put(session, kUserManagement, subscription_id, data);
}

void user_management::deprovision(domain::Session& session, std::string_view subscription_id) {
  remove(session, kUserManagement, subscription_id);
}

std::optional<std::string> user_management::name_of(domain::Session& session,
                                                    std::string_view subscription_id) {
  return text_in(session, kUserManagement, subscription_id, "username");
}

}  // namespace rehearsal::catalog
