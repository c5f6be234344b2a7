#include "shell/app/wizard.h"

#include <algorithm>
#include <utility>

#include "shell/app/read_json.h"

namespace rehearsal::shell {
namespace {

// What tells a page from others: its place in the wizard and what it asks.
std::string page_key(size_t number, const FormPage& page) {
  std::string key = std::to_string(number) + " " + page.title;
  for (const Field& field : page.fields) key += "\n" + field.name;
  return key;
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
  if (!quiet_) {
    problem_ = nullptr;
    problem_status_ = ticket->answer.status;
  }
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
    keep_few(page.errors, page.errors.size());
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
  problem_ = nullptr;
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
  keep_few(page.errors, page.errors.size());
}

void Wizard::propose(Json answers, Json later) {
  proposed_ = std::move(answers);
  later_ = std::move(later);
  for (Page& page : pages_) fill(page);
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
  taken_from_ = 0;
  left_at_ = 0;
  current_ = 0;
  problem_ = nullptr;
  ++moves_;
  pages_.resize(look_path_.empty() ? std::min<size_t>(pages_.size(), 1) : 0);
  if (!look_path_.empty()) state_ = State::kLoading;
  propose(Json::object());
}

void Wizard::try_again() {
  problem_ = nullptr;
  state_ = State::kLoading;
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
  quiet_ = state_ == State::kOpen && checked_ == 0;
  posted_ = checked_ > 0 ? checked_ : state_ == State::kLoading ? pages_.size() : current_;
  ticket_ = door.look(look_path_, body(posted_));
}

// To the page that is said to follow: should none follow any more, nothing is started.
void Wizard::look_on(DoorClient& door) {
  looking_ = true;
  quiet_ = false;
  posted_ = pages_.size();
  ticket_ = door.look(look_path_, body(posted_));
}

void Wizard::send(DoorClient& door) {
  looking_ = quiet_ = false;
  posted_ = pages_.size();
  ticket_ = door.change(method_, path_, body(posted_));
}

}  // namespace rehearsal::shell
