// The machine dies at each named kill point (store/kill_points.h) in turn: what was durable is there, what
// was not has not happened, and the engine goes on to the same end. The point around an external step is that
// of tests/unit/workflow/external_test.cpp.
#include <gtest/gtest.h>

#include <set>

#include "api/snapshot_world.h"
#include "core/error.h"
#include "store/database.h"
#include "store/faulty_files.h"

namespace rehearsal::api {
namespace {

using store::Durable;
using store::FaultyFiles;
using store::KillPoint;
using store::MemoryFiles;

// What an engine makes durable in its life, from a new database on: an import, processes and their steps, and
// a process whose row cannot be written. Lived anew after a death it asks for the same by the same keys.
class Life {
 public:
  Life() {
    Door other;
    other.create_user("bob", other.create_group("staff"));
    snapshot_ = export_of(other);
  }

  // Whether it came to its end; false where the machine died on the way.
  bool live(FaultyFiles& files) const {
    try {
      refuse_a_row(files);
      const auto engine = open(files);
      return import(*engine) &&
             process(*engine, 2, "create_user_group",
                     {{{"product", kUserGroup}}, {{"group_name", "crew"}}}) &&
             process(*engine, 3, "wf_fail", Json::array({{{"fail_times", 0}}})) &&
             process(*engine, 4, "wf_empty", Json::array({Json::object()}));
    } catch (const Error& error) {
      return said(error.what());
    }
  }

  static std::string& last_words() {
    static std::string words;
    return words;
  }

  // What is there in the end, ids and versions included.
  static std::string outcome(FaultyFiles& files) {
    const auto engine = open(files);
    std::string all;
    for (const char* kind : {"subscriptions", "processes"}) {
      const Json list =
          ask(*engine, {{"id", 1}, {"method", "GET"}, {"path", std::string("/api/rehearsal/lists/") + kind}});
      for (const Json& each : list.at("body").at("items")) {
        for (const char* key : {"subscription_id", "description", "status", "version", "insync", "process_id",
                                "last_status", "last_step"}) {
          if (const auto found = each.find(key); found != each.end()) all += dump_json(*found) + " ";
        }
        all += "\n";
      }
    }
    return all;
  }

 private:
  static std::unique_ptr<Engine> open(store::Files& files) {
    EngineOptions options;
    options.files = std::make_unique<LentFiles>(files);
    options.seed = 11;
    options.now = parse_iso("2026-01-01T09:00:00Z");
    options.catalog = "conformance";
    return Engine::open(std::move(options));
  }

  static void refuse_a_row(FaultyFiles& files) {
    LentFiles lent(files);
    store::Database db(lent);
    db.run_script(
        "create trigger if not exists refuse before insert on process_steps "
        "when new.name = 'Flaky step' and new.status = 'success' "
        "begin select raise(abort, 'this row cannot be written'); end");
  }

  static Json ask(Engine& engine, const Json& request) {
    return parse_json(engine.handle(dump_json(request)));
  }
  static Json post(Engine& engine, int number, const std::string& path, const Json& body) {
    return ask(engine, {{"id", 1},
                        {"method", "POST"},
                        {"path", path},
                        {"body", body},
                        {"key", "00000000-0000-4000-9000-00000000000" + std::to_string(number)}});
  }
  // False; what was answered instead stands in last_words().
  static bool said(const Json& answer) {
    last_words() = dump_json(answer).substr(0, 1000);
    return false;
  }
  // Whether all that was due is done; the next task on a schedule is minutes away, a turn that failed is
  // tried again sooner.
  static bool run(Engine& engine) {
    constexpr double kNextTaskMs = 5 * 60 * 1000;
    for (int turns = 0; turns < 2000; ++turns) {
      const double due = engine.turn();
      if (due < 0 || due >= kNextTaskMs) return true;
      if (due > 0) return said({{"due", due}});
    }
    return said("it does not come to rest");
  }

  bool import(Engine& engine) const {
    const Json started = post(engine, 1, "/api/rehearsal/snapshot", body_of(snapshot_, "replace"));
    if (started.at("status") != 202) return said(started);
    if (!run(engine)) return false;
    const Json job =
        ask(engine, {{"id", 1},
                     {"method", "GET"},
                     {"path", "/api/rehearsal/jobs/" + started.at("body").at("job").get<std::string>()}});
    // One that was committed before a death is not known after it; what it brought is.
    return job.at("status") == 404 || job.at("body").at("state") == "done" || said(job);
  }
  static bool process(Engine& engine, int number, const std::string& workflow, const Json& pages) {
    const Json started = post(engine, number, "/api/processes/" + workflow, pages);
    return started.at("status") == 201 ? run(engine) : said(started);
  }

  std::string snapshot_;
};

TEST(KillPoints, TheEngineDiesAtEachInTurnAndGoesOn) {
  const Life life;
  std::vector<KillPoint> points;
  std::string whole;
  {
    MemoryFiles disk;
    FaultyFiles files(disk);
    ASSERT_TRUE(life.live(files)) << Life::last_words();
    points = files.passed();
    // The trigger of the trial is the one thing that nobody named.
    EXPECT_EQ(files.unnamed_effects(), 1)
        << "Something became durable outside of every kill point: name it in "
           "src/store/kill_points.h, and let this test's life come past it.";
    whole = Life::outcome(files);
    EXPECT_NE(whole.find("bob"), std::string::npos) << whole;
    EXPECT_NE(whole.find("crew"), std::string::npos) << whole;
    EXPECT_NE(whole.find("\"failed\""), std::string::npos) << whole;
  }
  std::set<std::string> named;
  for (const KillPoint& point : points) named.insert(name_of(point));
  for (size_t i = 0; i < store::kDurables.size(); ++i) {
    const auto effect = static_cast<Durable>(i);
    if (effect == Durable::External || effect == Durable::Unnamed) continue;
    EXPECT_TRUE(named.contains(name_of(KillPoint{effect, false})) &&
                named.contains(name_of(KillPoint{effect, true})))
        << "no life comes past " << store::kDurables[i];
  }
  for (size_t i = 0; i < points.size(); ++i) {
    SCOPED_TRACE("kill point " + std::to_string(i) + ": " + name_of(points[i]));
    MemoryFiles disk;
    FaultyFiles files(disk);
    files.die_after(static_cast<int64_t>(i));
    EXPECT_FALSE(life.live(files) && i + 2 < points.size()) << "it did not die";
    files.lose_power(i);
    {
      LentFiles lent(files);
      store::Database db(lent);
      ASSERT_EQ(db.integrity_problems(), "");
    }
    ASSERT_TRUE(life.live(files)) << Life::last_words();
    ASSERT_EQ(Life::outcome(files), whole);
  }
}

}  // namespace
}  // namespace rehearsal::api
