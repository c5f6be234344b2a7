// What every JSON form of a subscription shares: how its fields stand in an object.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "core/json.h"
#include "domain/values.h"

namespace rehearsal::domain {

// Members of an object that is being made; room for all of them is made once.
using Members = Json::object_t;

// Puts each field under its name; `of_block` gives the JSON of an inner block.
template <class OfBlock>
void put_fields(Members& into, const std::vector<Field>& fields, const std::vector<FieldValue>& values,
                OfBlock of_block) {
  for (size_t i = 0; i < fields.size(); ++i) {
    const Field& field = fields[i];
    if (!field.is_block()) {
      into.emplace(field.name, values[i].value);
    } else if (field.is_list) {
      Json list = Json::array();
      for (const Block& block : values[i].blocks) list.push_back(of_block(block));
      into.emplace(field.name, std::move(list));
    } else {
      into.emplace(field.name,
                   values[i].blocks.empty() ? Json(nullptr) : Json(of_block(values[i].blocks.front())));
    }
  }
}

inline void put_fixed_inputs(Members& into, const Subscription& subscription) {
  const std::vector<Field>& inputs = subscription.type->fixed_inputs;
  for (size_t i = 0; i < inputs.size(); ++i) into.emplace(inputs[i].name, subscription.fixed_inputs[i]);
}

// The value or null.
template <class T>
Json or_null(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

}  // namespace rehearsal::domain
