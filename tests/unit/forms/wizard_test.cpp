// Replayed forms: the numbers are those of reference/forms.md §9.2, and none that it lists is left out.
#include "forms/wizard.h"

#include <gtest/gtest.h>

namespace rehearsal::forms {
namespace {

Page one_choice(const char* name, const char* field, std::optional<bool> has_next) {
  return Page{.name = name, .fields = {{field, choice("Letter", {"a", "b"})}}, .has_next = has_next};
}

// Page 1 decides which page follows; the result has the values of both.
Json wizard_form(Wizard& wizard) {
  Page first = one_choice("TestForm1", "generic_select1", true);
  first.title = "Some title";
  Json result = wizard.ask(first);
  EXPECT_EQ(wizard.state().at("previous"), true);
  EXPECT_EQ(wizard.state().at("generic_select1"), result.at("generic_select1"));
  const Json& second = result.at("generic_select1") == "a"
                           ? wizard.ask(one_choice("TestForm2", "generic_select2", std::nullopt))
                           : wizard.ask(one_choice("TestForm3", "generic_select3", false));
  result.update(second);
  return result;
}

Json posted(const Form& form, const char* inputs) {
  return post_form(form, {{"previous", true}}, parse_json(inputs));
}

Json problem(const Form& form, const char* inputs) {
  try {
    posted(form, inputs);
  } catch (const FormProblem& caught) {
    return caught.body();
  }
  ADD_FAILURE() << "complete: " << inputs;
  return nullptr;
}

Json two_pages_form(Wizard& wizard) {
  Json result = wizard.ask(Page{.name = "Named", .fields = {{"name", text()}}});
  result.update(empty_form(wizard));
  return result;
}

// What comes of these inputs: the value, the page that is asked next, or what is wrong.
Json outcome(const Form& form, const char* inputs) {
  try {
    return {{"value", posted(form, inputs)}};
  } catch (const FormProblem& caught) {
    const Json& body = caught.body();
    if (caught.status() != 510) return {{"status", caught.status()}, {"detail", body.at("detail")}};
    Json fields = Json::array();
    for (const auto& [name, field] : body.at("form").at("properties").items()) fields.push_back(name);
    return {{"title", body.at("form").at("title")}, {"fields", fields}, {"meta", body.at("meta")}};
  }
}

struct Case {
  const char* number;
  Form form;
  const char* inputs;
  const char* result;
};

TEST(Wizard, DoesAsTheOriginalCaseByCase) {
  const char* kWrongLetter =
      R"~({"status":400,"detail":"1 validation error for TestForm1\ngeneric_select1\n  Input should be 'a' or 'b' )~"
      R"~((type=enum; expected='a' or 'b')"})~";
  const Case cases[] = {
      {"W1", wizard_form, "[]",
       R"({"title":"Some title","fields":["generic_select1"],"meta":{"hasNext":true}})"},
      {"W2", wizard_form, R"([{"generic_select1":"b"}])",
       R"({"title":"unknown","fields":["generic_select3"],"meta":{"hasNext":false}})"},
      {"W3", wizard_form, R"([{"generic_select1":"a"}])",
       R"({"title":"unknown","fields":["generic_select2"],"meta":null})"},
      {"W4", wizard_form, R"([{"generic_select1":"b"},{"generic_select3":"a"}])",
       R"({"value":{"generic_select1":"b","generic_select3":"a"}})"},
      {"W6", wizard_form, R"([{"generic_select1":"c"}])", kWrongLetter},
      {"W7", wizard_form, R"([{"generic_select1":"b"},{"generic_select2":"a"}])",
       R"~({"status":400,"detail":"2 validation errors for TestForm3\ngeneric_select3\n  field required )~"
       R"~((type=missing)\ngeneric_select2\n  Extra inputs are not permitted (type=extra_forbidden)"})~"},
      {"W8", wizard_form, "[{}]",
       R"~({"status":400,"detail":"1 validation error for TestForm1\ngeneric_select1\n  field required )~"
       R"~((type=missing)"})~"},
      {"W9", wizard_form, R"([{"generic_select1":"c"},{"generic_select3":"zz"}])", kWrongLetter},
      {"W11", nullptr, "[]", R"({"value":{}})"},
      {"W12", nullptr, R"([{"x":1}])", R"({"value":{}})"},
      {"W16", wizard_form, "null",
       R"({"title":"Some title","fields":["generic_select1"],"meta":{"hasNext":true}})"},
      {"W21", empty_form, "[]", R"({"title":"unknown","fields":[],"meta":null})"},
      {"W22", empty_form, "[{}]", R"({"value":{}})"},
      {"W23", wizard_form, R"([{"generic_select1":1,"x":false}])",
       R"~({"status":400,"detail":"2 validation errors for TestForm1\ngeneric_select1\n  Input should be 'a' or 'b' )~"
       R"~((type=enum; expected='a' or 'b')\nx\n  Extra inputs are not permitted (type=extra_forbidden)"})~"},
      {"W26", two_pages_form, R"([{"name":"x"},{}])", R"({"value":{"name":"x"}})"},
  };
  for (const Case& one : cases)
    EXPECT_EQ(dump_json(outcome(one.form, one.inputs)), dump_json(parse_json(one.result))) << one.number;
}

