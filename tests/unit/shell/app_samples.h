// Answers in the shape that the real orchestrator-core gave (conformance/recordings/exercise), cut to what
// the tests need.
#pragma once

#include <string>

#include "core/json.h"

namespace rehearsal::shell {

inline constexpr const char* kStaff = "11111111-1111-4111-8111-111111111111";
inline constexpr const char* kGuests = "22222222-2222-4222-8222-222222222222";
inline constexpr const char* kGroupProduct = "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa";
inline constexpr const char* kUserProduct = "bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb";
inline constexpr const char* kAnn = "33333333-3333-4333-8333-333333333333";

inline Json translations_body() {
  return {{"forms",
           {{"fields",
             {{"username", "User name"},
              {"age", "Age"},
              {"age_info", "In whole years"},
              {"user_group_ids", "User group"},
              {"group_name", "Group name"}}}}},
          {"workflow", {{"create_user", "Create user"}}}};
}

inline Json user_form(bool with_groups = true) {
  Json groups = {{"items", {{"enum", Json::array()}, {"title", "UserGroupEnum"}, {"type", "string"}}},
                 {"maxItems", 1},
                 {"minItems", 1},
                 {"title", "User Group Ids"},
                 {"type", "array"}};
  Json schema = {{"additionalProperties", false},
                 {"properties", Json::object()},
                 {"required", {"username", "age", "user_group_ids"}},
                 {"title", "User internal"},
                 {"type", "object"}};
  if (with_groups) {
    groups["items"] = {{"$ref", "#/$defs/UserGroupEnum"}};
    schema["$defs"] = {{"UserGroupEnum",
                        {{"enum", {kStaff, kGuests}},
                         {"options", {{kStaff, "User group staff"}, {kGuests, "User group guests"}}},
                         {"title", "UserGroupEnum"},
                         {"type", "string"}}}};
  }
  schema["properties"]["username"] = {{"title", "Username"}, {"type", "string"}};
  schema["properties"]["age"] = {{"anyOf", {{{"type", "integer"}}, {{"type", "null"}}}}, {"title", "Age"}};
  schema["properties"]["user_group_ids"] = groups;
  return schema;
}

inline Json not_complete(const Json& schema, bool has_next = false) {
  return {{"type", "FormNotCompleteError"},
          {"detail", "…"},
          {"title", "Form not complete"},
          {"status", 510},
          {"form", schema},
          {"meta", {{"hasNext", has_next}}}};
}

inline Json not_valid(const Json& errors) {
  return {{"type", "FormValidationError"},
          {"detail", "…"},
          {"title", "Form not valid"},
          {"status", 400},
          {"validation_errors", errors}};
}

inline Json form_error(const std::string& type, const std::string& field, const std::string& msg,
                       const Json& input, const Json& ctx = nullptr) {
  Json error = {{"type", type}, {"loc", {field}}, {"msg", msg}, {"input", input}};
  if (!ctx.is_null()) error["ctx"] = ctx;
  return error;
}

}  // namespace rehearsal::shell
