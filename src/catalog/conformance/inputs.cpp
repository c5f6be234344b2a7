// Input steps, forms of several pages, and every kind of field.
#include "catalog/conformance/steps.h"
#include "catalog/conformance/workflows.h"

namespace rehearsal::catalog {
namespace {

using forms::boolean;
using forms::text;

constexpr auto wf_input = init >> before >> enter_name >> use_name >> done;

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

State more_fields(Wizard& wizard) {
  return wizard.ask(Page{
      .name = "MoreFields",
      .title = "More fields",
      .fields = {{"code", text().matching("^[a-z]+-[0-9]{2}$")},
                 {"id", forms::uuid()},
                 {"optional_number", integer().nullable()},
                 {"ratio", forms::number().more_than(0.0).less_than(1.0)},
                 {"percent", integer().at_least(0).at_most(100).nullable().with_default(nullptr)},
                 {"names", forms::list(text(), {.min_items = 0, .max_items = 2, .unique_items = true})
                               .with_default(Json::array())},
                 {"plain", forms::list(integer())},
                 {"when", forms::timestamp()},
                 {"note", forms::long_text()},
                 {"secret", forms::hidden("hidden")},
                 {"described", text().titled("Described field").described("What it is").with_default("d")},
                 {"even", integer().with_default(2).checked([](const Json& value) -> std::string {
                    return value.get<int64_t>() % 2 ? "must be even" : "";
                  })}}});
}
constexpr auto wf_more_fields = init >> done;

// ---- Pages that depend on the one before ----

State three_pages(Wizard& wizard) {
  Json result = wizard.ask(
      Page{.name = "KindPage", .title = "Kind", .fields = {{"kind", choice("Kind", {"short", "long"})}}});
  if (result.at("kind") == "long") {
    result.update(wizard.ask(Page{.name = "DetailPage",
                                  .title = "Details",
                                  .fields = {{"detail", text()}, {"lines", integer().more_than(0).less_than(5)}}}));
  } else {
    result.update(Json({{"detail", "none"}, {"lines", 0}}));
  }
  result.update(wizard.ask(Page{
      .name = "LastPage",
      .title = "Last",
      .fields = {{"lines", read_only(result.at("lines"))}, {"remark", text().nullable().with_default(nullptr)}},
      .has_next = false}));
  return result;
}
constexpr auto wf_three_pages = init >> after >> done;

Gives<"inverse"> failing_form(Wizard& wizard) {
  const Json& page = wizard.ask(Page{.name = "FailingForm", .fields = {{"number", integer()}}});
  const int64_t number = page.at("number").get<int64_t>();
  if (number == 0) throw Error("ZeroDivisionError", "integer division or modulo by zero");
  return {{"inverse", 12 / number}};
}
constexpr auto wf_failing_form = init >> before >> done;
constexpr Step enter_number = inputstep<"Enter number", Assignee::SYSTEM, failing_form>;
constexpr auto wf_failing_input = init >> enter_number >> after >> done;

// ---- One question after the other, and choices that the state gives ----

Gives<"confirmed", "sure"> ask_confirmation(Wizard& wizard, Arg<"name", std::string> name,
                                            Arg<"amount", int64_t> amount) {
  const Json& page = wizard.ask(Page{.name = "ConfirmForm",
                                     .title = "Is it " + *name + "?",
                                     .fields = {{"name", read_only(*name)}, {"sure", forms::accept()}},
                                     .has_next = false});
  return {{"confirmed", *name + " " + std::to_string(*amount)}, {"sure", page.at("sure")}};
}
constexpr Step confirm = inputstep<"Confirm", Assignee::KLANTSUPPORT, ask_confirmation>;
constexpr auto wf_two_inputs = init >> enter_name >> confirm >> after >> done;

constexpr Step offer = step<"Offer", []() -> Gives<"offered"> {
  return {{"offered", Json({{"a", "Apple"}, {"b", "Bread"}, {"c", "Cheese"}})}};
}>;
Gives<"first", "more"> ask_choice(Wizard& wizard, Arg<"offered", Json> offered) {
  std::vector<forms::Option> options;
  for (const auto& [value, label] : offered->items()) options.emplace_back(value, label.get<std::string>());
  const forms::Type food = choice("Food", options);
  return wizard.ask(Page{
      .name = "ChooseForm",
      .title = "What is it to be?",
      .fields = {{"first", food},
                 {"more", choice_list(food, {.min_items = 0, .max_items = 2, .unique_items = true})
                              .with_default(Json::array())}},
      .rule = [](const Json& values) -> std::string {
        for (const Json& one : values.at("more")) {
          if (one == values.at("first")) return "the first is among the others";
        }
        return "";
      }});
}
constexpr Step choose = inputstep<"Choose", Assignee::SYSTEM, ask_choice>;
constexpr auto wf_choice_input = init >> offer >> choose >> after >> done;

}  // namespace

void add_input_workflows(Registry& registry) {
  registry.add(exercise("wf_input", wf_input));
  registry.add(exercise("wf_two_pages", wf_two_pages, &workflow::form<two_page_form>));
  registry.add(exercise("wf_forms", wf_forms, &workflow::form<forms_form>));
  registry.add(exercise("wf_more_fields", wf_more_fields, &workflow::form<more_fields>));
  registry.add(exercise("wf_three_pages", wf_three_pages, &workflow::form<three_pages>));
  registry.add(exercise("wf_failing_form", wf_failing_form, &workflow::form<failing_form>));
  registry.add(exercise("wf_failing_input", wf_failing_input));
  registry.add(exercise("wf_two_inputs", wf_two_inputs));
  registry.add(exercise("wf_choice_input", wf_choice_input));
}

}  // namespace rehearsal::catalog
