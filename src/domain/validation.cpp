#include "domain/validation.h"

#include "core/error.h"
#include "domain/field_values.h"
#include "domain/subscriptions.h"

namespace rehearsal::domain {
namespace {

constexpr const char* kErrorPages = "https://errors.pydantic.dev/2.13/v/";

std::string joined(const Json& loc) {
  std::string text;
  for (const Json& part : loc) {
    if (!text.empty()) text += '.';
    text += part.is_string() ? part.get<std::string>() : part.dump();
  }
  return text;
}

std::string counted(size_t count, const char* noun) {
  return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

}  // namespace

void Validation::note(std::string_view type, std::string message, Json input) {
  problems_.push_back({Json(at_), type, std::move(message), std::move(input)});
}

void Validation::check_scalar(const Field& field, const Json& value) {
  if (is_value_of(field, value)) return;
  ValueProblem problem = problem_with(field, value);
  note(problem.type, std::move(problem.message), value);
}

void Validation::check_length(Items items, size_t length, const Json& input) {
  if (length < items.min) {
    note("too_short",
         "List should have at least " + counted(items.min, "item") + " after validation, not " +
             std::to_string(length),
         input);
  } else if (length > items.max) {
    note("too_long",
         "List should have at most " + counted(items.max, "item") + " after validation, not " +
             std::to_string(length),
         input);
  }
}

// "UserBlockProvisioning", of a union each joined by "or".
std::string Validation::class_names(const Field& field) const {
  std::string names;
  for (const std::string& block : field.block_names())
    names.append(names.empty() ? "" : " or ").append(block).append(shape_suffix(shape_));
  return names;
}

void Validation::check_field(const Field& field, const FieldValue& value) {
  at_.emplace_back(field.name);
  if (field.is_block()) {
    for (size_t i = 0; i < value.blocks.size(); ++i) {
      if (field.is_list) at_.emplace_back(i);
      check_block(value.blocks[i]);
      if (value.blocks[i].type && !field.takes(value.blocks[i].type->name)) {
        note("model_type", "Input should be a valid dictionary or instance of " + class_names(field),
             nullptr);
      }
      if (field.is_list) at_.pop_back();
    }
    if (field.is_list) {
      check_length(field.items, value.blocks.size(), Json::array());
    } else if (value.blocks.size() > 1) {
      check_length({0, 1}, value.blocks.size(), Json::array());
    } else if (value.blocks.empty() && field.is_required_at(shape_)) {
      note("model_type", "Input should be a valid dictionary or instance of " + class_names(field), nullptr);
    }
  } else if (field.is_list) {
    if (!value.value.is_array()) {
      note("list_type", "Input should be a valid list", value.value);
    } else {
      for (size_t i = 0; i < value.value.size(); ++i) {
        at_.emplace_back(i);
        check_scalar(field, value.value[i]);
        at_.pop_back();
      }
      check_length(field.items, value.value.size(), value.value);
    }
  } else if (!value.value.is_null() || field.is_required_at(shape_)) {
    check_scalar(field, value.value);
  }
  at_.pop_back();
}

void Validation::check_block(const Block& block) {
  if (!block.type || block.subscription_instance_id.empty() ||
      block.fields.size() != block.type->fields.size()) {
    note("missing", "A product block must be made by create() or taken from a subscription", nullptr);
    return;
  }
  for (size_t i = 0; i < block.fields.size(); ++i) check_field(block.type->fields[i], block.fields[i]);
}

void Validation::throw_if_wrong(const std::string& class_name) const {
  if (problems_.empty()) return;
  std::string text = counted(problems_.size(), "validation error") + " for " + class_name;
  Json details = Json::array();
  for (const Problem& problem : problems_) {
    const std::string type(problem.type);
    text += "\n" + joined(problem.loc) + "\n  " + problem.message + " [type=" + type +
            ", input_value=" + input_repr(problem.input) +
            ", input_type=" + std::string(input_type(problem.input)) +
            "]\n    For further information visit " + kErrorPages + type;
    details.push_back(
        {{"type", type}, {"loc", problem.loc}, {"msg", problem.message}, {"input", problem.input}});
  }
  throw Error("ValidationError", text, std::move(details));
}

void check_values(const Subscription& subscription, SubscriptionLifecycle shape) {
  Validation validation(shape);
  const ProductType& type = *subscription.type;
  for (size_t i = 0; i < type.fixed_inputs.size(); ++i) {
    validation.check_field(type.fixed_inputs[i], {subscription.fixed_inputs[i], {}});
  }
  for (size_t i = 0; i < type.blocks.size(); ++i)
    validation.check_field(type.blocks[i], subscription.roots[i]);
  validation.throw_if_wrong(type.class_name(shape));
}

void check_class(const Subscription& subscription, ModelClass expected) {
  const ProductType& type = *subscription.type;
  if (type.name != expected.model) {
    throw value_error("Subscription " + subscription.subscription_id + " is a '" + subscription.product.name +
                      "' (model " + type.name + "), where a " + std::string(expected.model) +
                      " is expected.");
  }
  check_values(subscription, expected.shape);
}

}  // namespace rehearsal::domain
