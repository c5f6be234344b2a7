#include "domain/field_values.h"

#include <gtest/gtest.h>

#include "core/error.h"

namespace rehearsal::domain {
namespace {

Field of_kind(ValueKind kind) {
  Field field;
  field.name = "f";
  field.kind = kind;
  return field;
}

Field of_choices(ValueKind kind, std::vector<std::string> choices) {
  Field field = of_kind(kind);
  field.choices = std::move(choices);
  return field;
}

TEST(FieldValues, GoThroughTheDatabasesTextAndBack) {
  struct Case {
    ValueKind kind;
    Json value;
    std::string text;
  };
  const std::string uuid = "0a1b2c3d-0000-4000-8000-00000000000f";
  const std::vector<Case> cases = {
      {ValueKind::STRING, "", ""},
      {ValueKind::STRING, "True", "True"},
      {ValueKind::STRING, "'; DROP TABLE users; --", "'; DROP TABLE users; --"},
      {ValueKind::STRING, "שלום 👩‍🚀 \"quoted\"", "שלום 👩‍🚀 \"quoted\""},
      {ValueKind::INTEGER, 0, "0"},
      {ValueKind::INTEGER, -17, "-17"},
      {ValueKind::INTEGER, 9223372036854775807, "9223372036854775807"},
      {ValueKind::BOOLEAN, true, "True"},
      {ValueKind::BOOLEAN, false, "False"},
      {ValueKind::NUMBER, 0.1, "0.1"},
      {ValueKind::NUMBER, 5.0, "5.0"},
      {ValueKind::NUMBER, -1.5e300, "-1.5e+300"},
      {ValueKind::UUID, uuid, uuid},
  };
  for (const Case& each : cases) {
    const Field field = of_kind(each.kind);
    EXPECT_TRUE(is_value_of(field, each.value)) << each.text;
    EXPECT_EQ(text_from_value(field, each.value), each.text);
    EXPECT_EQ(value_from_text(field, each.text), each.value) << each.text;
  }
}

TEST(FieldValues, ATextThatSaysNothingOfTheKindStaysAText) {
  for (const char* text : {"", "x", "1x", "1.5", " 1", "9223372036854775808"}) {
    const Json value = value_from_text(of_kind(ValueKind::INTEGER), text);
    EXPECT_EQ(value, text);
    EXPECT_FALSE(is_value_of(of_kind(ValueKind::INTEGER), value)) << text;
  }
  for (const char* text : {"", "x", "inf", "nan", "1.5x"}) {
    EXPECT_FALSE(is_value_of(of_kind(ValueKind::NUMBER), value_from_text(of_kind(ValueKind::NUMBER), text)))
        << text;
  }
  EXPECT_EQ(value_from_text(of_kind(ValueKind::BOOLEAN), "yes"), "yes");
  EXPECT_EQ(value_from_text(of_kind(ValueKind::UUID), "nope"), "nope");
}

TEST(FieldValues, ChoicesAreTheOnlyValues) {
  const Field text = of_choices(ValueKind::STRING, {"internal", "external"});
  EXPECT_TRUE(is_value_of(text, "external"));
  EXPECT_FALSE(is_value_of(text, "Internal"));
  const Field number = of_choices(ValueKind::INTEGER, {"1000", "40000"});
  EXPECT_TRUE(is_value_of(number, value_from_text(number, "40000")));
  EXPECT_FALSE(is_value_of(number, 41000));
  EXPECT_FALSE(is_value_of(number, "1000"));
}

TEST(FieldValues, AnIntegerOfSixtyFourBitsWithoutSignMustFit) {
  EXPECT_TRUE(is_value_of(of_kind(ValueKind::INTEGER), uint64_t{9223372036854775807U}));
  EXPECT_FALSE(is_value_of(of_kind(ValueKind::INTEGER), uint64_t{9223372036854775808U}));
}

TEST(FieldValues, NormalizedAsPydanticTakesThem) {
  EXPECT_EQ(normalized(of_kind(ValueKind::NUMBER), 5).dump(), "5.0");
  EXPECT_EQ(normalized(of_kind(ValueKind::NUMBER), parse_json("[1, 2.5, \"3\"]")).dump(), "[1.0,2.5,3.0]");
  EXPECT_EQ(normalized(of_kind(ValueKind::INTEGER), "41").dump(), "41");
  EXPECT_EQ(normalized(of_kind(ValueKind::STRING), "41").dump(), "\"41\"");
}

// What pydantic 2.13 answered to these inputs.
TEST(FieldValues, ProblemsInPydanticsWords) {
  struct Case {
    Field field;
    Json value;
    std::string type;
    std::string message;
  };
  const std::vector<Case> cases = {
      {of_kind(ValueKind::STRING), nullptr, "string_type", "Input should be a valid string"},
      {of_kind(ValueKind::STRING), 1, "string_type", "Input should be a valid string"},
      {of_kind(ValueKind::INTEGER), nullptr, "int_type", "Input should be a valid integer"},
      {of_kind(ValueKind::INTEGER), "abc", "int_parsing",
       "Input should be a valid integer, unable to parse string as an integer"},
      {of_kind(ValueKind::INTEGER), 1.5, "int_from_float",
       "Input should be a valid integer, got a number with a fractional part"},
      {of_kind(ValueKind::BOOLEAN), nullptr, "bool_type", "Input should be a valid boolean"},
      {of_kind(ValueKind::BOOLEAN), "x", "bool_parsing",
       "Input should be a valid boolean, unable to interpret input"},
      {of_kind(ValueKind::NUMBER), nullptr, "float_type", "Input should be a valid number"},
      {of_kind(ValueKind::NUMBER), "y", "float_parsing",
       "Input should be a valid number, unable to parse string as a number"},
      {of_kind(ValueKind::UUID), nullptr, "uuid_type", "UUID input should be a string, bytes or UUID object"},
      {of_kind(ValueKind::UUID), "zz", "uuid_parsing", "Input should be a valid UUID"},
      {of_choices(ValueKind::STRING, {"a"}), "q", "enum", "Input should be 'a'"},
      {of_choices(ValueKind::STRING, {"a", "b"}), "q", "enum", "Input should be 'a' or 'b'"},
      {of_choices(ValueKind::STRING, {"a", "b", "c"}), nullptr, "enum", "Input should be 'a', 'b' or 'c'"},
  };
  for (const Case& each : cases) {
    ASSERT_FALSE(is_value_of(each.field, each.value)) << each.value;
    const ValueProblem problem = problem_with(each.field, each.value);
    EXPECT_EQ(problem.type, each.type);
    EXPECT_EQ(problem.message, each.message);
  }
}

// Executed: the input_value and input_type that pydantic 2.13 showed.
TEST(FieldValues, InputsAsPydanticShowsThem) {
  EXPECT_EQ(input_repr(nullptr), "None");
  EXPECT_EQ(input_repr(true), "True");
  EXPECT_EQ(input_repr(1.5), "1.5");
  EXPECT_EQ(input_repr("it's"), "\"it's\"");
  EXPECT_EQ(input_repr("a\\b'\"\n\t\r"), "'a\\\\b\\'\"\\n\\t\\r'");
  EXPECT_EQ(input_repr(parse_json("[1, 2, 3, 4]")), "[1, 2, 3, 4]");
  EXPECT_EQ(input_repr(parse_json("[{\"n\": \"a\"}]")), "[{'n': 'a'}]");
  EXPECT_EQ(input_repr(std::string(80, 'a')),
            "'" + std::string(24, 'a') + "..." + std::string(23, 'a') + "'");
  std::string accents;
  std::string twelve;
  std::string eleven;
  for (int i = 0; i < 100; ++i) accents += "é";
  for (int i = 0; i < 12; ++i) twelve += "é";
  for (int i = 0; i < 11; ++i) eleven += "é";
  EXPECT_EQ(input_repr(accents), "'" + twelve + "..." + eleven + "'");
  const Json mixed = {1, 2, nullptr, std::string(100, 'x')};
  EXPECT_EQ(input_repr(mixed), "[1, 2, None, 'xxxxxxxxxxx...xxxxxxxxxxxxxxxxxxxxxx']");
  EXPECT_EQ(input_type(nullptr), "NoneType");
  EXPECT_EQ(input_type(false), "bool");
  EXPECT_EQ(input_type(7), "int");
  EXPECT_EQ(input_type(7.0), "float");
  EXPECT_EQ(input_type("x"), "str");
  EXPECT_EQ(input_type(Json::array()), "list");
  EXPECT_EQ(input_type(Json::object()), "dict");
}

}  // namespace
}  // namespace rehearsal::domain
