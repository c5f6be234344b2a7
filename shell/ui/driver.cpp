#include "shell/ui/driver.h"

#include <algorithm>

#include "shell/ui/null_renderer.h"

namespace rehearsal::ui {
namespace {

std::string_view role_word(Role role) {
  std::string_view names = role_names();
  for (int i = 0; i < static_cast<int>(role); ++i) names.remove_prefix(names.find(' ') + 1);
  return names.substr(0, names.find(' '));
}

}  // namespace

Driver::Driver(std::function<void(Ui&)> draw, const View& view) : ui_(platform_), draw_(std::move(draw)) {
  begin_null_renderer();
  ui_.set_view(view);
  this->draw();
}

void Driver::draw(double seconds) {
  now_ += seconds;
  ui_.frame(now_, [this] { draw_(ui_); });
  settle_null_textures();
  for (const Record& r : ui_.records()) {
    if ((r.state & state::wants_focus) != 0) focused_ = r.id;
  }
}

std::string Driver::focused() const {
  const std::vector<Record>& all = ui_.records();
  const auto found = std::find_if(all.begin(), all.end(),
                                  [&](const Record& r) { return focused_ != 0 && r.id == focused_; });
  return found == all.end() ? std::string() : std::string(ui_.name_of(*found));
}

const Record* Driver::find(Role role, std::string_view name) const {
  // What lies behind a modal dialog is out of reach, as it is in the browser.
  const std::vector<Record>& all = ui_.records();
  const auto modal =
      std::find_if(all.begin(), all.end(), [](const Record& r) { return (r.state & state::modal) != 0; });
  const auto from = modal == all.end() || role == Role::dialog ? all.begin() : modal;
  const auto found = std::find_if(from, all.end(),
                                  [&](const Record& r) { return r.role == role && ui_.name_of(r) == name; });
  return found == all.end() ? nullptr : &*found;
}

int Driver::count(Role role) const {
  const std::vector<Record>& all = ui_.records();
  return static_cast<int>(
      std::count_if(all.begin(), all.end(), [&](const Record& r) { return r.role == role; }));
}

std::string Driver::said() const {
  std::string all;
  for (const Record& r : ui_.records()) {
    if (r.name_length == 0) continue;
    all.append(ui_.name_of(r)).append("\n");
  }
  return all;
}

std::string Driver::tree() const {
  std::string out;
  int depth = 0;
  for (const Record& r : ui_.records()) {
    if (r.role == Role::end) {
      --depth;
      continue;
    }
    out.append(static_cast<size_t>(depth) * 2, ' ').append(role_word(r.role));
    if (r.name_length != 0) out.append(" \"").append(ui_.name_of(r)).append("\"");
    if (r.value_length != 0) out.append(" = ").append(ui_.value_of(r));
    constexpr std::pair<uint32_t, std::string_view> words[] = {
        {state::checked, "checked"},   {state::expanded, "expanded"}, {state::selected, "selected"},
        {state::disabled, "disabled"}, {state::invalid, "invalid"},   {state::current, "current"}};
    for (const auto& [bit, word] : words) {
      if ((r.state & bit) != 0) out.append(" ").append(word);
    }
    out += '\n';
    if ((r.state & state::container) != 0) ++depth;
  }
  return out;
}

bool Driver::press(Role role, std::string_view name) {
  const Record* record = find(role, name);
  if (record == nullptr || (record->state & state::disabled) != 0) return false;
  ui_.press(record->id);
  draw();
  return true;
}

bool Driver::type(std::string_view field, std::string_view text) {
  const Record* record = find(Role::textbox, field);
  if (record == nullptr || (record->state & (state::disabled | state::read_only)) != 0) return false;
  const uint32_t id = record->id;
  ui_.focused(id, true);
  ui_.type(id, text);
  draw();
  ui_.focused(0, false);
  draw();
  return true;
}

bool Driver::enter(std::string_view field) {
  const Record* record = find(Role::textbox, field);
  if (record == nullptr || (record->state & state::disabled) != 0) return false;
  ui_.enter(record->id);
  draw();
  return true;
}

bool Driver::choose(std::string_view combobox, std::string_view option) {
  return press(Role::combobox, combobox) && press(Role::option, option);
}

bool Driver::key(Role role, std::string_view name, Key key, uint32_t character) {
  const Record* record = find(role, name);
  if (record == nullptr) return false;
  ui_.key(record->id, key, character);
  draw();
  return true;
}

std::string Driver::value(Role role, std::string_view name) const {
  const Record* record = find(role, name);
  return record == nullptr ? std::string() : std::string(ui_.value_of(*record));
}

}  // namespace rehearsal::ui
