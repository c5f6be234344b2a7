#include "shell/views/products_page.h"

#include <algorithm>
#include <vector>

#include "shell/app/address.h"
#include "shell/app/format.h"
#include "shell/views/parts.h"

namespace rehearsal::views {
namespace {

void draw_product(Context& context, const Json& product, const std::string& hash) {
  const std::string name = text_or(product, "name");
  auto scope = ui::scope(context.ui, text_or(product, "product_id"));
  auto card = ui::card(context.ui, {.gap = 8, .role = ui::Role::article, .name = name, .href = hash});
  {
    auto row = ui::row(context.ui, {.gap = 8, .align = ui::Align::center});
    ui::icon(context.ui, text_or(product, "product_type") == "UserGroup" ? ui::Icon::users : ui::Icon::box,
             ui::Tone::accent, 20);
    ui::text(context.ui, name, {.weight = ui::Weight::semibold, .size = 16, .grow = 1});
    ui::icon(context.ui, ui::Icon::chevron_right, ui::Tone::muted);
  }
  ui::paragraph(context.ui, shell::upper_first(text_or(product, "description")), {.tone = ui::Tone::muted});
  auto tags = ui::row(context.ui, {.gap = 8, .align = ui::Align::center, .wrap = true});
  ui::badge(context.ui, text_or(product, "tag"), {.tone = ui::Tone::muted});
  for (const Json* input : shell::elements(product, "fixed_inputs")) {
    ui::badge(
        context.ui,
        shell::lower_first(context.words.field(text_or(*input, "name"))) + ": " + text_or(*input, "value"),
        {.tone = ui::Tone::info});
  }
}

}  // namespace

std::string create_hash(const Json& product) {
  for (const Json* workflow : shell::elements(product, "workflows")) {
    if (text_or(*workflow, "target") != "CREATE") continue;
    return shell::create_hash(text_or(*workflow, "name"), text_or(product, "product_id"));
  }
  return {};
}

void ProductsPage::draw(Context& context) {
  {
    auto head = ui::column(context.ui, {.gap = 4});
    ui::heading(context.ui, 1, "New subscription");
    ui::paragraph(context.ui,
                  "Choose what to make. Its form comes next; nothing happens before you start the workflow.",
                  {.tone = ui::Tone::muted});
  }
  const shell::Cached& cached = context.door.get("/api/products");
  if (!answered(context, cached, "/api/products")) return;
  std::vector<const Json*> products;
  for (const Json* product : shell::elements(cached.answer.body)) {
    if (text_or(*product, "status") == "active" && !create_hash(*product).empty())
      products.push_back(product);
  }
  std::sort(products.begin(), products.end(),
            [](const Json* a, const Json* b) { return text_or(*a, "name") < text_or(*b, "name"); });
  if (products.empty()) {
    auto none = ui::empty_state(context.ui, ui::Icon::package, "There is nothing to make",
                                "No active product has a workflow that creates it.");
    return;
  }
  auto tiles = ui::tiles(context.ui, 300);
  for (const Json* product : products) draw_product(context, *product, create_hash(*product));
}

}  // namespace rehearsal::views
