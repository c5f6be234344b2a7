// Values that nobody should send, and what becomes of them.
#include <gtest/gtest.h>

#include "core/error.h"
#include "forms/coerce.h"
#include "forms/pattern.h"
#include "forms/text.h"
#include "forms/validate.h"

namespace rehearsal::forms {
namespace {

struct Odd {
  const char* sent;
  // The value, or the error's type.
  const char* becomes;
};

template <class Coerce, size_t n>
void expect_all(Coerce coerce, const Odd (&table)[n]) {
  for (const Odd& odd : table) {
    const Coerced coerced = coerce(parse_json(odd.sent));
    EXPECT_EQ(coerced.complaint ? coerced.complaint->type : dump_json(coerced.value), odd.becomes)
        << odd.sent;
  }
}

TEST(OddValues, Integers) {
  const Odd table[] = {
      {"9223372036854775807", "9223372036854775807"},
      {"\"-9223372036854775808\"", "-9223372036854775808"},
      {"\"9223372036854775808\"", "int_parsing_size"},
      {"1e30", "int_parsing_size"},
      {"-1e30", "int_parsing_size"},
      {"9223372036854775808.0", "int_parsing_size"},
      {"-0.0", "0"},
      {"\" +1_000\\n\"", "1000"},
      {"\"007\"", "7"},
      {"\"-3.00\"", "-3"},
      {"\"1__0\"", "int_parsing"},
      {"\"_1\"", "int_parsing"},
      {"\"1_\"", "int_parsing"},
      {"\"-\"", "int_parsing"},
      {"\"+-1\"", "int_parsing"},
      {"\".0\"", "int_parsing"},
      {"\"1e3\"", "int_parsing"},
      {"\"0x10\"", "int_parsing"},
      {"\"1.0.0\"", "int_parsing"},
      {"\"\\u0661\"", "int_parsing"},
      {"\"1\\u00002\"", "int_parsing"},
      {"true", "1"},
      {"[1]", "int_type"},
      {"{}", "int_type"},
  };
  expect_all(to_integer, table);
}

TEST(OddValues, Numbers) {
  const Odd table[] = {
      {"3", "3.0"},
      {"\"1e3\"", "1000.0"},
      {"\" .5 \"", "0.5"},
      {"true", "1.0"},
      {"\"nan\"", "finite_number"},
      {"\"-inf\"", "finite_number"},
      {"\"1e999\"", "finite_number"},
      {"\"0x1p3\"", "float_parsing"},
      {"\"\"", "float_parsing"},
      {"\"1 2\"", "float_parsing"},
      {"null", "float_type"},
      {"[]", "float_type"},
  };
  expect_all(to_number, table);
}

TEST(OddValues, Booleans) {
  const Odd table[] = {
      {"\"On\"", "true"},    {"\"OFF\"", "false"},         {"0", "false"},           {"1.0", "true"},
      {"2", "bool_parsing"}, {"\" yes\"", "bool_parsing"}, {"\"\"", "bool_parsing"}, {"0.5", "bool_type"},
      {"null", "bool_type"}, {"[]", "bool_type"},
  };
  expect_all(to_boolean, table);
}

TEST(OddValues, Uuids) {
  constexpr char kId[] = "\"866525c8-a868-49bc-b006-1a60e492631e\"";
  const Odd good[] = {
      {"\"866525C8A86849BCB0061A60E492631E\"", kId},
      {"\"{866525c8-a868-49bc-b006-1a60e492631e}\"", kId},
      {"\"urn:uuid:866525c8-a868-49bc-b006-1a60e492631e\"", kId},
      {"5", "uuid_type"},
  };
  expect_all(to_uuid, good);
  const Odd bad[] = {
      {"\"\"", "invalid length: expected length 32 for simple format, found 0"},
      {"\"abc\"", "invalid length: expected length 32 for simple format, found 3"},
      {"\"a-b\"", "invalid group count: expected 5, found 2"},
      {"\"{866525c8a86849bcb0061a60e492631e}\"", "invalid group count: expected 5, found 1"},
      {"\"86652-a868-49bc-b006-1a60e492631e\"", "invalid group length in group 0: expected 8, found 5"},
      {"\"866525c8-a868-49bc-b006-1a60e49263\"", "invalid group length in group 4: expected 12, found 10"},
      {"\"866525c8-a868-49bc-b006-1a60e492631é\"", "invalid character: found `é` at 36"},
      {"\"urn:uuid:x\"", "invalid character: found `x` at 10"},
  };
  for (const Odd& odd : bad) {
    const Coerced coerced = to_uuid(parse_json(odd.sent));
    ASSERT_TRUE(coerced.complaint) << odd.sent;
    EXPECT_EQ(coerced.complaint->message, std::string("Input should be a valid UUID, ") + odd.becomes);
    EXPECT_EQ(coerced.complaint->context.at("error"), odd.becomes);
  }
}

Validated sent(Type type, const Json& value) {
  return validate(Page{.name = "Form", .fields = {{"f", std::move(type)}}}, {{"f", value}});
}

TEST(OddValues, LengthsCountCodePoints) {
  EXPECT_TRUE(sent(text().length(4, 4), "añ€😀").errors.empty());
  EXPECT_EQ(sent(text().length(std::nullopt, 3), "añ€😀").errors[0].type, "string_too_long");
  const std::string long_name(10000, 'x');
  EXPECT_EQ(sent(text(), long_name).values.at("f"), long_name);
}

TEST(OddValues, ANameOfNothingButBlanksIsRefused) {
  for (const char* blank : {"", " ", "\t\n", "\u00a0", "\u2003\u3000", "\u200b", "\ufeff"}) {
    const Validated validated = sent(text().not_blank("User name"), blank);
    ASSERT_EQ(validated.errors.size(), 1U) << blank;
    EXPECT_EQ(validated.errors[0].type, "value_error");
    EXPECT_EQ(validated.errors[0].message, "User name must not be empty");
  }
  for (const char* name : {"x", " x ", "\u202eabc", "'; DROP TABLE users; --", "日本", "👩‍🚀"}) {
    EXPECT_TRUE(sent(text().not_blank("User name"), name).errors.empty()) << name;
  }
  EXPECT_FALSE(dump_json(schema(Page{.fields = {{"f", text().not_blank("User name")}}})).find("blank") !=
               std::string::npos);
  EXPECT_TRUE(sent(text().nullable().not_blank("User name"), nullptr).errors.empty());
}

TEST(OddValues, ADefaultIsValidatedAsIfItWereSent) {
  const Page page{.name = "Form", .fields = {{"f", choice("Letter", {"a", "b"}).with_default("gone")}}};
  const Validated validated = validate(page, Json::object());
  ASSERT_EQ(validated.errors.size(), 1U);
  EXPECT_EQ(validated.errors[0].type, "enum");
  EXPECT_EQ(validated.errors[0].input, "gone");
}

TEST(OddValues, AListGivesAHundredErrorsAtMost) {
  Json many = Json::array();
  for (int i = 0; i < 100000; ++i) many.push_back(i);
  EXPECT_EQ(sent(choice_list(choice("Letter", {"a", "b"})), many).errors.size(), 100U);
  // Too many items are not looked into.
  const Validated validated = sent(choice_list(choice("Letter", {"a", "b"}), {.max_items = 1}), many);
  ASSERT_EQ(validated.errors.size(), 1U);
  EXPECT_EQ(validated.errors[0].message, "List should have at most 1 item after validation, not 100000");
}

// What pydantic 2.13.4 does with Literal[1], Literal[True].
TEST(OddValues, ALiteralIsEqualAsPythonCompares) {
  EXPECT_EQ(sent(read_only(1), true).values.at("f"), 1);
  EXPECT_EQ(dump_json(sent(read_only(1), 1.0).values.at("f")), "1");
  EXPECT_EQ(sent(read_only(true), 1).values.at("f"), true);
  EXPECT_FALSE(sent(read_only("1"), 1).errors.empty());
  EXPECT_FALSE(sent(read_only(nullptr), false).errors.empty());
  EXPECT_TRUE(sent(read_only(1.0), 1).errors.empty());
  EXPECT_EQ(sent(read_only(true), 5).errors[0].message, "Input should be True");
}

TEST(OddValues, FieldsThatCannotBeMadeSayWhy) {
  EXPECT_THROW(read_only(Json::array()), Error);
  EXPECT_THROW(read_only_list(Json::array()), Error);
  EXPECT_THROW(read_only_list({1, "a"}), Error);
  EXPECT_THROW(read_only_list({nullptr}), Error);
  const Page twice{.fields = {{"a", choice("Same", {"x"})}, {"b", choice("Same", {"y"})}}};
  EXPECT_THROW(schema(twice), Error);
}

TEST(OddValues, TitlesAreMadeOfNames) {
  EXPECT_EQ(title_of("user_group_ids"), "User Group Ids");
  EXPECT_EQ(title_of("ipv4PREFIX_2nd"), "Ipv4Prefix 2Nd");
}

TEST(OddValues, ErrorsBeyondTheFirstHundredAreCounted) {
  Json sent = {{"name", "ann"}};
  for (int i = 0; i < 80'000; ++i) sent["unknown " + std::to_string(i)] = i;
  const Page page{.name = "P", .fields = {{"name", text()}}};
  const std::vector<FieldError> errors = validate(page, sent).errors;
  ASSERT_EQ(errors.size(), 101u);
  EXPECT_EQ(errors[99].location, Json::array({"unknown 99"}));
  EXPECT_EQ(errors[100].location, Json::array({"__root__"}));
  EXPECT_EQ(errors[100].message, "79900 more errors are not listed: mend these first");
  const std::string words = to_text("P", errors);
  EXPECT_EQ(words.substr(0, words.find('\n')), "80000 validation errors for P");
  EXPECT_LT(words.size() + dump_json(to_json(errors)).size(), 50'000u);
}

TEST(OddValues, ErrorsRepeatWhatWasSentOnlyWhereItIsShort) {
  const std::string huge(1'000'000, 'x');
  const Page page{.name = "P", .fields = {{"a", text()}, {"b", integer()}, {"c", text().length(1, 5)}}};
  const Json sent = {{"b", huge}, {"c", huge}, {huge, 1}};
  const std::vector<FieldError> errors = validate(page, sent).errors;
  ASSERT_EQ(errors.size(), 4u);
  EXPECT_LT((to_text("P", errors) + dump_json(to_json(errors))).size(), 10'000u);
  EXPECT_EQ(errors[0].input, "(an object with 3 members, too long to be repeated here)");
}

TEST(OddValues, ManyErrorsOfALongChoiceStaySmall) {
  std::vector<Option> options;
  for (int i = 0; i < 2000; ++i) options.emplace_back("option number " + std::to_string(i));
  const Page page{.name = "P", .fields = {{"several", list(choice("Many", options))}}};
  const Json sent = {{"several", std::vector<int>(5000, 1)}};
  const std::vector<FieldError> errors = validate(page, sent).errors;
  EXPECT_LT((to_text("P", errors) + dump_json(to_json(errors))).size(), 1'000'000u);
  EXPECT_EQ(errors.back().type, "more_errors");
}

TEST(OddValues, WhatATypeAddsStandsAtTheTypeAsPydanticHasIt) {
  const Json properties = schema(Page{.fields = {{"a", timestamp({.show_time_select = false}).nullable()},
                                                 {"b", list(timestamp({.min = 1}))}}})["properties"];
  EXPECT_EQ(properties["a"]["anyOf"][0]["extraProperties"]["showTimeSelect"], false);
  EXPECT_FALSE(properties["a"].contains("extraProperties"));
  EXPECT_EQ(properties["b"]["items"]["uniforms"]["min"], 1);
}

TEST(OddValues, TheSchemaSaysThatADefaultMayNotBeEmptied) {
  const Json properties = schema(Page{.fields = {{"a", text().not_blank("A").with_default("x")},
                                                 {"b", text().with_default("x")},
                                                 {"c", text().not_blank("C")}}})["properties"];
  EXPECT_EQ(properties["a"]["minLength"], 1);
  EXPECT_FALSE(properties["b"].contains("minLength"));
  EXPECT_FALSE(properties["c"].contains("minLength")) << "it is required";
}

struct Match {
  const char* pattern;
  const char* text;
  bool matches;
};

TEST(OddValues, Patterns) {
  const Match table[] = {
      {"^[a-z]+$", "abc", true},
      {"^[a-z]+$", "abC", false},
      {"b", "abc", true},
      {"^$", "", true},
      {"^$", "a", false},
      {"a|^b$", "cb", false},
      {"^(ab|cd){2,3}$", "abcdab", true},
      {"^(ab|cd){2,3}$", "ab", false},
      {"^x{2,}$", "xxx", true},
      {"^[^\\d\\s]+$", "a b", false},
      {"^\\w+@\\w+\\.nl$", "a@b.nl", true},
      {"^\\w+@\\w+\\.nl$", "a@bxnl", false},
      {"^.€$", "😀€", true},
      {"^[à-ü]+$", "éü", true},
      {"^[]a-]+$", "]-a", true},
      {"^(?:a?){20}a{20}$", "aaaaaaaaaaaaaaaaaaaa", true},
      {"^a+?$", "", false},
      {"^a+?$", "aaa", true},
      {"^[a-z]{3}?$", "", false},
      {"^a??$", "a", true},
      {"^(a*)*$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", false},
  };
  for (const Match& one : table)
    EXPECT_EQ(matches(one.pattern, one.text), one.matches) << one.pattern << " " << one.text;
  for (const char* wrong : {"(",
                            ")",
                            "[a",
                            "a{2",
                            "a{2,1}",
                            "*",
                            "(?=a)",
                            "\\",
                            "\\p",
                            "[z-a]",
                            "((a{1000}){1000}){1000}",
                            "[[:alpha:]]",
                            "[a[b]]",
                            "[a-z&&b]",
                            "\\bb",
                            "(?i)a",
                            "\\x61",
                            "[^\\W\\d]",
                            "a**",
                            "a+{2}",
                            "a???"}) {
    EXPECT_THROW(text().matching(wrong), Error) << wrong << ": it is the form's mistake, not a person's";
  }
}

}  // namespace
}  // namespace rehearsal::forms
