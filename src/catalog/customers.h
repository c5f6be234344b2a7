// For whom subscriptions are made. The original asks another system for its customers; here they are a small
// table.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "store/database.h"

namespace rehearsal::catalog {

// The customer of subscriptions for which none is chosen.
inline constexpr std::string_view kDefaultCustomer = "00000000-0000-4000-8000-000000000101";

// Adds those that the database lacks, with one line each.
void add_customers(store::Database& db, std::vector<std::string>& lines);

}  // namespace rehearsal::catalog
