// Gathers what is wrong with values, to say it all at once as pydantic does.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/json.h"
#include "domain/values.h"

namespace rehearsal::domain {

class Validation {
 public:
  explicit Validation(SubscriptionLifecycle shape) : shape_(shape) {}

  // Each checks one part and notes what is wrong with it.
  void check_field(const Field& field, const FieldValue& value);
  void check_block(const Block& block);

  // Throws Error (ValidationError) when anything was noted: "2 validation errors for UserProvisioning\n…",
  // with details [{"type","loc","msg","input"}].
  void throw_if_wrong(const std::string& class_name) const;

 private:
  struct Problem {
    Json loc;
    std::string_view type;
    std::string message;
    Json input;
  };
  void check_scalar(const Field& field, const Json& value);
  void check_length(Items items, size_t length, const Json& input);
  std::string class_names(const Field& field) const;
  void note(std::string_view type, std::string message, Json input);

  SubscriptionLifecycle shape_;
  // Where in the tree the check stands: names and places in lists.
  std::vector<Json> at_;
  std::vector<Problem> problems_;
};

}  // namespace rehearsal::domain
