// A database with products of every shape, its snapshot, and snapshots that were changed by hand.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "core/ids.h"
#include "domain/world.h"
#include "snapshot/import.h"

namespace rehearsal::snapshot {

inline const Words& words() {
  static const Words* const known = new Words{{"created", "running", "suspended", "failed", "completed"},
                                              {"success", "failed"},
                                              {"CREATE", "SYSTEM"},
                                              {"SYSTEM"}};
  return *known;
}

inline constexpr const char* kProcess = "00000000-0000-4000-8000-0000000000d1";

struct Source : domain::World {
  Source() {
    db.run("insert into settings values ('seed', 7)");
    db.run("insert into customers values (?, 'The customer', 'TC')", domain::kCustomer);
    db.run(
        "insert into workflows values ('00000000-0000-4000-8000-0000000000d0', 'work', 'CREATE', 'a "
        "workflow', 1, null, 0)");
  }

  std::string snapshot() {
    Export work(session, {});
    std::string content;
    for (bool more = true; more;) {
      more = work.step();
      content += work.take_part().value_or("");
    }
    return work.head({parse_iso("2026-11-23T10:00:00Z"), "a test", "Rehearsal"}) + content;
  }

  // How it ended: "" when it was taken, else its first problem.
  std::string take(const std::string& file, Mode mode = Mode::Replace) {
    Import work(session, words(), file, {mode, "", "Rehearsal"});
    while (work.step()) {
    }
    if (work.is_refused()) return in_words(work.check().problems().first().front());
    work.commit();
    return {};
  }

  // Something of everything: a port, a service that uses its block, a bundle, a chain, a process.
  void fill() {
    const domain::Port port = active_port("one");
    const domain::Service service = active_service(port.port);
    new_port("two");
    db.run("insert into external_records values ('records', 'r1', '{\"b\":1,\"a\":[2.5]}', 5, 6)");
    db.run("insert into subscription_metadata values (?, '{\"x\":1}')", port.subscription_id);
    db.run(
        "insert into subscription_customer_descriptions (id, subscription_id, customer_id, description, "
        "created_at) "
        "values ('00000000-0000-4000-8000-0000000000e1', ?, ?, 'our port', 7)",
        port.subscription_id, domain::kCustomer);
    db.run(
        "insert into processes (pid, workflow_id, last_status, started_at, last_modified_at) "
        "values (?, '00000000-0000-4000-8000-0000000000d0', 'suspended', 8, 9)",
        kProcess);
    db.run(
        "insert into process_steps (stepid, pid, name, status, state, completed_at, started_at) values "
        "('00000000-0000-4000-8000-0000000000d2', ?, 'Start', 'success', '{\"z\":1,\"y\":\"text\"}', 11, 10)",
        kProcess);
    db.run(
        "insert into input_states (input_state_id, pid, input_state, input_time, input_type) values "
        "('00000000-0000-4000-8000-0000000000d3', ?, '{}', 8, 'initial_state')",
        kProcess);
    db.run(
        "insert into processes_subscriptions values ('00000000-0000-4000-8000-0000000000d4', ?, ?, 12, "
        "'CREATE')",
        kProcess, service.subscription_id);
    db.run("insert into settings values ('pace', '{\"step_ms\":5}')");
    db.run("insert into settings values (?, '{\"due\":1,\"calls\":2,\"started\":1,\"given\":{}}')",
           std::string("again/") + kProcess);
    db.run("insert into settings values (?, 13)", std::string("timer/") + kProcess);
  }
};

// The same snapshot with something changed, and the digest that then belongs to it.
inline std::string changed(const std::string& file, const std::function<void(Json&)>& change) {
  Json snapshot = parse_json(file);
  change(snapshot["content"]);
  snapshot["digest"] = sha256_hex(canonical_json(snapshot["content"]));
  return snapshot.dump(1);
}

}  // namespace rehearsal::snapshot
