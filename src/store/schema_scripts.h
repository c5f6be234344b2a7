// The longer scripts of the schema's migrations (schema.cpp has their order).
#pragma once

#include <string_view>

namespace rehearsal::store {

std::string_view first_tables();
std::string_view search_words_and_catalog_entries();
std::string_view search_by_full_text_index();

}  // namespace rehearsal::store
