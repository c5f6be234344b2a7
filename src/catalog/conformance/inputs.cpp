// Input steps, forms of several pages, and every kind of field.
#include "catalog/authoring.h"
#include "catalog/conformance/workflows.h"

namespace rehearsal::catalog {
namespace {

using forms::boolean;
using forms::text;

constexpr Step before = step<"Before", []() -> Gives<"before"> { return {{"before", true}}; }>;
constexpr Step after = step<"After", []() -> Gives<"after"> { return {{"after", true}}; }>;

// ---- An input step ----

Gives<"name", "amount"> ask_name(Wizard& wizard) {
  return wizard.ask(Page{.name = "NameForm",
                         .title = "Who is it?",
                         .fields = {{"name", text()}, {"amount", integer().at_least(1).at_most(10).with_default(5)}}});
}
constexpr Step enter_name = inputstep<"Enter name", Assignee::NOC, ask_name>;
constexpr Step use_name = step<"Use name", [](Arg<"name", std::string> name,
                                              Arg<"amount", int64_t> amount) -> Gives<"greeting"> {
  std::string greeting;
  for (int64_t i = 0; i < *amount; ++i) greeting.append(i ? " hello " : "hello ").append(*name);
  return {{"greeting", greeting}};
}>;
constexpr auto wf_input = init >> before >> enter_name >> use_name >> done;

constexpr Step sub_one = step<"Sub one", []() -> Gives<"sub_one"> { return {{"sub_one", true}}; }>;
constexpr auto group_steps = begin >> sub_one >> enter_name >> use_name;
constexpr Step group_with_input = step_group<"Group with input", group_steps>;
constexpr auto wf_group_input = init >> group_with_input >> after >> done;

// ---- Two pages, then two more ----

Gives<"first", "echo", "second"> two_page_form(Wizard& wizard) {
  Json result = wizard.ask(Page{.name = "PageOne", .title = "Page one", .fields = {{"first", text()}}});
  result.update(wizard.ask(Page{.name = "PageTwo",
                                .title = "Page two",
                                .fields = {{"echo", read_only(result.at("first"))}, {"second", integer()}},
                                .rule = [](const Json& values) -> std::string {
                                  return values.at("second").get<int64_t>() % 2 ? "second must be even" : "";
                                }}));
  return result;
}
Gives<"third", "fourth"> two_more_pages(Wizard& wizard, Arg<"first", std::string> first) {
  Json result = wizard.ask(Page{.name = "PageThree", .fields = {{"third", text().with_default(*first)}}});
  result.update(wizard.ask(Page{.name = "PageFour", .fields = {{"fourth", boolean()}}}));
  return result;
}
constexpr Step ask_two_more = inputstep<"Two more pages", Assignee::CHANGES, two_more_pages>;
constexpr auto wf_two_pages = init >> ask_two_more >> after >> done;

// ---- Every kind of field ----

State forms_form(Wizard& wizard) {
  return wizard.ask(Page{
      .name = "AllFields",
      .title = "All fields",
      .fields = {{"label", label()},
                 {"divider", forms::divider()},
                 {"text", text().length(3, 8)},
                 {"long_text", forms::long_text().with_default("two\nlines")},
                 {"whole", integer().at_least(0).at_most(100)},
                 {"real", forms::number().with_default(1.5)},
                 {"flag", boolean().with_default(false)},
                 {"maybe", text().nullable().with_default(nullptr)},
                 {"one_of", choice("Colour", {{"r", "Red"}, {"g", "Green"}})},
                 {"plain_choice", choice("Plain", {"a", "b"})},
                 {"some_of", choice_list(choice("Tag", {"x", "y", "z"}),
                                         {.min_items = 1, .max_items = 2, .unique_items = true})},
                 {"numbers", forms::list(integer(), {.min_items = 1, .max_items = 3, .unique_items = true})
                                 .with_default(Json::array({1, 2}))},
                 {"fixed", read_only("cannot change")},
                 {"fixed_list", forms::read_only_list(Json::array({1, 2}))},
                 {"summary", forms::summary({{"headers", {"h"}}, {"labels", {"l"}}, {"columns", {{"c"}}}})}}});
}
constexpr auto wf_forms = init >> done;

}  // namespace

void add_input_workflows(Registry& registry) {
  registry.add(exercise("wf_input", wf_input));
  registry.add(exercise("wf_group_input", wf_group_input));
  registry.add(exercise("wf_two_pages", wf_two_pages, &workflow::form<two_page_form>));
  registry.add(exercise("wf_forms", wf_forms, &workflow::form<forms_form>));
}

}  // namespace rehearsal::catalog
