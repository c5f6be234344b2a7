// What the rows of a rollback are called, in the database and wherever they are shown: "Roll back" with the
// reason, "Undo: {step}" for each step that is taken back, and "Rolled back" at the end.
#pragma once

#include <string_view>

namespace rehearsal {

inline constexpr std::string_view kRollBack = "Roll back";
inline constexpr std::string_view kUndoPrefix = "Undo: ";
inline constexpr std::string_view kRolledBack = "Rolled back";

}  // namespace rehearsal
