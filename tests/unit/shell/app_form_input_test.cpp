// What was put into a page, as it is sent, kept, checked and taken again.
#include <gtest/gtest.h>

#include "shell/app_form_samples.h"

namespace rehearsal::shell {
namespace {

// What was put into `before`, in a page that is asked anew.
std::vector<FieldInput> carried_inputs(const FormPage& before, const std::vector<FieldInput>& inputs,
                                       const FormPage& after) {
  std::vector<FieldInput> all = first_inputs(after);
  take_kept(after, kept_inputs(before, inputs), all);
  return all;
}

FieldInput typed(const std::string& text) {
  return {.text = text};
}

TEST(FormPage, WhatWasSentStandsThereAgain) {
  const FormPage page = page_of(kContacts, kContactTypes);
  const Json sent = parse_json(
      R"({"contacts": [{"name": "Ann", "email": "a@b.nl", "phone": "1"}, {"name": "Bob", "email": "", "phone": ""}],
          "port": {"speed": "fast", "tagged": false}, "maybe": {"speed": 3, "tagged": true}})");
  std::vector<FieldInput> inputs = first_inputs(page);
  take_answers(page, sent, inputs);
  EXPECT_EQ(page_input(page, inputs), sent);
  EXPECT_EQ(page_input(page, carried_inputs(page, inputs, page)), sent);
}

// Each of very many is looked up without going through the others.
TEST(Options, AllOfAHundredThousandAreFoundAtOnce) {
  Json values = Json::array();
  for (int i = 0; i < 100'000; ++i) values.push_back("node " + std::to_string(i));
  const Json list = {
      {"type", "array"}, {"items", {{"type", "string"}, {"enum", values}}}, {"default", values}};
  const FormPage page = form_page({{"properties", {{"nodes", list}}}}, nullptr, Translations());
  const std::vector<FieldInput> all = first_inputs(page);
  ASSERT_EQ(all[0].chosen.size(), values.size());
  EXPECT_EQ(all[0].chosen[99'999], 99'999u);
  EXPECT_EQ(carried_inputs(page, all, page), all);
}

TEST(PageInput, SendsWhatWasTypedAndLetsTheEngineJudge) {
  const FormPage page = form_page(user_form(), nullptr, words());
  const auto body = [&](const char* name, const char* age, std::vector<size_t> groups) {
    return page_input(page, {typed(name), typed(age), FieldInput{.chosen = std::move(groups)}});
  };
  EXPECT_EQ(body("ann", "33", {0}), (Json{{"username", "ann"}, {"age", 33}, {"user_group_ids", {kStaff}}}));
  EXPECT_EQ(body("", "", {})["username"], "");
  EXPECT_EQ(body("", "", {})["age"], nullptr) << "an emptied nullable field means null";
  EXPECT_EQ(body("", "", {})["user_group_ids"], Json::array());
  EXPECT_EQ(body("ann", "x", {0})["age"], "x");
  EXPECT_EQ(body("ann", "1.5", {0})["age"], "1.5");
  EXPECT_EQ(body("ann", "1e3", {0})["age"], "1e3") << "a whole number is written in digits";
  EXPECT_EQ(body("ann", " 34 ", {0})["age"], 34);
  EXPECT_EQ(body("ann", "+34", {0})["age"], 34);
  EXPECT_EQ(body("ann", "-1", {0})["age"], -1);
  EXPECT_EQ(body("ann", "1000000000000000000000000000000", {0})["age"], "1000000000000000000000000000000");
  EXPECT_EQ(body("ann", "true", {0})["age"], "true") << "a word is not a number";
  EXPECT_EQ(body("  ann ", "1", {0})["username"], "  ann ") << "a name is stored as it was typed";
  EXPECT_EQ(body("ann", "1", {0, 1})["user_group_ids"], (Json{kStaff, kGuests}));
}

TEST(PageInput, LeavesOutWhatIsMissingAndNotNullable) {
  const FormPage page = page_of(R"({"whole":{"type":"integer"},"pick":{"enum":["a"],"type":"string"},
                                    "opt":{"type":"integer","default":3}})",
                                R"(,"required":["whole","pick"])");
  EXPECT_EQ(page_input(page, {typed(""), {}, typed("")}), parse_json(R"({"opt": ""})"))
      << "an emptied field with a default must not come back as the default";
  EXPECT_EQ(page_input(page, first_inputs(page)), parse_json(R"({"opt": 3})"));
}

TEST(PageInput, ADisplayPageSendsAnEmptyObject) {
  const FormPage page =
      page_of(R"({"are_you_sure":{"default":"Are you sure?","format":"label","type":"string"}})");
  EXPECT_EQ(page_input(page, first_inputs(page)), Json::object());
}

TEST(PageInput, RowsBecomeAListOfTheirType) {
  const FormPage page = page_of(
      R"({"n":{"items":{"type":"integer"},"type":"array"},"t":{"items":{"type":"string"},"type":"array"}})");
  const FieldInput numbers = {.parts = {typed("1"), typed(" 2 "), typed(""), typed("x")}};
  EXPECT_EQ(page_input(page, {numbers, {.parts = {typed("1"), typed("b")}}}),
            parse_json(R"({"n":[1,2,"x"],"t":["1","b"]})"));
  EXPECT_EQ(sent_row(page.fields[0], numbers, 1), 1u);
  EXPECT_EQ(sent_row(page.fields[0], numbers, 2), 3u) << "the row without anything in it is not sent";
}

TEST(PageInput, WhatIsNullableAndMadeOfChoicesOrRowsCanHaveNoValue) {
  const FormPage page = page_of(
      R"({"tags":{"anyOf":[{"items":{"enum":["a","b"]},"minItems":1,"type":"array"},{"type":"null"}]},
          "one":{"anyOf":[{"items":{"enum":["a","b"]},"maxItems":1,"minItems":1,"type":"array"},{"type":"null"}],"default":null},
          "rows":{"anyOf":[{"items":{"type":"integer"},"minItems":1,"type":"array"},{"type":"null"}],"default":null},
          "empty":{"anyOf":[{"items":{"enum":["a"]},"type":"array"},{"type":"null"}],"default":[]}})");
  std::vector<FieldInput> inputs = first_inputs(page);
  EXPECT_EQ(page_input(page, inputs), parse_json(R"({"tags":null,"one":null,"rows":null,"empty":[]})"))
      << "as the defaults have it";
  EXPECT_TRUE(page_errors(page, inputs).empty());
  inputs[0].chosen = {1};
  inputs[2].none = false;
  inputs[2].parts[0].text = "3";
  EXPECT_EQ(page_input(page, inputs)["tags"], Json::array({"b"}));
  EXPECT_EQ(page_input(page, inputs)["rows"], Json::array({3}));
}

