// A database in memory, a standing clock and a registry of small workflows: what the workflow tests play
// with.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "store/database.h"
#include "store/transaction.h"
#include "workflow/execute.h"
#include "workflow/generic_steps.h"
#include "workflow/process.h"
#include "workflow/runner.h"
#include "workflow/skip.h"
#include "workflow/workflow.h"
#include "workflow/wrappers.h"

namespace rehearsal::workflow {

class World {
 public:
  World() { runner.recover(); }

  // Adds the workflow and its row.
  const Workflow& add(Workflow workflow) {
    const Workflow& added = registry.add(std::move(workflow));
    db.run(
        "insert into workflows (workflow_id, name, target, description, created_at, is_task) values (?, ?, "
        "?, '', 0, ?)",
        "wf-" + added.name, added.name, text(added.target), added.is_task);
    return added;
  }

  // Starts a process and hands it to the runner.
  std::string start(const std::string& workflow, const Json& inputs = Json::array({Json::object()})) {
    store::Transaction transaction(db);
    Ids ids(services.seed, "start " + std::to_string(++started_));
    Process process = create_process(services, ids, *registry.find(workflow), inputs, "SYSTEM");
    const std::string id = process.process_id;
    transaction.commit();
    runner.add(std::move(process));
    return id;
  }

  void resume(const std::string& id, const Json& inputs = Json::array({Json::object()}),
              const std::string& user = "SYSTEM") {
    store::Transaction transaction(db);
    Ids ids(services.seed, "resume " + std::to_string(++started_));
    std::optional<Process> process = load_process(services, id);
    resume_process(services, ids, *process, inputs, user);
    transaction.commit();
    runner.add(std::move(*process));
  }

  TurnReport turn() {
    store::Transaction transaction(db);
    TurnReport report = runner.turn();
    transaction.commit();
    return report;
  }

  // Turns until nothing is due now.
  void run() {
    for (int turns = 0; runner.due_in_ms() == 0; ++turns) {
      ASSERT_LT(turns, 1000) << "the processes do not come to rest";
      turn();
    }
  }

  // What skipping the step at which the process stands asks for.
  std::vector<std::string> asked_of(const Process& process) {
    Ids ids(services.seed, "asked");
    domain::Session session{db, models, clock, ids, {}, nullptr};
    return keys_to_give(session, process);
  }

  std::string status_of(const std::string& id) {
    return one("select last_status from processes where pid = ?", id);
  }
  // "Start success, Before success": name and status of each row.
  std::string steps_of(const std::string& id) {
    std::string steps;
    auto rows = db.query("select name, status from process_steps where pid = ? order by sequence", id);
    while (rows.step()) steps += (steps.empty() ? "" : ", ") + rows.text(0) + " " + rows.text(1);
    return steps;
  }
  Json last_state_of(const std::string& id) {
    return parse_json(
        one("select state from process_steps where pid = ? order by sequence desc limit 1", id));
  }
  std::string one(std::string_view sql, const std::string& id) {
    auto rows = db.query(sql, id);
    return rows.step() ? rows.text(0) : "nothing";
  }
  int64_t count(std::string_view sql) {
    auto rows = db.query(sql);
    return rows.step() ? rows.integer(0) : -1;
  }

  store::MemoryFiles files;
  store::Database db{files};
  domain::Models models;
  Registry registry;
  Clock clock = Clock::standing(parse_iso("2026-01-01T00:00:00Z"));
  Services services{db, models, registry, clock, 7};
  Runner runner{services};

 private:
  int started_ = 0;
};

}  // namespace rehearsal::workflow
