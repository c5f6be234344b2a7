#include "shell/views/shown_field.h"

#include <algorithm>
#include <string>

#include "core/text.h"
#include "shell/app/format.h"
#include "shell/app/read_json.h"
#include "shell/app/subscription_model.h"
#include "shell/views/parts.h"
#include "shell/views/products_page.h"

namespace rehearsal::views {
namespace {

using shell::Field;

constexpr const char* kDomainModelPath = "/api/subscriptions/domain-model/";

// The product that makes what a choice is missing: that of the type for which the choice is named
// ("UserGroupEnum").
const Json* product_for(const Field& field, const Json& products) {
  constexpr std::string_view kEnd = "Enum";
  std::string type = field.choice_title;
  if (type.size() > kEnd.size() && type.compare(type.size() - kEnd.size(), kEnd.size(), kEnd) == 0) {
    type.resize(type.size() - kEnd.size());
  }
  for (const Json* product : shell::elements(products)) {
    if (text_or(*product, "product_type") == type) return product;
  }
  return nullptr;
}

constexpr size_t kMostColumns = 20;

bool is_summary(const Json& data) {
  for (const char* key : {"headers", "labels", "columns"}) {
    const Json* list = shell::member(data, key);
    if (list == nullptr || !list->is_array()) return false;
  }
  const Json& columns = data["columns"];
  return columns.size() <= kMostColumns &&
         std::all_of(columns.begin(), columns.end(), [](const Json& one) { return one.is_array(); });
}

std::string cell_words(const Json& columns, size_t column, size_t row) {
  return row < columns[column].size() ? shell::value_words(columns[column][row]) : std::string();
}

// Columns side by side need room: in a narrow page each row is a fact with what stands in its columns.
void draw_narrow_summary(Context& context, const Field& field, const Json& labels, const Json& columns,
                         const Json& headers) {
  const bool is_change = columns.size() == 2 && shell::value_words(headers) == "before, after";
  auto box = ui::labelled(context.ui, field.label);
  auto facts = ui::terms(context.ui, field.label);
  for (size_t row = 0; row < labels.size() && row < kMostFacts; ++row) {
    const std::string name = shell::value_words(labels[row]);
    if (is_change) {
      ui::term_changed(context.ui, name, cell_words(columns, 0, row), cell_words(columns, 1, row));
      continue;
    }
    std::string cells;
    for (size_t i = 0; i < columns.size(); ++i) {
      cells += i > 0 ? ", " : "";
      if (i < headers.size()) cells += shell::value_words(headers[i]) + ": ";
      cells += cell_words(columns, i, row);
    }
    ui::term(context.ui, name, cells);
  }
  if (labels.size() > kMostFacts)
    ui::term(context.ui, "More", shell::count_words(labels.size() - kMostFacts, "row", "rows"));
}

}  // namespace

void draw_dead_end(Context& context, const Field& field) {
  const std::string noun = shell::lower_first(field.label);
  const shell::Cached& products = context.door.get("/api/products");
  const Json* product = products.ready() ? product_for(field, products.answer.body) : nullptr;
  const std::string href = product == nullptr ? "" : create_hash(*product);
  auto box =
      ui::callout(context.ui, ui::Tone::info,
                  (href.empty() ? "There is no " : "No active ") + noun + (href.empty() ? "" : " yet"));
  ui::paragraph(context.ui,
                href.empty() ? "This form needs one and cannot be sent before there is something to choose."
                             : "This form needs one. Create it first: what you typed here is kept.");
  if (href.empty()) return;
  const std::string label = "Create " + shell::with_article(noun);
  if (ui::link_button(context.ui, label, href, {.icon = ui::Icon::plus}))
    context.come_back = {context.hash, "", ""};
}

void draw_callout(Context& context, const Field& field) {
  const std::string type = text_or(field.fixed, "message_type");
  const ui::Tone tone = type == "danger"    ? ui::Tone::danger
                        : type == "warning" ? ui::Tone::warning
                        : type == "success" ? ui::Tone::success
                                            : ui::Tone::info;
  auto box = ui::callout(context.ui, tone, shortened(text_or(field.fixed, "header", field.label), kMostRead));
  const std::string words = shortened(text_or(field.fixed, "message"), kMostRead);
  if (!words.empty()) ui::paragraph(context.ui, words);
}

// "headers", "labels" of the rows and "columns", each a list of cells.
void draw_summary(Context& context, const Field& field) {
  if (!is_summary(field.fixed)) {
    ui::paragraph(context.ui,
                  field.label +
                      ": expected a list of headers, of labels and of up to 20 lists as columns, found " +
                      shortened(shell::value_words(field.fixed), 200) + ".");
    return;
  }
  const Json& labels = field.fixed["labels"];
  const Json& columns = field.fixed["columns"];
  const Json& headers = field.fixed["headers"];
  if (context.ui.narrow()) return draw_narrow_summary(context, field, labels, columns, headers);
  auto box = ui::labelled(context.ui, field.label);
  std::vector<std::string> titles;
  for (size_t i = 0; i < columns.size(); ++i)
    titles.push_back(i < headers.size() ? shell::upper_first(shell::value_words(headers[i])) : std::string());
  std::vector<ui::Column> heads = {{.title = "Value"}};
  for (const std::string& title : titles) heads.push_back({.title = title});
  ui::Table table(context.ui, field.label, heads, static_cast<int>(labels.size()));
  for (const int i : table.visible()) {
    const auto row = static_cast<size_t>(i);
    auto line = table.row(i, std::to_string(i));
    if (auto cell = table.cell()) {
      ui::text(context.ui, shell::value_words(labels[row]), {.tone = ui::Tone::muted});
    }
    for (size_t column = 0; column < columns.size(); ++column) {
      auto cell = table.cell();
      ui::text(context.ui, cell_words(columns, column, row));
    }
  }
}

std::string customer_name(Context& context, const std::string& id) {
  const shell::Cached& customers = context.door.get(kCustomersPath);
  if (!customers.ready()) return {};
  for (const Json* one : shell::elements(customers.answer.body)) {
    if (text_or(*one, "customer_id") == id) return text_or(*one, "fullname");
  }
  return {};
}

std::string subscription_words(Context& context, const std::string& id) {
  const shell::Cached& cached = context.door.get(kDomainModelPath + id);
  const std::string words = cached.ready() ? text_or(cached.answer.body, "description") : std::string();
  return words.empty() ? shell::short_id(id) : words;
}

void draw_subscription_facts(Context& context, const std::string& id) {
  const shell::Cached& cached = context.door.get(kDomainModelPath + id);
  if (!cached.ready()) return;
  const shell::Subscription subscription = shell::subscription_of(cached.answer.body);
  auto row = ui::row(context.ui, {.gap = 8, .align = ui::Align::center, .wrap = true});
  ui::text(context.ui, subscription.product, {.tone = ui::Tone::muted});
  if (const std::string customer = customer_name(context, subscription.customer_id); !customer.empty())
    ui::text(context.ui, customer, {.tone = ui::Tone::muted});
  subscription_badge(context.ui, subscription.status);
}

void draw_shown_subscription(Context& context, const Field& field) {
  const std::string id = shell::value_words(field.fixed);
  auto box = ui::card(context.ui, {.gap = 4, .name = field.label});
  ui::text(context.ui, field.label, {.tone = ui::Tone::muted, .size = 12});
  ui::link(context.ui, subscription_words(context, id), subscription_hash(id),
           {.weight = ui::Weight::medium});
  draw_subscription_facts(context, id);
}

}  // namespace rehearsal::views
