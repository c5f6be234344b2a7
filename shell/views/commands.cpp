#include "shell/views/commands.h"

#include <algorithm>
#include <utility>

#include "shell/views/context.h"

namespace rehearsal::views {
namespace {

constexpr double kNextKeyWithin = 1.2;

}  // namespace

Command::~Command() = default;

std::string keys_words(std::string_view keys) {
  std::string words(keys);
  for (char& c : words) {
    if (c >= 'a' && c <= 'z' && (&c == words.data() || *(&c - 1) == ' '))
      c = static_cast<char>(c - 'a' + 'A');
  }
  const size_t space = words.find(' ');
  if (space != std::string::npos && words.substr(0, space) != "Ctrl") words.insert(space, " then");
  return words;
}

bool Commands::offer(Command command) {
  // Where it has several buttons it is offered once.
  if (std::any_of(offered_.begin(), offered_.end(),
                  [&](const Command& one) { return one.key == command.key; }))
    return false;
  const bool chosen = !chosen_.empty() && command.key == chosen_ && command.why_not.empty();
  if (chosen) chosen_.clear();
  offered_.push_back(std::move(command));
  return chosen;
}

std::string Commands::press(std::string_view key, double now) {
  if (begun_.empty() || now - begun_at_ > kNextKeyWithin) {
    begun_ = key;
  } else {
    begun_.append(" ").append(key);
  }
  begun_at_ = now;
  const auto meant = [&] {
    return std::find_if(offered_.begin(), offered_.end(),
                        [&](const Command& one) { return one.keys == begun_ && one.why_not.empty(); });
  };
  auto found = meant();
  if (found == offered_.end() && begun_ != key) {
    begun_ = key;
    found = meant();
  }
  if (found == offered_.end()) return {};
  begun_.clear();
  if (found->href.empty()) chosen_ = found->key;
  return found->href;
}

bool command_button(Context& context, const Command& command, ui::ButtonOptions options) {
  options.icon = command.icon;
  options.keys = command.keys;
  if (options.key.empty()) options.key = command.key;
  if (!command.why_not.empty()) {
    options.disabled = true;
    options.why = command.why_not;
  }
  const bool chosen = !options.busy && context.commands.offer(command);
  return ui::button(context.ui, command.label, options) || chosen;
}

void command_link(Context& context, const Command& command, ui::ButtonOptions options) {
  options.icon = command.icon;
  options.keys = command.keys;
  context.commands.offer(command);
  ui::link_button(context.ui, command.label, command.href, options);
}

}  // namespace rehearsal::views
