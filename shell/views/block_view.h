// A product block as a card, the blocks inside it as cards in it.
#pragma once

#include "shell/app/subscription_model.h"
#include "shell/views/context.h"

namespace rehearsal::views {

void draw_block(Context& context, const shell::Block& block);

// The description of a subscription, from its own answer; its short id until that is there.
std::string description_of(Context& context, const std::string& subscription_id);

}  // namespace rehearsal::views
