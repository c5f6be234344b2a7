// Pages of forms for the tests of what they are and of what is put into them.
#pragma once

#include <string>

#include "shell/app/form_model.h"
#include "shell/app_samples.h"

namespace rehearsal::shell {

inline Translations words() {
  return Translations(translations_body());
}

inline FormPage page_of(const char* properties, const char* rest = "") {
  return form_page(parse_json(std::string(R"({"properties":)") + properties + rest + "}"), nullptr,
                   Translations());
}

// Fields of fields, rows of fields.
inline constexpr const char* kContacts = R"({
  "contacts": {"items": {"$ref": "#/$defs/Contact"}, "minItems": 1, "maxItems": 2, "type": "array"},
  "port": {"$ref": "#/$defs/Port"},
  "maybe": {"anyOf": [{"$ref": "#/$defs/Port"}, {"type": "null"}], "default": null}})";
inline constexpr const char* kContactTypes = R"(, "required": ["contacts"], "$defs": {
  "Contact": {"type": "object", "required": ["name", "email"], "properties": {
      "name": {"format": "contactPersonName", "type": "string"}, "email": {"format": "email", "type": "string"},
      "phone": {"default": "", "type": "string"}}},
  "Port": {"type": "object", "required": ["speed"], "properties": {
      "speed": {"type": "integer"}, "tagged": {"default": true, "type": "boolean"}}}})";

}  // namespace rehearsal::shell
