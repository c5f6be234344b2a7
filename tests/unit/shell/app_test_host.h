// A host whose door is the test: it keeps what was sent, and the test answers.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/json.h"
#include "shell/app/door_client.h"
#include "shell/app/host.h"

namespace rehearsal::shell {

class TestHost : public Host {
 public:
  struct Sent {
    uint32_t number;
    Json request;
    uint32_t file = 0;
  };
  std::vector<Sent> sent;
  double time = 1795464000;  // 2026-11-23T20:00:00Z
  int offset = 60;
  std::string hash, title, theme;
  std::map<std::string, std::string, std::less<>> remembered;
  std::vector<std::string> commands;
  std::vector<Json> transfers;

  void send(uint32_t number, std::string_view request, uint32_t file) override {
    sent.push_back({number, parse_json(request), file});
  }
  void transfer(const Json& command) override { transfers.push_back(command); }
  std::string new_uuid() override {
    return "00000000-0000-4000-8000-" + std::to_string(100000000000 + static_cast<int64_t>(++uuids_));
  }
  double now() override { return time; }
  int utc_offset_minutes(double) override { return offset; }
  void go(std::string_view to, bool) override { hash = std::string(to); }
  void set_title(std::string_view words) override { title = std::string(words); }
  void remember(std::string_view name, std::string_view value) override {
    remembered[std::string(name)] = std::string(value);
  }
  std::string recall(std::string_view name) override {
    const auto found = remembered.find(name);
    return found == remembered.end() ? std::string() : found->second;
  }
  void set_theme(std::string_view name) override { theme = std::string(name); }
  void engine(std::string_view command) override { commands.emplace_back(command); }

  // The last request, and its answer handed to `door`.
  const Json& last() const { return sent.back().request; }
  void answer(DoorClient& door, int status, const Json& body, int64_t as_of = 1) {
    answer(door, sent.back(), status, body, as_of);
  }
  static void answer(DoorClient& door, const Sent& to, int status, const Json& body, int64_t as_of = 1) {
    const Json message = {
        {"id", to.number}, {"status", status}, {"headers", Json::object()}, {"body", body}, {"as_of", as_of}};
    door.take_answer(to.number, dump_json(message));
  }

 private:
  int uuids_ = 0;
};

inline std::string event_text(const std::string& type, const std::string& id, int64_t seq) {
  return dump_json(
      {{"event", {{"name", "invalidateCache"}, {"value", {{"type", type}, {"id", id}}}}}, {"seq", seq}});
}

}  // namespace rehearsal::shell