TEST(PageInput, RowsThatWereThereStayThoughTheyAreEmpty) {
  const FormPage page = page_of(
      R"({"a":{"items":{"type":"string"},"type":"array","default":["x","",""]},
          "b":{"items":{"anyOf":[{"type":"integer"},{"type":"null"}]},"type":"array","default":[1,null]}})");
  std::vector<FieldInput> inputs = first_inputs(page);
  EXPECT_EQ(page_input(page, inputs), parse_json(R"({"a":["x","",""],"b":[1,null]})"));
  inputs[0].parts.push_back({});
  EXPECT_EQ(page_input(page, inputs)["a"].size(), 3u) << "a new row without anything in it is none";
}

TEST(PageErrors, ABrokenNumberIsNoWholeOne) {
  const FormPage page = page_of(R"({"age":{"type":"integer"}})");
  std::vector<FieldInput> inputs = first_inputs(page);
  for (const auto& [text, wrong] : {std::pair("1.5", 1u), {"1.0", 0u}, {"1e3", 0u}, {"x", 1u}, {".5", 1u}}) {
    inputs[0].text = text;
    EXPECT_EQ(page_errors(page, inputs).size(), wrong) << text;
  }
}

TEST(PageInput, TheOneValueOfARequiredLiteralIsSent) {
  const FormPage page = page_of(R"({"kind":{"const":"a","type":"string"}})", R"(,"required":["kind"])");
  EXPECT_EQ(page_input(page, first_inputs(page)), parse_json(R"({"kind":"a"})"));
}

