// The workflows of the recordings that exercise the engine
// (conformance/oracle/catalogue/workflows/engine.py): with
// `--catalog conformance` only.
#pragma once

#include "catalog/catalog.h"

namespace rehearsal::catalog {

void add_conformance(Catalog& catalog);

}  // namespace rehearsal::catalog
