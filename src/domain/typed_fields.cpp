#include "domain/typed_fields.h"

#include "core/error.h"

namespace rehearsal::domain::fieldwise {

const Block& block_in(const Field& field, const FieldValue& from) {
  if (from.blocks.empty())
    throw value_error("Expected a " + field.block + " in the field " + field.name +
                      ", found none. Give it one.");
  return from.blocks.front();
}

const Json& value_in(const Field& field, const Json& value) {
  if (!is_value_of(field, value))
    throw value_error("Expected a value of its kind in the field " + field.name + ", found " +
                      dump_json(value) + ". Give it one.");
  return value;
}

}  // namespace rehearsal::domain::fieldwise
