#include "shell/app/transfer.h"

#include <optional>
#include <string_view>
#include <utility>

#include "shell/app/read_json.h"

namespace rehearsal::shell {
namespace {

constexpr const char* kSnapshot = "/api/rehearsal/snapshot";
constexpr const char* kReport = "/api/rehearsal/report";

// The page need not keep its bytes any longer.
void forget_file(Host& host, uint32_t number) {
  if (number != 0) host.transfer({{"do", "forget"}, {"file", number}});
}

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
  const bool is_folder = into == "folder";
  host.transfer(is_folder ? Json{{"do", "choose_folder"}}
                          : Json{{"do", "choose_place"}, {"name", "snapshots.zip"}});
  publication_ = {{"do", "publish"},           {"name", std::move(name)}, {"title", std::move(title)},
                  {"about", std::move(about)}, {"author", author},        {"into", std::move(into)}};
  // A folder is chosen first: without one there is nothing to do.
  if (!is_folder) begin_publishing(door);
}

void Transfer::begin_publishing(DoorClient& door) {
  publishing_ = true;
  reporting_ = false;
  exporting_.begin(door.ask(kSnapshot, author.empty() ? Json() : Json{{"by", author}}));
}

void Transfer::set_mode(DoorClient& door, std::string mode) {
  mode_ = std::move(mode);
  begin_preview(door);
}

void Transfer::begin_preview(DoorClient& door) {
  // The engine does one thing at a time.
  look_next_ = preview_.running();
  if (look_next_) return preview_.cancel(door);
  const Json body = {{"mode", mode_}, {"snapshot", {{"$blob", 0}}}};
  preview_.begin(door.change("POST", std::string(kSnapshot) + "/preview", body, file_.number));
}

void Transfer::import(DoorClient& door) {
  if (file_.number == 0 || importing_.running()) return;
  Json body = {{"mode", mode_}, {"snapshot", {{"$blob", 0}}}};
  // The file is read anew: it is to be the one that the person has seen.
  const std::string shown = text_or(preview_.result(), "digest");
  if (!shown.empty()) body["digest"] = shown;
  starting_over_ = false;
  taken_ = nullptr;
  importing_.begin(door.change("POST", kSnapshot, body, file_.number));
}

void Transfer::start_over(DoorClient& door) {
  if (importing_.running()) return;
  starting_over_ = true;
  taken_ = nullptr;
  importing_.begin(door.change("POST", std::string(kSnapshot) + "/start-over"));
}

void Transfer::drop_file(DoorClient& door, Host& host) {
  forget_file(host, file_.number);
  file_ = {};
  look_next_ = false;
  if (preview_.running()) {
    preview_.cancel(door);
  } else {
    preview_.forget();
  }
  importing_.forget();
}

void Transfer::undo(DoorClient& door, const std::string& digest) {
  if (undoing_.running()) return;
  taken_ = nullptr;
  undoing_.begin(door.change("POST", std::string(kSnapshot) + "/undo", {{"digest", digest}}));
}

void Transfer::cancel(DoorClient& door) {
  look_next_ = false;
  for (Job* job : {&exporting_, &preview_, &importing_, &undoing_}) job->cancel(door);
}

void Transfer::look(Host& host, bool beside) {
  asked_ = !beside;
  looked_beside_ = true;
  fetching_ = true;
  fetched_ = -1;
  problem_ = nullptr;
  is_open_ = false;
  heads_.clear();
  host.transfer({{"do", "look"}, {"look", ++look_}, {"address", beside ? "" : address}});
}

void Transfer::fetch(Host& host, size_t head, std::string from) {
  fetching_ = asked_ = true;
  coming_.place = head + 1;
  coming_.from = std::move(from);
  fetched_ = -1;
  problem_ = nullptr;
  host.transfer({{"do", "fetch"}, {"look", look_}, {"head", head}});
}

void Transfer::again(Host& host) {
  fetching_ = asked_ = true;
  problem_ = nullptr;
  host.transfer({{"do", "again"}});
}

void Transfer::stop(Host& host) {
  host.transfer({{"do", "stop"}});
}

bool Transfer::take(DoorClient& door, Host& host, const Json& said) {
  const std::string event = text_or(said, "event");
  const auto file = static_cast<uint32_t>(whole_at(said, "file").value_or(0));
  if (const std::optional<int64_t> look = whole_at(said, "look")) {
    if (*look != look_) {
      forget_file(host, file);
      return false;
    }
    take_of_host(event, said);
  }
  if (event == "file") {
    const std::string name = text_or(said, "name");
    if (importing_.running() || undoing_.running()) {
      told_ = {"Another state is just being taken. Open " + name + " when that has ended.", false};
      forget_file(host, file);
      return false;
    }
    forget_file(host, file_.number);
    file_ = said.contains("look") ? coming_ : File();
    file_.number = file;
    file_.name = name;
    file_.size = number_at(said, "size").value_or(0);
    taken_ = nullptr;
    mode_ = "add";
    importing_.forget();
    begin_preview(door);
    return true;
  }
  if (event == "saved") told_ = {"Saved " + text_or(said, "name"), true};
  if (event == "folders") folders_ = true;
  if (event == "folder" && !exporting_.running()) begin_publishing(door);
  if (event == "published") {
    told_ = {"Published: " + text_or(said, "as"), true};
    link_ = text_or(said, "link");
  }
  if (event == "refused") told_ = {text_or(said, "words"), false};
  if (!told_.words.empty()) writing_ = false;
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
    if (asked_ || (code != "nothing_beside" && code != "offline" && code != "unreachable"))
      problem_ = said["problem"];
    if (asked_) ++answers_;
  }
}

void Transfer::take_index(const Json& said) {
  is_open_ = true;
  if (asked_) ++answers_;
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
  if (preview_.update(door)) {
    if (look_next_) {
      begin_preview(door);
    } else if (file_.number == 0) {
      preview_.forget();
    }
  }
  if (exporting_.update(door)) {
    if (exporting_.state() != Job::State::kDone) {
      ended = {exporting_.problem(), false};
      host.transfer({{"do", "leave_place"}});
    } else if (publishing_) {
      writing_ = true;
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
      ended = {"The snapshot is in.", true};
      taken_ = importing_.result();
    }
    if (good) {
      if (!starting_over_) drop_file(door, host);
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
