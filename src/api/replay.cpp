#include "api/replay.h"

#include "api/bytes.h"
#include "core/error.h"
#include "core/text.h"

namespace rehearsal::api {
namespace {

EngineOptions options_of(const Json& report) {
  const Json start = report.value("start", Json());
  const std::optional<std::string> database = bytes_of_base64(text_or(start, "database"));
  if (!database || database->empty()) {
    throw value_error("Expected a report with the database where its log begins, found none in it: " +
                      text_or(report, "why_not", "it does not say why") +
                      " Its \"snapshot\" can be imported, its \"messages\" can be read.");
  }
  EngineOptions options;
  options.files = std::make_unique<store::MemoryFiles>();
  write_all(*options.files, store::Slot::Database, *database);
  // Time goes on from the database's last reading.
  options.now = Instant{0};
  options.catalog = text_or(report.at("made"), "catalog");
  return options;
}

}  // namespace

Replay replay(std::string_view text) {
  const Json report = parse_json(text);
  if (!report.is_object() || text_or(report, "format") != "rehearsal-report" || !report.contains("made") ||
      !report.contains("messages") || report.value("version", Json()) != 1) {
    throw value_error("Expected a problem report (\"format\": \"rehearsal-report\", \"version\": 1), found " +
                      shortened(text, 60) + ".");
  }
  Replay made;
  made.engine = Engine::open(options_of(report));
  Json value = Json::object();
  value["app"] = text_or(report.at("made"), "app");
  value.update(made.engine->play(report.at("messages")));
  value["expected"] = text_or(report, "digest");
  value["digest"] = made.engine->digest();
  made.is_same = value["digest"] == value["expected"];
  value["is_same"] = made.is_same;
  const Json status =
      parse_json(made.engine->handle(R"({"id":1,"method":"GET","path":"/api/rehearsal/status"})"));
  made.event =
      dump_json({{"event", {{"name", "replay"}, {"value", std::move(value)}}}, {"seq", status.at("as_of")}});
  return made;
}

}  // namespace rehearsal::api
