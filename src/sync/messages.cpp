#include "sync/messages.h"

#include "core/error.h"
#include "sync/fetch.h"

namespace rehearsal::sync {
namespace {

const Json& member(const Json& object, const char* name) {
  const auto found = object.is_object() ? object.find(name) : object.end();
  if (!object.is_object() || found == object.end()) {
    throw value_error(std::string("expected a message with \"") + name + "\", found none");
  }
  return *found;
}

std::string text(const Json& object, const char* name) {
  const Json& value = member(object, name);
  if (!value.is_string())
    throw value_error(std::string("expected a text as \"") + name + "\", found " + dump_json(value));
  return value.get<std::string>();
}

int64_t whole(const Json& object, const char* name) {
  const Json& value = member(object, name);
  if (!value.is_number_integer() || value.get<int64_t>() < 0) {
    throw value_error(std::string("expected a whole number as \"") + name + "\", found " + dump_json(value));
  }
  return value.get<int64_t>();
}

std::optional<int64_t> whole_if_any(const Json& object, const char* name) {
  const auto found = object.find(name);
  if (found == object.end() || found->is_null()) return std::nullopt;
  return whole(object, name);
}

Json state_json(const Fetch& fetch) {
  Json state = Json::object();
  state["address"] = fetch.address.text();
  state["digest"] = fetch.digest;
  state["page_origin"] = fetch.page_origin;
  state["beside"] = fetch.beside;
  state["kept"] = fetch.kept;
  state["damaged"] = fetch.damaged;
  return state;
}

Fetch state_from(const Json& state) {
  Fetch fetch;
  fetch.address = read_address(text(state, "address"));
  fetch.digest = text(state, "digest");
  fetch.page_origin = text(state, "page_origin");
  fetch.beside = member(state, "beside") == true;
  fetch.kept = whole(state, "kept");
  fetch.damaged = member(state, "damaged") == true;
  return fetch;
}

Json head_json(const Head& head) {
  return {{"title", head.title},   {"about", head.about},   {"time", head.time},
          {"author", head.author}, {"digest", head.digest}, {"file", head.file}};
}

Json problem_json(const Problem& problem) {
  return {{"do", "refuse"},
          {"problem",
           {{"code", problem.code},
            {"what", problem.what},
            {"advice", problem.advice},
            {"again", problem.again}}}};
}

Json action(const Fetch& fetch, const Ask& ask) {
  return {{"do", "ask"}, {"address", fetch.address.text()}, {"cache", ask.cache}, {"from", ask.from}};
}

Json action(const Fetch& fetch, const Read& read) {
  return {{"do", "read"},
          {"from", read.from},
          {"total", read.total ? Json(*read.total) : Json()},
          {"most", fetch.most()}};
}

Json action(const Fetch& fetch, const Done& done) {
  Json json = {{"do", "done"}, {"address", fetch.address.text()}};
  if (!done.index) return json;
  json["name"] = done.index->name;
  json["generation"] = done.index->generation;
  json["heads"] = Json::array();
  for (const Head& head : done.index->heads) json["heads"].push_back(head_json(head));
  return json;
}

Json action(const Fetch&, const Problem& problem) {
  return problem_json(problem);
}

Json next_json(const Fetch& fetch, const Next& next) {
  Json json = std::visit([&](const auto& one) { return action(fetch, one); }, next);
  json["state"] = state_json(fetch);
  return json;
}

ResponseHead response_from(const Json& json) {
  ResponseHead head;
  head.status = static_cast<int>(whole(json, "status"));
  head.type = text_or(json, "type");
  head.length = whole_if_any(json, "length");
  head.encoded = member(json, "encoded") == true;
  head.from = whole_if_any(json, "from");
  return head;
}

Failure failure_from(const std::string& word) {
  if (word == "offline") return Failure::offline;
  if (word == "unreachable") return Failure::unreachable;
  if (word == "not_shared") return Failure::not_shared;
  if (word == "led_elsewhere") return Failure::led_elsewhere;
  if (word == "broken_off") return Failure::broken_off;
  if (word == "stopped") return Failure::stopped;
  if (word == "too_large") return Failure::too_large;
  throw value_error("expected the name of a failure, found \"" + word + "\"");
}

// {"page": the page's address, …}: what begins a fetch, or says at once why there is none.
Json begin(const Json& message) {
  try {
    const Address page = read_address(text(message, "page"));
    if (!message.contains("snapshot")) {
      const Fetch fetch = fetch_index(text(message, "index"), page);
      return next_json(fetch, ask(fetch));
    }
    const Json& snapshot = member(message, "snapshot");
    Head head;
    head.digest = text(snapshot, "digest");
    head.file = text(snapshot, "file");
    if (!is_digest(head.digest))
      throw value_error("expected the digest of a snapshot, found \"" + head.digest + "\"");
    const Fetch fetch = fetch_snapshot(index_address(text(message, "index"), page), head, page);
    return next_json(fetch, ask(fetch));
  } catch (const Error& error) {
    if (error.kind() != "AddressRefused") throw;
    return problem_json({"address", error.what(), "Nothing was changed. Check the address.", false});
  }
}

Json go_on(const Json& message) {
  Fetch fetch = state_from(member(message, "state"));
  if (message.contains("head")) {
    const Next next = on_head(fetch, response_from(message["head"]));
    return next_json(fetch, next);
  }
  if (message.contains("end")) {
    const Json& end = message["end"];
    const std::string body = text(end, "text");
    const Next next =
        on_end(fetch, {whole(end, "bytes"), text(end, "sha256"), whole_if_any(end, "total"), body});
    return next_json(fetch, next);
  }
  if (message.contains("failed")) {
    const Json& failed = message["failed"];
    const Next next = on_failure(fetch, failure_from(text(failed, "why")), whole(failed, "bytes"));
    return next_json(fetch, next);
  }
  return next_json(fetch, ask(fetch));
}

// {"file": {"name", "bytes"}}: whether a file that a person chose is to be read.
Json look_at_file(const Json& file) {
  const std::optional<Problem> refused = refusal_of_file(text(file, "name"), whole(file, "bytes"));
  return refused ? problem_json(*refused) : Json{{"do", "read"}};
}

// {"publish": {"name", "present": null or {"text", "sha256"}, "snapshots": [{title, about, author, time,
// digest}]}}
Json publish(const Json& wanted) {
  try {
    std::optional<Published> before;
    const Json& present = member(wanted, "present");
    if (!present.is_null()) before = Published{read_index(text(present, "text")), text(present, "sha256")};
    std::vector<Head> added;
    for (const Json& one : member(wanted, "snapshots")) {
      Head head{text(one, "title"),  text(one, "about"),  text(one, "time"),
                text(one, "author"), text(one, "digest"), ""};
      head.file = object_file(head.digest);
      added.push_back(std::move(head));
    }
    const Index index = next_index(before, text(wanted, "name"), std::move(added));
    return {{"do", "write"}, {"generation", index.generation}, {"index", write_index(index)}};
  } catch (const Error& error) {
    if (error.kind() != "IndexInvalid" && error.kind() != "IndexNewer") throw;
    return problem_json({"not_published", error.what(),
                         "Nothing was written. Mend it, or publish into an empty folder.", false});
  }
}

}  // namespace

Json decide(const Json& message) {
  if (message.is_object() && message.contains("publish")) return publish(message["publish"]);
  if (message.is_object() && message.contains("state")) return go_on(message);
  if (message.is_object() && message.contains("file")) return look_at_file(message["file"]);
  return begin(message);
}

}  // namespace rehearsal::sync
