// Import and export of snapshots through the door: a group and many users in it, each with one revision.
//   snapshot_bench [subscriptions…]
//   snapshot_bench --write FILE SUBSCRIPTIONS, then --read FILE SUBSCRIPTIONS: without making the file
// Prints one JSON line per figure: {"bench", "value", "unit"}. Memory is what the program grew by at its
// most, the file and the database in memory included.
#include <malloc.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "api/engine.h"
#include "core/ids.h"
#include "core/json.h"

namespace {

using namespace rehearsal;
using Moment = std::chrono::steady_clock::time_point;

// Of this program alone, on a machine that others use, too.
double processor_seconds() {
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

double seconds_since(Moment start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

// A line of Linux's account of this program, in bytes: VmRSS is what it holds now, VmHWM its most so far.
double bytes_of(const std::string& name) {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;) {
    double kilobytes = 0;
    if (word == name + ":" && status >> kilobytes) return kilobytes * 1024;
  }
  return 0;
}

// Begins to look for the most anew; what is held now.
double begin_most() {
  malloc_trim(0);
  std::ofstream("/proc/self/clear_refs") << "5";
  return bytes_of("VmRSS");
}

void say(const std::string& bench, double value, const char* unit) {
  std::printf("{\"bench\":\"%s\",\"value\":%.2f,\"unit\":\"%s\"}\n", bench.c_str(), value, unit);
  std::fflush(stdout);
}

[[noreturn]] void give_up(const std::string& found) {
  std::fprintf(stderr, "Expected it to work, found %s\n",
               found.substr(found.size() > 900 ? found.size() - 900 : 0).c_str());
  std::exit(1);
}

std::unique_ptr<api::Engine> new_engine() {
  api::EngineOptions options;
  options.files = std::make_unique<store::MemoryFiles>();
  options.seed = 1;
  return api::Engine::open(std::move(options));
}

void run(api::Engine& engine) {
  while (engine.turn() == 0) {
  }
}

Json ask(api::Engine& engine, const std::string& method, const std::string& path,
         const Json& more = Json::object()) {
  Json request = {{"id", 1}, {"method", method}, {"path", path}};
  request.update(more);
  return parse_json(engine.handle(dump_json(request)));
}

// Starts a job, runs it and gives what its answer brings.
api::Engine::Message finished(api::Engine& engine, const api::Engine::Message& started) {
  const Json answer = parse_json(started.text);
  if (answer.at("status") != 202) give_up(started.text);
  run(engine);
  api::Engine::Message message = engine.handle(R"({"id":2,"method":"GET","path":"/api/rehearsal/jobs/)" +
                                                   answer.at("body").at("job").get<std::string>() + R"("})",
                                               {});
  if (message.text.find(R"("state":"done")") == std::string::npos) give_up(message.text);
  return message;
}

