// Stored values that a field's declaration does not take.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "domain/types.h"

namespace rehearsal::store {
class Database;
}

namespace rehearsal::catalog {

struct Misfits {
  // How many values are of another kind, none of the choices, or too many or too few for one instance.
  int64_t values = 0;
  // The subscriptions that have them, as sequences, each once and in order.
  std::vector<int64_t> subscriptions;
};

// Looks at the values that instances of the block have in this field.
Misfits misfits_of(store::Database& db, std::string_view block, const domain::Field& field);

}  // namespace rehearsal::catalog
