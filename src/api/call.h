// What a handler works with, and what it may want to happen once its change is committed.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/events.h"
#include "api/jobs.h"
#include "api/list_orders.h"
#include "api/message.h"
#include "api/message_log.h"
#include "catalog/catalog.h"
#include "workflow/pace.h"
#include "workflow/runner.h"

namespace rehearsal::api {

inline constexpr std::string_view kVersion = "0.1.0";

// What the answer to GET /api/rehearsal/status says of the engine itself.
struct EngineFacts {
  std::string storage_kind;
  uint64_t seed = 0;
  // The catalog that it was opened with.
  std::string catalog{};
};

// What a change asks of the runner. It happens when the change is committed, and not at all when it is not.
struct Effects {
  // Processes that have a next step to take.
  std::vector<workflow::Process> started;
  // Processes that the runner is to let go of.
  std::vector<std::string> stopped;
  std::optional<workflow::Pace> pace;
  // "next" for all processes, or for the one of this id.
  bool next = false;
  std::string next_of;
  std::optional<std::vector<workflow::Fault>> faults;
  // Processes that no fault keeps any more.
  std::vector<std::string> let_go;
  std::optional<std::vector<workflow::Breakpoint>> breakpoints;
  std::optional<bool> locked;
  bool timers_changed = false;
  // The clock is moved on to this.
  std::optional<Instant> clock;
};

// Turns that failed in a row, and what was wrong with the last of them.
struct Trouble {
  int64_t failed_turns = 0;
  std::string message;
};

// One request on its way through a handler.
struct Call {
  const Request& request;
  // The values of the pattern's {…}, in order.
  std::array<std::string, 2> parts;

  workflow::Services& services;
  // As it is before the change.
  const workflow::Runner& runner;
  const catalog::Catalog& catalog;
  const EngineFacts& facts;
  const Trouble& trouble;
  // The ids of this change.
  Ids& ids;
  Events& events;
  Effects& effects;
  Jobs& jobs;
  ListOrders& orders;
  MessageLog& log;
  // The byte arrays that travel with the message, and those that will travel with the answer; where
  // `text_only`, bytes stand in the messages themselves.
  std::vector<std::string>& blobs;
  std::vector<Bytes>& given_blobs;
  bool text_only = true;

  // The bytes that {"$blob": n} or {"$base64": "…"} says, each once; throws Refusal (422) when it is neither.
  std::string take_bytes(const Json& value) const;
  // What stands in the answer for these bytes.
  Json give_bytes(const Bytes& bytes) const;

  store::Database& db() const { return services.db; }

  // A part of the path as a UUID's text; throws Refusal (422) naming the parameter when it is none.
  std::string uuid(size_t part, const char* name) const;
  // The body; throws Refusal (422) when there is none, it is null, or the raw text is no JSON.
  Json needed_body() const;
  // The same, but nothing and null are null.
  Json optional_body() const;
  // Throws Refusal (503) while the engine is locked.
  void refuse_while_locked() const;
  // A session for reads and small changes of subscriptions, on nobody's behalf.
  domain::Session session(std::vector<std::string>* changed = nullptr) const {
    return {services.db, services.models, services.clock, ids, {}, changed};
  }
};

using Handler = Answer (*)(Call&);

}  // namespace rehearsal::api
