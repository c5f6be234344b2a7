// The engine: one database, the processes that run in it, and the one door to them (DOOR.md).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.h"
#include "core/json.h"
#include "store/files.h"

namespace rehearsal::api {

struct EngineOptions {
  // Where the database lies; the engine owns it. Required.
  std::unique_ptr<store::Files> files;
  // What the files are, as GET /api/rehearsal/status tells it: "opfs", "memory" or "file".
  std::string storage_kind = "memory";
  // Fixes every id. Without it the seed that the database holds is used; a new database makes one of the
  // moment at which it is made.
  std::optional<uint64_t> seed;
  // The clock stands here, moved by its readings and PUT /api/rehearsal/clock. Without it: the machine's
  // clock.
  std::optional<Instant> now;
  // "" for the products and workflows that ship; "conformance" adds those of the recordings.
  std::string catalog;
};

// Single-threaded: the owner calls handle() for each message, then turn() until nothing is due, and hands on
// events.
class Engine {
 public:
  // Opens or creates the database, brings the catalog's rows up to date, and makes processes that were
  // interrupted runnable again from their last committed step. Throws Error: "DatabaseDamaged",
  // "DatabaseNewer", "StorageError", "ValueError" (unknown catalog).
  static std::unique_ptr<Engine> open(EngineOptions options);

  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;
  ~Engine();

  // One request as JSON text -> its answer as JSON text. Whatever the text is there is an answer. Bytes stand
  // in the texts as {"$base64": "…"}.
  std::string handle(std::string_view request) noexcept;

  // The same with bytes beside the texts, which say {"$blob": n} for the n-th array; those of an answer are
  // in parts.
  struct Message {
    std::string text;
    std::vector<std::shared_ptr<const std::vector<std::string>>> blobs;
  };
  Message handle(std::string_view request, std::vector<std::string> blobs) noexcept;

  // One turn: a slice of the job that runs, or else steps of runnable processes, one commit for all of them;
  // at most about 10 ms. Returns the
  // milliseconds until the next turn has something to do: 0 = at once, negative = nothing until a message
  // comes.
  double turn() noexcept;

  // Plays the messages of a problem report (replay.h): {"messages", "turns", "differences"}.
  Json play(const Json& messages);
  // The digest that an export would have now.
  std::string digest();

  // What makes the database unusable, found since it was opened: a text for the person; empty while it is
  // sound. Then the owner closes the engine and leaves the files as they lie.
  const std::string& damage() const;

  // The events since the last call, each as JSON text, in the order of their commits.
  std::vector<std::string> take_events();

 private:
  struct Parts;
  explicit Engine(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace rehearsal::api
