#include "shell/app/translations.h"

#include "shell/app/format.h"

namespace rehearsal::shell {
namespace {

const Json* member(const Json* object, std::string_view key) {
  if (object == nullptr || !object->is_object()) return nullptr;
  const auto found = object->find(std::string(key));
  return found == object->end() ? nullptr : &*found;
}

// "User Group Ids", the title made from a name, reads better as "User group ids"; other titles are the
// author's words.
std::string sentence_case(std::string_view name, std::string_view title) {
  if (title.empty()) return humanized(name);
  std::string made(humanized(name));
  const bool same = made.size() == title.size() && contains_folded(made, title);
  return same ? made : std::string(title);
}

}  // namespace

std::string Translations::find(std::string_view section, std::string_view name) const {
  const Json* at = &body_;
  if (section == "fields") at = member(at, "forms");
  const Json* words = member(member(at, section), name);
  return words != nullptr && words->is_string() ? words->get<std::string>() : std::string();
}

std::string Translations::field(std::string_view name, std::string_view title) const {
  const std::string words = find("fields", name);
  return words.empty() ? sentence_case(name, title) : words;
}

std::string Translations::field_help(std::string_view name) const {
  return find("fields", std::string(name) + "_info");
}

std::string Translations::workflow(std::string_view name) const {
  return sentence_case(name, find("workflow", name));
}

}  // namespace rehearsal::shell
