// What an engine is made of, and what it does with it: messages (engine_messages.cpp), turns
// (engine_turns.cpp), and the messages of a problem report again (engine_replay.cpp).
#pragma once

#include <functional>

#include "api/call.h"
#include "api/engine.h"
#include "api/events.h"
#include "api/router.h"
#include "catalog/catalog.h"
#include "domain/descriptions.h"
#include "store/transaction.h"
#include "workflow/schedule.h"

namespace rehearsal::api {

struct Engine::Parts {
  Parts(EngineOptions options, catalog::Catalog what)
      : files(std::move(options.files)),
        db(*files),
        catalog(std::move(what)),
        clock(options.now ? Clock::standing(*options.now) : Clock::system()),
        facts{std::move(options.storage_kind), 0, options.catalog},
        services{db, catalog.models, catalog.registry, clock, 0},
        runner(services),
        scheduler(services, catalog.schedules) {}

  std::unique_ptr<store::Files> files;
  store::Database db;
  catalog::Catalog catalog;
  Clock clock;
  EngineFacts facts;
  workflow::Services services;
  workflow::Runner runner;
  workflow::Scheduler scheduler;
  // Which snapshot the database came from, if any; a part of the ids of changes without a key.
  std::string origin;
  // Destroyed before the database: what it has not finished is undone.
  Jobs jobs;
  ListOrders orders;
  MessageLog log;
  // What was said since take_events().
  std::vector<std::string> said;
  // Jobs that were started by requests without a key.
  int64_t unnamed_jobs = 0;
  // The last turn that both a job and a process wanted was the job's.
  bool was_work = false;
  // A turn failed and the processes could not be read again yet.
  bool is_lost = false;
  Trouble trouble;
  // Whether descriptions were out of date after that commit: only a commit changes it.
  int64_t stale_as_of = -1;
  bool is_stale = false;
  // Stays true where a turn that describes fails.
  bool is_describing = false;
  std::string damage;

  void note(const std::exception& error);

  // What travels beside a message.
  struct Beside {
    std::vector<std::string>& blobs;
    std::vector<Bytes>& given;
    bool text_only;
  };

  Call call_of(const Match& match, const Request& request, Ids& ids, Events& events, Effects& effects,
               const Beside& beside);
  Answer read(const Match& match, const Request& request, const Beside& beside);
  Answer look_after_jobs(const Match& match, const Request& request, const Beside& beside);
  std::string change_scope() const;
  // What the ids of a change are made of. A key is its sender's secret.
  std::string scope_of(const Request& request) const;
  Answer change(const Match& match, const Request& request, const Beside& beside);
  Answer change(const Match& match, const Request& request, const Beside& beside, const std::string& scope);
  // Before something that can be played again. A log that was cut begins anew once the engine holds nothing
  // in memory that an engine would not find that is opened now.
  void prepare_log();
  void apply(Effects& effects);
  Answer answer_for(std::string_view text, std::string& id, const Beside& beside);

  // The last reading goes into the database with what was done then: after the next opening time goes on from
  // there, whatever clock it is by then.
  void commit(store::Transaction& transaction, std::optional<Instant> moved_to = std::nullopt);
  void go_on_from_last_reading();
  // What the database says of the engine itself.
  void read_settings();

  void work();
  // While the engine is locked nothing starts by itself, either.
  double due_in_ms();
  void recover();
  void take_turn();
  // A part of the descriptions that are out of date, if any are. Nothing else is done before all are up to
  // date: no step finds an old one, and no job that reads the whole state.
  bool describe_some();
  // Going on with them failed, and failed again: what was noted first is noted no more.
  void pass_over_descriptions(const std::exception& error);
  // Whether there are any; outside of a transaction. What a job notes that is writing counts when it has
  // committed.
  bool has_stale_descriptions();
  // Gives after how many steps the turn was broken off, if it was.
  std::optional<int64_t> take_turn(const std::function<workflow::TurnReport()>& turn);

  // What a problem report says that was done: again, at its time. Gives what is different, or nothing.
  std::string play(const Json& entry);
  Request request_of(const Json& entry);

  // A turn failed and is undone. Where it was for one process, that one fails with the reason in its row or,
  // when not even that can be written, waits; the others go on. What cannot be described keeps no step
  // waiting.
  void look_after_failure(const std::exception& error);
  // Milliseconds until the next turn.
  double after_failure(const std::exception& error);
};

}  // namespace rehearsal::api
