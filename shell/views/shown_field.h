// Fields of a form that only show something.
#pragma once

#include "shell/app/form_model.h"
#include "shell/views/context.h"

namespace rehearsal::views {

void draw_callout(Context& context, const shell::Field& field);
void draw_summary(Context& context, const shell::Field& field);
void draw_shown_subscription(Context& context, const shell::Field& field);
// A choice that must be made and has nothing to choose from: says so, and leads to what would make it.
void draw_dead_end(Context& context, const shell::Field& field);

}  // namespace rehearsal::views
