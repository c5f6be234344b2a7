// Replayed forms: the numbers are those of reference/forms.md §9.2.
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

TEST(Wizard, AsksTheFirstPage) {  // W1
  const Json body = problem(wizard_form, "[]");
  EXPECT_EQ(body.at("status"), 510);
  EXPECT_EQ(body.at("form").at("title"), "Some title");
  EXPECT_EQ(dump_json(body.at("meta")), R"({"hasNext":true})");
  EXPECT_TRUE(body.at("form").at("properties").contains("generic_select1"));
}

TEST(Wizard, AnswersDecideTheNextPage) {  // W2, W3
  const Json after_b = problem(wizard_form, R"([{"generic_select1": "b"}])");
  EXPECT_EQ(after_b.at("form").at("title"), "unknown");
  EXPECT_TRUE(after_b.at("form").at("properties").contains("generic_select3"));
  EXPECT_EQ(dump_json(after_b.at("meta")), R"({"hasNext":false})");
  const Json after_a = problem(wizard_form, R"([{"generic_select1": "a"}])");
  EXPECT_TRUE(after_a.at("form").at("properties").contains("generic_select2"));
  EXPECT_EQ(after_a.at("meta"), nullptr);
}

TEST(Wizard, ReturnsTheResult) {  // W4
  EXPECT_EQ(dump_json(posted(wizard_form, R"([{"generic_select1": "b"}, {"generic_select3": "a"}])")),
            R"({"generic_select1":"b","generic_select3":"a"})");
}

TEST(Wizard, StopsAtTheFirstWrongPage) {  // W6, W8, W9
  const char* expected =
      "1 validation error for TestForm1\ngeneric_select1\n  Input should be 'a' or 'b' (type=enum; "
      "expected='a' or 'b')";
  EXPECT_EQ(problem(wizard_form, R"([{"generic_select1": "c"}])").at("detail"), expected);
  EXPECT_EQ(problem(wizard_form, R"([{"generic_select1": "c"}, {"generic_select3": "zz"}])").at("detail"),
            expected);
  EXPECT_EQ(problem(wizard_form, "[{}]").at("detail"),
            "1 validation error for TestForm1\ngeneric_select1\n  field required (type=missing)");
}

TEST(Wizard, AnswersOfTheOtherBranchAreWrong) {  // W7
  EXPECT_EQ(problem(wizard_form, R"([{"generic_select1": "b"}, {"generic_select2": "a"}])").at("detail"),
            "2 validation errors for TestForm3\ngeneric_select3\n  field required (type=missing)\n"
            "generic_select2\n  Extra inputs are not permitted (type=extra_forbidden)");
}

TEST(Wizard, WithoutAFormNothingIsAsked) {  // W11, W12
  EXPECT_EQ(dump_json(posted(nullptr, "[]")), "{}");
  EXPECT_EQ(dump_json(posted(nullptr, R"([{"x": 1}])")), "{}");
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

TEST(Wizard, AnEmptyPageWantsOneAnswer) {  // W21, W22
  const Json body = problem(empty_form, "[]");
  EXPECT_EQ(dump_json(body.at("form")),
            R"({"additionalProperties":false,"properties":{},"title":"unknown","type":"object"})");
  EXPECT_EQ(body.at("meta"), nullptr);
  EXPECT_EQ(dump_json(posted(empty_form, "[{}]")), "{}");
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

TEST(Wizard, AnUnknownFormIsNotFound) {
  EXPECT_EQ(
      dump_json(form_not_found("wf").body()),
      R"({"type":"FormNotFoundError","detail":"Form wf does not exist.","title":"Form not found","status":404})");
}

}  // namespace
}  // namespace rehearsal::forms
