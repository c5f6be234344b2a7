// A form of several pages on its way to the engine: every post says all pages so far (reference/forms.md §2).
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/json.h"
#include "shell/app/door_client.h"
#include "shell/app/form_model.h"

namespace rehearsal::shell {

// Of very many errors those that are shown, and how many more there are of `all`.
void keep_few(std::vector<FieldError>& errors, size_t all);

class Wizard {
 public:
  enum class State {
    kLoading,  // the first page is asked for
    kOpen,     // a page is shown and can be filled in; or, without a page, there is nothing to ask
    kSending,
    kStarted,  // accepted; started() names the process
    kRefused,  // it cannot be started at all; problem() says why
  };

  // Starts `workflow`; `first` are the pages that the shell fills in itself (product, subscription).
  Wizard(std::string_view workflow, std::vector<Json> first);
  // Goes on with the suspended process `process_id`, whose step's first page is known already: all but what
  // it says of itself, whether another one follows. Without an id it is a form on trial: nothing is sent.
  Wizard(std::string_view process_id, const Json& schema, const Translations& words);

  // Once per frame: takes what arrived, asks for what is needed. True when something changed.
  bool update(DoorClient& door, const Translations& words);
  void submit(DoorClient& door);
  // To the page before; what stands on this one is kept for when it comes again.
  void back();
  // Fills in what the pages ask for and `answers` (values by field name) has. `later`: the same by the
  // names of the steps that ask once what is started here runs.
  void propose(Json answers, Json later = nullptr);
  const Json& later() const { return later_; }
  // What was put into all pages so far, those too that were left; and having it again, at the page where it
  // was left.
  Json draft() const;
  void take_draft(const Json& draft, double at);
  // When the draft that was taken was last changed, seconds since 1970; 0: there was none.
  double taken_from() const { return taken_from_; }
  // Forgets everything that was put in, and begins anew.
  void start_over();
  // Asks once more for the first page, of which it was told that it cannot be had.
  void try_again();
  // Asks the present page anew, with what was typed kept: its choices may have changed.
  void refresh(DoorClient& door);

  State state() const { return state_; }
  bool has_page() const { return !pages_.empty(); }
  const FormPage& page() const { return pages_[current_].form; }
  std::vector<FieldInput>& inputs() { return pages_[current_].inputs; }
  const std::vector<FieldError>& errors() const { return pages_[current_].errors; }
  const FieldError* error_at(const std::string& field) const;
  // What was wrong when the form was left is not what is wrong when somebody comes back to it.
  void forget_errors();
  // The person changed the field, or what is inside it: its errors are out of date.
  void clear_error(const std::string& field);
  // Grows with every refused submission, so that the summary is focused once for each.
  int refusals() const { return refusals_; }
  const std::vector<FieldInput>& inputs_of(size_t page) const { return pages_[page].inputs; }
  const FormPage& page_at(size_t page) const { return pages_[page].form; }
  size_t pages() const { return pages_.size(); }
  // Grows with every page that comes and every one that is gone back to.
  int moves() const { return moves_; }
  bool first_page() const { return current_ == 0; }
  // Another page follows the one that is shown: it says so, or it did before.
  bool leads_on() const;
  size_t page_number() const { return current_ + 1; }
  bool touched() const;
  // The pages that the shell filled in itself.
  const std::vector<Json>& first() const { return first_; }
  // Number of the last commit that the page has seen.
  int64_t as_of() const { return as_of_; }

  const std::string& started() const { return started_; }
  // The problem that ended it or, in kOpen, kept the last submission from arriving; null otherwise.
  const Json& problem() const { return problem_; }
  int problem_status() const { return problem_status_; }

 private:
  struct Page {
    FormPage form;
    std::string key;  // tells it from others
    std::vector<FieldInput> first, inputs;
    std::vector<FieldError> errors;
  };
  // What was put into a page, by what tells the page from others: down another branch stands another one.
  struct Answers {
    std::string page;
    Json inputs;  // kept_inputs
    bool touched = true;
  };

  static Page page_of(size_t number, const Json& schema, const Json& meta, const Translations& words);
  void remember(size_t page);
  const Json* remembered(const std::string& page) const;
  void fill(Page& page) const;
  FieldError error_of(const Json& error, const Page& page, const Translations& words) const;
  Json body(size_t pages) const;
  void look(DoorClient& door);
  void look_on(DoorClient& door);
  void send(DoorClient& door);
  void check_pages(const Answer& answer, const Translations& words);
  void replace(size_t page, const Json& schema, const Json& meta, const Translations& words);
  void take_look(const Answer& answer, const Translations& words);
  void take_refusal(const Answer& answer, const Translations& words);
  bool is_on_its_way() const;
  void take(const Answer& answer, const Translations& words);
  void take_page(const Json& body, const Translations& words);
  size_t bad_page(const Json& errors) const;
  void take_errors(const Json& errors, size_t bad, const Translations& words);

  std::string method_, path_;
  std::string look_path_;  // asks for a page and never starts anything; empty: there is no such way
  std::vector<Json> first_;
  std::vector<Page> pages_;
  std::vector<Answers> remembered_;  // of the pages that were left
  std::vector<std::string> led_on_;  // pages after which another one came
  Json proposed_ = Json::object();
  Json later_;
  double taken_from_ = 0;
  size_t left_at_ = 0;  // number of the page, from 0, at which the draft that was taken was left
  int moves_ = 0;
  size_t current_ = 0;
  size_t posted_ = 0;     // pages that the post under way holds
  bool looking_ = false;  // the post under way is a look
  bool quiet_ = false;    // and nobody waits for it: choices are read anew
  // After a refusal of several pages: the errors, and how many pages are looked at to find which is meant.
  Json refused_;
  size_t checked_ = 0;
  State state_ = State::kLoading;
  Ticket ticket_;
  bool refresh_wanted_ = false;
  bool submit_wanted_ = false;  // pressed during a look
  int refusals_ = 0;
  int64_t as_of_ = 0;
  std::string started_;
  Json problem_;
  int problem_status_ = 0;
};

}  // namespace rehearsal::shell
