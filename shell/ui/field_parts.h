// The frame that all fields share: label above, the box, help or error below.
#pragma once

#include <string_view>

#include "shell/ui/core.h"
#include "shell/ui/fields.h"

namespace rehearsal::ui {

inline constexpr float kFieldPad = 10;

// Begins the column of a field; close it with core.end(). The label's press goes to `field`.
void begin_field(Core& core, std::string_view label, const FieldOptions& options, uint32_t field);
// Help or error, said under the id that hint_id() gives.
void field_hint(Core& core, const FieldOptions& options, uint32_t field);
uint32_t hint_id(const FieldOptions& options, uint32_t field);
// The box itself.
Rect place_field(Core& core, const FieldOptions& options, float height);
void draw_field_box(Core& core, uint32_t id, Rect r, const FieldOptions& options, bool active);
float field_height(const Core& core);
Font field_font(const Core& core, const FieldOptions& options);
uint32_t field_state(const FieldOptions& options);

}  // namespace rehearsal::ui
