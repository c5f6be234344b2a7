// State out and in: export, look, import and the way back, each as a job (docs/snapshot-format.md).
#include "api/handlers.h"
#include "api/reading_work.h"
#include "api/request_keys.h"
#include "core/text.h"
#include "snapshot/import.h"

namespace rehearsal::api {
namespace {

constexpr const char* kUndoTitle = "Bringing back what was there before";
constexpr const char* kStartOverTitle = "Starting over";

// Every word of an enumeration that begins at 0 and ends with `last`.
template <class Enum>
std::vector<std::string_view> words_to(Enum last) {
  std::vector<std::string_view> words;
  for (int i = 0; i <= static_cast<int>(last); ++i) words.push_back(workflow::text(static_cast<Enum>(i)));
  return words;
}

snapshot::Words words() {
  return {words_to(workflow::ProcessStatus::resumed), words_to(workflow::StepStatus::complete),
          words_to(workflow::Target::RECONCILE), words_to(workflow::Assignee::KLANTSUPPORT)};
}

// Where a snapshot replaces what is here, also what is there afterwards that it does not have.
snapshot::Words words_for(const Call& call, snapshot::Mode mode) {
  snapshot::Words all = words();
  if (mode == snapshot::Mode::Add) return all;
  store::MemoryFiles files;
  store::Database fresh(files);
  Clock clock = Clock::standing(call.services.clock.last());
  catalog::bring_up_to_date(fresh, call.catalog, clock);
  Ids none(0, "none");
  domain::Session session{fresh, call.catalog.models, clock, none, {}, nullptr};
  all.of_code = snapshot::essences_of(session);
  return all;
}

// A snapshot with nothing in it but settings that are as in a new database: neither paused nor with a pace.
std::string empty_snapshot(Instant now) {
  Json content = Json::object();
  for (const std::string_view section : snapshot::kSectionNames)
    content[std::string(section)] = Json::array();
  content["settings"].push_back({{"name", "global_lock"}, {"value", false}});
  Json file = Json::object();
  file["format"] = snapshot::kFormat;
  file["version"] = snapshot::kVersion;
  file["made"] = {{"when", iso_text_precise(now)}, {"by", ""}, {"app", application()}};
  file["digest"] = sha256_hex(canonical_json(content));
  file["content"] = std::move(content);
  return dump_json(file);
}

class ExportWork final : public ReadingWork {
 public:
  ExportWork(const Call& call, const snapshot::ExportOptions& options, std::string by)
      : ReadingWork(call, "export"), options_(options), by_(std::move(by)) {}
  Outcome finish() override {
    const Instant now = session().clock.now();
    const std::string digest = export_->digest();
    std::vector<std::string> file = export_->take({now, by_, application()});
    Outcome outcome;
    outcome.result["digest"] = digest;
    outcome.result["bytes"] = size_of(file);
    outcome.result["name"] = "rehearsal-" + iso_text(now).substr(0, 10) + "-" + digest.substr(0, 8) + ".json";
    outcome.bytes = std::make_shared<const std::vector<std::string>>(std::move(file));
    return outcome;
  }

 private:
  void begin(domain::Session& session) override { export_.emplace(session, options_); }
  bool read() override { return export_->step(); }
  int64_t read_done() const override { return export_->done(); }
  int64_t read_total() const override { return export_->total(); }

  snapshot::ExportOptions options_;
  std::string by_;
  std::optional<WholeExport> export_;
};

class PreviewWork final : public ReadingWork {
 public:
  PreviewWork(const Call& call, std::string file, snapshot::Mode mode)
      : ReadingWork(call, "preview"), words_(words_for(call, mode)), file_(std::move(file)), mode_(mode) {}
  Outcome finish() override { return {true, check_->report()}; }

 private:
  void begin(domain::Session& session) override { check_.emplace(session, words_, file_, mode_); }
  bool read() override { return check_->step(); }
  int64_t read_done() const override { return check_->done(); }
  int64_t read_total() const override { return check_->total(); }

