// Fields that hold others: objects, pages within pages, contacts; and e-mail addresses by their form.
#include <gtest/gtest.h>

#include "forms/email.h"
#include "forms/validate.h"

namespace rehearsal::forms {
namespace {

// The values, or "type at loc" of each error.
std::string become(std::vector<Field> fields, const char* sent) {
  const Validated validated = validate({.name = "Form", .fields = std::move(fields)}, parse_json(sent));
  if (validated.errors.empty()) return dump_json(validated.values);
  std::string all;
  for (const FieldError& error : validated.errors)
    all += (all.empty() ? "" : ", ") + error.type + " at " + dump_json(error.location);
  return all;
}

Type port(bool strict) {
  Page page{.name = "Port",
            .fields = {{"speed", integer().at_least(1)}, {"kind", label("a port")}},
            .rule = [](const Json& values) { return values.at("speed") == 13 ? "unlucky" : ""; }};
  return strict ? inner_page(std::move(page)) : object(std::move(page));
}

TEST(Nested, AnObjectDropsWhatItDoesNotKnowAndAPageRefusesIt) {
  EXPECT_EQ(become({{"port", port(false)}}, R"({"port": {"speed": 3, "x": 1, "kind": "else"}})"),
            R"({"port":{"speed":3,"kind":"a port"}})");
  EXPECT_EQ(become({{"port", port(true)}}, R"({"port": {"speed": 3, "x": 1}})"),
            R"(extra_forbidden at ["port","x"])");
}

TEST(Nested, ErrorsSayWhereTheyAre) {
  EXPECT_EQ(become({{"ports", list(port(false))}},
                   R"({"ports": [{"speed": 1}, {}, 3, {"speed": 0}, {"speed": 13}]})"),
            R"(missing at ["ports",1,"speed"], model_type at ["ports",2], )"
            R"(greater_than_equal at ["ports",3,"speed"], value_error at ["ports",4,"__root__"])");
  EXPECT_EQ(become({{"ports", map_of(port(false))}}, R"({"ports": 3})"), R"(dict_type at ["ports"])");
  EXPECT_EQ(become({{"ports", map_of(port(false))}}, R"({"ports": {"a": null, "b": {"speed": "2"}}})"),
            R"(model_type at ["ports","a"])");
  EXPECT_EQ(become({{"port", port(false).nullable()}}, R"({"port": null})"), R"({"port":null})");
}

TEST(Nested, ARuleBeforeTheFieldsSuppressesTheirErrors) {
  const Page page{.name = "Form", .fields = {{"a", integer()}}, .rule_before = [](const Json& sent) {
                    return sent.contains("b") ? "no b" : "";
                  }};
  EXPECT_EQ(to_text("Form", validate(page, parse_json(R"({"a": "x", "b": 1})")).errors),
            "1 validation error for Form\n__root__\n  no b (type=value_error; error=no b)");
  EXPECT_EQ(validate(page, parse_json(R"({"a": "x"})")).errors.at(0).type, "int_parsing");
}

TEST(Nested, TheSchemaNamesItsParts) {
  const Json form = schema({.name = "Form", .fields = {{"inner", port(true)}, {"many", map_of(port(true))}}});
  EXPECT_EQ(dump_json(form.at("$defs")),
            R"({"Port":{"additionalProperties":false,"properties":{"speed":{"minimum":1,"title":"Speed",)"
            R"("type":"integer"},"kind":{"anyOf":[{"type":"string"},{"type":"null"}],"default":"a port",)"
            R"("format":"label","readOnly":true,"title":"Kind","type":"string"}},"required":["speed"],)"
            R"("title":"unknown","type":"object"}})");
  EXPECT_EQ(dump_json(form.at("properties")),
            R"({"inner":{"$ref":"#/$defs/Port"},"many":{"additionalProperties":{"$ref":"#/$defs/Port"},)"
            R"("title":"Many","type":"object"}})");
}

TEST(Nested, ContactsSayWhoseTheyAre) {
  const Json form =
      schema({.name = "Form",
              .fields = {{"contacts", contact_person_list({.max_items = 2}, {.organisation_id = "1",
                                                                             .organisation_key = "key"})}}});
  EXPECT_EQ(
      dump_json(form.at("properties").at("contacts")),
      R"({"items":{"$ref":"#/$defs/ContactPerson"},"maxItems":2,"organisationId":"1","organisationKey":"key",)"
      R"("title":"Contacts","type":"array"})");
  EXPECT_EQ(form.at("$defs").at("ContactPerson").at("title"), "ContactPerson");
  EXPECT_EQ(become({{"c", contact_person_list({.max_items = 1})}}, R"({"c": 7})"), R"(list_type at ["c"])");
}

// Read in orchestrator.forms.validators; the reference has no executed case of them.
TEST(CustomersAndProducts, AreOfTheOriginalsTypes) {
  const std::string one = "11111111-1111-1111-1111-111111111111",
                    two = "22222222-2222-2222-2222-222222222222",
                    unknown = "33333333-3333-3333-3333-333333333333";
  const std::vector<Field> fields = {{"c", customer_id()},
                                     {"p", product_id({one, two})},
                                     {"q", product_id({one, two}, {one})},
                                     {"l", customer_contact_list({.max_items = 2}, one)}};
  const Json properties = schema({.name = "Form", .fields = fields}).at("properties");
  EXPECT_EQ(dump_json(properties.at("c")), R"({"format":"customerId","title":"C","type":"string"})");
  EXPECT_EQ(dump_json(properties.at("p")), R"({"format":"productId","title":"P","type":"string"})");
  EXPECT_EQ(properties.at("q").at("uniforms"), (Json{{"productIds", {one}}}));
  EXPECT_EQ(dump_json(properties.at("l")),
            R"({"customerId":")" + one +
                R"(","customerKey":"customer_id","items":{"$ref":"#/$defs/ContactPerson"},)" +
                R"("maxItems":2,"organisationId":")" + one +
                R"(","organisationKey":"customer_id","title":"L","type":"array"})");
  const auto sent = [&](const std::string& p, const std::string& q) {
    return to_text(
        "Form",
        validate({.name = "Form", .fields = {fields[1], fields[2]}}, Json({{"p", p}, {"q", q}})).errors);
  };
  EXPECT_EQ(sent(two, one), "0 validation errors for Form");
  EXPECT_NE(sent(unknown, one).find("p\n  Product not found (type=value_error"), std::string::npos)
      << sent(unknown, one);
  EXPECT_NE(sent(one, two).find("q\n  value is not a valid enumeration member; permitted: '" + one + "'"),
            std::string::npos)
      << sent(one, two);
}

