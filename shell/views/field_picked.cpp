// Fields that name something the engine has a list of: a product, a customer, a subscription.
#include <algorithm>

#include "shell/app/format.h"
#include "shell/app/read_json.h"
#include "shell/app/words.h"
#include "shell/views/field_view.h"
#include "shell/views/shown_field.h"

namespace rehearsal::views {
namespace {

using shell::Field;
using shell::FieldInput;

bool may_be_picked(const Field& field, const std::string& id) {
  return field.picks_of.empty() ||
         std::find(field.picks_of.begin(), field.picks_of.end(), id) != field.picks_of.end();
}

// What was typed as words to search for: signs mean something in the language of searches.
std::string plain_words(std::string_view typed) {
  constexpr std::string_view kSigns = "\"'|*:()<>-";
  std::string words(typed);
  for (char& c : words) {
    if (kSigns.find(c) != std::string_view::npos) c = ' ';
  }
  return words;
}

// Beside a subscription stand its product and its customer.
std::string detail_of(Context& context, const Json& subscription) {
  const Json* product = shell::member(subscription, "product");
  const std::string name = product == nullptr ? "" : text_or(*product, "name");
  const std::string customer = customer_name(context, text_or(subscription, "customer_id"));
  return name + (name.empty() || customer.empty() ? "" : " \u00b7 ") + customer;
}

}  // namespace

void FieldDrawer::draw_picked(const Field& field, FieldInput& input, ui::FieldOptions options) {
  const std::string placeholder = "Choose " + shell::with_article(shell::lower_first(field.label));
  options.placeholder = placeholder;
  if (field.picks == shell::Picks::kSubscription) return draw_picked_subscription(field, input, options);
  const bool product = field.picks == shell::Picks::kProduct;
  const shell::Cached& cached = context_.door.get(product ? "/api/products" : kCustomersPath);
  if (!cached.ready()) return draw_typed(field, input, options);
  std::vector<ui::Choice> choices;
  if (field.nullable) choices.push_back({"", kNothing});
  for (const Json* item : shell::elements(cached.answer.body)) {
    const std::string id = text_or(*item, product ? "product_id" : "customer_id");
    if (!may_be_picked(field, id)) continue;
    choices.push_back({id, text_or(*item, product ? "name" : "fullname"),
                       text_or(*item, product ? "product_type" : "shortcode")});
  }
  note(std::string(options.key), ui::select(context_.ui, label_of(field), choices, input.text, options));
}

// There may be a hundred thousand: the engine searches, and what is chosen is asked for by its id.
void FieldDrawer::draw_picked_subscription(const Field& field, FieldInput& input,
                                           const ui::FieldOptions& options) {
  const auto find = [&](std::string_view searched) {
    const std::string words = plain_words(searched);
    const shell::Cached& cached = context_.door.get("/api/rehearsal/lists/subscriptions",
                                                    words.empty() ? Json() : Json{{"query", words}});
    ui::Found found;
    if (field.nullable && words.empty()) found.choices.push_back({"", kNothing});
    found.total = found.choices.size();
    if (!cached.ready()) return found;
    found.total += static_cast<size_t>(shell::number_at(cached.answer.body, "total").value_or(0));
    for (const Json* item : shell::elements(cached.answer.body, "items"))
      found.choices.push_back(
          {text_or(*item, "subscription_id"), text_or(*item, "description"), detail_of(context_, *item)});
    return found;
  };
  const std::string chosen = input.text.empty() ? "" : subscription_words(context_, input.text);
  note(std::string(options.key),
       ui::select_found(context_.ui, label_of(field), find, chosen, input.text, options));
  if (!input.text.empty()) draw_subscription_facts(context_, input.text);
}

}  // namespace rehearsal::views
