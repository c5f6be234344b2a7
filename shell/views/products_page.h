// What can be made: one card for each active product.
#pragma once

#include <string>

#include "shell/views/context.h"

namespace rehearsal::views {

class ProductsPage {
 public:
  void draw(Context& context);
};

// The hash of the form that creates a subscription of `product`; empty when no workflow does.
std::string create_hash(const Json& product);

}  // namespace rehearsal::views
