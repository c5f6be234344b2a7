#include "api/error_answer.h"

#include <new>

#include "api/refusal.h"
#include "forms/wizard.h"

namespace rehearsal::api {
namespace {

constexpr const char* kNoMemory =
    "Expected memory for this, found none left. Nothing of it was done. Close what you do not need, and do "
    "it "
    "again.";

bool is_memory_error(const std::exception& error) {
  if (dynamic_cast<const std::bad_alloc*>(&error) != nullptr) return true;
  const auto* known = dynamic_cast<const Error*>(&error);
  return known != nullptr && known->kind() == "MemoryError";
}

}  // namespace

Answer answer_to(const std::exception& error) {
  if (const auto* refusal = dynamic_cast<const Refusal*>(&error))
    return answer(refusal->status(), refusal->body());
  if (const auto* form = dynamic_cast<const forms::FormProblem*>(&error))
    return answer(form->status(), form->body());
  if (const auto* known = dynamic_cast<const Error*>(&error)) {
    if (known->kind() == "InvalidJson") return answer(400, problem_body(400, error.what()));
    if (known->kind() == "StorageError") return answer(507, problem_body(507, error.what()));
  }
  if (is_memory_error(error)) return answer(503, problem_body(503, kNoMemory));
  return answer(500, problem_body(500, error.what()));
}

Json failure_of(const std::exception& error, const std::string& title) {
  Json failure = Json::object();
  const auto* known = dynamic_cast<const Error*>(&error);
  if (is_memory_error(error)) {
    failure["detail"] = kNoMemory;
  } else if (known && (known->kind() == "StorageError" || known->kind() == "DatabaseDamaged")) {
    failure["detail"] = error.what();
  } else {
    failure["detail"] = title +
                        " met something that nobody foresaw, and nothing was changed. Do it again; if it "
                        "fails again, report it with its details.";
    failure["details"] = error.what();
  }
  return failure;
}

}  // namespace rehearsal::api
