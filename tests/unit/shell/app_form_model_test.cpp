#include <gtest/gtest.h>

#include "shell/app/form_model.h"
#include "shell/app_samples.h"

namespace rehearsal::shell {
namespace {

Translations words() {
  return Translations(translations_body());
}

FormPage page_of(const char* properties, const char* rest = "") {
  return form_page(parse_json(std::string(R"({"properties":)") + properties + rest + "}"), nullptr,
                   Translations());
}

FieldInput typed(const std::string& text) {
  return {text, {}, false};
}

TEST(FormPage, ReadsTheCreateUserForm) {
  const FormPage page = form_page(user_form(), {{"hasNext", true}}, words());
  EXPECT_EQ(page.title, "User internal");
  EXPECT_EQ(page.has_next, true);
  ASSERT_EQ(page.fields.size(), 3u);
  EXPECT_EQ(page.fields[0].label, "User name");
  EXPECT_EQ(page.fields[0].kind, FieldKind::kText);
  EXPECT_TRUE(page.fields[0].required);
  EXPECT_EQ(page.fields[1].kind, FieldKind::kInteger);
  EXPECT_TRUE(page.fields[1].nullable);
  EXPECT_EQ(page.fields[1].help, "In whole years");
  const Field& group = page.fields[2];
  EXPECT_EQ(group.label, "User group");
  EXPECT_EQ(group.kind, FieldKind::kChoice) << "at most one: a drop-down";
  EXPECT_TRUE(group.as_list);
  ASSERT_EQ(group.options.size(), 2u);
  EXPECT_EQ(group.options[1].label, "User group guests");
  EXPECT_EQ(group.choice_title, "UserGroupEnum");
}

TEST(FormPage, AnEmptyChoiceIsADropDownWithoutOptions) {
  const FormPage page = form_page(user_form(false), nullptr, words());
  EXPECT_EQ(page.fields[2].kind, FieldKind::kChoice);
  EXPECT_TRUE(page.fields[2].options.empty());
  EXPECT_EQ(page.fields[2].choice_title, "UserGroupEnum");
}

TEST(FormPage, UnknownIsNoTitle) {
  EXPECT_EQ(form_page(parse_json(R"({"title":"unknown","properties":{}})"), nullptr, words()).title, "");
  EXPECT_TRUE(form_page(nullptr, nullptr, words()).fields.empty());
}

// The schema that wf_forms of the recordings gave, field by field.
TEST(FormPage, ReadsEveryKindOfField) {
  const FormPage page = form_page(
      parse_json(
          R"({"$defs": {"Colour": {"enum": ["r", "g"], "options": {"g": "Green", "r": "Red"}, "title": "Colour", "type": "string"}, "Tag": {"enum": ["x", "y", "z"], "title": "Tag", "type": "string"}, "S": {"properties": {}, "type": "object"}},
    "properties": {
      "label": {"anyOf": [{"type": "string"}, {"type": "null"}], "default": "Will it?", "format": "label", "title": "Label", "type": "string", "readOnly": true},
      "divider": {"anyOf": [{"type": "string"}, {"type": "null"}], "default": null, "format": "divider", "type": "string"},
      "long_text": {"default": "two\nlines", "format": "long", "title": "Long Text", "type": "string"},
      "real": {"default": 1.5, "title": "Real", "type": "number"},
      "flag": {"default": true, "title": "Flag", "type": "boolean"},
      "maybe": {"anyOf": [{"type": "string"}, {"type": "null"}], "default": null, "title": "Maybe"},
      "one_of": {"$ref": "#/$defs/Colour"},
      "some_of": {"items": {"$ref": "#/$defs/Tag"}, "maxItems": 2, "minItems": 1, "type": "array"},
      "numbers": {"default": [1, 2], "items": {"type": "integer"}, "maxItems": 3, "type": "array"},
      "fixed": {"const": "no", "default": "no", "extraProperties": {"disabled": true, "value": "no"}, "type": "string"},
      "summary": {"$ref": "#/$defs/S", "default": null, "extraProperties": {"data": {"headers": ["h"], "labels": ["l"], "columns": [["c"]]}}, "format": "summary", "type": "string"},
      "accept": {"enum": ["ACCEPTED", "INCOMPLETE"], "format": "accept", "type": "string"},
      "hidden": {"default": "h", "format": "hidden", "type": "string"},
      "subscription": {"default": "s", "format": "subscription", "type": "string"},
      "when": {"format": "timestamp", "type": "number"},
      "object": {"type": "object"}}})"),
      nullptr, Translations());
  const FieldKind expected[] = {
      FieldKind::kLabel,   FieldKind::kDivider,      FieldKind::kLongText, FieldKind::kNumber,
      FieldKind::kBoolean, FieldKind::kText,         FieldKind::kChoice,   FieldKind::kCheckList,
      FieldKind::kLines,   FieldKind::kReadOnly,     FieldKind::kSummary,  FieldKind::kAccept,
      FieldKind::kHidden,  FieldKind::kSubscription, FieldKind::kInteger,  FieldKind::kJson};
  ASSERT_EQ(page.fields.size(), std::size(expected));
  for (size_t i = 0; i < page.fields.size(); ++i)
    EXPECT_EQ(page.fields[i].kind, expected[i]) << page.fields[i].name;
  EXPECT_EQ(page.find("label")->fixed, "Will it?");
  EXPECT_EQ(page.find("one_of")->options[1].label, "Green");
  EXPECT_EQ(page.find("one_of")->label, "One of");
  EXPECT_EQ(page.find("fixed")->fixed, "no");
  EXPECT_EQ(page.find("summary")->fixed["headers"], Json::array({"h"}));
  const std::vector<FieldInput> inputs = first_inputs(page);
  EXPECT_EQ(page_input(page, inputs),
            parse_json(R"({"long_text": "two\nlines", "real": 1.5, "flag": true, "maybe": null,
    "some_of": [], "numbers": [1, 2], "accept": "INCOMPLETE"})"));
}

TEST(PageInput, SendsWhatWasTypedAndLetsTheEngineJudge) {
  const FormPage page = form_page(user_form(), nullptr, words());
  const auto body = [&](const char* name, const char* age, std::vector<size_t> groups) {
    return page_input(page, {typed(name), typed(age), FieldInput{"", std::move(groups), false}});
  };
  EXPECT_EQ(body("ann", "33", {0}), (Json{{"username", "ann"}, {"age", 33}, {"user_group_ids", {kStaff}}}));
  EXPECT_EQ(body("", "", {})["username"], "");
  EXPECT_EQ(body("", "", {})["age"], nullptr) << "an emptied nullable field means null";
  EXPECT_EQ(body("", "", {})["user_group_ids"], Json::array());
  EXPECT_EQ(body("ann", "x", {0})["age"], "x");
  EXPECT_EQ(body("ann", "1.5", {0})["age"], 1.5);
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

TEST(PageInput, LinesBecomeAListOfTheirType) {
  const FormPage page = page_of(
      R"({"n":{"items":{"type":"integer"},"type":"array"},"t":{"items":{"type":"string"},"type":"array"}})");
  EXPECT_EQ(page_input(page, {typed("1\n 2 \n\nx"), typed("1\nb\n")}),
            parse_json(R"({"n":[1,2,"x"],"t":["1","b"]})"));
}

TEST(CarriedInputs, KeepWhatWasTypedAndDropWhatIsNoLongerOffered) {
  const FormPage before = form_page(user_form(), nullptr, words());
  const std::vector<FieldInput> inputs = {typed("ann"), typed("x"), FieldInput{"", {1}, false}};
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
