// A schema as a page of fields.
#include <gtest/gtest.h>

#include "shell/app_form_samples.h"

namespace rehearsal::shell {
namespace {

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
      FieldKind::kList,    FieldKind::kReadOnly,     FieldKind::kSummary,  FieldKind::kAccept,
      FieldKind::kHidden,  FieldKind::kSubscription, FieldKind::kMoment,   FieldKind::kJson};
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

TEST(FormPage, FieldsInsideFields) {
  const FormPage page = page_of(kContacts, kContactTypes);
  ASSERT_EQ(page.fields.size(), 3u);
  const Field& contacts = page.fields[0];
  EXPECT_EQ(contacts.kind, FieldKind::kList);
  EXPECT_TRUE(contacts.must_be_filled());
  ASSERT_EQ(contacts.item[0].fields.size(), 3u);
  EXPECT_EQ(contacts.item[0].fields[1].format, "email");
  EXPECT_TRUE(contacts.item[0].fields[1].must_be_filled());
  EXPECT_FALSE(contacts.item[0].fields[2].must_be_filled()) << "it may have been empty before";
  std::vector<FieldInput> inputs = first_inputs(page);
  ASSERT_EQ(inputs[0].parts.size(), 1u) << "as many rows as there must be";
  EXPECT_TRUE(inputs[2].none);
  inputs[0].parts[0].parts[0].text = "Ann";
  inputs[1].parts[0].text = "10";
  EXPECT_EQ(page_input(page, inputs), parse_json(R"({"contacts": [{"name": "Ann", "email": "", "phone": ""}],
                           "port": {"speed": 10, "tagged": true}, "maybe": null})"));
}

TEST(FormPage, WhatIsUnknownIsAPlainFieldWithANote) {
  const FormPage page = page_of(
      R"({"a":{"format":"frobnicate","type":"string"},"b":{"type":"tuple"},"c":{"type":"object","additionalProperties":{}},
          "d":{"$ref":"#/$defs/Nowhere"},"e":17,"f":{"type":"string","format":"uuid"}})");
  ASSERT_EQ(page.fields.size(), 6u);
  EXPECT_EQ(page.fields[0].kind, FieldKind::kText);
  EXPECT_NE(page.fields[0].note.find("frobnicate"), std::string::npos);
  for (size_t i = 1; i < 5; ++i) {
    EXPECT_EQ(page.fields[i].kind, FieldKind::kJson) << page.fields[i].name;
    EXPECT_FALSE(page.fields[i].note.empty()) << page.fields[i].name;
  }
  EXPECT_EQ(page.fields[5].note, "");
}

TEST(FormPage, BeyondTheCapItIsFilledInAsJson) {
  std::string properties = R"({"type":"string"})";
  for (int depth = 0; depth < 40; ++depth)
    properties = R"({"type":"object","properties":{"x":)" + properties + "}}";
  const FormPage page = page_of((R"({"x":)" + properties + "}").c_str());
  const Field* field = &page.fields[0];
  int depth = 0;
  for (; field->kind == FieldKind::kObject; field = &field->fields[0]) ++depth;
  EXPECT_EQ(field->kind, FieldKind::kJson);
  EXPECT_LT(depth, 10);
  EXPECT_NE(field->note.find("too deeply"), std::string::npos);
  const FormPage round =
      page_of(R"({"x":{"$ref":"#/$defs/Node"}})",
              R"(,"$defs":{"Node":{"type":"object","properties":{"next":{"$ref":"#/$defs/Node"}}}})");
  EXPECT_EQ(round.fields[0].kind, FieldKind::kObject) << "a type that holds itself ends too";
}

TEST(FormPage, ASmallSchemaThatRefersToItselfManyTimesEnds) {
  std::string members;
  for (int i = 0; i < 12; ++i)
    members += (i > 0 ? "," : "") + ("\"p" + std::to_string(i)) + R"(":{"$ref":"#/$defs/A"})";
  const FormPage page =
      page_of(R"({"x":{"$ref":"#/$defs/A"},"last":{"type":"string"}})",
              (R"(,"$defs":{"A":{"type":"object","properties":{)" + members + "}}}").c_str());
  ASSERT_EQ(page.fields.size(), 2u);
  EXPECT_EQ(page.fields[0].kind, FieldKind::kJson);
  EXPECT_NE(page.fields[0].note.find("too many parts"), std::string::npos);
  EXPECT_EQ(page.fields[1].kind, FieldKind::kText) << "the rest of the page is drawn";
}

