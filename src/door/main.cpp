// The door on the command line (DOOR.md): one request per line of standard input, answers and events as lines
// of standard output.
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>

#include "api/engine.h"
#include "api/replay.h"
#include "core/clock.h"
#include "core/error.h"
#include "store/disk_files.h"

namespace rehearsal {
namespace {

constexpr std::string_view kUsage =
    "usage: scripts/door [--wasm] [--db FILE] [--seed N] [--now ISO] [--catalog NAME]\n"
    "       scripts/door [--wasm] --replay FILE\n"
    "  --wasm          run the engine.wasm that ships, under Node\n"
    "  --db FILE       keep the database in FILE (otherwise in memory)\n"
    "  --seed N        fix every id\n"
    "  --now ISO       let the clock stand at this time, such as 2026-11-23T12:00:00Z\n"
    "  --catalog NAME  \"conformance\" adds the workflows of the recordings\n"
    "  --replay FILE   play a problem report again in memory, say what came of it, then read requests;\n"
    "                  the exit code is 1 where the database is another one than the report's\n";

uint64_t read_seed(const std::string& text) {
  const bool digits =
      !text.empty() && text.size() <= 20 && text.find_first_not_of("0123456789") == std::string::npos;
  errno = 0;
  const uint64_t seed = digits ? std::strtoull(text.c_str(), nullptr, 10) : 0;
  if (!digits || errno != 0)
    throw value_error("--seed expects an integer from 0 to 2^64 - 1, found '" + text + "'.");
  return seed;
}

api::EngineOptions read_arguments(int count, char** arguments) {
  api::EngineOptions options;
  std::string database;
  for (int i = 1; i < count; ++i) {
    const std::string_view name = arguments[i];
    if (name != "--db" && name != "--seed" && name != "--now" && name != "--catalog")
      throw value_error("scripts/door does not know '" + std::string(name) + "'.");
    if (++i == count) throw value_error(std::string(name) + " expects a value, found none.");
    const std::string value = arguments[i];
    if (name == "--db") {
      database = value;
    } else if (name == "--seed") {
      options.seed = read_seed(value);
    } else if (name == "--now") {
      options.now = parse_iso(value);
    } else {
      options.catalog = value;
    }
  }
  // Only when all else is well: opening makes the file.
  if (database.empty()) {
    options.files = std::make_unique<store::MemoryFiles>();
  } else {
    options.files = std::make_unique<store::DiskFiles>(database);
    options.storage_kind = "file";
  }
  return options;
}

std::string read_file(const std::string& name) {
  std::ifstream file(name, std::ios::binary);
  if (!file)
    throw value_error("--replay expects a problem report, found no file " + name + " that can be read.");
  return {std::istreambuf_iterator<char>(file), {}};
}

void write_line(std::string_view line) {
  std::fwrite(line.data(), 1, line.size(), stdout);
  std::fputc('\n', stdout);
}

void write_events(api::Engine& engine) {
  for (const std::string& event : engine.take_events()) write_line(event);
}

void run_what_is_due(api::Engine& engine) {
  while (engine.turn() == 0) write_events(engine);
  write_events(engine);
}

// The next line without its end; false at the end of the input. Bytes are passed on as they are.
bool read_line(std::string& line) {
  line.clear();
  for (int byte = std::getchar(); byte != EOF; byte = std::getchar()) {
    if (byte == '\n') return true;
    line.push_back(static_cast<char>(byte));
  }
  return !line.empty();
}

void serve(api::Engine& engine) {
  std::string line;
  run_what_is_due(engine);
  std::fflush(stdout);
  while (read_line(line)) {
    write_line(engine.handle(line));
    write_events(engine);
    run_what_is_due(engine);
    std::fflush(stdout);
  }
}

}  // namespace
}  // namespace rehearsal

int main(int count, char** arguments) {
  rehearsal::api::Replay played;
  try {
    if (count > 1 && std::string_view(arguments[1]) == "--replay") {
      if (count != 3)
        throw rehearsal::value_error(
            "--replay expects one file and stands alone: the report says all the rest.");
      played = rehearsal::api::replay(rehearsal::read_file(arguments[2]));
      rehearsal::write_line(played.event);
    } else {
      played = {rehearsal::api::Engine::open(rehearsal::read_arguments(count, arguments)), {}, true};
    }
  } catch (const rehearsal::Error& error) {
    const bool misused = error.kind() == "ValueError";
    std::fprintf(stderr, "%s\n%s", error.what(), misused ? rehearsal::kUsage.data() : "");
    return misused ? 2 : 1;
  }
  rehearsal::serve(*played.engine);
  return played.is_same ? 0 : 1;
}