TEST(PageInput, ATextInAJsonFieldStaysAText) {
  const FormPage page = page_of(R"({"any":{"default":"5"}})");
  ASSERT_EQ(page.fields[0].kind, FieldKind::kJson);
  EXPECT_EQ(page_input(page, first_inputs(page)), parse_json(R"({"any":"5"})"));
}

TEST(PageInput, WhatMayBeOfTwoTypesIsTypedAsJson) {
  const FormPage page =
      page_of(R"({"a":{"anyOf":[{"type":"integer"},{"type":"string"},{"type":"null"}],"title":"A"}})");
  ASSERT_EQ(page.fields[0].kind, FieldKind::kJson);
  EXPECT_FALSE(page.fields[0].note.empty());
  std::vector<FieldInput> inputs = first_inputs(page);
  EXPECT_EQ(page_input(page, inputs), parse_json(R"({"a":null})"));
  for (const auto& [typed, sent] : {std::pair{"abc", R"({"a":"abc"})"}, std::pair{"5", R"({"a":5})"}}) {
    inputs[0].text = typed;
    EXPECT_TRUE(page_errors(page, inputs).empty()) << typed;
    EXPECT_EQ(page_input(page, inputs), parse_json(sent));
  }
}

TEST(PageInput, LargeIntegersAreComparedToTheLastDigit) {
  const FormPage page = page_of(R"({"n":{"type":"integer","exclusiveMaximum":9007199254740993}})");
  std::vector<FieldInput> inputs = first_inputs(page);
  inputs[0].text = "9007199254740992";
  EXPECT_TRUE(page_errors(page, inputs).empty());
  inputs[0].text = "9007199254740993";
  EXPECT_EQ(page_errors(page, inputs).size(), 1u);
}

TEST(PageInput, AChoiceOfOneThatMayBeLeftOutCanBeUndone) {
  const FormPage page = page_of(
      R"({"a":{"items":{"enum":["x"]},"maxItems":1,"minItems":0,"type":"array"},"b":{"items":{"enum":["x"]},"maxItems":1,"minItems":1,"type":"array"}})");
  EXPECT_TRUE(page.fields[0].may_be_left_out());
  EXPECT_FALSE(page.fields[1].may_be_left_out());
}

TEST(PageInput, ContactsWithoutAnythingInThemAreNotSent) {
  const FormPage page = page_of(kContacts, kContactTypes);
  std::vector<FieldInput> inputs = first_inputs(page);
  inputs[0].parts.push_back(inputs[0].parts[0]);
  inputs[0].parts[1].parts[0].text = "Bob";
  EXPECT_EQ(page_input(page, inputs)["contacts"].size(), 1u);
  EXPECT_EQ(sent_row(page.fields[0], inputs[0], 0), 1u);
}

TEST(PageErrors, AreWhatTheSchemaAloneRefuses) {
  const FormPage page = page_of(
      R"({"name":{"type":"string"},"vlan":{"type":"integer","minimum":2,"maximum":4094},
          "code":{"type":"string","minLength":3,"maxLength":4,"default":"abc"},"more":{"type":"number","exclusiveMinimum":0,"default":1},
          "contacts":{"items":{"$ref":"#/$defs/Contact"},"minItems":1,"type":"array"},"sure":{"type":"boolean"}})",
      R"(,"required":["name","vlan","contacts","sure"],"$defs":{"Contact":{"type":"object","required":["name"],
          "properties":{"name":{"type":"string"},"age":{"type":"integer","minimum":18}}}})");
  std::vector<FieldInput> inputs = first_inputs(page);
  const auto said = [&] {
    std::string all;
    for (const FieldError& error : page_errors(page, inputs))
      all += error.field + ": " + error.sentence + "\n";
    return all;
  };
  EXPECT_EQ(said(),
            "name: Enter a name\nvlan: Enter a whole number in digits, for example 34\n"
            "contacts.0.name: Enter a name\n");
  inputs[0].text = "ann";
  inputs[1].text = "1";
  inputs[2].text = "\u00e9\u00e9";
  inputs[3].text = "0";
  inputs[4].parts[0].parts[0].text = "bob";
  inputs[4].parts[0].parts[1].text = "17";
  EXPECT_EQ(said(),
            "vlan: Enter 2 or more\ncode: Use at least 3 characters\nmore: Enter more than 0\n"
            "contacts.0.age: Enter 18 or more\n");
  inputs[1].text = "4095";
  inputs[2].text = "\u00e9\u00e9\u00e9\u00e9";
  inputs[3].text = "x";
  inputs[4].parts[0].parts[1].text = "18.0";
  EXPECT_EQ(said(), "vlan: Enter 4094 or less\nmore: Enter a number, for example 1.5\n")
      << "what the engine may understand is left to it";
}

