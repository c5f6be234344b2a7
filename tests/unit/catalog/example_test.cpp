// The worked example runs, and docs/add-a-workflow.md shows it as it is.
#include <gtest/gtest.h>

#include <cstdio>
#include <string>

#include "catalog/catalog.h"
#include "catalog/example_workflow.h"
#include "store/transaction.h"
#include "workflow/runner.h"

namespace rehearsal::catalog {
namespace {

class Engine {
 public:
  Engine() {
    add_greet_user(catalog.registry);
    store::Transaction transaction(db);
    bring_up_to_date(db, catalog, clock);
    transaction.commit();
  }

  // Starts the workflow, runs it to its end and returns the process.
  workflow::Process run(const std::string& name, const Json& pages) {
    store::Transaction transaction(db);
    Ids ids(1, std::to_string(++runs_));
    workflow::Process process =
        workflow::create_process(services, ids, *catalog.registry.find(name), pages, "SYSTEM");
    const std::string id = process.process_id;
    runner.add(std::move(process));
    for (int turns = 0; turns < 20; ++turns) runner.turn();
    transaction.commit();
    return *workflow::load_process(services, id);
  }

  store::MemoryFiles files;
  store::Database db{files};
  Catalog catalog = make_catalog("");
  Clock clock = Clock::standing(parse_iso("2026-01-01T00:00:00Z"));
  workflow::Services services{db, catalog.models, catalog.registry, clock, 5};
  workflow::Runner runner{services};

 private:
  int runs_ = 0;
};

TEST(Example, GreetsAUser) {
  Engine engine;
  const auto group = engine.run("create_user_group", {{{"product", "00000000-0000-4000-8000-000000000001"}},
                                                      {{"group_name", "staff"}}});
  const auto user = engine.run("create_user", {{{"product", "00000000-0000-4000-8000-000000000002"}},
                                               {{"username", "ann"},
                                                {"age", 33},
                                                {"user_group_ids", {group.state.at("subscription_id")}}}});
  const auto greeted = engine.run("greet_user", {{{"subscription_id", user.state.at("subscription_id")}}, Json::object()});
  EXPECT_EQ(greeted.status, workflow::ProcessStatus::completed);
  EXPECT_EQ(greeted.state.at("words"), "hello, ann!");
  EXPECT_EQ(greeted.state.at("subscription").at("note"), "hello, ann!");
}

#ifndef __EMSCRIPTEN__  // there the sources are out of reach
std::string content_of(const std::string& path) {
  std::string content;
  if (std::FILE* file = std::fopen(path.c_str(), "rb")) {
    char buffer[4096];
    for (size_t read = 0; (read = std::fread(buffer, 1, sizeof buffer, file)) > 0;) content.append(buffer, read);
    std::fclose(file);
  }
  return content;
}

TEST(Example, IsWhatThePageShows) {
  const std::string root = REHEARSAL_ROOT;
  const std::string code = content_of(root + "/tests/unit/catalog/example_workflow.cpp");
  const std::string page = content_of(root + "/docs/add-a-workflow.md");
  ASSERT_FALSE(code.empty());
  EXPECT_NE(page.find("```cpp\n" + code + "```\n"), std::string::npos)
      << "docs/add-a-workflow.md does not show tests/unit/catalog/example_workflow.cpp as it is";
}
#endif

}  // namespace
}  // namespace rehearsal::catalog
