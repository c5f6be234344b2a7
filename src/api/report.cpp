// A problem report: all that is needed to see again what happened here (replay.h plays it).
#include "api/handlers.h"
#include "api/reading_work.h"
#include "api/request_keys.h"

namespace rehearsal::api {
namespace {

class ReportWork final : public ReadingWork {
 public:
  ReportWork(Call& call)
      : ReadingWork(call, "report"), log_(call.log), db_(call.services.db), facts_(call.facts) {}
  Outcome finish() override {
    const Instant now = session().clock.now();
    const std::string digest = export_->digest();
    Json made = Json::object();
    made["when"] = iso_text_precise(now);
    made["app"] = application();
    made["catalog"] = facts_.catalog;
    made["seed"] = std::to_string(facts_.seed);
    made["clock"] = {{"stands", session().clock.stands()}, {"now", iso_text_precise(now)}};
    std::string file = "{\"format\":\"rehearsal-report\",\"version\":1,\n\"made\":" + dump_json(made) +
                       ",\n" + log_members_ + ",\n\"digest\":" + dump_json(digest) + ",\n\"snapshot\":";
    std::vector<std::string> parts = export_->take({now, "", application()}, std::move(file));
    parts.emplace_back("}\n");
    Outcome outcome;
    outcome.result["digest"] = digest;
    outcome.result["bytes"] = size_of(parts);
    outcome.result["name"] =
        "rehearsal-report-" + iso_text(now).substr(0, 10) + "-" + digest.substr(0, 8) + ".json";
    outcome.bytes = std::make_shared<const std::vector<std::string>>(std::move(parts));
    return outcome;
  }

 private:
  void begin(domain::Session& session) override {
    // The log ends with what is in the state that is read.
    log_.before_entry(db_);
    log_members_ = log_.members();
    export_.emplace(session, snapshot::ExportOptions{});
  }
  bool read() override { return export_->step(); }
  int64_t read_done() const override { return export_->done(); }
  int64_t read_total() const override { return export_->total(); }

  MessageLog& log_;
  store::Database& db_;
  EngineFacts facts_;
  std::string log_members_;
  std::optional<WholeExport> export_;
};

}  // namespace

Answer get_report(Call& call) {
  return start_job(call, "Writing a problem report", request_digest(call.request),
                   [&](Job& job) -> std::unique_ptr<Work> {
                     job.bytes_name = "report";
                     return std::make_unique<ReportWork>(call);
                   });
}

}  // namespace rehearsal::api
