// The pages of a database that SQLite keeps in memory, found by their number. SQLite's own cache looks
// through all that it holds at the commit after two pages have changed places in a tree; with many pages that
// costs more than the commit itself. Source: SQLite's documentation, "Application Defined Page Cache"
// (sqlite3_pcache_methods2).
#pragma once

#include <sqlite3.h>

namespace rehearsal::store {

// For sqlite3_config(SQLITE_CONFIG_PCACHE2, …), before SQLite is initialized. Memory is SQLite's own: that of
// sqlite3_malloc64.
sqlite3_pcache_methods2 page_cache_methods();

}  // namespace rehearsal::store
