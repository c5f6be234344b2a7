#include "shell/app/door_client.h"

#include <algorithm>

#include "core/error.h"
#include "shell/app/read_json.h"

namespace rehearsal::shell {
namespace {

// More screens than a person goes back to; each holds a few answers.
constexpr size_t kMaxEntries = 128;
constexpr int kOnlyPart = 202;

bool starts_with(std::string_view text, std::string_view start) {
  return text.substr(0, start.size()) == start;
}
bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

bool is_list(std::string_view path) {
  return starts_with(path, "/api/rehearsal/lists/");
}

Answer unreadable(const std::string& why) {
  Answer answer;
  answer.body = {{"title", "Unreadable answer"}, {"detail", why}, {"status", 0}};
  return answer;
}

std::string cache_key_of(std::string_view path, const Json& query) {
  std::string key(path);
  if (!query.is_null() && !query.empty()) key += "?" + canonical_json(query);
  return key;
}

}  // namespace

Answer read_answer(std::string_view bytes) {
  try {
    Json message = parse_json(bytes);
    if (!message.is_object() || !message.contains("status"))
      return unreadable("Expected an answer with a status.");
    Answer answer;
    answer.status = static_cast<int>(whole_at(message, "status").value_or(0));
    answer.as_of = whole_at(message, "as_of").value_or(0);
    if (message.contains("body")) answer.body = std::move(message["body"]);
    if (message.contains("headers")) answer.headers = std::move(message["headers"]);
    return answer;
  } catch (const Error& error) {
    return unreadable(error.what());
  }
}

bool concerns(std::string_view type, std::string_view id, std::string_view path, const Json& query) {
  const bool one = !id.empty() && id != "LIST";
  // How much was done since it was kept.
  if (contains(path, "/snapshot/undo")) return true;
  if (type == "processes" || type == "processStatusCounts") {
    if (contains(path, "/lists/processes") || contains(path, "status-counts") || path == "/api/processes")
      return true;
    if (contains(path, "/rehearsal/systems") || contains(path, "/rehearsal/status")) return true;
    if (!starts_with(path, "/api/processes/")) return false;
    return !one || contains(path, id);
  }
  if (type == "subscriptions") {
    // A subscription's page shows those that use it and those it uses: any change may show in any of them.
    return starts_with(path, "/api/subscriptions") || contains(path, "/lists/subscriptions") ||
           contains(path, "/rehearsal/systems") ||
           // A process that has ended says whether it left its subscriptions in sync.
           starts_with(path, "/api/processes/") ||
           (one && query.is_object() && contains(canonical_json(query), id));
  }
  if (type == "engineStatus")
    return starts_with(path, "/api/settings") || contains(path, "/rehearsal/status");
  if (type == "pace") return contains(path, "/rehearsal/pace") || contains(path, "/rehearsal/status");
  if (type == "faults" || type == "breakpoints")
    return contains(path, "/rehearsal/" + std::string(type)) || contains(path, "/rehearsal/status");
  if (type == "systems") return contains(path, "/rehearsal/systems");
  return true;  // an unknown kind of change: better one read too many than a screen that lies
}

void cut(std::string& text, size_t most) {
  if (text.size() <= most) return;
  while ((text[most] & 0xc0) == 0x80) --most;
  text.resize(most);
}

std::string own_name(Host& host) {
  std::string name = host.recall(kOwnName);
  cut(name, kMostOfOwnName);
  return name;
}

const Cached& DoorClient::get(std::string_view path, const Json& query) {
  const std::string key = cache_key_of(path, query);
  std::unique_ptr<Entry>& slot = entries_[key];
  if (!slot) {
    slot = std::make_unique<Entry>();
    slot->path = std::string(path);
    slot->query = query;
  }
  Entry& entry = *slot;
  entry.used = ++clock_;
  const bool never = entry.cached.revision == 0;
  const bool stale = entry.cached.answer.as_of < entry.wanted && entry.asked_for < entry.wanted;
  if (!entry.under_way && (never || stale)) ask(key, entry);
  return entry.cached;
}

const Cached* DoorClient::known(std::string_view path, const Json& query) const {
  const auto found = entries_.find(cache_key_of(path, query));
  return found == entries_.end() ? nullptr : &found->second->cached;
}

void DoorClient::retry(std::string_view path, const Json& query) {
  const auto found = entries_.find(cache_key_of(path, query));
  if (found != entries_.end() && !found->second->under_way) entries_.erase(found);
}

Ticket DoorClient::ask(std::string_view path, const Json& query) {
  auto reply = std::make_shared<Reply>();
  send("GET", path, query, nullptr, "", {"", reply});
  return reply;
}

Ticket DoorClient::look(std::string_view path, const Json& body) {
  auto reply = std::make_shared<Reply>();
  send("POST", path, nullptr, body, "", {"", reply});
  return reply;
}

Ticket DoorClient::change(std::string_view method, std::string_view path, const Json& body, uint32_t file) {
  auto reply = std::make_shared<Reply>();
  Json query;
  if (starts_with(path, "/api/processes/") || starts_with(path, "/api/rehearsal/processes/")) {
    const std::string name = own_name(host_);
    if (!name.empty()) query = {{"reporter", name}};
  }
  send(method, path, query, body, host_.new_uuid(), {"", reply}, file);
  return reply;
}

void DoorClient::take_answer(uint32_t number, std::string_view bytes) {
  const auto found = sent_.find(number);
  if (found == sent_.end()) return;
  const Sent sent = found->second;
  sent_.erase(found);
  Answer answer = read_answer(bytes);
  if (sent.reply) {
    sent.reply->answer = std::move(answer);
    sent.reply->done = true;
    return;
  }
  const auto slot = entries_.find(sent.cache_key);
  if (slot == entries_.end()) return;
  Entry& entry = *slot->second;
  // A list's order that is made in parts: a part is made, and the engine has done other things between.
  // What no view has asked for since is not gone on with.
  entry.under_way = false;
  if (answer.status == kOnlyPart && is_list(entry.path)) {
    if (entry.used > trimmed_) return ask(sent.cache_key, entry);
    entries_.erase(slot);
    return;
  }
  entry.cached.state = answer.ok() ? Cached::State::kReady : Cached::State::kFailed;
  entry.cached.answer = std::move(answer);
  entry.cached.revision = ++revisions_;
}

Json DoorClient::take_event(std::string_view bytes) {
  Json message;
  try {
    message = parse_json(bytes);
  } catch (const Error&) {
    return nullptr;
  }
  if (!message.is_object() || !message.contains("event") || !message["event"].is_object()) return nullptr;
  const Json& event = message["event"];
  const std::string name = text_or(event, "name");
  const int64_t seq = whole_at(message, "seq").value_or(0);
  const Json value = event.contains("value") ? event["value"] : Json();
  const std::string id = value.is_object() ? text_or(value, "id") : "";
  if (name == "invalidateCache" && value.is_object()) make_stale(text_or(value, "type"), id, seq);
  if (name == "process") make_stale("processes", id, seq);
  if (name == "engine") make_stale("engineStatus", "", seq);
  return event;
}

int64_t DoorClient::last_change(std::string_view type) const {
  const auto found = last_changes_.find(type);
  return found == last_changes_.end() ? 0 : found->second;
}

void DoorClient::forget_all() {
  entries_.clear();
  last_changes_.clear();
  ++age_;
  for (auto at = sent_.begin(); at != sent_.end();) at = at->second.reply ? std::next(at) : sent_.erase(at);
}

void DoorClient::ask(const std::string& cache_key, Entry& entry) {
  entry.under_way = true;
  entry.asked_for = entry.wanted;
  entry.cached.asked_at = host_.now();
  Json query = entry.query;
  if (is_list(entry.path)) query["in_parts"] = "true";
  send("GET", entry.path, query, nullptr, "", {cache_key, nullptr});
}

void DoorClient::send(std::string_view method, std::string_view path, const Json& query, const Json& body,
                      std::string key, Sent sent, uint32_t file) {
  const uint32_t number = next_number_++;
  if (sent.reply) sent.reply->number = number;
  Json request = {{"id", number}, {"method", std::string(method)}, {"path", std::string(path)}};
  if (query.is_object() && !query.empty()) request["query"] = query;
  if (!body.is_null()) request["body"] = body;
  if (!key.empty()) request["key"] = std::move(key);
  sent_[number] = std::move(sent);
  host_.send(number, dump_json(request), file);
}

void DoorClient::make_stale(std::string_view type, std::string_view id, int64_t seq) {
  int64_t& last = last_changes_[std::string(type)];
  last = std::max(last, seq);
  for (auto& [key, entry] : entries_) {
    if (concerns(type, id, entry->path, entry->query)) entry->wanted = std::max(entry->wanted, seq);
  }
}

void DoorClient::trim() {
  while (entries_.size() > kMaxEntries) {
    auto oldest = entries_.end();
    for (auto at = entries_.begin(); at != entries_.end(); ++at) {
      if (at->second->under_way || at->second->used > trimmed_) continue;
      if (oldest == entries_.end() || at->second->used < oldest->second->used) oldest = at;
    }
    if (oldest == entries_.end()) break;
    entries_.erase(oldest);
  }
  trimmed_ = clock_;
}

}  // namespace rehearsal::shell
