// What the engine reports of a snapshot (docs/snapshot-format.md), in a person's words.
#pragma once

#include <string>

#include "shell/views/context.h"

namespace rehearsal::views {

// `changes` of a report: whether there are any, and each list's as facts, "2 subscriptions added: User ann,
// User bob".
bool changes_anything(const Json& changes);
void draw_changes(Context& context, const Json& changes);

// "23 Nov 2026, 20:30", in the person's own time.
std::string minute_of(Context& context, const std::string& iso);
// By whom and when what a host lists was published: "Ann \u00b7 23 Nov 2026, 20:30".
std::string head_words(Context& context, const shell::Transfer::Head& head);

// `made` of a report: "Made on 23 Nov 2026, 20:30 by ann with Rehearsal 0.1.0", as far as it is known.
std::string made_words(Context& context, const Json& made);

// One of its problems: "At /content/subscriptions/0/status: expected one of …, found …".
std::string problem_words(const Json& problem);

}  // namespace rehearsal::views
