#include "catalog/words.h"

#include <array>

namespace rehearsal::catalog {
namespace {

struct Word {
  const char* name;
  const char* words;
};

// A name with "_info" says more about the field of that name.
constexpr std::array<Word, 15> kFields = {{
    {"product", "Product"},
    {"subscription_id", "Subscription"},
    {"version", "Version"},
    {"group_name", "Group name"},
    {"group_name_info", "What the group is called"},
    {"group_id", "Group ID"},
    {"group_id_info", "Given by the group management system"},
    {"username", "User name"},
    {"username_info", "What the user is called"},
    {"age", "Age"},
    {"age_info", "Whole years; may be left empty"},
    {"user_group_ids", "User group"},
    {"user_group_ids_info", "The group that the user belongs to"},
    {"note", "Note"},
    {"product_type", "Product type"},
}};

}  // namespace

Json words(const Catalog& catalog) {
  Json fields = Json::object();
  for (const Word& word : kFields) fields[word.name] = word.words;
  Json workflows = Json::object();
  for (const auto& workflow : catalog.registry.all()) workflows[workflow->name] = workflow->description;
  Json all = Json::object();
  all["forms"]["fields"] = std::move(fields);
  all["workflow"] = std::move(workflows);
  return all;
}

}  // namespace rehearsal::catalog