TEST(FormPage, OfTooManyFieldsTheFirstAreShownAndTheRestIsSaid) {
  Json properties = Json::object();
  for (int i = 0; i < 1200; ++i) properties["p" + std::to_string(i)] = {{"type", "string"}};
  const FormPage page = form_page({{"properties", properties}}, nullptr, Translations());
  ASSERT_EQ(page.fields.size(), 1001u);
  EXPECT_EQ(page.fields[1000].label, "This form has more than 1000 fields: the others are not shown.");
  EXPECT_EQ(page_input(page, first_inputs(page)).size(), 1000u);
}

TEST(FormPage, FieldsOfOneTypeShareItsOptions) {
  const FormPage page =
      page_of(R"({"a":{"$ref":"#/$defs/E"},"b":{"items":{"$ref":"#/$defs/E"},"type":"array"}})",
              R"(,"$defs":{"E":{"enum":["x","y"],"options":{"x":"Ex"},"type":"string"}})");
  EXPECT_EQ(page.fields[0].options[0].label, "Ex");
  EXPECT_EQ(&page.fields[0].options[0], &page.fields[1].options[0]);
}

TEST(FormPage, LabelsOfTenThousandCharactersAreCut) {
  const std::string label(10'000, 'w');
  const FormPage page = page_of((R"({"a":{"title":")" + label + R"(","type":"string"}})").c_str());
  EXPECT_LE(page.fields[0].label.size(), 310u);
  EXPECT_GE(page.fields[0].label.size(), 200u);
}

TEST(FormPage, AHundredThousandOptionsAreRead) {
  Json values = Json::array();
  for (int i = 0; i < 100'000; ++i) values.push_back("v" + std::to_string(i));
  const FormPage page =
      form_page({{"properties", {{"a", {{"enum", values}, {"type", "string"}}}}}}, nullptr, Translations());
  EXPECT_EQ(page.fields[0].options.size(), 100'000u);
}

TEST(Options, AreFoundByTheirKeyAndByTheirValue) {
  const FormPage page = page_of(R"({"a":{"enum":["x", 1, "1", true, "x"]}})");
  const Options& options = page.fields[0].options;
  EXPECT_EQ(options.find("x"), 0u) << "the first of two";
  EXPECT_EQ(options.find("true"), 3u);
  EXPECT_EQ(options.find("y"), std::nullopt);
  EXPECT_EQ(options.find_value(1), 1u);
  EXPECT_EQ(options.find_value("1"), 2u) << "it reads like the number, and is none";
  EXPECT_EQ(options.find_value(1.0), 1u) << "1.0 is 1";
  EXPECT_EQ(options.find_value("true"), std::nullopt);
  EXPECT_EQ(Options().find(""), std::nullopt);
}

TEST(FormPage, WhoMustFillInWhat) {
  const FormPage page = page_of(
      R"({"name":{"default":"ann","minLength":1,"type":"string"},"note":{"default":"as it was","type":"string"},
          "age":{"anyOf":[{"type":"integer"},{"type":"null"}],"default":33},"count":{"default":3,"type":"integer"},
          "groups":{"items":{"enum":["a"],"type":"string"},"maxItems":1,"minItems":1,"default":["a"],"type":"array"}})");
  EXPECT_TRUE(page.find("name")->must_be_filled());
  EXPECT_FALSE(page.find("note")->must_be_filled())
      << "a default alone does not say that it may not be emptied";
  EXPECT_FALSE(page.find("age")->must_be_filled()) << "a modify form may empty it";
  EXPECT_TRUE(page.find("count")->must_be_filled());
  EXPECT_TRUE(page.find("groups")->must_be_filled());
}

TEST(Options, ThatReadTheSameAreToldApart) {
  const FormPage page = page_of(
      R"({"a":{"enum":["1", 1, "\"1\"", "a", "b", "c", "true", true],
                "options":{"a":"Amsterdam","b":"Amsterdam","c":"Utrecht"}}})");
  const Options& options = page.fields[0].options;
  ASSERT_EQ(options.size(), 8u);
  std::vector<std::string> labels;
  for (size_t i = 0; i < options.size(); ++i) {
    labels.push_back(options[i].label);
    EXPECT_EQ(options.find(options[i].key), i) << options[i].key;
    EXPECT_EQ(options.find_value(options[i].value), i) << options[i].key;
    EXPECT_EQ(page_input(page, {FieldInput{.chosen = {i}}})["a"], options[i].value);
  }
  EXPECT_EQ(labels, (std::vector<std::string>{"\"1\"", "1", "\"\\\"1\\\"\"", "Amsterdam (a)", "Amsterdam (b)",
                                              "Utrecht", "\"true\"", "true"}));
}

}  // namespace
}  // namespace rehearsal::shell