  snapshot::Words words_;
  std::string file_;
  snapshot::Mode mode_;
  std::optional<snapshot::Check> check_;
};

class ImportWork final : public Work {
 public:
  ImportWork(const Call& call, const Job& job, std::string file, snapshot::ImportOptions options)
      : ImportWork(call, job, options.mode) {
    import_.emplace(ground_.session, words_, std::move(file), std::move(options));
    total_ = import_->total();
  }
  // The way back to a state that was kept.
  ImportWork(const Call& call, const Job& job, const snapshot::Kept& kept)
      : ImportWork(call, job, snapshot::Mode::Replace) {
    kept_ = kept;
    text_.emplace(call.services.db, kept);
    total_ = 3 * kept.bytes;
  }
  bool step() override {
    if (import_) return import_->step();
    if (!text_->step()) {
      import_.emplace(ground_.session, words_, text_->take(),
                      snapshot::ImportOptions{snapshot::Mode::Replace, job_.title, application(), {}, true});
    }
    return true;
  }
  int64_t done() const override { return import_ ? import_->done() : 0; }
  int64_t total() const override { return total_; }
  bool is_writing() const override { return import_ && import_->is_writing(); }
  Outcome finish() override {
    Json report = import_->report();
    if (import_->leaves_all() && !import_->is_refused()) return {true, std::move(report)};
    if (import_->is_refused()) {
      report["detail"] = "The snapshot was refused, and nothing was changed. " +
                         in_words(import_->check().problems().first().front());
      return {false, std::move(report)};
    }
    store::Database& db = ground_.session.db;
    // What this version of the code has and the snapshot's lacked.
    catalog::bring_up_to_date(db, catalog_, ground_.session.clock);
    if (kept_) snapshot::forget_kept(db, kept_->sequence);
    // From here on ids are made of this, too: elsewhere the same numbers may have been used up.
    db.run(
        "insert into settings (name, value) values ('origin', ?) on conflict (name) do update set value = "
        "excluded.value",
        import_->check().document().digest());
    if (!job_.key.empty()) {
      store_answer(db, job_.key, job_.request_digest, started(job_), ground_.session.clock.now());
    }
    import_->commit();
    return {true, std::move(report), {}, true};
  }

 private:
  ImportWork(const Call& call, const Job& job, snapshot::Mode mode)
      : ground_(call.services, call.services.db, job.id),
        catalog_(call.catalog),
        job_(job),
        words_(words_for(call, mode)) {}

