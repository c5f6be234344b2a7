#include "domain/values.h"

#include <tuple>

#include "core/error.h"
#include "domain/field_values.h"
#include "domain/validation.h"

namespace rehearsal::domain {
namespace {

// The place of a field that does, or does not, hold blocks.
size_t place_of(const std::vector<Field>& fields, const std::string& owner, std::string_view name,
                bool of_blocks) {
  for (size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].name == name && fields[i].is_block() == of_blocks) return i;
  }
  throw key_error(owner + " has no " + (of_blocks ? "product block " : "value ") + std::string(name));
}

}  // namespace

bool operator==(const Block& a, const Block& b) {
  return std::tie(a.type, a.subscription_instance_id, a.owner_subscription_id, a.label, a.fields) ==
         std::tie(b.type, b.subscription_instance_id, b.owner_subscription_id, b.label, b.fields);
}

bool operator==(const FieldValue& a, const FieldValue& b) {
  return a.value == b.value && a.blocks == b.blocks;
}

const Json& Block::value(std::string_view field) const {
  return fields[place_of(type->fields, type->name, field, false)].value;
}

void Block::set(std::string_view field, Json value) {
  const size_t place = place_of(type->fields, type->name, field, false);
  const Field& declared = type->fields[place];
  FieldValue given{normalized(declared, std::move(value)), {}};
  // Null is taken where the shape of the moment might require a value: the shape is checked as a whole, at
  // the end.
  if (!given.value.is_null() || declared.is_list) {
    Validation validation(SubscriptionLifecycle::INITIAL);
    validation.check_field(declared, given);
    validation.throw_if_wrong(type->name);
  }
  fields[place] = std::move(given);
}

const std::vector<Block>& Block::blocks(std::string_view field) const {
  return fields[place_of(type->fields, type->name, field, true)].blocks;
}

std::vector<Block>& Block::blocks(std::string_view field) {
  return fields[place_of(type->fields, type->name, field, true)].blocks;
}

const Json& Subscription::fixed_input(std::string_view name) const {
  return fixed_inputs[place_of(type->fixed_inputs, type->name, name, false)];
}

const std::vector<Block>& Subscription::blocks(std::string_view field) const {
  return roots[place_of(type->blocks, type->name, field, true)].blocks;
}

std::vector<Block>& Subscription::blocks(std::string_view field) {
  return roots[place_of(type->blocks, type->name, field, true)].blocks;
}

}  // namespace rehearsal::domain
