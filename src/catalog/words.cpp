#include "catalog/words.h"

#include <algorithm>
#include <array>

namespace rehearsal::catalog {
namespace {

struct Word {
  std::string_view name;
  const char* english;
  const char* dutch;
};

// A name with "_info" says more about the field of that name.
constexpr std::array<Word, 16> kFields = {{
    {"product", "Product", "Product"},
    {"subscription_id", "Subscription", "Subscription"},
    {"version", "Version", "Versie"},
    {"group_name", "Group name", "Groepsnaam"},
    {"group_name_info", "What the group is called", "Hoe de groep heet"},
    {"group_id", "Group ID", "Groeps-ID"},
    {"group_id_info", "Given by the group management system",
     "Gegeven door het systeem dat de groepen beheert"},
    {"username", "User name", "Gebruikersnaam"},
    {"username_info", "What the user is called", "Hoe de gebruiker heet"},
    {"age", "Age", "Leeftijd"},
    {"age_info", "Whole years; may be left empty", "In hele jaren; mag leeg blijven"},
    {"user_group_ids", "User group", "Gebruikersgroep"},
    {"user_group_ids_info", "The group that the user belongs to", "De groep waar de gebruiker bij hoort"},
    {"note", "Note", "Notitie"},
    {"product_type", "Product type", "Producttype"},
    {"are_you_sure", "Confirmation", "Bevestiging"},
}};

struct Title {
  std::string_view workflow;
  const char* dutch;
};

// The English words of a workflow are its description.
constexpr std::array<Title, 17> kWorkflows = {{
    {"create_user_group", "Gebruikersgroep aanmaken"},
    {"modify_user_group", "Gebruikersgroep wijzigen"},
    {"terminate_user_group", "Gebruikersgroep be\u00ebindigen"},
    {"validate_user_group", "Gebruikersgroep controleren"},
    {"create_user", "Gebruiker aanmaken"},
    {"modify_user", "Gebruiker wijzigen"},
    {"terminate_user", "Gebruiker be\u00ebindigen"},
    {"validate_user", "Gebruiker controleren"},
    {"reconcile_user", "Gebruiker gelijktrekken"},
    {"reconcile_user_group", "Gebruikersgroep gelijktrekken"},
    {"modify_note", "Notitie wijzigen"},
    {"task_clean_up_tasks", "Oude taken opruimen"},
    {"task_resume_workflows", "Workflows hervatten die wachten"},
    {"task_validate_awaiting_callbacks", "Controleren waar nog op antwoord gewacht wordt"},
    {"task_validate_product_type", "Alle subscriptions van een producttype controleren"},
    {"task_validate_products", "Producten controleren"},
    {"task_validate_subscriptions", "Subscriptions controleren"},
}};

std::string title_of(const workflow::Workflow& workflow, bool dutch) {
  const auto* found = std::find_if(kWorkflows.begin(), kWorkflows.end(),
                                   [&](const Title& title) { return title.workflow == workflow.name; });
  return dutch && found != kWorkflows.end() ? found->dutch : workflow.description;
}

}  // namespace

Json words(const Catalog& catalog, std::string_view language) {
  const bool dutch = language == "nl-NL";
  Json all = Json::object();
  if (!dutch && language != "en-GB") return all;
  Json fields = Json::object();
  for (const Word& word : kFields) fields[std::string(word.name)] = dutch ? word.dutch : word.english;
  Json workflows = Json::object();
  for (const auto& workflow : catalog.registry.all()) workflows[workflow->name] = title_of(*workflow, dutch);
  all["forms"]["fields"] = std::move(fields);
  all["workflow"] = std::move(workflows);
  return all;
}

}  // namespace rehearsal::catalog
