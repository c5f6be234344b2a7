// What is filled in. The page's own <input> lies over the drawn field: IME, spelling, autofill, undo, the
// on-screen keyboard and screen readers are the browser's. The label stands above, help and error below.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "shell/ui/icons.h"
#include "shell/ui/layout.h"

namespace rehearsal::ui {

// date and moment are the browser's own: "2026-11-23", "2026-11-23T19:45" in local time.
enum class InputMode : uint8_t { text, integer, decimal, search, email, url, date, moment };

struct FieldOptions {
  std::string_view help = {};
  std::string_view error = {};  // shown with an icon, said with the field
  std::string_view placeholder = {};
  std::string_view key = {};  // else the label; Ui::focus_on(key) moves the focus here
  InputMode mode = InputMode::text;
  std::string_view shown = {};  // what is drawn in place of the value while it is not being filled in
  bool required = false;        // "(required)" after the label
  bool optional = false;        // "(optional)"
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
// What there is to choose from, wherever it lies: tens of thousands are not copied for a picture.
struct ChoiceWords {
  std::string_view value = {}, label = {}, detail = {};
  bool disabled = false;
};
class Choices {
 public:
  using At = ChoiceWords (*)(const void* list, size_t index);
  explicit Choices(const std::vector<Choice>& list);
  Choices(size_t size, const void* list, At at) : size_(size), list_(list), at_(at) {}
  size_t size() const { return size_; }
  const void* list() const { return list_; }
  ChoiceWords operator[](size_t index) const { return at_(list_, index); }

 private:
  size_t size_;
  const void* list_;
  At at_;
};
// One of many: a drop-down with arrows, Home, End, and letters; one of more than ten has a box to search in.
// `chosen` is its index, their number when none is; of a few it may be told by its `value`. True in the pass
// that changed it.
bool select_one(Ui& ui, std::string_view label, const Choices& choices, size_t& chosen,
                const FieldOptions& options = {});
bool select(Ui& ui, std::string_view label, const std::vector<Choice>& choices, std::string& value,
            const FieldOptions& options = {});
// The same where somebody else searches: `find` gives what there is for what stands in the box, of `total`.
// `words` says what is chosen, which need not be among it.
struct Found {
  std::vector<Choice> choices;
  size_t total = 0;
};
bool select_found(Ui& ui, std::string_view label, const std::function<Found(std::string_view searched)>& find,
                  std::string_view words, std::string& value, const FieldOptions& options);
// Some of many: the same drop-down, which stays open; what is chosen stands below, to be taken away. `chosen`
// are indices in order.
bool select_many(Ui& ui, std::string_view label, const Choices& choices, std::vector<size_t>& chosen,
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
