#include "shell/views/snapshot_words.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "shell/app/format.h"
#include "shell/views/parts.h"

namespace rehearsal::views {
namespace {

constexpr size_t kNamedChanges = 5;

// The lists of a snapshot's content that a person knows, in the order in which they ask for them.
constexpr std::array<std::array<const char*, 3>, 10> kLists = {
    {{"subscriptions", "subscription", "subscriptions"},
     {"processes", "process", "processes"},
     {"external_records", "system record", "system records"},
     {"products", "product", "products"},
     {"product_blocks", "block", "blocks"},
     {"resource_types", "field", "fields"},
     {"workflows", "workflow", "workflows"},
     {"customers", "customer", "customers"},
     {"subscription_metadata", "note", "notes"},
     {"revisions", "history entry", "history entries"}}};

// What an element is called: workflows and processes by their words, a system's record by its subscription.
std::string name_of(Context& context, const Json& changes, std::string_view list, const Json& item) {
  std::string title = text_or(item, "title");
  if (list == "workflows" || list == "processes") return context.words.workflow(title);
  if (list != "external_records") return title;
  if (const Json* subscriptions = shell::member(changes, "subscriptions")) {
    const Json first = subscriptions->value("first", Json::object());
    for (const auto& [how, items] : first.items()) {
      for (const Json* one : shell::elements(items)) {
        if (text_or(*one, "id") == title) return text_or(*one, "title");
      }
    }
  }
  return shell::short_id(title);
}

// "Create user (3), Create user group": `count` of them. Where only some are told, how often each of them is
// there is not known: "Create user and others".
std::string names_of(Context& context, const Json& changes, const char* list, const Json* items,
                     size_t count) {
  std::vector<std::pair<std::string, size_t>> named;
  size_t told = 0;
  for (const Json* one : items == nullptr ? std::vector<const Json*>() : shell::elements(*items)) {
    const std::string name = name_of(context, changes, list, *one);
    const auto same =
        std::find_if(named.begin(), named.end(), [&](const auto& n) { return n.first == name; });
    if (name.empty() || (same == named.end() && named.size() == kNamedChanges)) continue;
    ++told;
    if (same == named.end()) {
      named.emplace_back(name, 1);
    } else {
      ++same->second;
    }
  }
  std::string words;
  for (const auto& [name, times] : named) {
    words += (words.empty() ? "" : ", ") + name;
    if (times > 1 && told == count) words += " (" + std::to_string(times) + ")";
  }
  return !named.empty() && told < count ? words + " and others" : words;
}

// "2 subscriptions added: User ann, User bob"
// False when there is nothing to tell of the list.
bool draw_changes(Context& context, const Json& changes, const std::array<const char*, 3>& list) {
  const Json* of_list = shell::member(changes, list[0]);
  bool told = false;
  if (of_list == nullptr) return told;
  const Json* first = shell::member(*of_list, "first");
  for (const char* how : {"added", "changed", "removed", "left"}) {
    const auto count = static_cast<size_t>(shell::whole_at(*of_list, how).value_or(0));
    if (count == 0) continue;
    const Json* items = first == nullptr ? nullptr : shell::member(*first, how);
    const bool removes = std::string_view(how) == "removed";
    const char* words = std::string_view(how) == "left" ? "not taken" : how;
    ui::term(context.ui, shell::count_words(count, list[1], list[2]) + " " + words,
             names_of(context, changes, list[0], items, count),
             {.tone = removes ? ui::Tone::danger : ui::Tone::normal});
    told = true;
  }
  return told;
}

// What a setting becomes; null is what a new database has.
std::string setting_words(const Json& item) {
  const std::string name = text_or(item, "id");
  const Json* value = shell::member(item, "value");
  if (name == "global_lock") return value && *value == true ? "Everything is paused." : "Nothing is paused.";
  if (name == "seed") return "Ids are made from another seed.";
  if (name != "pace") return "The " + name + " go.";
  if (value && value->contains("manual")) return "The pace becomes by hand.";
  const int64_t ms = value ? shell::whole_at(*value, "step_ms").value_or(0) : 0;
  return "The pace becomes " + (ms == 0 ? std::string("instant.") : std::to_string(ms) + " ms a step.");
}

void draw_settings(Context& context, const Json& changes) {
  const Json* settings = shell::member(changes, "settings");
  const Json* first = settings == nullptr ? nullptr : shell::member(*settings, "first");
  if (first == nullptr) return;
  std::string words;
  for (const char* how : {"added", "changed", "removed"}) {
    for (const Json* one : shell::elements(*first, how)) words += setting_words(*one) + " ";
  }
  if (!words.empty()) ui::term(context.ui, "Settings", words);
}

// Of products and workflows what the snapshot says holds, down to their dates.
bool changes_catalog(const Json& changes) {
  for (const char* list : {"products", "workflows"}) {
    const Json* of_list = shell::member(changes, list);
    if (of_list != nullptr && shell::whole_at(*of_list, "changed").value_or(0) > 0) return true;
  }
  return false;
}

}  // namespace

bool changes_anything(const Json& changes) {
  if (!changes.is_object()) return false;
  for (const auto& [list, counts] : changes.items()) {
    // Each database has settings of its own.
    if (list != "settings" && shell::whole_at(counts, "left").value_or(0) > 0) return true;
    for (const char* how : {"added", "changed", "removed"}) {
      if (shell::whole_at(counts, how).value_or(0) > 0) return true;
    }
  }
  return false;
}

void draw_changes(Context& context, const Json& changes) {
  {
    auto facts = ui::terms(context.ui, "Changes", 200);
    // The history goes with the subscriptions: it is told where it is all there is.
    bool told = false;
    for (const auto& list : kLists)
      told = (told && &list == &kLists.back()) || draw_changes(context, changes, list) || told;
    draw_settings(context, changes);
  }
  if (changes_catalog(changes)) {
    ui::paragraph(
        context.ui,
        "Products and workflows count as changed when anything about them differs, also the date on "
        "which they were made known here.",
        {.tone = ui::Tone::muted, .size = 12});
  }
}

std::string minute_of(Context& context, const std::string& iso) {
  const std::optional<double> at = shell::moment_of(iso);
  return at ? minute_words(context, *at) : iso;
}

std::string head_words(Context& context, const shell::Transfer::Head& head) {
  return (head.author.empty() ? "" : head.author + " \u00b7 ") + minute_of(context, head.time);
}

std::string made_words(Context& context, const Json& made) {
  const std::string when = text_or(made, "when"), by = text_or(made, "by"), app = text_or(made, "app");
  std::string words;
  if (const std::optional<double> at = shell::moment_of(when)) words += " on " + minute_words(context, *at);
  if (!by.empty()) words += " by " + by;
  if (!app.empty()) words += " with " + app;
  return words.empty() ? words : "Made" + words;
}

std::string problem_words(const Json& problem) {
  const std::string pointer = text_or(problem, "pointer");
  return (pointer.empty() ? "At the beginning of the file" : "At " + pointer) + ": expected " +
         text_or(problem, "expected") + ", found " + text_or(problem, "found");
}

}  // namespace rehearsal::views
