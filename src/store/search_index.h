// What subscriptions are found by: the words of each, and those of each product, in one full-text index
// (search_words, SQLite's FTS5), fresh with every commit (the original refreshes its view
// subscriptions_search every two minutes). A subscription's row has its sequence, a product's minus its
// rowid.
#pragma once

#include <string>
#include <string_view>

namespace rehearsal::store {

class Database;

// Whether `text` has any word in it: without one it asks for nothing.
bool has_word(std::string_view text);

// What finds the rows that have the words of `text` in a row, for `search_words match ?`; `open`: the last of
// them may go on.
std::string match_of(std::string_view text, bool open);

// The same for the values of one field: those that begin with the words of `text`.
std::string match_of_field(std::string_view key, std::string_view text, bool open);

// Brings at most `most` rows of the index up to date that triggers have noted as changed (search_stale).
// Returns how many they were: fewer than `most` when none are left. A transaction's commit does it for all
// that are left.
int refresh_search(Database& db, int most);

// Goes on with bringing the parts together of which the index consists since each commit adds one; writes
// about so many of its pages. Returns whether any work is left. Left to itself FTS5 does very much of it at
// once now and then, so commits do a little after every few rows.
bool merge_search(Database& db, int pages);

// New values mark nothing from here on until the script that this returns is run, in the same transaction:
// for who stores values of new subscriptions only, which were marked when they were made.
std::string leave_values_unmarked(Database& db);

}  // namespace rehearsal::store