// As the engine gives it, without another copy: that would be this program's memory.
std::shared_ptr<const std::vector<std::string>> export_of(api::Engine& engine) {
  return finished(
             engine,
             engine.handle(
                 R"({"id":1,"method":"GET","path":"/api/rehearsal/snapshot","query":{"processes":"false"}})",
                 {}))
      .blobs.at(0);
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  for (size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
  return text;
}

std::string line_with(const std::string& file, const std::string& begin, const std::string& word) {
  for (size_t at = file.find("\n" + begin); at != std::string::npos; at = file.find("\n" + begin, at + 1)) {
    const size_t end = file.find_first_of("\n", at + 1);
    std::string line = file.substr(at + 1, end - at - 1);
    if (line.back() == ',') line.pop_back();
    if (line.find(word) != std::string::npos) return line;
  }
  give_up("no line with " + word);
}

// A snapshot of one group and `users` users, made of one that the engine made.
std::string snapshot_of(int users) {
  const auto engine = new_engine();
  const auto start = [&](const std::string& workflow, const Json& pages) {
    const Json answer = ask(*engine, "POST", "/api/processes/" + workflow, {{"body", pages}});
    if (answer.at("status") != 201) give_up(dump_json(answer));
    run(*engine);
    return ask(*engine, "GET", "/api/processes/" + answer.at("body").at("id").get<std::string>())
        .at("body")
        .at("current_state")
        .at("subscription_id")
        .get<std::string>();
  };
  const std::string group = start("create_user_group", {{{"product", "00000000-0000-4000-8000-000000000001"}},
                                                        {{"group_name", "staff"}}});
  const std::string user =
      start("create_user", {{{"product", "00000000-0000-4000-8000-000000000002"}},
                            {{"username", "somebody"}, {"age", 33}, {"user_group_ids", {group}}}});
  std::string file;
  for (const std::string& part : *export_of(*engine)) file += part;
  const std::string subscription = line_with(file, "{\"affiliation\"", user);
  const size_t group_at = file.find(",\n" + subscription);
  if (group_at == std::string::npos) give_up(file);
  const std::string instance = [&] {
    const Json read = parse_json(subscription);
    return read.at("user").at("subscription_instance_id").get<std::string>();
  }();
  // The user's newest revision, as its only one.
  std::string revision;
  size_t revisions_at = 0;
  for (size_t at = file.find("\n{\"digest\""); at != std::string::npos;
       at = file.find("\n{\"digest\"", at + 1)) {
    const size_t end = file.find('\n', at + 1);
    const std::string line = file.substr(at + 1, end - at - 1);
    if (line.find("\"parent_digest\":null") == std::string::npos || line.find(user) != std::string::npos)
      revision = line;
    if (line.find(group) != std::string::npos && line.find(user) == std::string::npos) revisions_at = end;
  }
  if (revision.back() == ',') revision.pop_back();
  Json newest = parse_json(revision);
  newest["parent_digest"] = nullptr;
  const size_t revisions_end = file.find("\n],\n\"settings\"");
  std::string content =
      file.substr(file.find("\"content\":") + 10, revisions_at - file.find("\"content\":") - 10);
  if (content.back() == ',') content.pop_back();
  Ids ids(7, "bench");
  std::string subscriptions;
  for (int i = 0; i < users; ++i) {
    const std::string id = ids.next(), own = ids.next(), name = "user " + std::to_string(i);
    const auto mine = [&](const std::string& text) {
      return replaced(replaced(replaced(text, user, id), instance, own), "somebody", name);
    };
    newest["model"] = parse_json(mine(dump_json(parse_json(revision).at("model"))));
    newest["subscription_id"] = id;
    newest["digest"] = sha256_hex(canonical_json(newest.at("model")));
    content += ",\n" + canonical_json(newest);
    subscriptions += ",\n" + mine(subscription);
  }
  content += file.substr(revisions_end, group_at - revisions_end) + subscriptions;
  const std::string rest = file.substr(group_at + 2 + subscription.size());
  content += rest.substr(0, rest.rfind("}}") + 1);
  Sha256 hash;
  for (size_t at = 0; at < content.size();) {
    const size_t end = std::min(content.find('\n', at), content.size());
    std::string line = content.substr(at, end - at);
    const bool goes_on = line.size() > 1 && line.back() == ',';
    // The records of the simulated systems stand in the file as they were stored.
    if (line.size() > 2 && line.front() == '{') {
      if (goes_on) line.pop_back();
      line = canonical_json(parse_json(line)) + (goes_on ? "," : "");
    }
    hash.add(line);
    at = end + 1;
  }
  const size_t digest_at = file.find("\"digest\":\"") + 10;
  return file.substr(0, digest_at) + hash.hex() + "\",\n\"content\":" + content + "}\n";
}

void measure(int subscriptions, std::string file) {
  const std::string name = std::to_string(subscriptions) + " subscriptions";
  const auto bytes = static_cast<double>(file.size());
  say("snapshot, " + name, bytes / 1e6, "MB");
  const auto engine = new_engine();
  const double before = begin_most() - bytes;
  std::vector<std::string> blobs;
  blobs.push_back(std::move(file));
  {
    const double begun = processor_seconds();
    finished(
        *engine,
        engine->handle(
            R"({"id":1,"method":"POST","path":"/api/rehearsal/snapshot/preview","body":{"mode":"replace","snapshot":{"$blob":0}}})",
            blobs));
    say("preview by processor time, " + name, subscriptions / (processor_seconds() - begun),
        "subscriptions/s");
  }
  const Moment start = std::chrono::steady_clock::now();
  const double begun = processor_seconds();
  finished(
      *engine,
      engine->handle(
          R"({"id":1,"method":"POST","path":"/api/rehearsal/snapshot","body":{"mode":"replace","snapshot":{"$blob":0}}})",
          std::move(blobs)));
  say("import, " + name, subscriptions / seconds_since(start), "subscriptions/s");
  say("import by processor time, " + name, subscriptions / (processor_seconds() - begun), "subscriptions/s");
  say("import, memory at most, " + name, (bytes_of("VmHWM") - before) / bytes, "x the file");
  begin_most();
  const Moment again = std::chrono::steady_clock::now();
  const double begun_again = processor_seconds();
  export_of(*engine);
  say("export, " + name, subscriptions / seconds_since(again), "subscriptions/s");
  say("export by processor time, " + name, subscriptions / (processor_seconds() - begun_again),
      "subscriptions/s");
  say("export, memory at most, " + name, (bytes_of("VmHWM") - before) / bytes, "x the file");
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 4 && std::string_view(argv[1]) == "--write" && std::atoi(argv[3]) > 1) {
    std::ofstream out(argv[2], std::ios::binary);
    out << snapshot_of(std::atoi(argv[3]) - 1);
    return out.flush() ? 0 : 1;
  }
  if (argc == 4 && std::string_view(argv[1]) == "--read") {
    std::ifstream in(argv[2], std::ios::binary);
    measure(std::atoi(argv[3]), {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()});
    return 0;
  }
  std::vector<int> sizes;
  for (int i = 1; i < argc; ++i) sizes.push_back(std::atoi(argv[i]));
  if (sizes.empty()) sizes = {10'000, 100'000};
  for (const int size : sizes) {
    if (size < 2) {
      std::fprintf(stderr, "usage: snapshot_bench [subscriptions, at least 2]…\n");
      return 2;
    }
    measure(size, snapshot_of(size - 1));
  }
  return 0;
}
