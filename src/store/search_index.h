// What subscriptions are found by: the words of each, kept beside it in the table subscription_words and
// fresh with every commit (the original refreshes its view subscriptions_search every two minutes).
#pragma once

#include <string>
#include <string_view>

namespace rehearsal::store {

class Database;

// The words of `text` as they are compared: runs of letters and digits in lower case, each followed by one
// blank. Any character beyond ASCII is a letter.
std::string words_of(std::string_view text);

// The word that stands before the words of a field's value: "=username ". No text has it.
std::string key_word(std::string_view key);

// Brings the words up to date of at most `most` subscriptions that triggers have noted as changed
// (search_stale). Returns whether any are left. A transaction's commit does it for all that are left.
bool refresh_search(Database& db, int most);

// New values mark nothing from here on until the script that this returns is run, in the same transaction:
// for who stores values of new subscriptions only, which were marked when they were made.
std::string leave_values_unmarked(Database& db);

}  // namespace rehearsal::store