TEST(PageInput, PromisesAreKeptWhenAllThatMustBeAreChecked) {
  const FormPage page = page_of(
      R"({"a":{"enum":["ACCEPTED","INCOMPLETE"],"format":"accept","type":"string",
              "data":[["read this","label"],["do it","checkbox"],["maybe","checkbox?",{"a":1}],["or not","skip"],["x","margin"]]}})");
  ASSERT_EQ(promises_of(page.fields[0]).size(), 4u);
  const auto sent = [&](std::vector<size_t> kept) {
    return page_input(page, {FieldInput{.chosen = std::move(kept)}})["a"];
  };
  EXPECT_EQ(sent({}), "INCOMPLETE");
  EXPECT_EQ(sent({2}), "INCOMPLETE");
  EXPECT_EQ(sent({1}), "ACCEPTED");
  EXPECT_EQ(sent({3}), "ACCEPTED") << "what may be skipped is skipped";
}

TEST(TakenAnswers, WhatCannotBeChosenAnyMoreIsToldWhereverItStands) {
  const FormPage page = page_of(R"({
      "one":{"type":"string","enum":["a","b"]},
      "some":{"type":"array","items":{"type":"string","enum":["a","b"]}},
      "maybe":{"anyOf":[{"type":"string","enum":["a"]},{"type":"null"}]},
      "port":{"type":"object","properties":{"node":{"type":"string","enum":["a"]}}},
      "rows":{"type":"array","items":{"type":"object","properties":{"node":{"type":"string","enum":["a"]}}}}})");
  std::vector<FieldInput> inputs = first_inputs(page);
  const std::vector<FieldError> gone = take_answers(page, parse_json(R"({
      "one":"c","some":["a","d"],"maybe":null,"port":{"node":"e"},"rows":[{"node":"a"},{"node":"f"}]})"),
                                                    inputs);
  std::vector<std::string> fields;
  for (const FieldError& one : gone) fields.push_back(one.field);
  EXPECT_EQ(fields, (std::vector<std::string>{"one", "some", "port.node", "rows.1.node"}));
  EXPECT_EQ(inputs[1].chosen, std::vector<size_t>{0}) << "what is still there stays chosen";
  EXPECT_EQ(gone[0].sentence, "\u2018c\u2019 cannot be chosen. Choose another one.");
}

TEST(CarriedInputs, KeepWhatWasTypedAndDropWhatIsNoLongerOffered) {
  const FormPage before = form_page(user_form(), nullptr, words());
  const std::vector<FieldInput> inputs = {typed("ann"), typed("x"), FieldInput{.chosen = {1}}};
  Json fewer = user_form();
  fewer["$defs"]["UserGroupEnum"]["enum"] = {kGuests};
  const std::vector<FieldInput> moved = carried_inputs(before, inputs, form_page(fewer, nullptr, words()));
  EXPECT_EQ(moved[0].text, "ann");
  EXPECT_EQ(moved[1].text, "x");
  EXPECT_EQ(moved[2].chosen, std::vector<size_t>{0});
  const std::vector<FieldInput> gone =
      carried_inputs(before, inputs, form_page(user_form(false), nullptr, words()));
  EXPECT_TRUE(gone[2].chosen.empty());
}

TEST(FirstInputs, TakeTheDefaultsOfAModifyForm) {
  Json schema = user_form();
  schema["properties"]["username"]["default"] = "ann";
  schema["properties"]["age"]["default"] = 33;
  schema["properties"]["user_group_ids"]["default"] = {kGuests};
  const FormPage page = form_page(schema, nullptr, words());
  EXPECT_EQ(page_input(page, first_inputs(page)),
            (Json{{"username", "ann"}, {"age", 33}, {"user_group_ids", {kGuests}}}));
}

}  // namespace
}  // namespace rehearsal::shell
