// A form of several pages, replayed: whoever fills it in sends the answers of all pages so far, the form runs
// again from its first page with them and stops at the first that has no answer. Nothing is kept between two
// posts. Source in the original: pydantic_forms.core.sync.post_form (reference/forms.md §2) and its exception
// handlers (§5).
#pragma once

#include <deque>
#include <functional>
#include <optional>
#include <string>

#include "core/error.h"
#include "core/json.h"
#include "forms/page.h"

namespace rehearsal::forms {

// A form is not filled in: kind() is FormNotCompleteError (510, the next page is in body()),
// FormValidationError (400, the errors are) or FormOverflowError (400: more answers than pages). body() is
// the answer's.
class FormProblem : public Error {
 public:
  FormProblem(const char* kind, int status, const char* title, const std::string& detail,
              Json more = Json::object());
  int status() const noexcept { return status_; }
  const Json& body() const noexcept { return body_; }

 private:
  int status_;
  Json body_;
};

// What a running form asks with.
class Wizard {
 public:
  // `inputs` is the list of answers, one object per page; it must outlive the wizard.
  Wizard(Json state, const Json& inputs) : state_(std::move(state)), inputs_(inputs) {}
  Wizard(const Wizard&) = delete;
  Wizard& operator=(const Wizard&) = delete;

  // The validated values of `page`, good as long as the wizard. Throws FormProblem when the answer is wrong
  // or missing.
  const Json& ask(const Page& page);
  // The state that the form was started with, updated with each answered page.
  const Json& state() const { return state_; }
  // Answers that no page asked for.
  size_t remaining() const { return inputs_.size() - answers_.size(); }

 private:
  Json state_;
  const Json& inputs_;
  std::deque<Json> answers_;
};

// A form asks its pages and returns what is stored. It runs again at every post: it must change nothing.
using Form = std::function<Json(Wizard&)>;

// What the form returns when `inputs` (a list; null is an empty one) answers all its pages; {} without a
// form, whatever the inputs. Throws FormProblem: a page is missing or wrong, or there are more answers than
// pages.
Json post_form(const Form& form, const Json& state, const Json& inputs);

// The schema of the page after `inputs`; none when they complete the form. Throws FormProblem when an answer
// is wrong.
std::optional<Json> generate_form(const Form& form, const Json& state, const Json& inputs);

// The form of a workflow that has none of its own: one empty page that wants one {} as its answer.
Json empty_form(Wizard& wizard);

}  // namespace rehearsal::forms
