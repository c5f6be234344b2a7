// What pydantic-forms with pydantic 2.13.4 did, case by case: the numbers are those of reference/forms.md
// §9.1, which lists some of 130.
#include <gtest/gtest.h>

#include <set>

#include "forms/page.h"
#include "forms/validate.h"

namespace rehearsal::forms {
namespace {

struct Case {
  int number;
  const char* about;
  std::vector<Field> fields;
  // The schema's `properties` (without titles, uniforms and readOnly; a lone $ref replaced by what it means)
  // and `required`.
  const char* properties;
  const char* required;
  const char* sent;
  // An object: the values. A list: the errors' type, loc, msg and ctx.
  const char* result;
  Rule rule = nullptr;
  const char* locale = "en_US";
};

constexpr char kSubscription[] = "866525c8-a868-49bc-b006-1a60e492631e";

Type legs() {
  return choice("Leg", {"Primary", "Secondary"});
}

Type groups() {
  return choice("Groups", {{"11111111-1111-1111-1111-111111111111", "User Group A"},
                           {"22222222-2222-2222-2222-222222222222", "User Group B"}});
}

std::string not_above_five(const Json& value) {
  return value.get<int>() > 5 ? "too high" : "";
}

std::string not_reserved(const Json& value) {
  return value == "Reserved" ? "The value 'reserved' is intentionally rejected by the showcase task" : "";
}

std::string not_the_same(const Json& values) {
  return values.at("a") == values.at("b") ? "node B cannot be the same as node A" : "";
}

std::string not_above_five_at_all(const Json& value) {
  return value.get<int>() > 5 ? "nope" : "";
}

std::string only_when_enabled(const Json& values) {
  return !values.at("enabled").get<bool>() && !values.at("setting").is_null() ? "Yowch!" : "";
}

Type setting() {
  return object({.name = "Setting",
                 .fields = {{"enabled", boolean().with_default(false)},
                            {"setting", integer().nullable().with_default(nullptr)}},
                 .rule = only_when_enabled});
}

// clang-format off
std::vector<Case> cases() {
  return {
      {1, "str required, given", {{"s", text()}},
       R"({"s": {"type": "string"}})", R"(["s"])",
       R"({"s": "abc"})", R"({"s": "abc"})"},
      {2, "str required, empty string is accepted", {{"s", text()}},
       R"({"s": {"type": "string"}})", R"(["s"])",
       R"({"s": ""})", R"({"s": ""})"},
      {3, "str required, missing", {{"s", text()}},
       R"({"s": {"type": "string"}})", R"(["s"])",
       R"({})", R"([{"type":"missing","loc":["s"],"msg":"field required"}])"},
      {4, "str required, null", {{"s", text()}},
       R"({"s": {"type": "string"}})", R"(["s"])",
       R"({"s": null})", R"([{"type":"string_type","loc":["s"],"msg":"Input should be a valid string"}])"},
      {6, "str with default, missing -> default", {{"s", text().with_default("foo")}},
       R"({"s": {"default": "foo", "type": "string"}})", R"([])",
       R"({})", R"({"s": "foo"})"},
      {7, "str with default, empty string kept (no fallback)", {{"s", text().with_default("foo")}},
       R"({"s": {"default": "foo", "type": "string"}})", R"([])",
       R"({"s": ""})", R"({"s": ""})"},
      {8, "Optional[str] no default, missing -> still required", {{"s", text().nullable()}},
       R"({"s": {"anyOf": [{"type": "string"}, {"type": "null"}]}})", R"(["s"])",
       R"({})", R"([{"type":"missing","loc":["s"],"msg":"field required"}])"},
      {9, "Optional[str] no default, null ok", {{"s", text().nullable()}},
       R"({"s": {"anyOf": [{"type": "string"}, {"type": "null"}]}})", R"(["s"])",
       R"({"s": null})", R"({"s": null})"},
      {11, "extra field", {{"s", text()}},
       R"({"s": {"type": "string"}})", R"(["s"])",
       R"({"s": "a", "x": 1})", R"([{"type":"extra_forbidden","loc":["x"],"msg":"Extra inputs are not permitted"}])"},
      {12, "two errors: order = field order then extras", {{"s", choice("AB", {"a", "b"})}},
       R"({"s": {"enum": ["a", "b"], "type": "string"}})", R"(["s"])",
       R"({"s": 1, "x": false})", R"([{"type":"enum","loc":["s"],"msg":"Input should be 'a' or 'b'","ctx":{"expected":"'a' or 'b'"}},{"type":"extra_forbidden","loc":["x"],"msg":"Extra inputs are not permitted"}])"},
      {13, "int ok", {{"i", integer()}},
       R"({"i": {"type": "integer"}})", R"(["i"])",
       R"({"i": 3})", R"({"i": 3})"},
      {14, "int from numeric string", {{"i", integer()}},
       R"({"i": {"type": "integer"}})", R"(["i"])",
       R"({"i": "3"})", R"({"i": 3})"},
      {16, "int bad string", {{"i", integer()}},
       R"({"i": {"type": "integer"}})", R"(["i"])",
       R"({"i": "foo"})", R"([{"type":"int_parsing","loc":["i"],"msg":"Input should be a valid integer, unable to parse string as an integer"}])"},
      {17, "int empty string", {{"i", integer()}},
       R"({"i": {"type": "integer"}})", R"(["i"])",
       R"({"i": ""})", R"([{"type":"int_parsing","loc":["i"],"msg":"Input should be a valid integer, unable to parse string as an integer"}])"},
      {18, "int fractional", {{"i", integer()}},
       R"({"i": {"type": "integer"}})", R"(["i"])",
       R"({"i": 1.5})", R"([{"type":"int_from_float","loc":["i"],"msg":"Input should be a valid integer, got a number with a fractional part"}])"},
      {19, "int whole float", {{"i", integer()}},
       R"({"i": {"type": "integer"}})", R"(["i"])",
       R"({"i": 2.0})", R"({"i": 2})"},
      {21, "int null", {{"i", integer()}},
       R"({"i": {"type": "integer"}})", R"(["i"])",
       R"({"i": null})", R"([{"type":"int_type","loc":["i"],"msg":"Input should be a valid integer"}])"},
      {22, "Optional[int] empty string", {{"i", integer().nullable()}},
       R"({"i": {"anyOf": [{"type": "integer"}, {"type": "null"}]}})", R"(["i"])",
       R"({"i": ""})", R"([{"type":"int_parsing","loc":["i"],"msg":"Input should be a valid integer, unable to parse string as an integer"}])"},
      {23, "int ge violated", {{"v", integer().at_least(2).at_most(4094)}},
       R"({"v": {"maximum": 4094, "minimum": 2, "type": "integer"}})", R"(["v"])",
       R"({"v": 1})", R"([{"type":"greater_than_equal","loc":["v"],"msg":"Input should be greater than or equal to 2","ctx":{"ge":2}}])"},
      {24, "int le violated", {{"v", integer().at_least(2).at_most(4094)}},
       R"({"v": {"maximum": 4094, "minimum": 2, "type": "integer"}})", R"(["v"])",
       R"({"v": 4095})", R"([{"type":"less_than_equal","loc":["v"],"msg":"Input should be less than or equal to 4094","ctx":{"le":4094}}])"},
      {26, "frozen field default not validated", {{"i", integer().with_default("foo").frozen()}},
       R"({"i": {"default": "foo", "type": "integer"}})", R"([])",
       R"({})", R"({"i": "foo"})"},
      {27, "frozen field input ignored", {{"i", integer().with_default(1).frozen()}},
       R"({"i": {"default": 1, "type": "integer"}})", R"([])",
       R"({"i": 2})", R"({"i": 1})"},
      {28, "bool from 'true'", {{"b", boolean()}},
       R"({"b": {"type": "boolean"}})", R"(["b"])",
       R"({"b": "true"})", R"({"b": true})"},
      {29, "bool from 'yes'/1", {{"a", boolean()}, {"b", boolean()}},
       R"({"a": {"type": "boolean"}, "b": {"type": "boolean"}})", R"(["a","b"])",
       R"({"a": "yes", "b": 1})", R"({"a": true, "b": true})"},
      {31, "float ok from str", {{"f", number()}},
       R"({"f": {"type": "number"}})", R"(["f"])",
       R"({"f": "1.25"})", R"({"f": 1.25})"},
      {32, "float bad", {{"f", number()}},
       R"({"f": {"type": "number"}})", R"(["f"])",
       R"({"f": "x"})", R"([{"type":"float_parsing","loc":["f"],"msg":"Input should be a valid number, unable to parse string as a number"}])"},
      {33, "pattern", {{"s", text().matching("^[a-z]+$")}},
       R"({"s": {"pattern": "^[a-z]+$", "type": "string"}})", R"(["s"])",
       R"({"s": "A1"})", R"([{"type":"string_pattern_mismatch","loc":["s"],"msg":"String should match pattern '^[a-z]+$'","ctx":{"pattern":"^[a-z]+$"}}])"},
      {34, "min_length", {{"s", text().length(3, std::nullopt)}},
       R"({"s": {"minLength": 3, "type": "string"}})", R"(["s"])",
       R"({"s": "ab"})", R"([{"type":"string_too_short","loc":["s"],"msg":"String should have at least 3 characters","ctx":{"min_length":3}}])"},
      {36, "UUID bad", {{"u", uuid()}},
       R"({"u": {"format": "uuid", "type": "string"}})", R"(["u"])",
       R"({"u": "INCOMPLETE"})", R"([{"type":"uuid_parsing","loc":["u"],"msg":"Input should be a valid UUID, invalid character: found `I` at 1","ctx":{"error":"invalid character: found `I` at 1"}}])"},
      {37, "Literal bad", {{"l", literal({"a", "b"})}},
       R"({"l": {"enum": ["a", "b"], "type": "string"}})", R"(["l"])",
       R"({"l": "c"})", R"([{"type":"literal_error","loc":["l"],"msg":"Input should be 'a' or 'b'","ctx":{"expected":"'a' or 'b'"}}])"},
      {38, "strEnum ok", {{"e", choice("AB", {"a", "b"})}},
       R"({"e": {"enum": ["a", "b"], "type": "string"}})", R"(["e"])",
       R"({"e": "a"})", R"({"e": "a"})"},
      {39, "strEnum bad value", {{"e", choice("AB", {"a", "b"})}},
       R"({"e": {"enum": ["a", "b"], "type": "string"}})", R"(["e"])",
       R"({"e": "c"})", R"([{"type":"enum","loc":["e"],"msg":"Input should be 'a' or 'b'","ctx":{"expected":"'a' or 'b'"}}])"},
      {41, "Accept ACCEPTED", {{"a", accept()}},
       R"({"a": {"enum": ["ACCEPTED", "INCOMPLETE"], "format": "accept", "type": "string"}})", R"(["a"])",
       R"({"a": "ACCEPTED"})", R"({"a": "ACCEPTED"})"},
      {42, "Accept INCOMPLETE", {{"a", accept()}},
       R"({"a": {"enum": ["ACCEPTED", "INCOMPLETE"], "format": "accept", "type": "string"}})", R"(["a"])",
       R"({"a": "INCOMPLETE"})", R"([{"type":"value_error","loc":["a"],"msg":"Not all tasks are done","ctx":{"error":"Not all tasks are done"}}])"},
      {43, "Accept other", {{"a", accept()}},
       R"({"a": {"enum": ["ACCEPTED", "INCOMPLETE"], "format": "accept", "type": "string"}})", R"(["a"])",
       R"({"a": "Bla"})", R"([{"type":"enum","loc":["a"],"msg":"Input should be 'ACCEPTED' or 'INCOMPLETE'","ctx":{"expected":"'ACCEPTED' or 'INCOMPLETE'"}}])"},
      {44, "Accept missing", {{"a", accept()}},
       R"({"a": {"enum": ["ACCEPTED", "INCOMPLETE"], "format": "accept", "type": "string"}})", R"(["a"])",
       R"({})", R"([{"type":"missing","loc":["a"],"msg":"field required"}])"},
      {46, "Choice ok by value", {{"a", choice("Leg", {{"p", "Primary LP"}, {"s", "Secondary LP"}})}},
       R"({"a": {"enum": ["p", "s"], "options": {"p": "Primary LP", "s": "Secondary LP"}, "type": "string"}})", R"(["a"])",
       R"({"a": "p"})", R"({"a": "p"})"},
      {47, "Choice by member name is NOT accepted", {{"a", choice("Leg", {{"p", "Primary LP"}, {"s", "Secondary LP"}})}},
       R"({"a": {"enum": ["p", "s"], "options": {"p": "Primary LP", "s": "Secondary LP"}, "type": "string"}})", R"(["a"])",
       R"({"a": "P"})", R"([{"type":"enum","loc":["a"],"msg":"Input should be 'p' or 's'","ctx":{"expected":"'p' or 's'"}}])"},
      {48, "Choice by label is NOT accepted", {{"a", choice("Leg", {{"p", "Primary LP"}, {"s", "Secondary LP"}})}},
       R"({"a": {"enum": ["p", "s"], "options": {"p": "Primary LP", "s": "Secondary LP"}, "type": "string"}})", R"(["a"])",
       R"({"a": "Primary LP"})", R"([{"type":"enum","loc":["a"],"msg":"Input should be 'p' or 's'","ctx":{"expected":"'p' or 's'"}}])"},
      {49, "Choice default, missing", {{"a", legs().with_default("Primary")}},
       R"({"a": {"$ref": "Leg", "default": "Primary"}})", R"([])",
       R"({})", R"({"a": "Primary"})"},
      {51, "Choice wrong, three members message", {{"a", choice("Digit", {"1", "2", "3"})}},
       R"({"a": {"enum": ["1", "2", "3"], "type": "string"}})", R"(["a"])",
       R"({"a": "9"})", R"([{"type":"enum","loc":["a"],"msg":"Input should be '1', '2' or '3'","ctx":{"expected":"'1', '2' or '3'"}}])"},
      {52, "Choice on empty enum", {{"a", choice("Empty", {})}},
       R"({"a": {"enum": [], "type": "string"}})", R"(["a"])",
       R"({"a": "x"})", R"([{"type":"is_instance_of","loc":["a"],"msg":"Input should be an instance of Empty","ctx":{"class":"Empty"}}])"},
      {53, "choice_list ok", {{"a", choice_list(legs())}},
       R"({"a": {"items": {"enum": ["Primary", "Secondary"], "type": "string"}, "minItems": 0, "type": "array"}})", R"(["a"])",
       R"({"a": ["Primary"]})", R"({"a": ["Primary"]})"},
      {54, "choice_list duplicates allowed by default", {{"a", choice_list(legs())}},
       R"({"a": {"items": {"enum": ["Primary", "Secondary"], "type": "string"}, "minItems": 0, "type": "array"}})", R"(["a"])",
       R"({"a": ["Primary", "Primary"]})", R"({"a": ["Primary", "Primary"]})"},
      {56, "choice_list wrong item", {{"a", choice_list(legs())}},
       R"({"a": {"items": {"enum": ["Primary", "Secondary"], "type": "string"}, "minItems": 0, "type": "array"}})", R"(["a"])",
       R"({"a": ["Primary", "Wrong"]})", R"([{"type":"enum","loc":["a",1],"msg":"Input should be 'Primary' or 'Secondary'","ctx":{"expected":"'Primary' or 'Secondary'"}}])"},
      {57, "choice_list scalar instead of list", {{"a", choice_list(legs())}},
       R"({"a": {"items": {"enum": ["Primary", "Secondary"], "type": "string"}, "minItems": 0, "type": "array"}})", R"(["a"])",
       R"({"a": "Primary"})", R"([{"type":"list_type","loc":["a"],"msg":"Input should be a valid list"}])"},
      {58, "choice_list min_items=1 empty (plain)", {{"a", choice_list(legs(), {.min_items = 1})}},
       R"({"a": {"items": {"enum": ["Primary", "Secondary"], "type": "string"}, "minItems": 1, "type": "array"}})", R"(["a"])",
       R"({"a": []})", R"([{"type":"too_short","loc":["a"],"msg":"List should have at least 1 item after validation, not 0","ctx":{"field_type":"List","min_length":1,"actual_length":0}}])"},
      {59, "choice_list min_items=2 one (plain)", {{"a", choice_list(legs(), {.min_items = 2, .max_items = 2})}},
       R"({"a": {"items": {"enum": ["Primary", "Secondary"], "type": "string"}, "maxItems": 2, "minItems": 2, "type": "array"}})", R"(["a"])",
       R"({"a": ["Primary"]})", R"([{"type":"too_short","loc":["a"],"msg":"List should have at least 2 items after validation, not 1","ctx":{"field_type":"List","min_length":2,"actual_length":1}}])"},
      {61, "choice_list unique: empty", {{"a", choice_list(legs(), {.min_items = 1, .unique_items = true})}},
       R"({"a": {"items": {"enum": ["Primary", "Secondary"], "type": "string"}, "minItems": 1, "type": "array", "uniqueItems": true}})", R"(["a"])",
       R"({"a": []})", R"([{"type":"too_short","loc":["a"],"msg":"Value should have at least 1 item after validation, not 0","ctx":{"field_type":"Value","min_length":1,"actual_length":0}}])"},
      {62, "choice_list unique: duplicates", {{"a", choice_list(legs(), {.min_items = 1, .unique_items = true})}},
       R"({"a": {"items": {"enum": ["Primary", "Secondary"], "type": "string"}, "minItems": 1, "type": "array", "uniqueItems": true}})", R"(["a"])",
       R"({"a": ["Primary", "Primary", "Primary"]})", R"([{"type":"unique_list","loc":["a"],"msg":"List must be unique"}])"},
      {63, "choice_list unique: max 1, two distinct", {{"a", choice_list(legs(), {.min_items = 1, .max_items = 1, .unique_items = true})}},
       R"({"a": {"items": {"enum": ["Primary", "Secondary"], "type": "string"}, "maxItems": 1, "minItems": 1, "type": "array", "uniqueItems": true}})", R"(["a"])",
       R"({"a": ["Primary", "Secondary"]})", R"([{"type":"too_long","loc":["a"],"msg":"Value should have at most 1 item after validation, not 2","ctx":{"field_type":"Value","max_length":1,"actual_length":2}}])"},
      {64, "choice_list unique: not a list", {{"a", choice_list(legs(), {.min_items = 1, .unique_items = true})}},
       R"({"a": {"items": {"enum": ["Primary", "Secondary"], "type": "string"}, "minItems": 1, "type": "array", "uniqueItems": true}})", R"(["a"])",
       R"({"a": 1})", R"([{"type":"list_type","loc":["a"],"msg":"Input should be a valid list"}])"},
      {66, "choice_list of subscription ids: unknown id", {{"user_group_ids", choice_list(groups(), {.min_items = 1, .max_items = 1})}},
       R"({"user_group_ids": {"items": {"enum": ["11111111-1111-1111-1111-111111111111", "22222222-2222-2222-2222-222222222222"], "options": {"11111111-1111-1111-1111-111111111111": "User Group A", "22222222-2222-2222-2222-222222222222": "User Group B"}, "type": "string"}, "maxItems": 1, "minItems": 1, "type": "array"}})", R"(["user_group_ids"])",
       R"({"user_group_ids": ["33333333-3333-3333-3333-333333333333"]})", R"([{"type":"enum","loc":["user_group_ids",0],"msg":"Input should be '11111111-1111-1111-1111-111111111111' or '22222222-2222-2222-2222-222222222222'","ctx":{"expected":"'11111111-1111-1111-1111-111111111111' or '22222222-2222-2222-2222-222222222222'"}}])"},
      {67, "unique_conlist ok", {{"v", list(integer(), {.min_items = 1, .unique_items = true})}},
       R"({"v": {"items": {"type": "integer"}, "minItems": 1, "type": "array", "uniqueItems": true}})", R"(["v"])",
       R"({"v": [1, 2, 3]})", R"({"v": [1, 2, 3]})"},
      {68, "unique_conlist dup", {{"v", list(integer(), {.min_items = 1, .unique_items = true})}},
       R"({"v": {"items": {"type": "integer"}, "minItems": 1, "type": "array", "uniqueItems": true}})", R"(["v"])",
       R"({"v": [1, 1, 1]})", R"([{"type":"unique_list","loc":["v"],"msg":"List must be unique"}])"},
      {69, "unique_conlist too short", {{"v", list(integer(), {.min_items = 1, .unique_items = true})}},
       R"({"v": {"items": {"type": "integer"}, "minItems": 1, "type": "array", "uniqueItems": true}})", R"(["v"])",
       R"({"v": []})", R"([{"type":"too_short","loc":["v"],"msg":"Value should have at least 1 item after validation, not 0","ctx":{"field_type":"Value","min_length":1,"actual_length":0}}])"},
      {71, "unique_conlist bad item type", {{"v", list(integer(), {.unique_items = true})}},
       R"({"v": {"items": {"type": "integer"}, "type": "array", "uniqueItems": true}})", R"(["v"])",
       R"({"v": ["foo"]})", R"([{"type":"int_parsing","loc":["v",0],"msg":"Input should be a valid integer, unable to parse string as an integer"}])"},
      {72, "ListOfOne ok", {{"v", list(integer(), {.min_items = 1, .max_items = 1})}},
       R"({"v": {"items": {"type": "integer"}, "maxItems": 1, "minItems": 1, "type": "array"}})", R"(["v"])",
       R"({"v": [1]})", R"({"v": [1]})"},
      {73, "ListOfOne empty", {{"v", list(integer(), {.min_items = 1, .max_items = 1})}},
       R"({"v": {"items": {"type": "integer"}, "maxItems": 1, "minItems": 1, "type": "array"}})", R"(["v"])",
       R"({"v": []})", R"([{"type":"too_short","loc":["v"],"msg":"List should have at least 1 item after validation, not 0","ctx":{"field_type":"List","min_length":1,"actual_length":0}}])"},
      {74, "ListOfOne two", {{"v", list(integer(), {.min_items = 1, .max_items = 1})}},
       R"({"v": {"items": {"type": "integer"}, "maxItems": 1, "minItems": 1, "type": "array"}})", R"(["v"])",
       R"({"v": [1, 2]})", R"([{"type":"too_long","loc":["v"],"msg":"List should have at most 1 item after validation, not 2","ctx":{"field_type":"List","max_length":1,"actual_length":2}}])"},
      {76, "ListOfTwo one", {{"v", list(integer(), {.min_items = 2, .max_items = 2, .unique_items = true})}},
       R"({"v": {"items": {"type": "integer"}, "maxItems": 2, "minItems": 2, "type": "array", "uniqueItems": true}})", R"(["v"])",
       R"({"v": [1]})", R"([{"type":"too_short","loc":["v"],"msg":"Value should have at least 2 items after validation, not 1","ctx":{"field_type":"Value","min_length":2,"actual_length":1}}])"},
      {77, "ListOfTwo three", {{"v", list(integer(), {.min_items = 2, .max_items = 2, .unique_items = true})}},
       R"({"v": {"items": {"type": "integer"}, "maxItems": 2, "minItems": 2, "type": "array", "uniqueItems": true}})", R"(["v"])",
       R"({"v": [1, 2, 3]})", R"([{"type":"too_long","loc":["v"],"msg":"Value should have at most 2 items after validation, not 3","ctx":{"field_type":"Value","max_length":2,"actual_length":3}}])"},
      {78, "ListOfTwo dup", {{"v", list(integer(), {.min_items = 2, .max_items = 2, .unique_items = true})}},
       R"({"v": {"items": {"type": "integer"}, "maxItems": 2, "minItems": 2, "type": "array", "uniqueItems": true}})", R"(["v"])",
       R"({"v": [2, 2]})", R"([{"type":"unique_list","loc":["v"],"msg":"List must be unique"}])"},
      {79, "ContactPerson ok", {{"p", contact_person()}},
       R"({"p": {"properties": {"name": {"format": "contactPersonName", "type": "string"}, "email": {"format": "email", "type": "string"}, "phone": {"default": "", "type": "string"}}, "required": ["name", "email"], "type": "object"}})", R"(["p"])",
       R"({"p": {"name": "test1", "email": "a@b.nl"}})", R"~({"p": {"name": "test1", "email": "a@b.nl", "phone": ""}})~"},
      {81, "ContactPerson email without @", {{"p", contact_person()}},
       R"({"p": {"properties": {"name": {"format": "contactPersonName", "type": "string"}, "email": {"format": "email", "type": "string"}, "phone": {"default": "", "type": "string"}}, "required": ["name", "email"], "type": "object"}})", R"(["p"])",
       R"({"p": {"name": "t", "email": "ab"}})", R"~([{"type":"value_error","loc":["p","email"],"msg":"value is not a valid email address: An email address must have an @-sign.","ctx":{"reason":"An email address must have an @-sign."}}])~"},
      {82, "ContactPerson extra key silently dropped (BaseModel, not FormPage)", {{"p", contact_person()}},
       R"({"p": {"properties": {"name": {"format": "contactPersonName", "type": "string"}, "email": {"format": "email", "type": "string"}, "phone": {"default": "", "type": "string"}}, "required": ["name", "email"], "type": "object"}})", R"(["p"])",
       R"({"p": {"name": "t", "email": "a@b.nl", "zz": 1}})", R"~({"p": {"name": "t", "email": "a@b.nl", "phone": ""}})~"},
      {83, "contact list: empty rows removed", {{"p", contact_person_list()}},
       R"({"p": {"items": {"properties": {"name": {"format": "contactPersonName", "type": "string"}, "email": {"format": "email", "type": "string"}, "phone": {"default": "", "type": "string"}}, "required": ["name", "email"], "type": "object"}, "organisationKey": "organisation", "type": "array"}})", R"(["p"])",
       R"({"p": [{}, null, {"name": "", "email": ""}]})", R"~({"p": []})~"},
      {84, "contact list: two errors", {{"p", contact_person_list({.min_items = 1})}},
       R"({"p": {"items": {"properties": {"name": {"format": "contactPersonName", "type": "string"}, "email": {"format": "email", "type": "string"}, "phone": {"default": "", "type": "string"}}, "required": ["name", "email"], "type": "object"}, "minItems": 1, "organisationKey": "organisation", "type": "array"}})", R"(["p"])",
       R"({"p": [{"name": "test1", "email": "a@b"}, {"email": "a@b.nl"}]})", R"~([{"type":"value_error","loc":["p",0,"email"],"msg":"value is not a valid email address: The part after the @-sign is not valid. It should have a period.","ctx":{"reason":"The part after the @-sign is not valid. It should have a period."}},{"type":"missing","loc":["p",1,"name"],"msg":"field required"}])~"},
      {86, "contact list: min 1 with [{}] (after cleanup)", {{"p", contact_person_list({.min_items = 1})}},
       R"({"p": {"items": {"properties": {"name": {"format": "contactPersonName", "type": "string"}, "email": {"format": "email", "type": "string"}, "phone": {"default": "", "type": "string"}}, "required": ["name", "email"], "type": "object"}, "minItems": 1, "organisationKey": "organisation", "type": "array"}})", R"(["p"])",
       R"({"p": [{}]})", R"~([{"type":"too_short","loc":["p"],"msg":"List should have at least 1 item after validation, not 0","ctx":{"field_type":"List","min_length":1,"actual_length":0}}])~"},
      {87, "Label cannot be changed", {{"l", label("value")}},
       R"({"l": {"anyOf": [{"type": "string"}, {"type": "null"}], "default": "value", "format": "label", "type": "string"}})", R"([])",
       R"({"l": "fob"})", R"({"l": "value"})"},
      {88, "Label without default", {{"l", label()}},
       R"({"l": {"anyOf": [{"type": "string"}, {"type": "null"}], "default": null, "format": "label", "type": "string"}})", R"([])",
       R"({})", R"({"l": null})"},
      {89, "Hidden cannot be changed", {{"h", hidden("hidden value")}},
       R"({"h": {"anyOf": [{"type": "string"}, {"type": "null"}], "default": "hidden value", "format": "hidden", "type": "string"}})", R"([])",
       R"({"h": "fob"})", R"({"h": "hidden value"})"},
      {91, "DisplaySubscription cannot be changed", {{"s", display_subscription(kSubscription)}},
       R"({"s": {"default": "866525c8-a868-49bc-b006-1a60e492631e", "format": "subscription", "type": "string"}})", R"([])",
       R"({"s": "999925c8-a868-49bc-b006-1a60e4929999"})", R"({"s": "866525c8-a868-49bc-b006-1a60e492631e"})"},
      {92, "DisplaySubscription, '' submitted", {{"s", display_subscription(kSubscription)}},
       R"({"s": {"default": "866525c8-a868-49bc-b006-1a60e492631e", "format": "subscription", "type": "string"}})", R"([])",
       R"({"s": ""})", R"({"s": "866525c8-a868-49bc-b006-1a60e492631e"})"},
      {93, "callout model_dump gives None", {{"x", callout("H", "M")}, {"l", label("bla")}},
       R"({"x": {"$ref": "CalloutValue", "default": {"header": "H", "message": "M", "icon_type": "info", "message_type": "primary"}, "format": "callout", "type": "string"}, "l": {"anyOf": [{"type": "string"}, {"type": "null"}], "default": "bla", "format": "label", "type": "string"}})", R"([])",
       R"({})", R"({"x": null, "l": "bla"})"},
      {94, "markdown other fields unaffected", {{"name", text().with_default("default")}, {"m", markdown("Hello")}},
       R"({"name": {"default": "default", "type": "string"}, "m": {"$ref": "MarkdownValue", "default": {"content": "Hello", "color": "primary"}, "format": "markdown", "type": "string"}})", R"([])",
       R"({"name": "other"})", R"({"name": "other", "m": null})"},
      {96, "LongText", {{"t", long_text()}},
       R"({"t": {"format": "long", "type": "string"}})", R"(["t"])",
       R"({"t": "a\nb"})", R"({"t": "a\nb"})"},
      {97, "OrganisationId any string", {{"o", text().formatted("organisationId")}},
       R"({"o": {"format": "organisationId", "type": "string"}})", R"(["o"])",
       R"({"o": "x"})", R"({"o": "x"})"},
      {98, "Timestamp ok", {{"t", timestamp()}},
       R"({"t": {"extraProperties": {"dateFormat": null, "locale": null, "max": null, "min": null, "showTimeSelect": true, "timeFormat": null}, "format": "timestamp", "type": "number"}})", R"(["t"])",
       R"({"t": 1652751600})", R"({"t": 1652751600})"},
      {99, "timestamp below min", {{"t", timestamp({.min = 1652751600, .max = 1652751601})}},
       R"({"t": {"extraProperties": {"dateFormat": null, "locale": null, "max": 1652751601, "min": 1652751600, "showTimeSelect": true, "timeFormat": null}, "format": "timestamp", "maximum": 1652751601, "minimum": 1652751600, "type": "number"}})", R"(["t"])",
       R"({"t": 1652751599})", R"([{"type":"greater_than_equal","loc":["t"],"msg":"Input should be greater than or equal to 1652751600","ctx":{"ge":1652751600}}])"},
      {101, "timestamp validate=False below min accepted", {{"t", timestamp({.min = 1652751600, .validate = false})}},
       R"({"t": {"extraProperties": {"dateFormat": null, "locale": null, "max": null, "min": 1652751600, "showTimeSelect": true, "timeFormat": null}, "format": "timestamp", "type": "number"}})", R"(["t"])",
       R"({"t": 1652751599})", R"({"t": 1652751599})"},
      {102, "read_only_field omitted", {{"r", read_only("a")}, {"l", read_only_list({"b"})}},
       R"({"r": {"const": "a", "default": "a", "extraProperties": {"disabled": true, "value": "a"}, "type": "string"}, "l": {"default": ["b"], "extraProperties": {"disabled": true, "value": ["b"]}, "items": {"type": "string"}, "type": "array"}})", R"([])",
       R"({})", R"({"r": "a", "l": ["b"]})"},
      {103, "read_only_field int same", {{"r", read_only(1)}},
       R"({"r": {"const": 1, "default": 1, "extraProperties": {"disabled": true, "value": 1}, "type": "integer"}})", R"([])",
       R"({"r": 1})", R"({"r": 1})"},
      {104, "read_only_field int changed", {{"r", read_only(1)}},
       R"({"r": {"const": 1, "default": 1, "extraProperties": {"disabled": true, "value": 1}, "type": "integer"}})", R"([])",
       R"({"r": 123})", R"([{"type":"literal_error","loc":["r"],"msg":"Input should be 1","ctx":{"expected":"1"}}])"},
      {106, "read_only_field UUID given as string", {{"r", read_only_uuid(kSubscription)}},
       R"({"r": {"const": "866525c8-a868-49bc-b006-1a60e492631e", "default": "866525c8-a868-49bc-b006-1a60e492631e", "extraProperties": {"disabled": true, "value": "866525c8-a868-49bc-b006-1a60e492631e"}, "type": "string"}})", R"([])",
       R"({"r": "866525c8-a868-49bc-b006-1a60e492631e"})", R"({"r": "866525c8-a868-49bc-b006-1a60e492631e"})"},
      {107, "read_only_field UUID changed", {{"r", read_only_uuid(kSubscription)}},
       R"({"r": {"const": "866525c8-a868-49bc-b006-1a60e492631e", "default": "866525c8-a868-49bc-b006-1a60e492631e", "extraProperties": {"disabled": true, "value": "866525c8-a868-49bc-b006-1a60e492631e"}, "type": "string"}})", R"([])",
       R"({"r": "999925c8-a868-49bc-b006-1a60e4929999"})", R"~([{"type":"literal_error","loc":["r"],"msg":"Input should be UUID('866525c8-a868-49bc-b006-1a60e492631e')","ctx":{"expected":"UUID('866525c8-a868-49bc-b006-1a60e492631e')"}}])~"},
      {108, "read_only_field UUID garbage", {{"r", read_only_uuid(kSubscription)}},
       R"({"r": {"const": "866525c8-a868-49bc-b006-1a60e492631e", "default": "866525c8-a868-49bc-b006-1a60e492631e", "extraProperties": {"disabled": true, "value": "866525c8-a868-49bc-b006-1a60e492631e"}, "type": "string"}})", R"([])",
       R"({"r": "zz"})", R"([{"type":"uuid_parsing","loc":["r"],"msg":"Input should be a valid UUID, invalid character: found `z` at 1","ctx":{"error":"invalid character: found `z` at 1"}}])"},
      {109, "read_only_field None changed", {{"r", read_only(nullptr)}},
       R"({"r": {"const": null, "default": null, "extraProperties": {"disabled": true, "value": null}, "type": "string"}})", R"([])",
       R"({"r": "foo"})", R"([{"type":"literal_error","loc":["r"],"msg":"Input should be None","ctx":{"expected":"None"}}])"},
      {111, "read_only_list same", {{"r", read_only_list({"a", "b"})}},
       R"({"r": {"default": ["a", "b"], "extraProperties": {"disabled": true, "value": ["a", "b"]}, "items": {"type": "string"}, "type": "array"}})", R"([])",
       R"({"r": ["a", "b"]})", R"({"r": ["a", "b"]})"},
      {112, "read_only_list reordered", {{"r", read_only_list({"a", "b"})}},
       R"({"r": {"default": ["a", "b"], "extraProperties": {"disabled": true, "value": ["a", "b"]}, "items": {"type": "string"}, "type": "array"}})", R"([])",
       R"({"r": ["b", "a"]})", R"([{"type":"value_error","loc":["r"],"msg":"Cannot change values for a readonly list","ctx":{"error":"Cannot change values for a readonly list"}}])"},
      {113, "read_only_list null", {{"r", read_only_list({"a", "b"})}},
       R"({"r": {"default": ["a", "b"], "extraProperties": {"disabled": true, "value": ["a", "b"]}, "items": {"type": "string"}, "type": "array"}})", R"([])",
       R"({"r": null})", R"([{"type":"list_type","loc":["r"],"msg":"Input should be a valid list"}])"},
      {114, "root model_validator after", {{"a", text()}, {"b", text()}},
       R"({"a": {"type": "string"}, "b": {"type": "string"}})", R"(["a","b"])",
       R"({"a": "x", "b": "x"})", R"([{"type":"value_error","loc":["__root__"],"msg":"node B cannot be the same as node A","ctx":{"error":"node B cannot be the same as node A"}}])", not_the_same},
      {116, "root after-validator not run when a field fails", {{"a", text()}, {"b", text()}},
       R"({"a": {"type": "string"}, "b": {"type": "string"}})", R"(["a","b"])",
       R"({"a": "x"})", R"([{"type":"missing","loc":["b"],"msg":"field required"}])", not_the_same},
      {117, "field_validator ValueError", {{"a", integer().checked(not_above_five)}},
       R"({"a": {"type": "integer"}})", R"(["a"])",
       R"({"a": 6})", R"([{"type":"value_error","loc":["a"],"msg":"too high","ctx":{"error":"too high"}}])"},
      {118, "assert in validator keeps 'Assertion failed, '", {{"a", integer().asserted(not_above_five_at_all)}},
       R"({"a": {"type": "integer"}})", R"(["a"])",
       R"({"a": 6})", R"~([{"type":"assertion_error","loc":["a"],"msg":"Assertion failed, nope","ctx":{"error":"nope"}}])~"},
      {119, "nested model_validator", {{"n", setting()}},
       R"({"n": {"properties": {"enabled": {"default": false, "type": "boolean"}, "setting": {"anyOf": [{"type": "integer"}, {"type": "null"}], "default": null}}, "type": "object"}})", R"(["n"])",
       R"({"n": {"enabled": false, "setting": 1}})", R"~([{"type":"value_error","loc":["n","__root__"],"msg":"Yowch!","ctx":{"error":"Yowch!"}}])~"},
      {121, "nested in dict", {{"n", map_of(setting())}},
       R"({"n": {"additionalProperties": {"properties": {"enabled": {"default": false, "type": "boolean"}, "setting": {"anyOf": [{"type": "integer"}, {"type": "null"}], "default": null}}, "type": "object"}, "type": "object"}})", R"(["n"])",
       R"({"n": {"key": {"enabled": false, "setting": 1}}})", R"~([{"type":"value_error","loc":["n","key","__root__"],"msg":"Yowch!","ctx":{"error":"Yowch!"}}])~"},
      {122, "nested missing keeps loc", {{"n", setting()}},
       R"({"n": {"properties": {"enabled": {"default": false, "type": "boolean"}, "setting": {"anyOf": [{"type": "integer"}, {"type": "null"}], "default": null}}, "type": "object"}})", R"(["n"])",
       R"({})", R"~([{"type":"missing","loc":["n"],"msg":"field required"}])~"},
      {123, "AfterValidator custom message", {{"t", text().checked(not_reserved)}},
       R"({"t": {"type": "string"}})", R"(["t"])",
       R"({"t": "Reserved"})", R"([{"type":"value_error","loc":["t"],"msg":"The value 'reserved' is intentionally rejected by the showcase task","ctx":{"error":"The value 'reserved' is intentionally rejected by the showcase task"}}])"},
      {124, "nl_NL exact message translated", {{"n", integer()}},
       R"({"n": {"type": "integer"}})", R"(["n"])",
       R"({"n": "foo"})", R"~([{"type":"int_parsing","loc":["n"],"msg":"Invoer moet een geldig geheel getal zijn, het was niet mogelijk om de tekst te converteren naar een geheel getal"}])~", nullptr, "nl_NL"},
      {126, "nl_NL parametrised message stays English", {{"s", text().length(3, std::nullopt)}},
       R"({"s": {"minLength": 3, "type": "string"}})", R"(["s"])",
       R"({"s": "a"})", R"~([{"type":"string_too_short","loc":["s"],"msg":"String should have at least 3 characters","ctx":{"min_length":3}}])~", nullptr, "nl_NL"},
      {127, "nl_NL 'List should have…' stays English", {{"a", choice_list(legs(), {.min_items = 1})}},
       R"({"a": {"items": {"enum": ["Primary", "Secondary"], "type": "string"}, "minItems": 1, "type": "array"}})", R"(["a"])",
       R"({"a": []})", R"~([{"type":"too_short","loc":["a"],"msg":"List should have at least 1 item after validation, not 0","ctx":{"field_type":"List","min_length":1,"actual_length":0}}])~", nullptr, "nl_NL"},
      {128, "nl_NL 'Value should have at least 1 item…' translated", {{"a", choice_list(legs(), {.min_items = 1, .unique_items = true})}},
       R"({"a": {"items": {"enum": ["Primary", "Secondary"], "type": "string"}, "minItems": 1, "type": "array", "uniqueItems": true}})", R"(["a"])",
       R"({"a": []})", R"~([{"type":"too_short","loc":["a"],"msg":"De waarde moet na validatie minimaal 1 item bevatten, niet 0","ctx":{"field_type":"Value","min_length":1,"actual_length":0}}])~", nullptr, "nl_NL"},
      {129, "de_DE missing", {{"n", integer()}},
       R"({"n": {"type": "integer"}})", R"(["n"])",
       R"({})", R"~([{"type":"missing","loc":["n"],"msg":"Feld erforderlich"}])~", nullptr, "de_DE"},
  };
}
// clang-format on

// The schema as the table has it.
Json as_listed(const Json& value, const Json& definitions) {
  if (value.is_array()) {
    Json list = Json::array();
    for (const Json& item : value) list.push_back(as_listed(item, definitions));
    return list;
  }
  if (!value.is_object()) return value;
  Json object = Json::object();
  for (const auto& [key, member] : value.get_ref<const Json::object_t&>()) {
    if (key == "title" || key == "uniforms" || key == "readOnly") continue;
    if (key == "$ref") {
      const std::string name = member.get<std::string>().substr(std::string("#/$defs/").size());
      if (value.size() == 1) return as_listed(definitions.at(name), definitions);
      object[key] = name;
      continue;
    }
    object[key] = as_listed(member, definitions);
  }
  return object;
}

void expect_schema(const Case& one) {
  const Json form = schema(Page{.name = "Form", .fields = one.fields});
  const Json definitions = form.value("$defs", Json::object());
  Json properties = Json::object();
  for (const auto& [name, property] : form.at("properties").get_ref<const Json::object_t&>()) {
    properties[name] = as_listed(property, definitions);
  }
  EXPECT_EQ(canonical_json(properties), canonical_json(parse_json(one.properties)));
  EXPECT_EQ(form.value("required", Json::array()), parse_json(one.required));
}

void expect_result(const Case& one) {
  Validated validated =
      validate(Page{.name = "Form", .fields = one.fields, .rule = one.rule}, parse_json(one.sent));
  translate(validated.errors, one.locale);
  const Json expected = parse_json(one.result);
  if (expected.is_object()) {
    EXPECT_EQ(dump_json(to_json(validated.errors)), "[]");
    EXPECT_EQ(dump_json(validated.values), dump_json(expected));
    return;
  }
  Json errors = to_json(validated.errors);
  for (Json& error : errors) {
    error.erase("input");
    error.erase("url");
  }
  EXPECT_EQ(canonical_json(errors), canonical_json(expected));
}

// The numbers of §9.1: all that are not multiples of five.
TEST(ExecutedCases, NoneIsLeftOut) {
  std::set<int> listed, here;
  for (int number = 1; number < 130; ++number) {
    if (number % 5 != 0) listed.insert(number);
  }
  for (const Case& one : cases()) EXPECT_TRUE(here.insert(one.number).second) << one.number;
  EXPECT_EQ(here, listed);
}

TEST(ExecutedCases, GiveTheOriginalsSchemaAndResult) {
  for (const Case& one : cases()) {
    SCOPED_TRACE(std::to_string(one.number) + ": " + one.about);
    expect_schema(one);
    expect_result(one);
  }
}

}  // namespace
}  // namespace rehearsal::forms