  Ground ground_;
  const catalog::Catalog& catalog_;
  Job job_;
  std::optional<snapshot::Kept> kept_;
  std::optional<snapshot::KeptText> text_;
  int64_t total_ = 0;
  snapshot::Words words_;
  std::optional<snapshot::Import> import_;
};

bool flag_in(const Request& request, const char* name, bool otherwise) {
  const std::optional<std::string> said = request.query_text(name);
  if (!said) return otherwise;
  if (*said == "true" || *said == "false") return *said == "true";
  throw problem(400, std::string("Expected true or false for ") + name + ", found " + *said);
}

// "a,b" and lists of such texts.
std::vector<std::string> ids_in(const Request& request, const char* name) {
  std::vector<std::string> ids;
  const auto found = request.query.find(name);
  if (found == request.query.end()) return ids;
  const Json texts = found->is_array() ? *found : Json::array({*found});
  for (const Json& text : texts) {
    std::string_view left = text.get_ref<const std::string&>();
    while (!left.empty()) {
      const std::string_view one = left.substr(0, left.find(','));
      left.remove_prefix(std::min(left.size(), one.size() + 1));
      if (one.empty()) continue;
      ids.push_back(canonical_uuid(one));
      if (ids.back().empty())
        throw problem(400, "Expected the ids of subscriptions, found " + std::string(one));
    }
  }
  return ids;
}

// {"mode": "add" | "replace", "snapshot": bytes, "keep"?: true | false, "digest"?: that of what was shown}
struct Given {
  snapshot::Mode mode = snapshot::Mode::Add;
  std::string file;
  bool keep = true;
  std::string shown;
  std::string digest;
};

Given given_in(Call& call) {
  Given given;
  const Json body = call.needed_body();
  const char* kExpected =
      "Expected {\"mode\": \"add\" or \"replace\", \"snapshot\": bytes, \"keep\"?: true or false, "
      "\"digest\"?: that of "
      "the snapshot's content}";
  if (!body.is_object()) throw problem(422, kExpected);
  for (auto it = body.begin(); it != body.end(); ++it) {
    if (it.key() == "mode" && (it.value() == "add" || it.value() == "replace")) {
      given.mode = it.value() == "add" ? snapshot::Mode::Add : snapshot::Mode::Replace;
    } else if (it.key() == "keep" && it.value().is_boolean()) {
      given.keep = it.value().get<bool>();
    } else if (it.key() == "digest" && it.value().is_string()) {
      given.shown = it.value().get<std::string>();
    } else if (it.key() != "snapshot") {
      throw problem(
          422, std::string(kExpected) + ", found \"" + it.key() + "\": " + shortened(it.value().dump(), 60));
    }
  }
  const auto bytes = body.find("snapshot");
  if (body.find("mode") == body.end() || bytes == body.end()) throw problem(422, kExpected);
  given.file = call.take_bytes(*bytes);
  // A request without a key is not known again.
  if (!call.request.key.empty())
    given.digest = sha256_hex(request_digest(call.request) + sha256_hex(given.file));
  return given;
}

}  // namespace

Answer get_snapshot(Call& call) {
  snapshot::ExportOptions options;
  options.subscriptions = ids_in(call.request, "subscriptions");
  options.processes = flag_in(call.request, "processes", true);
  const bool is_selection = call.request.query.contains("subscriptions");
  if (is_selection && options.subscriptions.empty())
    throw problem(400, "Expected the ids of subscriptions, found none");
  const std::string by = call.request.query_text("by").value_or("");
  if (by.size() > snapshot::kLongestMade) {
    throw problem(400, "Expected a name of at most " + std::to_string(snapshot::kLongestMade) +
                           " bytes for by, found " + std::to_string(by.size()) +
                           ". Nobody could read a snapshot with more.");
  }
  return start_job(
      call, "Exporting a snapshot", request_digest(call.request), [&](const Job&) -> std::unique_ptr<Work> {
        for (const std::string& id : options.subscriptions) {
          if (!call.db().query("select 1 from subscriptions where subscription_id = ?", id).step())
            throw problem(404, "There is no subscription " + id);
        }
        return std::make_unique<ExportWork>(call, options, by);
      });
}

Answer preview_snapshot(Call& call) {
  Given given = given_in(call);
  return start_job(call, "Looking at a snapshot", given.digest, [&](const Job&) -> std::unique_ptr<Work> {
    return std::make_unique<PreviewWork>(call, std::move(given.file), given.mode);
  });
}

Answer import_snapshot(Call& call) {
  Given given = given_in(call);
  return start_job(call, "Importing a snapshot", given.digest, [&](const Job& job) -> std::unique_ptr<Work> {
    return std::make_unique<ImportWork>(
        call, job, std::move(given.file),
        snapshot::ImportOptions{given.mode, given.keep ? job.title : std::string(), application(),
                                given.shown});
  });
}

Answer start_over(Call& call) {
  return start_job(call, kStartOverTitle, request_digest(call.request),
                   [&](const Job& job) -> std::unique_ptr<Work> {
                     return std::make_unique<ImportWork>(
                         call, job, empty_snapshot(call.services.clock.now()),
                         snapshot::ImportOptions{snapshot::Mode::Replace, job.title, application()});
                   });
}

Answer get_undo(Call& call) {
  Json states = Json::array();
  for (const snapshot::Kept& kept : snapshot::all_kept(call.db())) {
    Json said = Json::object();
    said["made_at"] = iso_text_precise(kept.made_at);
    said["before"] = kept.before;
    said["digest"] = kept.digest;
    said["bytes"] = kept.bytes;
    said["commits_since"] = call.db().commits() - kept.commit;
    said["subscriptions"] = kept.subscriptions ? Json(*kept.subscriptions) : Json(nullptr);
    said["processes"] = kept.processes ? Json(*kept.processes) : Json(nullptr);
    states.push_back(std::move(said));
  }
  Json body = Json::object();
  body["kept"] = states.empty() ? Json(nullptr) : states.front();
  body["states"] = std::move(states);
  return answer(body);
}

// {"digest"?}: which of the states that are kept; the newest without one.
Answer undo_snapshot(Call& call) {
  std::optional<std::string> digest;
  if (const std::optional<Json>& body = call.request.body; body && !body->is_null()) {
    if (!body->is_object() || body->size() > 1 || (body->size() == 1 && !body->contains("digest")) ||
        (body->size() == 1 && !body->front().is_string()))
      throw problem(
          422, "Expected {\"digest\"?: that of a state that is kept}, found " + shortened(body->dump(), 60));
    if (!body->empty()) digest = body->front().get<std::string>();
  }
  return start_job(
      call, kUndoTitle, request_digest(call.request), [&](const Job& job) -> std::unique_ptr<Work> {
        const std::vector<snapshot::Kept> all = snapshot::all_kept(call.db());
        if (all.empty())
          throw problem(404, "Nothing was kept: no snapshot was imported since this database was made.");
        for (const snapshot::Kept& kept : all) {
          if (!digest || kept.digest == *digest) return std::make_unique<ImportWork>(call, job, kept);
        }
        throw problem(404, "No state with the digest " + shortened(*digest, 80) +
                               " is kept. Choose among those that GET tells.");
      });
}

}  // namespace rehearsal::api
