// A look at the write-ahead log before SQLite opens it. SQLite takes the log up to the first frame that is
// not right and passes over all that follows: right after a loss of power, silent loss after damage.
#pragma once

#include <string>

#include "store/files.h"

namespace rehearsal::store {

// What the log shows that no loss of power can leave behind; empty when it shows nothing. Damage in its last
// transaction looks like a transaction that was cut short, and is not told. Source of the format:
// sqlite.org/fileformat2.html, section 4.
std::string damage_of_log(Files& files);

}  // namespace rehearsal::store
