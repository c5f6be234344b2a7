// Text in all its forms.
#pragma once

#include <string_view>

#include "shell/ui/icons.h"
#include "shell/ui/layout.h"
#include "shell/ui/platform.h"
#include "shell/ui/theme.h"

namespace rehearsal::ui {

struct TextOptions {
  Tone tone = Tone::normal;
  Weight weight = Weight::regular;
  float size = 14;
  bool mono = false;
  float grow = 0;               // in a row: takes its share of what is left
  float width = 0;              // 0: as wide as it is
  Align align = Align::start;   // inside `width`
  std::string_view exact = {};  // of one line: what it says in short, as a tooltip and a description
  bool flashes = false;         // of one line: lights up once when it becomes another one
};

// One line; cut with … where the box is too narrow (the whole text is still what is said).
void text(Ui& ui, std::string_view words, const TextOptions& options = {});
// As many lines as the box's width asks for. Newlines in `words` are kept.
void paragraph(Ui& ui, std::string_view words, const TextOptions& options = {});
// Level 1: the page's title, one a page (20 px); 2: a section (16 px); 3: a group inside one (14 px). As many
// lines as it needs in a column; in a row that does not wrap it is one, cut where there is no room.
void heading(Ui& ui, int level, std::string_view words, float grow = 0);

struct LinkOptions {
  bool muted = false;  // looks like text until it is pointed at
  Weight weight = Weight::regular;
  float size = 14;
  float grow = 0;
  Icon icon = Icon::none;
  bool primary = false;  // inside a table row: what a press anywhere on the row means
  bool tab_stop = true;  // false: not reached by Tab (links inside rows that are reached by arrows)
  bool mono = false;
  bool whole = false;          // gives no room to others in its row
  std::string_view name = {};  // what is said when the words alone are not enough
};
// A real link: `href` is "#/…". The browser follows it; true in the frame of the press.
bool link(Ui& ui, std::string_view words, std::string_view href, const LinkOptions& options = {});

struct BadgeOptions {
  Tone tone = Tone::normal;
  Icon icon = Icon::none;
  bool pulse = false;  // something is running: the icon breathes (not with reduced motion)
};
// A word on a tinted ground; lights up once when it becomes another one.
void badge(Ui& ui, std::string_view word, const BadgeOptions& options = {});

// Eight digits of a UUID and a button that copies all of it; said as "<what> id".
void short_id(Ui& ui, std::string_view uuid, std::string_view what);
// Copies `value`. `name` says what: "Copy process id".
void copy_button(Ui& ui, std::string_view value, std::string_view name);

// An icon alone means nothing to a screen reader: unnamed ones are decoration.
void icon(Ui& ui, Icon which, Tone tone = Tone::muted, float size = 16, std::string_view name = {});

// Facts: a name at the left, its value at the right; below each other when narrow, or where there is no room
// for that. A value takes as many lines as it needs, and lights up once where it became what it is at
// `changed_at`.
//   auto facts = terms(ui, "Subscription");
//   term(ui, "Status", "active");
//   { auto value = term(ui, "Product"); link(ui, …); }
Scope terms(Ui& ui, std::string_view name, float term_width = 160, double changed_at = -1);
void term(Ui& ui, std::string_view name, std::string_view value, const TextOptions& options = {});
Scope term(Ui& ui, std::string_view name);
// A fact that was `before` and is `after` now.
void term_changed(Ui& ui, std::string_view name, std::string_view before, std::string_view after);

// Monospaced lines that scroll by themselves when they are higher than `max_height` (0: never). With `json`
// keys, strings and numbers have colours. Has a copy button.
void code_block(Ui& ui, std::string_view name, std::string_view content, bool json = false,
                float max_height = 320);

// What is said and not drawn: "Loading", a caption.
void only_said(Ui& ui, std::string_view words);

}  // namespace rehearsal::ui
