#include "catalog/entries.h"

#include <set>

#include "workflow/names.h"

namespace rehearsal::catalog {
namespace {

using domain::Field;
using domain::ValueKind;

std::string_view name_of(ValueKind kind) {
  switch (kind) {
    case ValueKind::STRING:
      return "str";
    case ValueKind::INTEGER:
      return "int";
    case ValueKind::BOOLEAN:
      return "bool";
    case ValueKind::NUMBER:
      return "float";
    case ValueKind::UUID:
      return "UUID";
    case ValueKind::DATETIME:
      return "datetime";
    case ValueKind::IPV4_ADDRESS:
      return "IPv4Address";
    case ValueKind::IPV6_ADDRESS:
      return "IPv6Address";
    case ValueKind::IPV4_NETWORK:
      return "IPv4Network";
    case ValueKind::IPV6_NETWORK:
      return "IPv6Network";
    case ValueKind::BLOCK:
      break;
  }
  return "block";
}

// "int", "str of fiber | copper", "list of block, 2 to 4".
std::string type_of(const Field& field) {
  std::string type(field.is_list ? "list of " : "");
  type.append(name_of(field.kind));
  for (const std::string& choice : field.choices)
    type.append(&choice == &field.choices.front() ? " of " : " | ").append(choice);
  if (field.is_list && field.items != domain::Items()) {
    type.append(", ").append(std::to_string(field.items.min)).append(" to ");
    type.append(field.items.max == domain::kNoLimit ? "any number" : std::to_string(field.items.max));
  }
  return type;
}

Json required_from(const Field& field) {
  return field.required_from ? Json(to_text(*field.required_from)) : Json(nullptr);
}

void add_products(const domain::Models& models, std::vector<Entry>& entries) {
  for (const domain::Models::Entry& each : models.products()) {
    const domain::Product& product = each.product;
    entries.push_back({"product",
                       product.name,
                       {{"description", product.description},
                        {"product_type", product.product_type},
                        {"tag", product.tag},
                        {"status", product.status}}});
    for (const auto& [name, value] : product.fixed_inputs) {
      const size_t place = each.type->fixed_input_index(name);
      entries.push_back({"fixed_input", product.name + "/" + name, {{"value", value}}});
      if (place != domain::kNoLimit) entries.back().content["type"] = type_of(each.type->fixed_inputs[place]);
    }
    for (const Field& field : each.type->blocks) {
      for (const std::string& block : field.block_names()) {
        entries.push_back({"root",
                           product.name + "/" + block,
                           {{"type", type_of(field)}, {"required_from", required_from(field)}}});
      }
    }
  }
}

// How many blocks of a list there may be, as its row says it.
Json limit_of(const Field& field, size_t items) {
  return field.is_list && items != domain::kNoLimit ? Json(items) : Json(nullptr);
}

void add_blocks(const domain::Models& models, std::vector<Entry>& entries) {
  std::set<std::string> seen;
  for (const auto& block : models.blocks()) {
    entries.push_back(
        {"block",
         block->name,
         {{"description", block->description}, {"tag", block->tag}, {"status", block->status}}});
    for (const Field& field : block->fields) {
      const char* kind = field.is_block() ? "use" : "field";
      Json content = field.is_block() ? Json{{"min", limit_of(field, field.items.min)},
                                             {"max", limit_of(field, field.items.max)}}
                                      : Json{{"type", type_of(field)}};
      content["required_from"] = required_from(field);
      if (!field.initial.empty()) content["begins_with"] = field.initial;
      for (const std::string& name : field.is_block() ? field.block_names() : std::vector{field.name}) {
        if (seen.insert(block->name + "/" + name).second) {
          entries.push_back({kind, block->name + "/" + name, content});
        }
      }
    }
  }
  // Blocks share the type of a field by its name; the first one's words hold, as where the row is made.
  for (const auto& block : models.blocks()) {
    for (const Field& field : block->fields) {
      if (field.is_block() || !seen.insert(field.name).second) continue;
      entries.push_back({"resource_type", field.name, {{"description", field.description}}});
    }
  }
}

void add_workflows(const workflow::Registry& registry, std::vector<Entry>& entries) {
  for (const auto& workflow : registry.all()) {
    entries.push_back({"workflow",
                       workflow->name,
                       {{"description", workflow->description},
                        {"target", text(workflow->target)},
                        {"is_task", workflow->is_task}}});
    for (const std::string& type : workflow->product_types) {
      entries.push_back({"link", workflow->name + "/" + type, Json::object()});
    }
  }
}

}  // namespace

std::vector<Entry> entries_of(const Catalog& catalog) {
  std::vector<Entry> entries;
  add_products(catalog.models, entries);
  add_blocks(catalog.models, entries);
  add_workflows(catalog.registry, entries);
  return entries;
}

EntryName split_name(std::string_view kind, std::string_view name) {
  if (kind == "product" || kind == "block" || kind == "resource_type" || kind == "workflow")
    return {{}, name};
  // The own name has no slash; a product's may.
  const size_t slash = name.rfind('/');
  return {name.substr(0, slash), name.substr(slash + 1)};
}

}  // namespace rehearsal::catalog
