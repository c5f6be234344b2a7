#include "api/events.h"

#include <algorithm>
#include <unordered_set>

namespace rehearsal::api {
namespace {

std::string invalidation(std::string_view type, std::string_view id) {
  std::string text = R"({"name":"invalidateCache","value":{"type":")";
  text.append(type).append("\"");
  if (!id.empty()) text.append(R"(,"id":")").append(id).append("\"");
  return text.append("}}");
}

}  // namespace

void Events::add(std::string event) {
  events_.push_back(std::move(event));
}

void Events::process_changed(std::string_view process_id) {
  add(invalidation("processes", "LIST"));
  add(invalidation("processes", process_id));
  add(invalidation("processStatusCounts", ""));
}

void Events::process_moved(const workflow::TurnReport::Moved& moved) {
  process_changed(moved.process_id);
  Json event = Json::object();
  event["name"] = "process";
  event["value"]["id"] = moved.process_id;
  event["value"]["status"] = text(moved.status);
  event["value"]["last_step"] = moved.last_step;
  add(dump_json(event));
}

void Events::subscription_changed(std::string_view subscription_id) {
  add(invalidation("subscriptions", ""));
  add(invalidation("subscriptions", "LIST"));
  add(invalidation("subscriptions", subscription_id));
}

void Events::invalidate(std::string_view type) {
  add(invalidation(type, ""));
}

void Events::job_changed(const Json& job) {
  Json event = Json::object();
  event["name"] = "job";
  event["value"] = job;
  add(dump_json(event));
}

void Events::everything_changed() {
  for (const char* type : {"subscriptions", "processes", "processStatusCounts", "products", "workflows",
                           "systems", "customers", "engineStatus", "pace", "snapshot"}) {
    invalidate(type);
  }
}

void Events::notice(std::string_view message) {
  Json event = Json::object();
  event["name"] = "notice";
  event["value"]["message"] = message;
  add(dump_json(event));
}

void Events::storage_failed(std::string_view message) {
  Json event = Json::object();
  event["name"] = "storage";
  event["value"]["state"] = "failed";
  event["value"]["message"] = message;
  add(dump_json(event));
}

void Events::publish(int64_t seq, std::vector<std::string>& to) {
  std::unordered_set<std::string_view> said;
  for (const std::string& event : events_) {
    if (!said.insert(event).second) continue;
    std::string text = R"({"event":)";
    to.push_back(text.append(event).append(",\"seq\":").append(std::to_string(seq)).append("}"));
  }
  events_.clear();
}

}  // namespace rehearsal::api
