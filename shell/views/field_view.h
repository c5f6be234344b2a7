// One field of a form, whatever its kind.
#pragma once

#include "shell/app/form_model.h"
#include "shell/app/wizard.h"
#include "shell/ui/fields.h"
#include "shell/views/context.h"

namespace rehearsal::views {

// Which fields say in words whether they must be filled in: only those that are the fewer.
enum class Marking { kNone, kRequired, kOptional };
Marking marking_of(const shell::FormPage& page);

// Draws the field; tells what the person did with it in this pass.
ui::Edit draw_field(Context& context, const shell::Field& field, shell::FieldInput& input,
                    const shell::FieldError* error, Marking marking);

}  // namespace rehearsal::views