TEST(Wizard, GeneratesTheNextPage) {  // W13, W14
  const Json state = {{"previous", true}};
  const std::optional<Json> first = generate_form(wizard_form, state, Json::array());
  ASSERT_TRUE(first);
  EXPECT_EQ(first->at("title"), "Some title");
  EXPECT_FALSE(generate_form(wizard_form, state,
                             parse_json(R"([{"generic_select1": "b"}, {"generic_select3": "a"}])")));
  EXPECT_THROW(generate_form(wizard_form, state, parse_json(R"([{"generic_select1": "c"}])")), FormProblem);
}

// W18 and W19 cannot happen: there is no table of forms to enter twice or wrongly, a form is a function that
// its workflow names (and a workflow of the same name is refused: registry_test). Nor can W24: what a form
// returns is a Json, a page is no value. W27 is Python's own dump of an integer as a text, which nothing here
// asks for: the state holds the number, as the original's does (recording forms/form_field_kinds).
TEST(Wizard, BeginsWithTheStateOfTheCaller) {  // W17
  const Form form = [](Wizard& wizard) { return wizard.state(); };
  EXPECT_EQ(dump_json(post_form(form, {{"form_key", "wiz"}, {"extra", 1}}, Json::array())),
            R"({"form_key":"wiz","extra":1})");
}

TEST(Wizard, ListsErrorsForPrograms) {  // W23
  EXPECT_EQ(
      dump_json(problem(wizard_form, R"([{"generic_select1": 1, "x": false}])").at("validation_errors")),
      R"~([{"type":"enum","loc":["generic_select1"],"msg":"Input should be 'a' or 'b'","input":1,)~"
      R"~("ctx":{"expected":"'a' or 'b'"},"url":"https://errors.pydantic.dev/2.13/v/enum"},)~"
      R"~({"type":"extra_forbidden","loc":["x"],"msg":"Extra inputs are not permitted","input":false,)~"
      R"~("url":"https://errors.pydantic.dev/2.13/v/extra_forbidden"}])~");
}

TEST(Wizard, AnOptionHasAValueAndALabel) {  // W28; a member's own name there is none
  const Page page{.name = "Named", .fields = {{"k", choice("Kind", {{"v", "L"}})}}};
  EXPECT_EQ(dump_json(schema(page).at("$defs")),
            R"({"Kind":{"enum":["v"],"options":{"v":"L"},"title":"Kind","type":"string"}})");
  EXPECT_EQ(dump_json(posted([&](Wizard& wizard) { return wizard.ask(page); }, R"([{"k": "v"}])")),
            R"({"k":"v"})");
}

TEST(Wizard, APageAndItsFieldsAreDescribed) {  // W29
  const Page page{
      .name = "Described",
      .fields =
          {{"s", text().titled("A title").described("What it is").exemplified({"x", "y"}).with_default("z")}},
      .description = "What the page is for"};
  EXPECT_EQ(
      dump_json(schema(page)),
      R"({"additionalProperties":false,"description":"What the page is for","properties":{"s":{"default":"z",)"
      R"("description":"What it is","examples":["x","y"],"title":"A title","type":"string"}},)"
      R"("title":"unknown","type":"object"})");
}

TEST(Wizard, TooManyAnswersAreTheSendersMistake) {
  EXPECT_EQ(dump_json(problem(empty_form, "[{}, {}, {}]")),
            R"~({"type":"FormOverflowError","detail":"Did not process all user_inputs (2 remaining)",)~"
            R"~("title":"Form not valid","status":400})~");
}

TEST(Wizard, TheStateOfTheCallerStaysAsItIs) {
  const Json state = {{"previous", true}};
  post_form(wizard_form, state, parse_json(R"([{"generic_select1": "b"}, {"generic_select3": "a"}])"));
  EXPECT_EQ(dump_json(state), R"({"previous":true})");
}

TEST(Wizard, AnAnswerThatIsNoObjectIsOneError) {
  for (const char* inputs : {"[null]", "[1]", "[[]]", "[\"x\"]", "[[{}]]"}) {
    const Json body = problem(empty_form, inputs);
    EXPECT_EQ(body.at("validation_errors")[0].at("type"), "model_type") << inputs;
    EXPECT_EQ(body.at("detail"),
              "1 validation error for FormPage\n__root__\n  Input should be a valid dictionary or instance "
              "of FormPage "
              "(type=model_type; class_name=FormPage)");
  }
  EXPECT_THROW(posted(empty_form, "{}"), Error);
}

}  // namespace
}  // namespace rehearsal::forms
