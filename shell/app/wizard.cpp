#include "shell/app/wizard.h"

#include <algorithm>
#include <utility>

#include "shell/app/read_json.h"
#include "shell/app/words.h"

namespace rehearsal::shell {
namespace {

std::string location_of(const Json& error) {
  const std::vector<const Json*> loc = elements(error, "loc");
  if (loc.empty() || !loc[0]->is_string() || *loc[0] == "__root__") return {};
  return loc[0]->get<std::string>();
}

// What tells a page from others: its place in the wizard and what it asks.
std::string page_key(size_t number, const FormPage& page) {
  std::string key = std::to_string(number) + " " + page.title;
  for (const Field& field : page.fields) key += "\n" + field.name;
  return key;
}

// What was wrong with a page that is asked anew; that there was nothing to choose from is over once there is.
std::vector<FieldError> errors_that_stay(const FormPage& before, const FormPage& after,
                                         std::vector<FieldError> errors) {
  const auto is_over = [&](const FieldError& error) {
    const Field* was = before.find(error.field);
    const Field* is = after.find(error.field);
    return was != nullptr && was->is_dead_end() && is != nullptr && !is->is_dead_end();
  };
  errors.erase(std::remove_if(errors.begin(), errors.end(), is_over), errors.end());
  return errors;
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
    : state_(State::kOpen) {
  pages_.push_back(page_of(0, schema, nullptr, words));
  if (process_id.empty()) return;
  const std::string id(process_id);
  method_ = "PUT";
  path_ = "/api/processes/" + id + "/resume";
  look_path_ = "/api/rehearsal/forms/processes/" + id;
  refresh_wanted_ = true;
}

Wizard::Page Wizard::page_of(size_t number, const Json& schema, const Json& meta, const Translations& words) {
  Page page;
  page.form = form_page(schema, meta, words);
  page.key = page_key(number, page.form);
  page.first = page.inputs = first_inputs(page.form);
  return page;
}

bool Wizard::update(DoorClient& door, const Translations& words) {
  const bool wanted =
      state_ == State::kLoading || (refresh_wanted_ && state_ == State::kOpen) || checked_ > 0;
  if (!ticket_ && wanted) look(door);
  if (!ticket_ || !ticket_->done) return false;
  const Ticket ticket = std::exchange(ticket_, nullptr);
  const int refusals = refusals_;
  const bool led_on = leads_on();
  as_of_ = ticket->answer.as_of;
  problem_ = nullptr;
  problem_status_ = ticket->answer.status;
  if (checked_ > 0) {
    check_pages(ticket->answer, words);
  } else if (looking_) {
    take_look(ticket->answer, words);
  } else {
    take(ticket->answer, words);
  }
  const bool is_same = state_ == State::kOpen && refusals_ == refusals && led_on == leads_on();
  if (std::exchange(submit_wanted_, false) && is_same) submit(door);
  return true;
}

void Wizard::submit(DoorClient& door) {
  if (state_ != State::kOpen) return;
  if (has_page()) {
    Page& page = pages_[current_];
    page.errors = page_errors(page.form, page.inputs);
    if (!page.errors.empty()) ++refusals_;
    if (!page.errors.empty() || method_.empty()) return;
  }
  state_ = State::kSending;
  problem_ = nullptr;
  if (ticket_) {
    submit_wanted_ = true;
  } else if (leads_on()) {
    look_on(door);
  } else {
    send(door);
  }
}

void Wizard::back() {
  if (state_ != State::kOpen || current_ == 0) return;
  ticket_.reset();
  remember(current_);
  pages_.pop_back();
  --current_;
  ++moves_;
}

void Wizard::remember(size_t page) {
  const Page& left = pages_[page];
  Answers answers{left.key, kept_inputs(left.form, left.inputs), left.inputs != left.first};
  remembered_.erase(std::remove_if(remembered_.begin(), remembered_.end(),
                                   [&](const Answers& one) { return one.page == answers.page; }),
                    remembered_.end());
  remembered_.push_back(std::move(answers));
}

const Json* Wizard::remembered(const std::string& page) const {
  for (const Answers& one : remembered_) {
    if (one.page == page) return &one.inputs;
  }
  return nullptr;
}

// A page that opens: its defaults, what is proposed for it, and what was put into it before.
void Wizard::fill(Page& page) const {
  page.inputs = page.first;
  page.errors = take_answers(page.form, proposed_, page.inputs);
  const Json* before = remembered(page.key);
  if (before != nullptr) page.errors = take_kept(page.form, *before, page.inputs);
}

Json Wizard::draft() const {
  Json pages = Json::array();
  const auto stands = [&](const Answers& one) {
    return std::any_of(pages_.begin(), pages_.end(), [&](const Page& page) { return page.key == one.page; });
  };
  for (const Answers& one : remembered_) {
    if (!stands(one)) pages.push_back({{"page", one.page}, {"inputs", one.inputs}});
  }
  for (const Page& page : pages_)
    pages.push_back({{"page", page.key}, {"inputs", kept_inputs(page.form, page.inputs)}});
  return {{"first", first_}, {"pages", std::move(pages)}, {"page", current_}};
}

void Wizard::start_over() {
  ticket_.reset();
  checked_ = 0;
  remembered_.clear();
  proposed_ = Json::object();
  taken_from_ = 0;
  left_at_ = 0;
  current_ = 0;
  problem_ = nullptr;
  ++moves_;
  pages_.resize(look_path_.empty() ? std::min<size_t>(pages_.size(), 1) : 0);
  if (!look_path_.empty()) state_ = State::kLoading;
  for (Page& page : pages_) {
    page.inputs = page.first;
    page.errors.clear();
  }
}

void Wizard::take_draft(const Json& draft, double at) {
  taken_from_ = at;
  remembered_.clear();
  for (const Json* one : elements(draft, "pages")) {
    const Json* inputs = member(*one, "inputs");
    if (inputs == nullptr) continue;
    // The last word on a page counts.
    const std::string page = text_or(*one, "page");
    const auto same = [&](const Answers& before) { return before.page == page; };
    remembered_.erase(std::remove_if(remembered_.begin(), remembered_.end(), same), remembered_.end());
    remembered_.push_back({page, *inputs});
  }
  left_at_ = static_cast<size_t>(std::max<int64_t>(0, whole_at(draft, "page").value_or(0)));
  for (Page& page : pages_) fill(page);
  if (has_page() && is_on_its_way()) state_ = State::kLoading;
}

// Still before the page at which the draft was left, with this one filled in.
bool Wizard::is_on_its_way() const {
  return current_ < left_at_ && errors().empty() && remembered(pages_[current_].key) != nullptr;
}

bool Wizard::leads_on() const {
  return has_page() && (page().has_next == true ||
                        std::find(led_on_.begin(), led_on_.end(), pages_[current_].key) != led_on_.end());
}

void Wizard::refresh(DoorClient& door) {
  refresh_wanted_ = !method_.empty();
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
  const auto inside = [&](const FieldError& error) {
    return error.field == field || error.field.rfind(field + ".", 0) == 0;
  };
  errors.erase(std::remove_if(errors.begin(), errors.end(), inside), errors.end());
}

void Wizard::forget_errors() {
  for (Page& page : pages_) page.errors.clear();
  problem_ = nullptr;
  refusals_ = 0;
}

// Of pages that stand, by what is in them now; of those that were left, by what was.
bool Wizard::touched() const {
  const auto is_changed = [](const Page& page) { return page.inputs != page.first; };
  if (std::any_of(pages_.begin(), pages_.end(), is_changed)) return true;
  return std::any_of(remembered_.begin(), remembered_.end(), [&](const Answers& one) {
    const auto stands = [&](const Page& page) { return page.key == one.page; };
    return one.touched && std::none_of(pages_.begin(), pages_.end(), stands);
  });
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
  posted_ = checked_ > 0 ? checked_ : state_ == State::kLoading ? pages_.size() : current_;
  ticket_ = door.look(look_path_, body(posted_));
}

// To the page that is said to follow: should none follow any more, nothing is started.
void Wizard::look_on(DoorClient& door) {
  looking_ = true;
  posted_ = pages_.size();
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
  left_at_ = 0;
  const bool drops = posted_ < pages_.size();
  for (size_t i = posted_; i < pages_.size(); ++i) remember(i);
  if (drops) pages_.resize(posted_);
  current_ = pages_.empty() ? 0 : pages_.size() - 1;
  state_ = State::kOpen;
  if (drops) {
    // What was about to be sent is not what stands there now.
    ++refusals_;
    ++moves_;
  }
  if (!has_page()) return;
  if (drops) {
    pages_[current_].errors.clear();
    pages_[current_].errors.push_back({"", "", "The page after this one is not asked any more", ""});
  }
  pages_[current_].form.has_next = false;
  led_on_.erase(std::remove(led_on_.begin(), led_on_.end(), pages_[current_].key), led_on_.end());
}

void Wizard::take_refusal(const Answer& answer, const Translations& words) {
  if (answer.status == 510 && answer.body.is_object() && answer.body.contains("form")) {
    take_page(answer.body, words);
    state_ = is_on_its_way() ? State::kLoading : State::kOpen;
    if (state_ == State::kOpen) left_at_ = 0;
  } else if (state_ == State::kLoading && has_page()) {
    // The draft does not lead on any more: the person goes on from here.
    state_ = State::kOpen;
    left_at_ = 0;
  } else if (has_page() && answer.status == 400 && member(answer.body, "validation_errors") != nullptr) {
    if (posted_ == pages_.size() && pages_.size() > 1) {
      refused_ = answer.body["validation_errors"];
      checked_ = 1;
      return;
    }
    take_errors(answer.body["validation_errors"], bad_page(answer.body["validation_errors"]), words);
  } else if (posted_ < pages_.size() && answer.status / 100 == 5) {
    // Choices that could not be read anew: those that are here stay, and the start asks the engine.
    state_ = State::kOpen;
  } else {
    problem_ = answer.body.is_object() ? answer.body : Json{{"title", "No reason given"}};
    state_ = state_ == State::kLoading ? State::kRefused : State::kOpen;
    ++refusals_;
  }
}

// Which page is meant the engine does not say: the first that it refuses alone with those before it.
void Wizard::check_pages(const Answer& answer, const Translations& words) {
  const bool is_bad = answer.status == 400 && !elements(answer.body, "validation_errors").empty();
  if (!is_bad && ++checked_ < pages_.size()) return;
  const size_t bad = checked_ - 1;
  checked_ = 0;
  take_errors(is_bad ? answer.body["validation_errors"] : refused_, bad, words);
}

// The page as it is asked now, with what stands in it.
void Wizard::replace(size_t page, const Json& schema, const Json& meta, const Translations& words) {
  Page& before = pages_[page];
  Page after = page_of(page, schema, meta, words);
  const std::vector<FieldError> gone =
      take_kept(after.form, kept_inputs(before.form, before.inputs), after.inputs);
  after.errors = errors_that_stay(before.form, after.form, std::move(before.errors));
  for (const FieldError& one : gone) {
    const auto same = [&](const FieldError& error) { return error.field == one.field; };
    if (std::none_of(after.errors.begin(), after.errors.end(), same)) after.errors.push_back(one);
  }
  // What was about to be sent is not what stands there now.
  if (!gone.empty() && std::exchange(submit_wanted_, false)) ++refusals_;
  before = std::move(after);
}

// The answer to `posted_` pages is the page after them: a new one, or the present one asked anew.
void Wizard::take_page(const Json& body, const Translations& words) {
  const Json meta = body.value("meta", Json());
  if (posted_ < pages_.size()) {
    replace(posted_, body["form"], meta, words);
    pages_.resize(posted_ + 1);
  } else {
    Page page = page_of(posted_, body["form"], meta, words);
    fill(page);
    ++moves_;
    if (posted_ > 0) led_on_.push_back(pages_[posted_ - 1].key);
    pages_.push_back(std::move(page));
  }
  current_ = pages_.size() - 1;
}

// The last of the pages that were sent that has one of the fields.
size_t Wizard::bad_page(const Json& errors) const {
  const size_t held = std::min(posted_, pages_.size());
  size_t bad = held == 0 ? current_ : std::min(current_, held - 1);
  for (size_t i = 0; i < held; ++i) {
    const bool has = std::any_of(errors.begin(), errors.end(), [&](const Json& error) {
      return pages_[i].form.find(location_of(error)) != nullptr;
    });
    if (has) bad = i;
  }
  return bad;
}

void Wizard::take_errors(const Json& errors, size_t bad, const Translations& words) {
  ++refusals_;
  if (bad < current_) {
    for (size_t i = bad + 1; i < pages_.size(); ++i) remember(i);
    pages_.resize(bad + 1);
    current_ = bad;
  }
  Page& page = pages_[current_];
  page.errors.clear();
  for (const Json& error : errors) page.errors.push_back(error_of(error, page, words));
  state_ = State::kOpen;
  if (wants_new_choices(errors)) refresh_wanted_ = !method_.empty();
}

// The field that the error's location leads to, through rows and fields of fields.
FieldError Wizard::error_of(const Json& error, const Page& page, const Translations& words) const {
  const std::string name = location_of(error);
  const Field* field = page.form.find(name);
  if (field == nullptr) {
    return {"", words.field(name), error_sentence(error, nullptr), error_details(error)};
  }
  const FieldInput* input = &page.inputs[static_cast<size_t>(field - page.form.fields.data())];
  std::string path = name;
  const std::vector<const Json*> loc = elements(error, "loc");
  for (size_t i = 1; i < loc.size(); ++i) {
    size_t part = 0;
    const Field* inner = nullptr;
    if (field->kind == FieldKind::kList && loc[i]->is_number_integer()) {
      part = sent_row(*field, *input, loc[i]->get<size_t>());
      inner = &field->item[0];
      path += "." + std::to_string(part);
    } else if (field->kind == FieldKind::kObject && loc[i]->is_string()) {
      const auto found = std::find_if(field->fields.begin(), field->fields.end(),
                                      [&](const Field& one) { return *loc[i] == one.name; });
      if (found == field->fields.end()) break;
      part = static_cast<size_t>(found - field->fields.begin());
      inner = &*found;
      path += "." + inner->name;
    }
    if (inner == nullptr || part >= input->parts.size()) break;
    input = &input->parts[part];
    field = inner;
  }
  return {path, field->label, error_sentence(error, field), error_details(error)};
}

}  // namespace rehearsal::shell
