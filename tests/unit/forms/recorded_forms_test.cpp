// The page with every kind of field, as the real orchestrator-core showed and judged it (recording
// forms/form_field_kinds).
#include <gtest/gtest.h>

#include "forms/validate.h"
#include "forms/wizard.h"

namespace rehearsal::forms {
namespace {

Page all_fields() {
  return Page{
      .name = "AllFields",
      .title = "All fields",
      .fields = {
          {"label", label()},
          {"divider", divider()},
          {"text", text().length(3, 8)},
          {"long_text", long_text().with_default("two\nlines")},
          {"whole", integer().at_least(0).at_most(100)},
          {"real", number().with_default(1.5)},
          {"flag", boolean().with_default(false)},
          {"maybe", text().nullable().with_default(nullptr)},
          {"one_of", choice("Colour", {{"r", "Red"}, {"g", "Green"}})},
          {"plain_choice", choice("Plain", {"a", "b"})},
          {"some_of", choice_list(choice("Tag", {"x", "y", "z"}),
                                  {.min_items = 1, .max_items = 2, .unique_items = true})},
          {"numbers", list(integer(), {.min_items = 1, .max_items = 3, .unique_items = true})
                          .with_default(Json::array({1, 2}))},
          {"fixed", read_only("cannot change")},
          {"fixed_list", read_only_list({1, 2})},
          {"summary", summary(parse_json(R"({"columns": [["c"]], "headers": ["h"], "labels": ["l"]})"))},
      }};
}

Json all_fields_form(Wizard& wizard) {
  return wizard.ask(all_fields());
}

// The body of the answer to these inputs; null when they complete the form.
Json answer(const Form& form, const char* inputs) {
  try {
    post_form(form, Json::object(), parse_json(inputs));
  } catch (const FormProblem& problem) {
    EXPECT_EQ(problem.body().at("status"), problem.status());
    return problem.body();
  }
  return nullptr;
}

TEST(RecordedForms, ShowTheSchema) {
  Json body = answer(all_fields_form, "[]");
  EXPECT_EQ(body.at("detail").get<std::string>().substr(0, 34), "{'$defs': {'Colour': {'enum': ['r'");
  body.erase("detail");
  EXPECT_EQ(dump_json(body), dump_json(parse_json(R"~({
"type": "FormNotCompleteError",
"title": "Form not complete",
"status": 510,
"form": {
 "$defs": {
  "Colour": {"enum":["r","g"],"options":{"g":"Green","r":"Red"},"title":"Colour","type":"string"},
  "MigrationSummaryValue": {"properties":{},"title":"MigrationSummaryValue","type":"object"},
  "Plain": {"enum":["a","b"],"title":"Plain","type":"string"},
  "Tag": {"enum":["x","y","z"],"title":"Tag","type":"string"}
 },
 "additionalProperties": false,
 "properties": {
  "label": {
   "anyOf": [{"type":"string"},{"type":"null"}],
   "default": null,
   "format": "label",
   "title": "Label",
   "type": "string",
   "readOnly": true
  },
  "divider": {
   "anyOf": [{"type":"string"},{"type":"null"}],
   "default": null,
   "format": "divider",
   "title": "Divider",
   "type": "string",
   "readOnly": true
  },
  "text": {"maxLength":8,"minLength":3,"title":"Text","type":"string"},
  "long_text": {"default":"two\nlines","format":"long","title":"Long Text","type":"string"},
  "whole": {"maximum":100,"minimum":0,"title":"Whole","type":"integer"},
  "real": {"default":1.5,"title":"Real","type":"number"},
  "flag": {"default":false,"title":"Flag","type":"boolean"},
  "maybe": {"anyOf":[{"type":"string"},{"type":"null"}],"default":null,"title":"Maybe"},
  "one_of": {"$ref":"#/$defs/Colour"},
  "plain_choice": {"$ref":"#/$defs/Plain"},
  "some_of": {
   "items": {"$ref":"#/$defs/Tag"},
   "maxItems": 2,
   "minItems": 1,
   "title": "Some Of",
   "type": "array",
   "uniqueItems": true
  },
  "numbers": {
   "default": [1,2],
   "items": {"type":"integer"},
   "maxItems": 3,
   "minItems": 1,
   "title": "Numbers",
   "type": "array",
   "uniqueItems": true
  },
  "fixed": {
   "const": "cannot change",
   "default": "cannot change",
   "extraProperties": {"disabled":true,"value":"cannot change"},
   "readOnly": true,
   "title": "Fixed",
   "type": "string",
   "uniforms": {"disabled":true,"value":"cannot change"}
  },
  "fixed_list": {
   "default": [1,2],
   "extraProperties": {"disabled":true,"value":[1,2]},
   "items": {"type":"integer"},
   "readOnly": true,
   "title": "Fixed List",
   "type": "array",
   "uniforms": {"disabled":true,"value":[1,2]}
  },
  "summary": {
   "$ref": "#/$defs/MigrationSummaryValue",
   "default": null,
   "extraProperties": {"data":{"columns":[["c"]],"headers":["h"],"labels":["l"]}},
   "format": "summary",
   "type": "string",
   "uniforms": {"data":{"columns":[["c"]],"headers":["h"],"labels":["l"]}},
   "readOnly": true
  }
 },
 "required": ["text","whole","one_of","plain_choice","some_of"],
 "title": "All fields",
 "type": "object"
},
"meta": {"hasNext": true}
})~")));
}

TEST(RecordedForms, ListWhatIsMissing) {
  EXPECT_EQ(dump_json(answer(all_fields_form, "[{}]")), dump_json(parse_json(R"~({
 "type": "FormValidationError",
 "detail": "5 validation errors for AllFields\ntext\n  field required (type=missing)\nwhole\n  field required (type=missing)\none_of\n  field required (type=missing)\nplain_choice\n  field required (type=missing)\nsome_of\n  field required (type=missing)",
 "title": "Form not valid",
 "status": 400,
 "validation_errors": [
  {
   "type": "missing",
   "loc": ["text"],
   "msg": "field required",
   "input": {},
   "url": "https://errors.pydantic.dev/2.13/v/missing"
  },
  {
   "type": "missing",
   "loc": ["whole"],
   "msg": "field required",
   "input": {},
   "url": "https://errors.pydantic.dev/2.13/v/missing"
  },
  {
   "type": "missing",
   "loc": ["one_of"],
   "msg": "field required",
   "input": {},
   "url": "https://errors.pydantic.dev/2.13/v/missing"
  },
  {
   "type": "missing",
   "loc": ["plain_choice"],
   "msg": "field required",
   "input": {},
   "url": "https://errors.pydantic.dev/2.13/v/missing"
  },
  {
   "type": "missing",
   "loc": ["some_of"],
   "msg": "field required",
   "input": {},
   "url": "https://errors.pydantic.dev/2.13/v/missing"
  }
 ]
})~")));
}

TEST(RecordedForms, ListAllThatIsWrong) {
  EXPECT_EQ(dump_json(answer(all_fields_form, R"([{
 "text": "ab",
 "whole": 101,
 "real": "z",
 "flag": "maybe",
 "one_of": "b",
 "plain_choice": "c",
 "some_of": ["x","x"],
 "numbers": [1,1],
 "maybe": 4,
 "fixed": "changed",
 "fixed_list": [2]
}])")),
            dump_json(parse_json(R"~({
 "type": "FormValidationError",
 "detail": "11 validation errors for AllFields\ntext\n  String should have at least 3 characters (type=string_too_short; min_length=3)\nwhole\n  Input should be less than or equal to 100 (type=less_than_equal; le=100)\nreal\n  Input should be a valid number, unable to parse string as a number (type=float_parsing)\nflag\n  Input should be a valid boolean, unable to interpret input (type=bool_parsing)\nmaybe\n  Input should be a valid string (type=string_type)\none_of\n  Input should be 'r' or 'g' (type=enum; expected='r' or 'g')\nplain_choice\n  Input should be 'a' or 'b' (type=enum; expected='a' or 'b')\nsome_of\n  List must be unique (type=unique_list)\nnumbers\n  List must be unique (type=unique_list)\nfixed\n  Input should be 'cannot change' (type=literal_error; expected='cannot change')\nfixed_list\n  Cannot change values for a readonly list (type=value_error; error=Cannot change values for a readonly list)",
 "title": "Form not valid",
 "status": 400,
 "validation_errors": [
  {
   "type": "string_too_short",
   "loc": ["text"],
   "msg": "String should have at least 3 characters",
   "input": "ab",
   "ctx": {"min_length":3},
   "url": "https://errors.pydantic.dev/2.13/v/string_too_short"
  },
  {
   "type": "less_than_equal",
   "loc": ["whole"],
   "msg": "Input should be less than or equal to 100",
   "input": 101,
   "ctx": {"le":100},
   "url": "https://errors.pydantic.dev/2.13/v/less_than_equal"
  },
  {
   "type": "float_parsing",
   "loc": ["real"],
   "msg": "Input should be a valid number, unable to parse string as a number",
   "input": "z",
   "url": "https://errors.pydantic.dev/2.13/v/float_parsing"
  },
  {
   "type": "bool_parsing",
   "loc": ["flag"],
   "msg": "Input should be a valid boolean, unable to interpret input",
   "input": "maybe",
   "url": "https://errors.pydantic.dev/2.13/v/bool_parsing"
  },
  {
   "type": "string_type",
   "loc": ["maybe"],
   "msg": "Input should be a valid string",
   "input": 4,
   "url": "https://errors.pydantic.dev/2.13/v/string_type"
  },
  {
   "type": "enum",
   "loc": ["one_of"],
   "msg": "Input should be 'r' or 'g'",
   "input": "b",
   "ctx": {"expected":"'r' or 'g'"},
   "url": "https://errors.pydantic.dev/2.13/v/enum"
  },
  {
   "type": "enum",
   "loc": ["plain_choice"],
   "msg": "Input should be 'a' or 'b'",
   "input": "c",
   "ctx": {"expected":"'a' or 'b'"},
   "url": "https://errors.pydantic.dev/2.13/v/enum"
  },
  {"type":"unique_list","loc":["some_of"],"msg":"List must be unique","input":["x","x"]},
  {"type":"unique_list","loc":["numbers"],"msg":"List must be unique","input":[1,1]},
  {
   "type": "literal_error",
   "loc": ["fixed"],
   "msg": "Input should be 'cannot change'",
   "input": "changed",
   "ctx": {"expected":"'cannot change'"},
   "url": "https://errors.pydantic.dev/2.13/v/literal_error"
  },
  {
   "type": "value_error",
   "loc": ["fixed_list"],
   "msg": "Cannot change values for a readonly list",
   "input": [2],
   "ctx": {"error":"Cannot change values for a readonly list"},
   "url": "https://errors.pydantic.dev/2.13/v/value_error"
  }
 ]
})~")));
}

TEST(RecordedForms, ListWhatIsOutOfBounds) {
  EXPECT_EQ(dump_json(answer(all_fields_form, R"([{
 "text": "abcdefghi",
 "whole": -1,
 "one_of": "r",
 "plain_choice": "a",
 "some_of": ["x","y","z"],
 "numbers": [1,2,3,4]
}])")),
            dump_json(parse_json(R"~({
 "type": "FormValidationError",
 "detail": "4 validation errors for AllFields\ntext\n  String should have at most 8 characters (type=string_too_long; max_length=8)\nwhole\n  Input should be greater than or equal to 0 (type=greater_than_equal; ge=0)\nsome_of\n  Value should have at most 2 items after validation, not 3 (type=too_long; field_type=Value; max_length=2; actual_length=3)\nnumbers\n  Value should have at most 3 items after validation, not 4 (type=too_long; field_type=Value; max_length=3; actual_length=4)",
 "title": "Form not valid",
 "status": 400,
 "validation_errors": [
  {
   "type": "string_too_long",
   "loc": ["text"],
   "msg": "String should have at most 8 characters",
   "input": "abcdefghi",
   "ctx": {"max_length":8},
   "url": "https://errors.pydantic.dev/2.13/v/string_too_long"
  },
  {
   "type": "greater_than_equal",
   "loc": ["whole"],
   "msg": "Input should be greater than or equal to 0",
   "input": -1,
   "ctx": {"ge":0},
   "url": "https://errors.pydantic.dev/2.13/v/greater_than_equal"
  },
  {
   "type": "too_long",
   "loc": ["some_of"],
   "msg": "Value should have at most 2 items after validation, not 3",
   "input": ["x","y","z"],
   "ctx": {"field_type":"Value","max_length":2,"actual_length":3},
   "url": "https://errors.pydantic.dev/2.13/v/too_long"
  },
  {
   "type": "too_long",
   "loc": ["numbers"],
   "msg": "Value should have at most 3 items after validation, not 4",
   "input": [1,2,3,4],
   "ctx": {"field_type":"Value","max_length":3,"actual_length":4},
   "url": "https://errors.pydantic.dev/2.13/v/too_long"
  }
 ]
})~")));
}

TEST(RecordedForms, StoreWhatIsRight) {
  const Json inputs = parse_json(
      R"([{"text":"abc","whole":0,"one_of":"r","plain_choice":"a","some_of":["z","x"],"flag":"yes"}])");
  EXPECT_EQ(dump_json(post_form(all_fields_form, Json::object(), inputs)), dump_json(parse_json(R"~({
"label": null, "divider": null, "text": "abc", "long_text": "two\nlines", "whole": 0, "real": 1.5, "flag": true, "maybe": null,
"one_of": "r", "plain_choice": "a", "some_of": ["z", "x"], "numbers": [1, 2], "fixed": "cannot change", "fixed_list": [1, 2],
"summary": null
})~")));
}

}  // namespace
}  // namespace rehearsal::forms
