// What the engine answers to a form's pages: the next one, what is wrong, or that it has started.
#include <algorithm>
#include <utility>

#include "shell/app/read_json.h"
#include "shell/app/wizard.h"
#include "shell/app/words.h"

namespace rehearsal::shell {
namespace {

// More of them nobody reads; a list may have a hundred thousand rows that are wrong.
constexpr size_t kMostErrors = 100;

std::string location_of(const Json& error) {
  const std::vector<const Json*> loc = elements(error, "loc");
  if (loc.empty() || !loc[0]->is_string() || *loc[0] == "__root__") return {};
  return loc[0]->get<std::string>();
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

void keep_few(std::vector<FieldError>& errors, size_t all) {
  if (all <= kMostErrors) return;
  errors.resize(kMostErrors);
  errors.push_back({"", "", "And " + std::to_string(all - kMostErrors) + " more are wrong", ""});
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
  } else if (quiet_) {
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
  std::vector<FieldError> gone = take_kept(after.form, kept_inputs(before.form, before.inputs), after.inputs);
  keep_few(gone, gone.size());
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
  problem_ = nullptr;
  for (size_t i = 0; i < errors.size() && i < kMostErrors; ++i)
    page.errors.push_back(error_of(errors[i], page, words));
  keep_few(page.errors, errors.size());
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