struct Address {
  std::string text;
  // The address, or the sentence.
  std::string becomes;
};

TEST(Emails, AreReadByTheirForm) {
  const std::string before = "The email address contains invalid characters before the @-sign: ";
  const std::string after = "The part after the @-sign contains invalid characters: ";
  const std::string next = "An email address cannot have a period and a hyphen next to each other.";
  const Address table[] = {
      {" Ann.B+c@Example.ORG ", "Ann.B+c@example.org"},
      {"Ann B <ann@b.nl>", "ann@b.nl"},
      {"\u00fcml\u00e4ut@b\u00fccher.example", "\u00fcml\u00e4ut@b\u00fccher.example"},
      {"", "An email address must have an @-sign."},
      {"ab", "An email address must have an @-sign."},
      {"@b.nl", "There must be something before the @-sign."},
      {"a@", "There must be something after the @-sign."},
      {"a@b", "The part after the @-sign is not valid. It should have a period."},
      {"a@b@c.nl", after + "'@'."},
      {"a b@c.nl", before + "SPACE."},
      {"a(\"b@c.nl", before + "'\"', '('."},
      {"a\u0007b@c.nl", before + "U+0007."},
      {"a@b_c.nl", after + "'_'."},
      {".a@b.nl", "An email address cannot start with a period."},
      {"a.@b.nl", "An email address cannot have a period immediately before the @-sign."},
      {"a..b@c.nl", "An email address cannot have two periods in a row."},
      {"a@b..nl", "An email address cannot have two periods in a row."},
      {"a@.b.nl", "An email address cannot have a period immediately after the @-sign."},
      {"a@b.nl.", "An email address cannot end with a period."},
      {"a@-b.nl", "An email address cannot have a hyphen immediately after the @-sign."},
      {"a@b.nl-", "An email address cannot end with a hyphen."},
      {"a@b-.nl", next},
      {"a@127.0.0.1", "The part after the @-sign is not valid. It is not within a valid top-level domain."},
      {"a@b.test",
       "The part after the @-sign is a special-use or reserved name that cannot be used with email."},
      {std::string(66, 'a') + "@b.nl",
       "The email address is too long before the @-sign (2 characters too many)."},
      {"a@" + std::string(64, 'b') + ".nl",
       "After the @-sign, periods cannot be separated by so many characters (1 character too many)."},
      {std::string(3000, 'a'), "Length must not exceed 2048 characters"},
  };
  for (const auto& [text, becomes] : table) {
    const Email email = read_email(text);
    EXPECT_EQ(email.wrong.empty() ? email.address : email.wrong, becomes) << text;
  }
}

}  // namespace
}  // namespace rehearsal::forms
