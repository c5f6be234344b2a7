// Searches as SQL over the rows of a list; values are always bound.
#pragma once

#include <string_view>
#include <vector>

#include "api/list_query.h"

namespace rehearsal::api {

// What the words of a search are looked for in.
struct Searched {
  // Texts that have the word somewhere, and ids that begin with it.
  std::vector<std::string_view> texts;
  std::vector<std::string_view> ids;
};

// Adds what `query` asks of the list's fields and, where no field is named, of the searched texts. Throws
// Refusal (400) when the query cannot be read or names a field that there is none of.
void add_search(Where& where, const ListColumns& columns, const Searched& searched, std::string_view query);

// How a search of subscriptions takes a word that stands alone: as the whole of a word, as the original does,
// or as what a word begins with, for a person who is still typing.
enum class Words { kWhole, kBegun };

// The same for `subscriptions s`, over the words kept of them (store/search_index.h), their products' words
// and their ids. A field that is none of `columns` is looked for as the words before its value; with
// Words::kBegun it must be one that there is.
void add_subscription_search(Where& where, store::Database& db, const ListColumns& columns, Words words,
                             std::string_view query);
// The same for an order that is made in parts: as fast for a part of the rows as the other is for all, with
// the same values. What a part is stands in it as kPartOfRows.
void add_subscription_search_in_parts(Where& where, store::Database& db, const ListColumns& columns,
                                      Words words, std::string_view query);

}  // namespace rehearsal::api
