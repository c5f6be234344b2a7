#include "catalog/workshop/workshop.h"

#include "catalog/workshop/products/user.h"
#include "catalog/workshop/products/user_group.h"
#include "catalog/workshop/workflows/user/workflows.h"
#include "catalog/workshop/workflows/user_group/workflows.h"

namespace rehearsal::catalog {

void add_workshop(Catalog& catalog) {
  add_user_group_products(catalog.models);
  add_user_products(catalog.models);

  add_create_user_group(catalog.registry);
  add_modify_user_group(catalog.registry);
  add_terminate_user_group(catalog.registry);
  add_validate_user_group(catalog.registry);

  add_create_user(catalog.registry);
  add_modify_user(catalog.registry);
  add_terminate_user(catalog.registry);
  add_validate_user(catalog.registry);
  add_reconcile_user(catalog.registry);
}

void add_beyond_workshop(Catalog& catalog) {
  add_reconcile_user_group(catalog.registry);
}

}  // namespace rehearsal::catalog
