#include "catalog/conformance/conformance.h"

#include "catalog/authoring.h"

namespace rehearsal::catalog {
namespace {

constexpr auto wf_empty = init >> done;

}  // namespace

void add_conformance(Catalog& catalog) {
  catalog.registry.add({.name = "wf_empty",
                        .description = "Engine exercise empty",
                        .target = Target::CREATE,
                        .steps = steps_of(wf_empty),
                        .product_types = {}});
}

}  // namespace rehearsal::catalog
