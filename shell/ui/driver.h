// Plays a person in tests: draws a page over NullPlatform, finds what was said by role and name, and acts on
// it through the same queue that the browser's mirror fills.
//
//   Driver page([&](Ui& ui) { draw_app(ui, app); });
//   page.press(Role::button, "Start workflow");
//   EXPECT_TRUE(page.has(Role::alert, "…"));
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "shell/ui/ui.h"

namespace rehearsal::ui {

class Driver {
 public:
  explicit Driver(std::function<void(Ui&)> draw, const View& view = {});

  // Lets `seconds` pass and draws the page.
  void draw(double seconds = 0.016);
  Ui& ui() { return ui_; }

  // The first thing of that role whose name is `name` (whole), or null. Valid until the next frame.
  const Record* find(Role role, std::string_view name) const;
  bool has(Role role, std::string_view name) const { return find(role, name) != nullptr; }
  int count(Role role) const;
  // Everything that is said as text, in order, one a line: names of texts, headings, links, buttons …
  std::string said() const;
  // The whole tree with indentation, "role name = value [states]": to read when a test fails.
  std::string tree() const;

  // Each acts like a person and draws what follows. False when there is no such thing or it is disabled.
  bool press(Role role, std::string_view name);
  bool type(std::string_view field, std::string_view text);         // replaces what stands in the text box
  bool enter(std::string_view field);                               // presses Enter in the text box
  bool choose(std::string_view combobox, std::string_view option);  // opens it and presses the option
  bool key(Role role, std::string_view name, Key key, uint32_t character = 0);
  std::string value(Role role, std::string_view name) const;
  // The name of what the page gave the focus to last; empty when that is gone.
  std::string focused() const;
  uint32_t focused_id() const { return focused_; }

 private:
  NullPlatform platform_;
  Ui ui_;
  std::function<void(Ui&)> draw_;
  double now_ = 0;
  uint32_t focused_ = 0;
};

}  // namespace rehearsal::ui
