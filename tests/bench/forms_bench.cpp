// What a form costs: a wizard of ten pages replayed whole, as every post does, and the schema of its last
// page.
//   forms_bench [posts]
// Prints one JSON line per figure: {"bench", "value", "unit"}.
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>

#include "forms/wizard.h"

namespace {

using namespace rehearsal;
using namespace rehearsal::forms;

constexpr int kPages = 10;

// What a page of a real form asks: typed, chosen and nested; the choices are handed in, as from the database.
Page page_of(int number, const std::vector<Option>& groups) {
  return {.name = "Page" + std::to_string(number),
          .fields = {{"name", text().length(1, 80).not_blank("Name")},
                     {"vlan", integer().at_least(2).at_most(4094)},
                     {"enabled", boolean().with_default(true)},
                     {"note", long_text().nullable().with_default(nullptr)},
                     {"group", choice("Group", groups)},
                     {"nodes", choice_list(choice("Node", groups), {.min_items = 1, .unique_items = true})},
                     {"contacts", contact_person_list({.max_items = 3})},
                     {"info", label("shown")}}};
}

double ms_per_post(const Form& form, const Json& inputs, int posts) {
  // The processor's time: a post is too short for what else the machine does not to show.
  const std::clock_t begin = std::clock();
  for (int i = 0; i < posts; ++i) {
    try {
      post_form(form, {{"workflow_name", "wizard"}}, inputs);
    } catch (const FormProblem& problem) {
      if (problem.status() != 510) {
        std::fprintf(stderr, "Expected pages that are right, found %s\n", problem.what());
        std::exit(1);
      }
    }
  }
  return 1000.0 * static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC / posts;
}

void say(const char* bench, double value) {
  std::printf("{\"bench\":\"%s\",\"value\":%.4f,\"unit\":\"ms\"}\n", bench, value);
}

}  // namespace

int main(int argc, char** argv) {
  const int posts = argc > 1 ? std::atoi(argv[1]) : 2000;
  std::vector<Option> groups;
  for (int i = 0; i < 20; ++i) {
    const std::string number = std::to_string(i);
    groups.emplace_back(
        "11111111-1111-4111-8111-0000000000" + std::string(number.size() < 2 ? "0" : "") + number,
        "User group " + number);
  }
  const Form form = [&](Wizard& wizard) {
    Json last;
    for (int i = 0; i < kPages; ++i) last = wizard.ask(page_of(i, groups));
    return last;
  };
  Json inputs = Json::array();
  for (int i = 0; i < kPages; ++i) {
    inputs.push_back({{"name", "ann"},
                      {"vlan", 100 + i},
                      {"group", groups[3].value},
                      {"nodes", {groups[1].value, groups[2].value}},
                      {"contacts", Json::array({{{"name", "Bob"}, {"email", "bob@example.org"}}})}});
  }
  say("a wizard of 10 pages, replayed", ms_per_post(form, inputs, posts));
  inputs.erase(inputs.size() - 1);
  say("a wizard of 10 pages, asked for its last", ms_per_post(form, inputs, posts));
  return 0;
}
