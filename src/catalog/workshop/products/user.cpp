#include "catalog/workshop/products/user.h"

#include "catalog/workshop/workflows/user/user_description.h"

namespace rehearsal::catalog {
namespace {

// In the loosest shape: whatever the subscription's status is.
std::string describe(const domain::Subscription& subscription) {
  return user_description(domain::fieldwise::read_subscription<UserInactive>(subscription));
}

}  // namespace

void add_user_products(domain::Models& models) {
  domain::add_block<UserBlockModel>(models, {.product_block_id = "00000000-0000-4000-8000-000000000012",
                                             .description = "user block",
                                             .tag = "UB",
                                             .fields = {{"username", "name of the user"},
                                                        {"age", "age of the user"},
                                                        {"user_id", "id of the user"}}});
  domain::add_product<UserModel>(models, {.product_id = "00000000-0000-4000-8000-000000000002",
                                          .name = "User internal",
                                          .description = "user administration - internal",
                                          .product_type = "User",
                                          .tag = "USER_INT",
                                          .fixed_inputs = {{"affiliation", "internal"}},
                                          .describe = describe});
  domain::add_product<UserModel>(models, {.product_id = "00000000-0000-4000-8000-000000000003",
                                          .name = "User external",
                                          .description = "user administration - external",
                                          .product_type = "User",
                                          .tag = "USER_EXT",
                                          .fixed_inputs = {{"affiliation", "external"}},
                                          .describe = describe});
}

}  // namespace rehearsal::catalog
