#include "snapshot/essence.h"

#include "snapshot/element_text.h"
#include "store/database.h"

namespace rehearsal::snapshot {
namespace {

void forget_origin(Json& value) {
  if (value.is_object()) {
    for (const char* name :
         {"created_at", "product_block_id", "resource_type_id", "fixed_input_id", "workflow_id"})
      value.erase(name);
  }
  if (value.is_structured()) {
    for (Json& each : value) forget_origin(each);
  }
}

}  // namespace

std::string without_origin(Json element) {
  forget_origin(element);
  return canonical_json(element);
}

Essences essences_of(domain::Session& session) {
  Essences all;
  ElementText text(session, false);
  for (size_t i = 0; i < kSections; ++i) {
    const Section section = section_at(i);
    if (!is_of_code(section)) continue;
    auto rows = text.rows(section);
    while (rows.step()) {
      std::string element;
      text.add(section, rows, element);
      all[i][rows.text(0)] = without_origin(parse_json(element));
    }
  }
  return all;
}

}  // namespace rehearsal::snapshot
