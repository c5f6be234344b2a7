#include "api/message_log.h"

#include <algorithm>
#include <utility>

#include "api/bytes.h"
#include "core/error.h"
#include "core/text.h"
#include "store/still.h"

namespace rehearsal::api {
namespace {

constexpr size_t kLongestOther = size_t{64} << 10;

int64_t size_of(store::Database& db) {
  auto rows = db.query("select page_count * page_size from pragma_page_count, pragma_page_size");
  return rows.step() ? rows.integer(0) : 0;
}

// What nobody but the sender of a change and the one who is asked for an answer should know. Pages that are
// free now are emptied by the vacuum.
std::string without_secrets(const std::string& database) {
  store::MemoryFiles files;
  write_all(files, store::Slot::Database, database);
  {
    store::Database db(files);
    db.run("delete from request_keys");
    // They hold the tokens that waited then, and what was erased.
    db.run("delete from kept_snapshots");
    db.run(
        "update process_steps set state = replace(state, json_extract(state, '$.__callback_token'), "
        "'removed') where json_extract(state, '$.__callback_token') is not null");
    db.run("vacuum");
  }
  return read_all(files, store::Slot::Database);
}

Json entry_of(Instant at, const Request& request) {
  Json entry = Json::object();
  entry["at"] = at.micros;
  entry["method"] = request.method;
  entry["path"] = without_token(request.path);
  if (!request.query.empty()) entry["query"] = request.query;
  if (!request.headers.empty()) entry["headers"] = request.headers;
  if (request.raw) {
    entry["raw"] = *request.raw;
  } else if (request.body) {
    entry["body"] = *request.body;
  }
  return entry;
}

std::string line_of(const Json& entry) {
  return entry.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

void MessageLog::begin() {
  *this = MessageLog();
}

void MessageLog::give_up(std::string why) {
  begin();
  has_given_up_ = true;
  why_not_ = std::move(why);
}

void MessageLog::before_entry(store::Database& db) {
  if (std::exchange(is_begun_, true) || has_given_up()) return;
  if (size_of(db) > kLargestStart) {
    why_not_ = "The database was larger than 8 MB where this log begins.";
    return;
  }
  // That nobody could tell from where it goes on is no reason to refuse what is asked now.
  try {
    start_ = store::Still(db).bytes();
  } catch (const Error& error) {
    why_not_ = error.what();
  }
}

void MessageLog::add(const std::string& entry) {
  if (entries_.size() + entry.size() > kMost)
    give_up("There was more than 8 MB to log: what was first is cut.");
  if (entries_.size() + entry.size() > kMost) return;
  entries_.append(entries_.empty() ? "\n" : ",\n").append(entry);
}

void MessageLog::add_change(Instant at, const Request& request, int status, const std::string& scope) {
  Json entry = entry_of(at, request);
  entry["status"] = status;
  entry["scope"] = scope;
  add(line_of(entry));
}

void MessageLog::add_other(Instant at, const Request& request, size_t bytes, int status) {
  Json entry = Json::object();
  if (bytes <= kLongestOther) {
    entry = entry_of(at, request);
  } else {
    entry["at"] = at.micros;
    entry["method"] = shortened(request.method, 20);
    entry["path"] = without_token(shortened(request.path, 200));
    entry["bytes"] = bytes;
  }
  entry["status"] = status;
  add(line_of(entry));
}

void MessageLog::add_unreadable(Instant at, size_t bytes, int status) {
  Json entry = Json::object();
  entry["at"] = at.micros;
  entry["unreadable"] = bytes;
  entry["status"] = status;
  add(dump_json(entry));
}

void MessageLog::add_turn(Instant at, std::optional<int64_t> steps) {
  add("{\"at\":" + std::to_string(at.micros) +
      ",\"turn\":" + (steps ? std::to_string(*steps) : std::string("null")) + "}");
}

std::string MessageLog::members() const {
  std::string text = "\"start\":";
  if (start_.empty()) {
    text.append("null,\n\"why_not\":").append(dump_json(why_not_));
  } else {
    text.append("{\"database\":\"").append(base64_of(without_secrets(start_))).append("\"}");
  }
  return text.append(",\n\"messages\":[").append(entries_).append("\n]");
}

Request request_in(const Json& entry) {
  Request request;
  request.method = text_or(entry, "method");
  request.path = text_or(entry, "path");
  request.query = entry.value("query", Json::object());
  request.headers = entry.value("headers", Json::object());
  if (entry.contains("body")) request.body = entry.at("body");
  if (entry.contains("raw")) request.raw = entry.at("raw").get<std::string>();
  return request;
}

std::string without_token(const std::string& path) {
  constexpr std::string_view kCallback = "/callback/";
  const size_t found = path.find(kCallback);
  if (found == std::string::npos) return path;
  const size_t begin = found + kCallback.size();
  const size_t end = std::min(path.find('/', begin), path.size());
  return path.substr(0, begin).append(kTokenPlace).append(path.substr(end));
}

}  // namespace rehearsal::api
