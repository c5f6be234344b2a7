#include "shell/app/wizard.h"

#include <algorithm>

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

Wizard::Wizard(std::string method, std::string path, std::vector<Json> first)
    : method_(std::move(method)), path_(std::move(path)), first_(std::move(first)) {}

Wizard::Wizard(std::string method, std::string path, const Json& schema, const Translations& words)
    : method_(std::move(method)), path_(std::move(path)), state_(State::kOpen) {
  Page page;
  page.form = form_page(schema, nullptr, words);
  page.inputs = first_inputs(page.form);
  pages_.push_back(std::move(page));
}

bool Wizard::update(DoorClient& door, const Translations& words) {
  if (!ticket_ && state_ == State::kLoading) post(door, 0);
  if (!ticket_ && refresh_wanted_ && state_ == State::kOpen) {
    refresh_wanted_ = false;
    post(door, current_);
  }
  if (!ticket_ || !ticket_->done) return false;
  const Ticket ticket = std::move(ticket_);
  ticket_.reset();
  take(ticket->answer, words);
  return true;
}

void Wizard::submit(DoorClient& door) {
  if (state_ != State::kOpen || ticket_) return;
  state_ = State::kSending;
  problem_ = nullptr;
  post(door, current_ + 1);
}

void Wizard::back() {
  if (state_ != State::kOpen || current_ == 0) return;
  ahead_ = std::move(pages_.back());
  pages_.pop_back();
  --current_;
}

void Wizard::refresh(DoorClient& door) {
  // The first page of a suspended step comes with its process, not by a post without pages.
  if (first_.empty() && current_ == 0) return;
  refresh_wanted_ = true;
  if (state_ == State::kOpen && !ticket_) {
    refresh_wanted_ = false;
    post(door, current_);
  }
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

bool Wizard::touched() const {
  return std::any_of(pages_.begin(), pages_.end(),
                     [](const Page& page) { return !(page.inputs == first_inputs(page.form)); });
}

void Wizard::post(DoorClient& door, size_t pages) {
  Json body = Json::array();
  for (const Json& page : first_) body.push_back(page);
  for (size_t i = 0; i < pages; ++i) body.push_back(page_input(pages_[i].form, pages_[i].inputs));
  posted_ = pages;
  ticket_ = door.change(method_, path_, std::move(body));
}

void Wizard::take(const Answer& answer, const Translations& words) {
  as_of_ = std::max(as_of_, answer.as_of);
  problem_ = nullptr;
  problem_status_ = answer.status;
  if (answer.ok()) {
    started_ = text_or(answer.body, "id");
    state_ = State::kStarted;
  } else if (answer.status == 510 && answer.body.is_object() && answer.body.contains("form")) {
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
  if (wants_new_choices(errors)) refresh_wanted_ = !(first_.empty() && current_ == 0);
}

}  // namespace rehearsal::shell
