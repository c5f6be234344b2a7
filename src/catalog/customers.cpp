#include "catalog/customers.h"

#include <array>

namespace rehearsal::catalog {
namespace {

struct Customer {
  std::string_view id;
  std::string_view fullname;
  std::string_view shortcode;
};

constexpr std::array<Customer, 4> kCustomers = {{
    {kDefaultCustomer, "Rehearsal University", "RU"},
    {"00000000-0000-4000-8000-000000000102", "Institute of Dry Runs", "IDR"},
    {"00000000-0000-4000-8000-000000000103", "Understudy College", "UC"},
    {"00000000-0000-4000-8000-000000000104", "Backstage Hospital", "BH"},
}};

}  // namespace

void add_customers(store::Database& db, std::vector<std::string>& lines) {
  for (const Customer& customer : kCustomers) {
    db.run("insert or ignore into customers (customer_id, fullname, shortcode) values (?, ?, ?)", customer.id,
           customer.fullname, customer.shortcode);
    if (db.changes() > 0) lines.push_back("Added the customer " + std::string(customer.fullname));
  }
}

}  // namespace rehearsal::catalog
