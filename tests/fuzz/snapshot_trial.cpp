#include "snapshot_trial.h"

#include <algorithm>
#include <vector>

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

namespace {

// A row of every table that a snapshot holds.
void fill(Place& place) {
  store::Database& db = place.db;
  const domain::Port port = place.active_port("one");
  place.active_service(port.port);
  place.new_port("two \\ \"\n");
  auto bundle =
      domain::BundleInactive::from_product_id(place.session, domain::kBundleProduct, domain::kCustomer);
  for (auto& link : bundle.links) link.link_name = "a link";
  domain::save(place.session, bundle);
  auto chain = domain::from_product_id(place.session, domain::kChainProduct, domain::kCustomer);
  domain::save(place.session, chain);
  db.run("insert into subscription_metadata values (?, '{\"x\":1}')", port.subscription_id);
  db.run(
      "insert into subscription_customer_descriptions (id, subscription_id, customer_id, description, "
      "created_at) values ('00000000-0000-4000-8000-0000000000e1', ?, ?, 'our port', 7)",
      port.subscription_id, domain::kCustomer);
  db.run("insert into external_records values ('records', 'r1', '{\"b\":1,\"a\":[2.5]}', 5, 6)");
  db.run(
      "insert into workflows values ('00000000-0000-4000-8000-0000000000d0', 'w', 'CREATE', 'd', 1, null, "
      "0)");
  constexpr const char* kProcess = "00000000-0000-4000-8000-0000000000d1";
  db.run(
      "insert into processes (pid, workflow_id, last_status, started_at, last_modified_at) values "
      "(?, '00000000-0000-4000-8000-0000000000d0', 'suspended', 8, 9)",
      kProcess);
  db.run(
      "insert into process_steps (stepid, pid, name, status, state, completed_at, started_at) values "
      "('00000000-0000-4000-8000-0000000000d2', ?, 'Start', 'success', "
      "'{\"z\":1.50,\"y\":[\"text\",null]}', 11, 10)",
      kProcess);
  db.run(
      "insert into input_states (input_state_id, pid, input_state, input_time, input_type) values "
      "('00000000-0000-4000-8000-0000000000d3', ?, '{}', 8, 'initial_state')",
      kProcess);
  db.run(
      "insert into processes_subscriptions values ('00000000-0000-4000-8000-0000000000d4', ?, ?, 12, "
      "'CREATE')",
      kProcess, port.subscription_id);
  db.run("insert into settings values ('pace', '{\"step_ms\":5}')");
  db.run("insert into settings values (?, '{\"due\":1,\"calls\":2,\"started\":1,\"given\":{}}')",
         std::string("again/") + kProcess);
}

}  // namespace

const std::string& original() {
  static const std::string* const file = [] {
    Place place;
    fill(place);
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

void gather_texts(const Json& json, std::vector<std::string>& texts) {
  if (json.is_string()) texts.push_back(json.get<std::string>());
  if (!json.is_structured()) return;
  for (const Json& each : json) gather_texts(each, texts);
}

bool holds(const Json& json, const std::string& text) {
  if (json.is_string()) return json.get_ref<const std::string&>() == text;
  return json.is_structured() && std::any_of(json.begin(), json.end(), [&](const Json& each) {
           return each.is_string() && each.get_ref<const std::string&>() == text;
         });
}

// Takes the name out of every list: itself, and what has it as the value of one of its members.
void drop_from_lists(Json& json, const std::string& name) {
  if (!json.is_structured()) return;
  if (json.is_array()) {
    Json left = Json::array();
    for (Json& each : json) {
      if (!holds(each, name)) left.push_back(std::move(each));
    }
    json = std::move(left);
  }
  for (Json& each : json) drop_from_lists(each, name);
}

// A name or an id is no more anywhere in one or some of the lists of the content: what is left agrees with
// itself there, and somewhere else something refers to it.
void drop_a_name(Random& random, Json& content) {
  if (!content.is_object() || content.empty()) return;
  constexpr const char* kNamed[] = {"product_blocks", "products", "resource_types", "workflows"};
  std::vector<std::string> texts;
  gather_texts(random.one_in(2) ? content : content.value(random.pick(kNamed), Json()), texts);
  if (texts.empty()) return;
  const std::string name = random.pick(texts);
  const bool everywhere = random.one_in(2);
  for (auto list = content.begin(); list != content.end(); ++list) {
    const bool is_catalogue = std::find(std::begin(kNamed), std::end(kNamed), list.key()) != std::end(kNamed);
    if (everywhere ? is_catalogue : random.one_in(3)) drop_from_lists(list.value(), name);
  }
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
    switch (random.below(7)) {
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
      case 5:
        drop_a_name(random, content);
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
