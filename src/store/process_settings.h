// What is kept of a process in the table `settings`: names of the form {what}/{process id}. All of them go
// with the process.
#pragma once

#include <string>
#include <string_view>

namespace rehearsal::store {

// The step that said Again, and what it has given so far.
inline constexpr std::string_view kAgainSetting = "again/";
// When a process that is at rest is to be looked at again.
inline constexpr std::string_view kTimerSetting = "timer/";
// The external step at which the process stands may be at work (workflow/external.h).
inline constexpr std::string_view kExternalSetting = "external/";

// Those of all processes have names between `what` and this.
inline std::string end_of(std::string_view what) {
  std::string end(what);
  ++end.back();
  return end;
}

inline std::string process_setting(std::string_view what, std::string_view process_id) {
  return std::string(what).append(process_id);
}

}  // namespace rehearsal::store
