#include "shell/app/transfer.h"

#include <optional>
#include <string_view>
#include <utility>

#include "shell/app/read_json.h"

namespace rehearsal::shell {
namespace {

constexpr const char* kSnapshot = "/api/rehearsal/snapshot";
constexpr const char* kReport = "/api/rehearsal/report";

}  // namespace

void Transfer::export_all(DoorClient& door, Host& host, bool with_processes) {
  if (exporting_.running()) return;
  // Browsers let a place be chosen only while the press is fresh.
  host.transfer({{"do", "choose_place"}});
  publishing_ = reporting_ = false;
  Json query = Json::object();
  if (!with_processes) query["processes"] = "false";
  if (!author.empty()) query["by"] = author;
  exporting_.begin(door.ask(kSnapshot, query.empty() ? Json() : query));
}

void Transfer::report(DoorClient& door, Host& host) {
  if (exporting_.running()) return;
  host.transfer({{"do", "choose_place"}, {"name", "rehearsal-report.json"}});
  publishing_ = false;
  reporting_ = true;
  exporting_.begin(door.ask(kReport));
}

void Transfer::publish(DoorClient& door, Host& host, std::string name, std::string title, std::string about,
                       std::string into) {
  if (exporting_.running()) return;
  host.transfer(into == "folder" ? Json{{"do", "choose_folder"}}
                                 : Json{{"do", "choose_place"}, {"name", "snapshots.zip"}});
  publishing_ = true;
  reporting_ = false;
  publication_ = {{"do", "publish"},           {"name", std::move(name)}, {"title", std::move(title)},
                  {"about", std::move(about)}, {"author", author},        {"into", std::move(into)}};
  exporting_.begin(door.ask(kSnapshot, author.empty() ? Json() : Json{{"by", author}}));
}

void Transfer::set_mode(DoorClient& door, std::string mode) {
  mode_ = std::move(mode);
  begin_preview(door);
}

void Transfer::begin_preview(DoorClient& door) {
  if (preview_.running()) preview_.cancel(door);
  const Json body = {{"mode", mode_}, {"snapshot", {{"$blob", 0}}}};
  preview_.begin(door.change("POST", std::string(kSnapshot) + "/preview", body, file_.number));
}

void Transfer::import(DoorClient& door) {
  if (file_.number == 0 || importing_.running()) return;
  const Json body = {{"mode", mode_}, {"snapshot", {{"$blob", 0}}}};
  starting_over_ = false;
  importing_.begin(door.change("POST", kSnapshot, body, file_.number));
}

void Transfer::start_over(DoorClient& door) {
  if (importing_.running()) return;
  starting_over_ = true;
  importing_.begin(door.change("POST", std::string(kSnapshot) + "/start-over"));
}

void Transfer::drop_file(Host& host) {
  if (file_.number != 0) host.transfer({{"do", "forget"}, {"file", file_.number}});
  file_ = {};
  preview_.forget();
  importing_.forget();
}

void Transfer::undo(DoorClient& door, const std::string& digest) {
  if (undoing_.running()) return;
  undoing_.begin(door.change("POST", std::string(kSnapshot) + "/undo", {{"digest", digest}}));
}

void Transfer::cancel(DoorClient& door) {
  for (Job* job : {&exporting_, &preview_, &importing_, &undoing_}) job->cancel(door);
}

void Transfer::look(Host& host, bool beside) {
  was_beside_ = beside;
  looked_beside_ = true;
  fetching_ = true;
  fetched_ = -1;
  problem_ = nullptr;
  is_open_ = false;
  heads_.clear();
  host.transfer({{"do", "look"}, {"look", ++look_}, {"address", beside ? "" : address}});
}

void Transfer::fetch(Host& host, size_t head) {
  fetching_ = true;
  fetched_ = -1;
  problem_ = nullptr;
  host.transfer({{"do", "fetch"}, {"look", look_}, {"head", head}});
}

void Transfer::again(Host& host) {
  fetching_ = true;
  problem_ = nullptr;
  host.transfer({{"do", "again"}});
}

void Transfer::stop(Host& host) {
  host.transfer({{"do", "stop"}});
}

bool Transfer::take(DoorClient& door, const Json& said) {
  const std::string event = text_or(said, "event");
  if (const std::optional<int64_t> look = whole_at(said, "look")) {
    if (*look != look_) return false;
    take_of_host(event, said);
  }
  if (event == "file") {
    file_ = {static_cast<uint32_t>(whole_at(said, "file").value_or(0)), text_or(said, "name"),
             number_at(said, "size").value_or(0)};
    mode_ = "add";
    importing_.forget();
    begin_preview(door);
    return true;
  }
  if (event == "saved") told_ = {"Saved " + text_or(said, "name"), true};
  if (event == "published") told_ = {"Published as " + text_or(said, "as"), true};
  if (event == "refused") told_ = {text_or(said, "words"), false};
  return false;
}

void Transfer::take_of_host(const std::string& event, const Json& said) {
  fetching_ = event == "progress";
  if (event == "index") take_index(said);
  if (event == "progress") {
    const double total = number_at(said, "total").value_or(0);
    fetched_ = total > 0 ? static_cast<float>(number_at(said, "bytes").value_or(0) / total) : -1.0f;
  }
  if (event == "problem" && said.contains("problem")) {
    // That nobody has published beside the page, or that there is no network, is no news unasked.
    const std::string code = text_or(said["problem"], "code");
    if (!was_beside_ || (code != "nothing_beside" && code != "offline" && code != "unreachable"))
      problem_ = said["problem"];
  }
}

void Transfer::take_index(const Json& said) {
  is_open_ = true;
  if (!was_beside_) ++asked_lists_;
  index_name_ = text_or(said, "name");
  for (const Json* head : elements(said, "heads")) {
    heads_.push_back(
        {text_or(*head, "title"), text_or(*head, "about"), text_or(*head, "author"), text_or(*head, "time")});
  }
}

void Transfer::take_event(const Json& job) {
  for (Job* one : {&exporting_, &preview_, &importing_, &undoing_}) one->take_event(job);
}

Transfer::Ended Transfer::update(DoorClient& door, Host& host) {
  Ended ended = std::exchange(told_, {});
  preview_.update(door);
  if (exporting_.update(door)) {
    if (exporting_.state() != Job::State::kDone) {
      ended = {exporting_.problem(), false};
      host.transfer({{"do", "leave_place"}});
    } else if (publishing_) {
      publication_["answer"] = exporting_.answer();
      host.transfer(publication_);
    } else {
      host.transfer({{"do", "save"},
                     {"answer", exporting_.answer()},
                     {"name", text_or(exporting_.result(), "name", "rehearsal.json")}});
    }
  }
  if (importing_.update(door)) {
    const bool good = importing_.state() == Job::State::kDone;
    if (starting_over_) {
      ended = {
          good ? "Everything begins anew. What was there before can be brought back." : importing_.problem(),
          good};
    } else if (good) {
      ended = {"The snapshot is in. What was there before can be brought back.", true};
    }
    if (good) {
      if (!starting_over_) drop_file(host);
      door.forget_all();
    }
  }
  if (undoing_.update(door)) {
    const bool good = undoing_.state() == Job::State::kDone;
    ended = {good ? "What was there before is back. What was here instead is kept in its place."
                  : undoing_.problem(),
             good};
    if (good) door.forget_all();
  }
  return ended;
}

}  // namespace rehearsal::shell
