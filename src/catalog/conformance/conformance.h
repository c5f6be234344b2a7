// The workflows of the recordings that exercise the engine
// (conformance/oracle/catalogue/workflows/engine.py): with
// `--catalog conformance` only.
#pragma once

#include "catalog/catalog.h"

namespace rehearsal::catalog {

// The library `conformance` adds them. engine.wasm that ships is linked with `no_conformance` instead, for its
// bytes: there it throws Error (ValueError), which says who has them.
void add_conformance(Catalog& catalog);

}  // namespace rehearsal::catalog
