#include "catalog/workshop/products/user_group.h"

namespace rehearsal::catalog {

void add_user_group_products(domain::Models& models) {
  domain::add_block<UserGroupBlockModel>(
      models, {.product_block_id = "00000000-0000-4000-8000-000000000011",
               .description = "user group block",
               .tag = "UGB",
               .fields = {{"group_name", "name of the user group"}, {"group_id", "id of the user group"}}});
  domain::add_product<UserGroupModel>(models, {.product_id = "00000000-0000-4000-8000-000000000001",
                                               .name = "User Group",
                                               .description = "user group administration",
                                               .product_type = "UserGroup",
                                               .tag = "GROUP"});
}

}  // namespace rehearsal::catalog
