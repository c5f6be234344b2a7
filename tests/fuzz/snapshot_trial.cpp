#include "snapshot_trial.h"

namespace rehearsal::fuzz {

using snapshot::Mode;

const snapshot::Words& words() {
  static const snapshot::Words* const known =
      new snapshot::Words{{"created", "suspended", "completed"}, {"success"}, {"CREATE"}, {"SYSTEM"}};
  return *known;
}

Place::Place() {
  db.run("insert into customers values (?, 'The customer', 'TC')", domain::kCustomer);
  db.run("insert into settings values ('seed', 7)");
}

std::string Place::snapshot() {
  snapshot::Export work(session, {});
  std::string content;
  for (bool more = true; more;) {
    more = work.step();
    content += work.take_part().value_or("");
  }
  return work.head({Instant{}, "", "fuzz"}) + content;
}

bool Place::take(const std::string& file, Mode mode) {
  snapshot::Import work(session, words(), file, {mode, "", "fuzz"});
  while (work.step()) {
  }
  dump_json(work.check().report());
  if (work.is_refused()) return false;
  work.commit();
  return true;
}

const std::string& original() {
  static const std::string* const file = [] {
    Place place;
    const domain::Port port = place.active_port("one");
    place.active_service(port.port);
    place.new_port("two \\ \"\n");
    place.db.run(
        "insert into workflows values ('00000000-0000-4000-8000-0000000000d0', 'w', 'CREATE', 'd', 1, null, "
        "0)");
    place.db.run(
        "insert into processes (pid, workflow_id, last_status, started_at, last_modified_at) values "
        "('00000000-0000-4000-8000-0000000000d1', '00000000-0000-4000-8000-0000000000d0', 'suspended', 8, "
        "9)");
    place.db.run(
        "insert into process_steps (stepid, pid, name, status, state, completed_at, started_at) values "
        "('00000000-0000-4000-8000-0000000000d2', '00000000-0000-4000-8000-0000000000d1', 'Start', "
        "'success', "
        "'{\"z\":1.50,\"y\":[\"text\",null]}', 11, 10)");
    place.db.run(
        "insert into processes_subscriptions values ('00000000-0000-4000-8000-0000000000d4', "
        "'00000000-0000-4000-8000-0000000000d1', ?, 12, 'CREATE')",
        port.subscription_id);
    place.db.run("insert into settings values ('pace', '{\"step_ms\":5}')");
    return new std::string(place.snapshot());
  }();
  return *file;
}

namespace {

[[noreturn]] void fail(const std::string& what) {
  throw Error("FuzzFailure", what);
}

std::string digest_in(const std::string& file) {
  return file.substr(file.find("\"digest\":\"") + 10, 64);
}

// A value somewhere below `json`.
Json& somewhere(Random& random, Json& json) {
  Json* at = &json;
  while (at->is_structured() && !at->empty() && !random.one_in(6)) {
    auto child = at->begin();
    std::advance(child, static_cast<std::ptrdiff_t>(random.below(at->size())));
    at = &*child;
  }
  return *at;
}

// What every digest in the file would be, but for some.
void renew_digests(Random& random, Json& file) {
  if (file["content"].is_object() && file["content"].contains("revisions")) {
    for (Json& revision : file["content"]["revisions"]) {
      if (revision.is_object() && revision.contains("model") && !random.one_in(20))
        revision["digest"] = sha256_hex(canonical_json(revision["model"]));
    }
  }
  file["digest"] = sha256_hex(canonical_json(file["content"]));
}

}  // namespace

void try_file(const std::string& file, Mode mode) {
  Place place;
  if (mode == Mode::Add && !place.take(original(), Mode::Replace)) fail("the original was refused");
  const std::string before = place.snapshot();
  if (!place.take(file, mode)) {
    if (digest_in(place.snapshot()) != digest_in(before)) fail("refused, but something was changed");
    return;
  }
  if (const std::string problems = place.db.integrity_problems(); !problems.empty()) fail(problems);
  const std::string taken = place.snapshot();
  Place next;
  if (!next.take(taken, Mode::Replace)) fail("what was taken is refused when it comes again");
  if (digest_in(next.snapshot()) != digest_in(taken)) fail("what was taken comes again as something else");
}

std::string rearranged(Random& random, const std::string& from) {
  Json file = parse_json(from);
  if (!file.is_object() || !file.contains("content")) throw value_error("no snapshot");
  Json& content = file["content"];
  for (size_t n = 1 + random.below(3); n > 0; --n) {
    Json& target = somewhere(random, content);
    switch (random.below(6)) {
      case 0:
        target = random_value(random);
        break;
      case 1:
        target = Json(somewhere(random, content));
        break;
      case 2:
        if (target.is_structured() && !target.empty()) target.erase(target.begin());
        break;
      case 3:
        if (target.is_array() && !target.empty()) target.push_back(Json(target.front()));
        break;
      case 4:
        if (target.is_object()) target["more"] = random_value(random);
        break;
      default:
        if (target.is_string()) target = mutated(random, target.get<std::string>());
    }
  }
  // Texts that are no UTF-8 have no canonical form; such a file is tried as bytes.
  const std::string text = file.dump(-1, ' ', false, Json::error_handler_t::replace);
  file = parse_json(text);
  renew_digests(random, file);
  return random.one_in(2) ? dump_json(file) : file.dump(1);
}

}  // namespace rehearsal::fuzz
