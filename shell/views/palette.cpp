#include "shell/views/palette.h"

#include <algorithm>
#include <vector>

#include "shell/app/address.h"
#include "shell/app/format.h"
#include "shell/app/process_model.h"
#include "shell/app/subscription_model.h"
#include "shell/ui/finder.h"
#include "shell/views/parts.h"
#include "shell/views/products_page.h"

namespace rehearsal::views {
namespace {

constexpr const char* kProducts = "/api/products";
constexpr const char* kSubscriptions = "/api/rehearsal/lists/subscriptions";
constexpr const char* kProcesses = "/api/rehearsal/lists/processes";

// What is found, and what comes of taking it: an address, or a command.
struct Results {
  std::vector<ui::FoundItem> items;
  struct Target {
    std::string href, command;
  };
  std::vector<Target> targets;
  bool waits = false;

  void add(ui::FoundItem item, std::string href, std::string command = {}) {
    items.push_back(std::move(item));
    targets.push_back({std::move(href), std::move(command)});
  }
};

// Every word is somewhere in it.
bool matches(const std::string& text, std::string_view typed) {
  while (!typed.empty()) {
    const size_t end = typed.find(' ');
    if (!shell::contains_folded(text, typed.substr(0, end))) return false;
    if (end == std::string_view::npos) break;
    typed.remove_prefix(end + 1);
  }
  return true;
}

void add_commands(const Context& context, std::string_view typed, Results& results) {
  const std::vector<Command>& all = context.commands.offered();
  const size_t own = context.commands.own();
  for (size_t n = 0; n < all.size(); ++n) {
    // The page's own first.
    const Command& one = all[(n + own) % all.size()];
    if (one.key == "find" || !matches(one.label, typed)) continue;
    const bool possible = one.why_not.empty();
    results.add({one.icon, one.label, one.why_not, one.keys, !possible}, possible ? one.href : "", one.key);
  }
}

void add_products(Context& context, std::string_view typed, Results& results) {
  const shell::Cached& cached = context.door.get(kProducts);
  for (const Json* product : shell::elements(cached.answer.body)) {
    const std::string label = "Create " + text_or(*product, "name"), href = create_hash(*product);
    if (href.empty() || text_or(*product, "status") != "active" || !matches(label + " product", typed))
      continue;
    results.add({ui::Icon::plus, label, "product"}, href);
  }
}

void add_tasks(Context& context, std::string_view typed, Results& results) {
  const shell::Cached& cached = context.door.get(kWorkflowsPath);
  for (const Json* one : shell::elements(cached.answer.body, "items")) {
    const std::string name = text_or(*one, "name"), label = context.words.workflow(name);
    if (!shell::true_at(*one, "is_task") || text_or(*one, "target") != "SYSTEM") continue;
    if (matches(label + " task", typed)) results.add({ui::Icon::play, label, "task"}, shell::task_hash(name));
  }
}

// What the engine finds; what it does not understand as a search finds nothing.
template <class Add>
void add_rows(Context& context, const char* path, std::string_view typed, Results& results, Add add) {
  const shell::Cached& cached = context.door.get(path, {{"limit", "8"}, {"query", std::string(typed)}});
  if (cached.state == shell::Cached::State::kAsked) results.waits = true;
  if (!cached.ready()) return;
  for (const Json* one : shell::elements(cached.answer.body, "items")) add(*one);
}

Results find(Context& context, std::string_view typed) {
  Results results;
  add_commands(context, typed, results);
  add_products(context, typed, results);
  add_tasks(context, typed, results);
  if (typed.empty()) return results;
  add_rows(context, kSubscriptions, typed, results, [&](const Json& row) {
    const shell::Subscription one = shell::subscription_of(row);
    results.add({ui::Icon::box, one.description, one.product}, subscription_hash(one.id));
  });
  add_rows(context, kProcesses, typed, results, [&](const Json& row) {
    const shell::Process one = shell::process_of(row);
    const std::string about = one.subscriptions.empty() ? "" : " \u00b7 " + one.subscriptions[0].description;
    results.add({ui::Icon::activity, context.words.workflow(one.workflow),
                 shell::process_status(one.status).text + about},
                process_hash(one.id));
  });
  return results;
}

std::string trimmed(std::string_view text) {
  const size_t begin = text.find_first_not_of(' ');
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(' ') - begin + 1));
}

}  // namespace

void Palette::open(Context& context) {
  open_ = !open_;
  typed_.clear();
  if (open_) context.ui.focus_on("find box");
}

void Palette::draw(Context& context) {
  draw_finder(context);
  draw_shortcuts(context);
}

void Palette::draw_finder(Context& context) {
  auto dialog = ui::dialog(context.ui, "Find or do anything", open_, {.width = 560});
  if (!dialog) return;
  const Results results = find(context, trimmed(typed_));
  const std::string note = results.waits ? "Looking\u2026"
                           : results.items.empty()
                               ? "Nothing is called that."
                               : shell::count_words(results.items.size(), "result", "results");
  const float height = std::clamp(context.ui.height() - 280, 88.0f, 396.0f);
  const ui::Finding finding =
      ui::finder(context.ui, "Find pages, products, subscriptions, processes, actions", typed_, results.items,
                 note, height);
  if (finding.left) open_ = false;
  if (finding.taken < 0) return;
  open_ = false;
  const Results::Target& target = results.targets[static_cast<size_t>(finding.taken)];
  if (target.href.empty()) {
    context.commands.choose(target.command);
  } else {
    context.host.go(target.href, false);
  }
  context.ui.wake_after(0);
}

void Palette::draw_shortcuts(Context& context) {
  auto dialog = ui::dialog(context.ui, "Keyboard shortcuts", shortcuts_open_);
  if (!dialog) return;
  {
    auto facts = ui::terms(context.ui, "On this page", 200);
    for (const Command& one : context.commands.offered()) {
      if (!one.keys.empty()) ui::term(context.ui, one.label, keys_words(one.keys));
    }
  }
  ui::heading(context.ui, 3, "In lists and forms");
  {
    auto facts = ui::terms(context.ui, "In lists and forms", 200);
    ui::term(context.ui, "Next and previous row", "J, K or the arrows");
    ui::term(context.ui, "Open the row", "Enter");
    ui::term(context.ui, "Send the form", "Enter, or Ctrl Enter in a long text");
    ui::term(context.ui, "Leave the form", "Escape");
  }
  auto actions = ui::dialog_actions(context.ui);
  if (ui::button(context.ui, "Close")) shortcuts_open_ = false;
}

}  // namespace rehearsal::views
