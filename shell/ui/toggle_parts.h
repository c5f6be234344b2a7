// A line with a mark at its left: what check boxes, switches and radio buttons share.
#pragma once

#include <string_view>

#include "shell/ui/core.h"

namespace rehearsal::ui {

struct ToggleLine {
  uint32_t id = 0;
  Role role = Role::checkbox;
  std::string_view label, detail, description;
  bool on = false, disabled = false;
  uint32_t state = 0;
  int index = 0, count = 0;
  float mark_width = 16, mark_height = 16, mark_radius = 4;
  void (*draw)(Core&, uint32_t id, float x, float y, bool on, bool disabled) = nullptr;
};
// True when it was pressed.
bool toggle_line(Core& core, const ToggleLine& line);

void draw_check(Core& core, uint32_t id, float x, float y, bool on, bool disabled, bool invalid);
void draw_radio(Core& core, uint32_t id, float x, float y, bool on, bool disabled);

}  // namespace rehearsal::ui
