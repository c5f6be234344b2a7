// What the original lacks: the engine's own status, pace, clock, the simulated systems, customers (DOOR.md).
#include "api/handlers.h"
#include "api/refusal.h"
#include "catalog/customers.h"
#include "catalog/systems.h"
#include "store/schema.h"

namespace rehearsal::api {
namespace {

int64_t count(store::Database& db, std::string_view sql) {
  auto rows = db.query(sql);
  return rows.step() ? rows.integer(0) : 0;
}

const catalog::ExternalSystem& needed_system(const std::string& name) {
  for (const catalog::ExternalSystem& system : catalog::kSystems) {
    if (system.name == name) return system;
  }
  throw problem(404, "There is no system " + name);
}

Json record_json(const store::Rows& rows) {
  Json record = Json::object();
  record["id"] = rows.text(0);
  record["data"] = rows.json(1);
  record["created_at"] = epoch_seconds(rows.instant(2));
  record["modified_at"] = epoch_seconds(rows.instant(3));
  return record;
}

// What keeps processes from going on, where something does: turns that fail, and processes that were set
// aside because their step could not be written.
Json trouble_json(const Call& call) {
  if (call.trouble.failed_turns == 0 && call.runner.aside().empty()) return nullptr;
  Json trouble = Json::object();
  trouble["failed_turns"] = call.trouble.failed_turns;
  trouble["message"] = call.trouble.message;
  Json set_aside = Json::array();
  for (const auto& [process_id, aside] : call.runner.aside()) {
    Json item = Json::object();
    item["process_id"] = process_id;
    item["message"] = aside.message;
    item["tries"] = aside.tries;
    item["next_try_at"] = iso_text_precise(aside.not_before);
    set_aside.push_back(std::move(item));
  }
  trouble["set_aside"] = std::move(set_aside);
  return trouble;
}

// The processes that halt before a breakpoint, and the step that each would take.
Json halted_json(const Call& call) {
  Json list = Json::array();
  for (const workflow::Process* process : call.runner.halted())
    list.push_back({{"process_id", process->process_id}, {"step", process->next_place().step}});
  return list;
}

}  // namespace

Answer get_status(Call& call) {
  store::Database& db = call.db();
  Json sizes = Json::object();
  sizes["bytes"] = count(db, "select page_count * page_size from pragma_page_count, pragma_page_size");
  sizes["processes"] = call.orders.rows(db, "select count(*) from processes p", {}).front();
  sizes["subscriptions"] = call.orders.rows(db, "select count(*) from subscriptions s", {}).front();
  Json body = Json::object();
  body["version"] = kVersion;
  body["schema"] = store::kSchemaVersion;
  body["storage"]["kind"] = call.facts.storage_kind;
  body["storage"]["may_be_cleared"] = call.facts.storage_kind != "file";
  body["seed"] = call.facts.seed;
  body["clock_stands"] = call.services.clock.stands();
  body["commits"] = db.commits();
  body["sizes"] = std::move(sizes);
  body["running_processes"] = call.runner.size();
  body["locked"] = call.runner.locked();
  body["pace"] = to_json(call.runner.pace());
  body["trouble"] = trouble_json(call);
  body["halted"] = halted_json(call);
  return answer(body);
}

Answer get_pace(Call& call) {
  return answer(to_json(call.runner.pace()));
}

Answer put_pace(Call& call) {
  const Json body = call.needed_body();
  const std::optional<workflow::Pace> pace = workflow::pace_from(body);
  if (!pace) {
    throw problem(422,
                  R"(Expected {"step_ms": 0 to 10000} or {"manual": true}, found )" + dump_json(body) + ".");
  }
  workflow::store_pace(call.db(), *pace);
  call.effects.pace = pace;
  call.events.invalidate("pace");
  return answer(to_json(*pace));
}

Answer next_step(Call& call) {
  call.refuse_while_locked();
  const Json body = call.optional_body();
  call.effects.next = true;
  call.effects.next_of = text_or(body, "process_id");
  if (!body.is_null() && call.effects.next_of.empty())
    throw problem(422, "Expected no body, or {\"process_id\": id}, found " + dump_json(body) + ".");
  if (body.is_null()) return no_content();
  if (!call.db().query("select 1 from processes where pid = ?", call.effects.next_of).step())
    throw problem(404, "Process with process_id " + call.effects.next_of + " not found");
  if (!call.runner.holds(call.effects.next_of))
    throw problem(409,
                  "Expected a process that runs, found that " + call.effects.next_of + " takes no step now");
  return no_content();
}

Answer put_clock(Call& call) {
  const Json body = call.needed_body();
  const auto found = body.is_object() ? body.find("advance_s") : body.end();
  if (!body.is_object() || found == body.end() || !found->is_number()) {
    throw problem(422, "Expected {\"advance_s\": seconds}, found " + dump_json(body));
  }
  if (!call.services.clock.stands()) {
    throw problem(409, "The clock follows the machine; it can be moved only where it was started with --now");
  }
  // It is moved once the change is committed; the answer tells when it will be then.
  Clock moved = Clock::standing(call.services.clock.now());
  try {
    moved.advance(found->get<double>());
  } catch (const Error& error) {
    throw problem(400, error.what());
  }
  call.effects.clock = moved.last();
  Json now = Json::object();
  now["now"] = iso_text_precise(moved.last());
  return answer(now);
}

Answer get_systems(Call& call) {
  Json systems = Json::array();
  for (const catalog::ExternalSystem& system : catalog::kSystems) {
    Json records = Json::array();
    auto rows = call.db().query(
        "select record_id, data, created_at, modified_at from external_records where system = ? "
        "order by created_at, record_id",
        system.name);
    while (rows.step()) records.push_back(record_json(rows));
    Json item = Json::object();
    item["system"] = system.name;
    item["title"] = system.title;
    item["records"] = std::move(records);
    systems.push_back(std::move(item));
  }
  return answer(systems);
}

Answer get_system_record(Call& call) {
  const catalog::ExternalSystem& system = needed_system(call.parts[0]);
  auto rows = call.db().query(
      "select record_id, data, created_at, modified_at from external_records where system = ? and record_id "
      "= ?",
      system.name, call.parts[1]);
  if (!rows.step()) throw problem(404, std::string(system.title) + " has no record " + call.parts[1]);
  return answer(record_json(rows));
}

// A member that is there gets a value of its kind, or none; texts as long as those of a subscription.
bool may_become(const Json& data, const std::string& name, const Json& value) {
  const auto known = data.find(name);
  if (known == data.end()) return false;
  if (value.is_string() && value.get_ref<const std::string&>().size() > 10'000) return false;
  if (known->is_null()) return value.is_primitive();
  return value.is_null() || (value.is_string() && known->is_string()) ||
         (value.is_number_integer() && known->is_number_integer());
}

// The members of the record's data that are to be other ones: somebody works in the system by hand.
Answer patch_system_record(Call& call) {
  const catalog::ExternalSystem& system = needed_system(call.parts[0]);
  const Json body = call.needed_body();
  Json data;
  {
    auto rows = call.db().query("select data from external_records where system = ? and record_id = ?",
                                system.name, call.parts[1]);
    if (!rows.step()) throw problem(404, std::string(system.title) + " has no record " + call.parts[1]);
    data = rows.json(0);
  }
  std::string members;
  for (const auto& [name, value] : data.items()) members += (members.empty() ? "\"" : ", \"") + name + "\"";
  bool is_right = body.is_object() && !body.empty();
  if (is_right) {
    for (const auto& [name, value] : body.items()) is_right = is_right && may_become(data, name, value);
  }
  if (!is_right)
    throw problem(422, "Expected an object with values of their kind for some of " + members + ", found " +
                           dump_json(body));
  data.update(body);
  call.db().run("update external_records set data = ?, modified_at = ? where system = ? and record_id = ?",
                data, call.services.clock.now(), system.name, call.parts[1]);
  call.events.invalidate("systems");
  return get_system_record(call);
}

Answer delete_system_record(Call& call) {
  const catalog::ExternalSystem& system = needed_system(call.parts[0]);
  call.db().run("delete from external_records where system = ? and record_id = ?", system.name,
                call.parts[1]);
  if (call.db().changes() == 0)
    throw problem(404, std::string(system.title) + " has no record " + call.parts[1]);
  call.events.invalidate("systems");
  return no_content();
}

Answer get_customers(Call& call) {
  Json customers = Json::array();
  auto rows = call.db().query("select customer_id, fullname, shortcode from customers order by customer_id");
  while (rows.step()) {
    Json customer = Json::object();
    customer["customer_id"] = rows.text(0);
    customer["fullname"] = rows.text(1);
    customer["shortcode"] = rows.text(2);
    customer["is_default"] = rows.view(0) == catalog::kDefaultCustomer;
    customers.push_back(std::move(customer));
  }
  return answer(customers);
}

}  // namespace rehearsal::api
