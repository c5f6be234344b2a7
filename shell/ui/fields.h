// What is filled in. The page's own <input> lies over the drawn field: IME, spelling, autofill, undo, the
// on-screen keyboard and screen readers are the browser's. The label stands above, help and error below.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shell/ui/icons.h"
#include "shell/ui/layout.h"

namespace rehearsal::ui {

enum class InputMode : uint8_t { text, integer, decimal, search, email, url };

struct FieldOptions {
  std::string_view help = {};
  std::string_view error = {};  // shown with an icon, said with the field
  std::string_view placeholder = {};
  std::string_view key = {};  // else the label; Ui::focus_on(key) moves the focus here
  InputMode mode = InputMode::text;
  bool required = false;  // "(required)" after the label
  bool optional = false;  // "(optional)"
  bool disabled = false;
  bool read_only = false;
  int lines = 1;              // > 1: several lines
  float width = 0;            // 0: the box's
  bool label_hidden = false;  // said, not drawn (a search box)
  Icon icon = Icon::none;
  bool mono = false;
};

struct Edit {
  bool changed = false;  // `value` is another one now
  bool entered = false;  // Enter was pressed in it
  bool left = false;     // the focus went elsewhere
};
Edit text_field(Ui& ui, std::string_view label, std::string& value, const FieldOptions& options = {});

struct Choice {
  std::string value = {};
  std::string label = {};
  std::string detail = {};  // smaller, beside the label
  bool disabled = false;
};
// One of many: a drop-down with search by typing, arrows, Home and End. `value` is the chosen one's, empty
// when none is. True in the pass that changed it.
bool select(Ui& ui, std::string_view label, const std::vector<Choice>& choices, std::string& value,
            const FieldOptions& options = {});

// Some of a few: a group of check boxes. True when one changed.
bool check_list(Ui& ui, std::string_view label, const std::vector<Choice>& choices, std::vector<bool>& on,
                const FieldOptions& options = {});
// One of a few, all in sight.
bool radio_list(Ui& ui, std::string_view label, const std::vector<Choice>& choices, std::string& value,
                const FieldOptions& options = {});

// A labelled frame of the same shape for what is no field: a label above, anything below.
Scope labelled(Ui& ui, std::string_view label, const FieldOptions& options = {});

// At the top of a form that was refused; each line is a link that moves the focus to its field (the `key` of
// FieldOptions) and stays at `here`, the page's own hash.
struct FieldProblem {
  std::string key = {};  // empty: it belongs to no field
  std::string message;   // "User name: must not be empty"
};
void error_summary(Ui& ui, std::string_view title, const std::vector<FieldProblem>& problems,
                   std::string_view here);

}  // namespace rehearsal::ui
