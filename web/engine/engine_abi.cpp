// What engine.wasm exports to its host. Texts go both ways as UTF-8 bytes; those that come back stay valid
// until the next call, and rehearsal_length() tells their size. A worker holds one engine.
#include <emscripten.h>

#include <cstdlib>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/engine.h"
#include "api/replay.h"
#include "core/clock.h"
#include "core/error.h"
#include "core/json.h"
#include "engine/host_files.h"

namespace rehearsal {
namespace {

struct Instance {
  std::unique_ptr<api::Engine> engine;
  // What was handed out last.
  std::string text;
  // The byte arrays of the next message, and those of the last answer.
  std::vector<std::string> incoming;
  std::vector<std::shared_ptr<const std::vector<std::string>>> outgoing;
};

Instance& instance() {
  static Instance* const only = new Instance;
  return *only;
}

const char* give(std::string text) {
  instance().text = std::move(text);
  return instance().text.data();
}

api::EngineOptions read_options(std::string_view text) {
  const Json said = parse_json(text);
  api::EngineOptions options;
  options.storage_kind = text_or(said, "storage", "memory");
  if (options.storage_kind == "memory") {
    options.files = std::make_unique<store::MemoryFiles>();
  } else {
    options.files = std::make_unique<HostFiles>();
  }
  // A decimal text: JavaScript's numbers do not hold 64 bits.
  if (const std::string seed = text_or(said, "seed"); !seed.empty()) options.seed = std::stoull(seed);
  if (const std::string now = text_or(said, "now"); !now.empty()) options.now = parse_iso(now);
  options.catalog = text_or(said, "catalog");
  return options;
}

}  // namespace
}  // namespace rehearsal

using rehearsal::give;
using rehearsal::instance;

extern "C" {

EMSCRIPTEN_KEEPALIVE char* rehearsal_alloc(size_t size) {
  return static_cast<char*>(std::malloc(size));
}
EMSCRIPTEN_KEEPALIVE void rehearsal_free(char* text) {
  std::free(text);
}
EMSCRIPTEN_KEEPALIVE size_t rehearsal_length() {
  return instance().text.size();
}

// Opens the engine. Options {"storage": "opfs" | "file" | "memory", "seed"?: decimal text, "now"?: ISO text,
// "catalog"?}. The answer: {} or {"kind", "message"} of the Error that says why it could not be opened.
EMSCRIPTEN_KEEPALIVE const char* rehearsal_open(const char* options, size_t length) {
  try {
    instance().engine = rehearsal::api::Engine::open(rehearsal::read_options({options, length}));
    return give("{}");
  } catch (const rehearsal::Error& error) {
    return give(rehearsal::dump_json({{"kind", error.kind()}, {"message", error.what()}}));
  } catch (const std::bad_alloc&) {
    return give(R"({"kind":"MemoryError","message":"There is no memory left to open the database."})");
  }
}

// Plays a problem report in memory (api/replay.h); the engine is then where the report ended. The answer: the
// event that says what came of it, or {"kind", "message"} as above.
EMSCRIPTEN_KEEPALIVE const char* rehearsal_replay(const char* report, size_t length) {
  try {
    rehearsal::api::Replay played = rehearsal::api::replay({report, length});
    instance().engine = std::move(played.engine);
    return give(std::move(played.event));
  } catch (const rehearsal::Error& error) {
    return give(rehearsal::dump_json({{"kind", error.kind()}, {"message", error.what()}}));
  } catch (const std::bad_alloc&) {
    return give(R"({"kind":"MemoryError","message":"There is no memory left to play the report."})");
  }
}

// One request of DOOR.md -> its answer.
EMSCRIPTEN_KEEPALIVE const char* rehearsal_request(const char* request, size_t length) {
  return give(instance().engine->handle({request, length}));
}

// Makes room for one more byte array that travels with the next rehearsal_exchange(); the host fills it.
EMSCRIPTEN_KEEPALIVE char* rehearsal_blob(size_t length) {
  return instance().incoming.emplace_back(length, '\0').data();
}
// The host could not fill them: nothing will be asked.
EMSCRIPTEN_KEEPALIVE void rehearsal_forget_blobs() {
  instance().incoming.clear();
}

// The same as rehearsal_request(), with byte arrays beside both messages. Those of the answer stay until the
// next exchange: rehearsal_blobs() of them, the n-th in rehearsal_blob_parts(n), each at rehearsal_blob_at()
// and as long as rehearsal_blob_length().
EMSCRIPTEN_KEEPALIVE const char* rehearsal_exchange(const char* request, size_t length) {
  rehearsal::api::Engine::Message message =
      instance().engine->handle({request, length}, std::exchange(instance().incoming, {}));
  instance().outgoing = std::move(message.blobs);
  return give(std::move(message.text));
}
EMSCRIPTEN_KEEPALIVE size_t rehearsal_blobs() {
  return instance().outgoing.size();
}
EMSCRIPTEN_KEEPALIVE size_t rehearsal_blob_parts(size_t n) {
  return instance().outgoing[n]->size();
}
EMSCRIPTEN_KEEPALIVE const char* rehearsal_blob_at(size_t n, size_t part) {
  return instance().outgoing[n]->at(part).data();
}
EMSCRIPTEN_KEEPALIVE size_t rehearsal_blob_length(size_t n, size_t part) {
  return instance().outgoing[n]->at(part).size();
}

// One turn; the milliseconds until the next is due, negative when there is nothing to do.
EMSCRIPTEN_KEEPALIVE double rehearsal_turn() {
  return instance().engine->turn();
}

// The events since the last call, one per line; empty when there were none.
EMSCRIPTEN_KEEPALIVE const char* rehearsal_events() {
  std::string lines;
  for (const std::string& event : instance().engine->take_events()) {
    if (!lines.empty()) lines += '\n';
    lines += event;
  }
  return give(std::move(lines));
}

// What makes the database unusable, found since it was opened; empty while it is sound.
EMSCRIPTEN_KEEPALIVE const char* rehearsal_damage() {
  return give(instance().engine->damage());
}

// Closes the database; its files are left as a clean end leaves them.
EMSCRIPTEN_KEEPALIVE void rehearsal_close() {
  instance().engine.reset();
}

}  // extern "C"
