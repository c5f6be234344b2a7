#include "shell/app/wizard.h"

#include <algorithm>
#include <utility>

#include "shell/app/words.h"

namespace rehearsal::shell {
namespace {

std::string location_of(const Json& error) {
  const auto loc = error.find("loc");
  if (loc == error.end() || !loc->is_array() || loc->empty()) return {};
  const Json& first = (*loc)[0];
  return first.is_string() && first != "__root__" ? first.get<std::string>() : std::string();
}

bool wants_new_choices(const Json& errors) {
  return std::any_of(errors.begin(), errors.end(), [](const Json& error) {
    const std::string type = text_or(error, "type");
    return type == "enum" || type == "is_instance_of";
  });
}

}  // namespace

Wizard::Wizard(std::string_view workflow, std::vector<Json> first)
    : method_("POST"),
      path_("/api/processes/" + std::string(workflow)),
      look_path_("/api/rehearsal/forms/" + std::string(workflow)),
      first_(std::move(first)) {}

Wizard::Wizard(std::string_view process_id, const Json& schema, const Translations& words)
    : method_("PUT"), path_("/api/processes/" + std::string(process_id) + "/resume"), state_(State::kOpen) {
  Page page;
  page.form = form_page(schema, nullptr, words);
  page.inputs = first_inputs(page.form);
  pages_.push_back(std::move(page));
}

bool Wizard::update(DoorClient& door, const Translations& words) {
  if (!ticket_ && (state_ == State::kLoading || (refresh_wanted_ && state_ == State::kOpen))) look(door);
  if (!ticket_ || !ticket_->done) return false;
  const Ticket ticket = std::exchange(ticket_, nullptr);
  const int refusals = refusals_;
  as_of_ = ticket->answer.as_of;
  problem_ = nullptr;
  problem_status_ = ticket->answer.status;
  if (looking_) {
    take_look(ticket->answer, words);
  } else {
    take(ticket->answer, words);
  }
  if (std::exchange(submit_wanted_, false) && state_ == State::kOpen && refusals_ == refusals) submit(door);
  return true;
}

void Wizard::submit(DoorClient& door) {
  if (state_ != State::kOpen) return;
  state_ = State::kSending;
  problem_ = nullptr;
  if (ticket_) {
    submit_wanted_ = true;
  } else {
    send(door);
  }
}

void Wizard::back() {
  if (state_ != State::kOpen || current_ == 0) return;
  ticket_.reset();
  ahead_ = std::move(pages_.back());
  pages_.pop_back();
  --current_;
}

void Wizard::refresh(DoorClient& door) {
  refresh_wanted_ = !look_path_.empty();
  if (refresh_wanted_ && state_ == State::kOpen && !ticket_) look(door);
}

const FieldError* Wizard::error_at(const std::string& field) const {
  for (const FieldError& error : errors()) {
    if (error.field == field) return &error;
  }
  return nullptr;
}

void Wizard::clear_error(const std::string& field) {
  std::vector<FieldError>& errors = pages_[current_].errors;
  errors.erase(
      std::remove_if(errors.begin(), errors.end(), [&](const FieldError& e) { return e.field == field; }),
      errors.end());
}

void Wizard::forget_errors() {
  for (Page& page : pages_) page.errors.clear();
  problem_ = nullptr;
  refusals_ = 0;
}

bool Wizard::touched() const {
  return std::any_of(pages_.begin(), pages_.end(),
                     [](const Page& page) { return !(page.inputs == first_inputs(page.form)); });
}

Json Wizard::body(size_t pages) const {
  Json body = Json::array();
  for (const Json& page : first_) body.push_back(page);
  for (size_t i = 0; i < pages; ++i) body.push_back(page_input(pages_[i].form, pages_[i].inputs));
  return body;
}

void Wizard::look(DoorClient& door) {
  refresh_wanted_ = false;
  looking_ = true;
  posted_ = current_;
  ticket_ = door.look(look_path_, body(posted_));
}

void Wizard::send(DoorClient& door) {
  looking_ = false;
  posted_ = pages_.size();
  ticket_ = door.change(method_, path_, body(posted_));
}

void Wizard::take(const Answer& answer, const Translations& words) {
  if (answer.ok()) {
    started_ = text_or(answer.body, "id");
    state_ = State::kStarted;
  } else {
    take_refusal(answer, words);
  }
}

// A look that needs no more pages: those that stand after the ones it held are not asked any more.
void Wizard::take_look(const Answer& answer, const Translations& words) {
  if (!answer.ok()) return take_refusal(answer, words);
  pages_.resize(std::min(posted_, pages_.size()));
  current_ = pages_.empty() ? 0 : pages_.size() - 1;
  state_ = State::kOpen;
}

void Wizard::take_refusal(const Answer& answer, const Translations& words) {
  if (answer.status == 510 && answer.body.is_object() && answer.body.contains("form")) {
    take_page(answer.body, words);
    state_ = State::kOpen;
  } else if (answer.status == 400 && answer.body.is_object() && answer.body.contains("validation_errors")) {
    take_errors(answer, words);
  } else {
    problem_ = answer.body.is_object() ? answer.body : Json{{"title", "No reason given"}};
    state_ = pages_.empty() ? State::kRefused : State::kOpen;
    ++refusals_;
  }
}

// The answer to `posted_` pages is the page after them: a new one, or the present one asked anew.
void Wizard::take_page(const Json& body, const Translations& words) {
  Page page;
  page.form = form_page(body["form"], body.contains("meta") ? body["meta"] : Json(), words);
  if (posted_ < pages_.size()) {
    page.inputs = carried_inputs(pages_[posted_].form, pages_[posted_].inputs, page.form);
    page.errors = pages_[posted_].errors;
  } else if (ahead_) {
    page.inputs = carried_inputs(ahead_->form, ahead_->inputs, page.form);
    ahead_.reset();
  } else {
    page.inputs = first_inputs(page.form);
  }
  pages_.resize(std::min(posted_, pages_.size()));
  pages_.push_back(std::move(page));
  current_ = pages_.size() - 1;
}

void Wizard::take_errors(const Answer& answer, const Translations& words) {
  const Json& errors = answer.body["validation_errors"];
  ++refusals_;
  if (pages_.empty()) {  // the pages that the shell filled in itself are refused: there is nothing to mend in
                         // a form
    problem_ = answer.body;
    state_ = State::kRefused;
    return;
  }
  // Only the first bad page is reported, and not which: it is the last that has one of the fields.
  size_t bad = current_;
  for (size_t i = 0; i < pages_.size(); ++i) {
    const bool has = std::any_of(errors.begin(), errors.end(), [&](const Json& error) {
      return pages_[i].form.find(location_of(error)) != nullptr;
    });
    if (has) bad = i;
  }
  if (bad < current_) {
    ahead_ = std::move(pages_.back());
    pages_.resize(bad + 1);
    current_ = bad;
  }
  Page& page = pages_[current_];
  page.errors.clear();
  for (const Json& error : errors) {
    const std::string name = location_of(error);
    const Field* field = page.form.find(name);
    page.errors.push_back({field == nullptr ? "" : name, field == nullptr ? words.field(name) : field->label,
                           error_sentence(error, field), error_details(error)});
  }
  state_ = State::kOpen;
  if (wants_new_choices(errors)) refresh_wanted_ = !look_path_.empty();
}

}  // namespace rehearsal::shell
