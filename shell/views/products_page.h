// What can be made: one card for each active product.
#pragma once

#include <string>

#include "shell/views/page.h"

namespace rehearsal::views {

class ProductsPage : public Page {
 public:
  static constexpr PageKind kKind{"new",       "New subscription", "new", opened<ProductsPage>,
                                  Way::button, ui::Icon::plus,     "n",   true};
  void draw(Context& context) override;
};

// The hash of the form that creates a subscription of `product`; empty when no workflow does.
std::string create_hash(const Json& product);

}  // namespace rehearsal::views
