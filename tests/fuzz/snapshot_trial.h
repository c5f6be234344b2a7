// One file, tried on databases: it is refused in words or taken as a whole, and what was taken goes out and
// comes in again as the same.
#pragma once

#include <string>

#include "core/ids.h"
#include "domain/world.h"
#include "random.h"
#include "snapshot/import.h"

namespace rehearsal::fuzz {

// The words that the snapshots of these fuzzers may use.
const snapshot::Words& words();

// A database with one customer.
struct Place : domain::World {
  Place();
  std::string snapshot();
  // Whether it was taken.
  bool take(const std::string& file, snapshot::Mode mode);
};

// A snapshot with something of everything.
const std::string& original();

// Throws Error (FuzzFailure) when something is not as it must be.
void try_file(const std::string& file, snapshot::Mode mode);

// The same snapshot with a few values changed, and the digests that then belong to it. Throws Error where
// `file` is no JSON object with a content.
std::string rearranged(Random& random, const std::string& file);

}  // namespace rehearsal::fuzz
