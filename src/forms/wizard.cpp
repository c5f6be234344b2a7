#include "forms/wizard.h"

#include "forms/text.h"
#include "forms/validate.h"

namespace rehearsal::forms {
namespace {

FormProblem not_complete(const Page& page) {
  Json form = schema(page);
  Json meta = page.has_next ? Json({{"hasNext", *page.has_next}}) : Json(nullptr);
  const std::string detail = python_repr(form);
  return FormProblem("FormNotCompleteError", 510, "Form not complete", detail,
                     {{"form", std::move(form)}, {"meta", std::move(meta)}});
}

FormProblem not_valid(const Page& page, const std::vector<FieldError>& errors) {
  return FormProblem("FormValidationError", 400, "Form not valid", to_text(page.name, errors),
                     {{"validation_errors", to_json(errors)}});
}

// The original answers 500; the request is wrong, not the server.
FormProblem overflow(size_t remaining) {
  return FormProblem("FormOverflowError", 400, "Form not valid",
                     "Did not process all user_inputs (" + std::to_string(remaining) + " remaining)");
}

}  // namespace

FormProblem::FormProblem(const char* kind, int status, const char* title, const std::string& detail,
                         Json more)
    : Error(kind, detail),
      status_(status),
      body_({{"type", kind}, {"detail", detail}, {"title", title}, {"status", status}}) {
  for (const auto& [key, value] : more.get_ref<const Json::object_t&>()) body_[key] = value;
}

const Json& Wizard::ask(const Page& page) {
  if (remaining() == 0) throw not_complete(page);
  Validated validated = validate(page, inputs_[answers_.size()]);
  if (!validated.errors.empty()) throw not_valid(page, validated.errors);
  for (const auto& [key, value] : validated.values.get_ref<const Json::object_t&>()) state_[key] = value;
  return answers_.emplace_back(std::move(validated.values));
}

Json post_form(const Form& form, const Json& state, const Json& inputs) {
  if (!form) return Json::object();
  if (inputs.is_null()) return post_form(form, state, Json::array());
  if (!inputs.is_array()) {
    throw value_error("Expected a list with one object per page of the form, found " +
                      std::string(inputs.type_name()) + ".");
  }
  Wizard wizard(state, inputs);
  Json result = form(wizard);
  if (wizard.remaining() > 0) throw overflow(wizard.remaining());
  return result;
}

std::optional<Json> generate_form(const Form& form, const Json& state, const Json& inputs) {
  try {
    post_form(form, state, inputs);
  } catch (const FormProblem& problem) {
    if (problem.kind() != "FormNotCompleteError") throw;
    return problem.body().at("form");
  }
  return std::nullopt;
}

Json empty_form(Wizard& wizard) {
  return wizard.ask(Page{.name = "FormPage", .has_next = std::nullopt});
}

}  // namespace rehearsal::forms
