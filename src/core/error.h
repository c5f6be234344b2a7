// The one exception type of the engine's rooms.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "core/json.h"

namespace rehearsal {

// Something was not as it must be. `kind` is the class name that orchestrator-core would record for it
// ("ValueError", "KeyError", "AssertionError", "ProcessFailureError" …; ours where it has none:
// "InvalidJson", "StorageError"); what() is the message for a person. `details` may hold anything that helps
// (null when nothing does).
class Error : public std::runtime_error {
 public:
  Error(std::string_view kind, const std::string& message, Json details = nullptr)
      : std::runtime_error(message), kind_(kind), details_(std::move(details)) {}
  const std::string& kind() const noexcept { return kind_; }
  const Json& details() const noexcept { return details_; }

 private:
  std::string kind_;
  Json details_;
};

// A value is wrong: Python's ValueError.
inline Error value_error(const std::string& message) {
  return Error("ValueError", message);
}
// A key or row is missing: Python's KeyError; its text is quoted as Python's str() does.
inline Error key_error(const std::string& message) {
  return Error("KeyError", "'" + message + "'");
}
inline Error assertion_error(const std::string& message) {
  return Error("AssertionError", message);
}

}  // namespace rehearsal
