// Fields of a form that only show something.
#pragma once

#include <string>

#include "shell/app/form_model.h"
#include "shell/views/context.h"

namespace rehearsal::views {

// What is only to be read is drawn so far: bytes of a text, and rows of a table where it has no end to its
// height.
inline constexpr size_t kMostRead = 10'000, kMostFacts = 200;

void draw_callout(Context& context, const shell::Field& field);
void draw_summary(Context& context, const shell::Field& field);
inline constexpr const char* kCustomersPath = "/api/rehearsal/customers";
// The customer's name; empty until it is known.
std::string customer_name(Context& context, const std::string& id);
// What a subscription says of itself; its short id until that is known.
std::string subscription_words(Context& context, const std::string& id);
// Its product, its customer and its status, in one line.
void draw_subscription_facts(Context& context, const std::string& id);
void draw_shown_subscription(Context& context, const shell::Field& field);
// A choice that must be made and has nothing to choose from: says so, and leads to what would make it.
void draw_dead_end(Context& context, const shell::Field& field);

}  // namespace rehearsal::views
