#include "shell/views/step_view.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "core/ids.h"
#include "shell/app/format.h"
#include "shell/views/parts.h"

namespace rehearsal::views {
namespace {

// More changed values than a person takes in at once are folded behind the rest.
constexpr size_t kShownChanges = 8;

ui::StepState state_of(const shell::Step& step) {
  if (step.status == "running") return ui::StepState::running;
  if (step.status == "pending") return ui::StepState::pending;
  if (step.status == "failed") return ui::StepState::failed;
  if (step.status == "abort") return ui::StepState::stopped;
  if (step.status == "skipped") return ui::StepState::skipped;
  if (step.status == "not_run") return ui::StepState::unreached;
  if (step.status == "success" || step.status == "complete") return ui::StepState::done;
  return ui::StepState::waiting;
}

// A step is known by its row; one that is still to come, by its place.
std::string key_of(const shell::Step& step, size_t index) {
  return step.id.empty() ? "step " + std::to_string(index) : step.id;
}

bool has_more(const shell::Step& step) {
  return step.failed() || !step.changes.empty() || (step.executed() && step.state.is_object());
}

std::string status_words(const shell::Step& step) {
  std::string words = shell::step_status(step.status).text;
  if (step.attempts > 1) words += ", " + std::to_string(step.attempts) + " attempts";
  if (step.ended) words += ", then aborted";
  return words;
}

// "user id 7, username ann": what it brought, in short.
std::string summary_of(Context& context, const shell::Step& step) {
  constexpr int kNamed = 3;
  std::string words;
  int named = 0;
  for (const shell::Change& change : step.changes) {
    if (change.reserved() || change.whole()) continue;
    if (++named > kNamed) return words + " \u2026";
    const std::string name = shell::path_words(change.path), value = value_words(context, change.after);
    words += (named > 1 ? ", " : "") + name + " " + (is_uuid(value) ? shell::short_id(value) : value);
  }
  return words;
}

void draw_change(Context& context, const shell::Change& change) {
  const std::string name = shell::path_words(change.path), after = value_words(context, change.after);
  const bool is_new = !change.before || change.before->is_null();
  if (is_new && is_uuid(after)) {
    auto value = ui::term(context.ui, name);
    ui::short_id(context.ui, after, name);
  } else if (!is_new) {
    ui::term_changed(context.ui, name, value_words(context, *change.before), after);
  } else {
    ui::term(context.ui, name, after, {.weight = ui::Weight::medium});
  }
}

}  // namespace

void StepViews::draw(Context& context, const shell::Process& process,
                     const std::function<void()>& failure_actions) {
  take_asked(context, process);
  reveal_failed(context, process);
  follow(context, process);
  const int failed = process.failed_step();
  auto list = ui::step_list(context.ui, "Steps");
  for (size_t i = 0; i < process.steps.size(); ++i) {
    const shell::Step& step = process.steps[i];
    const std::string key = key_of(step, i);
    const bool stands_here = static_cast<int>(i) == failed;
    const bool took = step.seconds() && step.status != "abort";
    const std::string duration = took ? shell::duration_text(*step.seconds()) : "";
    // What is still to come opens to what can be set for it, which "Expand all" is not about.
    const bool to_come =
        step.status == "pending" && shell::can_abort(process.status) && !process.rolls_back();
    // What cannot open keeps no opinion of its own: it may be able to, soon.
    bool* const opened = to_come ? &open_["to come " + key] : has_more(step) ? &step_open(key) : nullptr;
    bool is_open = opened && *opened;
    const bool was_open = is_open;
    const std::string summary = is_open ? "" : summary_of(context, step);
    auto detail = ui::step(context.ui, key,
                           {.name = step.name,
                            .state = state_of(step),
                            .status = status_words(step),
                            .trailing = duration,
                            .summary = summary,
                            .expandable = opened != nullptr,
                            .last = i + 1 == process.steps.size(),
                            .reveal = (key == followed_ && followed_at_ == context.ui.now()) ||
                                      (key == told_ && told_at_ == context.ui.now())},
                           is_open);
    if (opened) *opened = is_open;
    by_hand_ |= is_open != was_open;
    if (!detail) continue;
    if (to_come) {
      auto box = ui::column(context.ui, {.gap = 8, .align = ui::Align::fill});
      stage_.draw(context, process.workflow, step.name);
    } else if (step.failed()) {
      draw_failure(context, process, step, key, stands_here ? failure_actions : std::function<void()>());
    } else {
      draw_changes(context, step, key);
    }
  }
  say_open(context, process);
}

void StepViews::take_asked(Context& context, const shell::Process& process) {
  if (asked_.empty()) return;
  by_hand_ = true;
  const char* at = asked_.c_str();
  while (*at != 0) {
    char* behind = nullptr;
    const auto i = static_cast<size_t>(std::strtol(at, &behind, 10) - 1);
    const std::string folded(behind, std::strcspn(behind, ","));
    at = behind + folded.size();
    if (*at != 0) ++at;
    if (i >= process.steps.size()) continue;
    const std::string key = key_of(process.steps[i], i);
    step_open(key) = true;
    if (!folded.empty()) open_[key + " " + folded.substr(1)] = true;
    if (told_at_ < 0) told_ = key;
    told_at_ = context.ui.now();
  }
  asked_.clear();
  const int failed = process.failed_step();
  if (failed >= 0)
    revealed_ = key_of(process.steps[static_cast<size_t>(failed)], static_cast<size_t>(failed));
}

void StepViews::say_open(Context& context, const shell::Process& process) const {
  std::string words, folded;
  for (size_t i = 0; i < process.steps.size(); ++i) {
    const std::string key = key_of(process.steps[i], i), number = std::to_string(i + 1) + ",";
    const auto step = steps_.find(key);
    if (!has_more(process.steps[i]) || !(step == steps_.end() ? all_ : step->second)) continue;
    words += number;
    for (auto at = open_.lower_bound(key + " ");
         at != open_.end() && at->first.compare(0, key.size() + 1, key + " ") == 0; ++at) {
      if (at->second) folded += std::to_string(i + 1) + "." + at->first.substr(key.size() + 1) + ",";
    }
  }
  if (!by_hand_ && folded.empty()) return;
  words += folded;
  if (words.empty()) words = "none,";
  words.pop_back();
  context.look["open"] = words;
}

void StepViews::reveal_failed(Context& context, const shell::Process& process) {
  const int failed = process.failed_step();
  if (failed < 0) {
    // It was gone on with: what failed is behind it.
    if (!revealed_.empty()) step_open(std::exchange(revealed_, {})) = all_;
    return;
  }
  const std::string key = key_of(process.steps[static_cast<size_t>(failed)], static_cast<size_t>(failed));
  if (revealed_ == key) return;
  revealed_ = key;
  revealed_at_ = context.ui.now();
  step_open(key) = true;
  context.ui.focus_on(key);
}

void StepViews::follow(Context& context, const shell::Process& process) {
  const bool moving = shell::is_moving(process.status);
  const bool was_moving = std::exchange(was_moving_, moving);
  if (!moving && !was_moving) return;
  size_t last = process.steps.size();
  while (last > 0 && !process.steps[last - 1].executed()) --last;
  if (last == 0) return;
  const std::string key = key_of(process.steps[last - 1], last - 1);
  if (key == followed_) return;
  followed_ = key;
  followed_at_ = context.ui.now();
}

void StepViews::draw_changes(Context& context, const shell::Step& step, const std::string& key) {
  auto box = ui::column(context.ui, {.gap = 8, .align = ui::Align::fill});
  const bool stopped = step.status == "abort";
  if (step.completed) {
    ui::text(context.ui,
             (stopped ? "The process was aborted here at " : "Finished at ") +
                 clock_words(context, *step.completed) + (step.by == "SYSTEM" ? "" : ", by " + step.by),
             {.tone = ui::Tone::muted, .size = 12, .exact = exact_words(context, *step.completed)});
  }
  if (step.changes.empty() && !stopped)
    ui::text(context.ui, "It changed nothing in the state.", {.tone = ui::Tone::muted});
  const bool all = open_[key + " all"];
  size_t shown = 0;
  if (!step.changes.empty()) {
    ui::heading(context.ui, 3, "What it changed");
    auto facts = ui::terms(context.ui, "What it changed", 220);
    for (const shell::Change& change : step.changes) {
      if (change.whole() || (!all && (shown == kShownChanges || change.reserved()))) continue;
      ++shown;
      draw_change(context, change);
    }
  }
  size_t whole = 0;
  for (const shell::Change& change : step.changes) {
    if (!change.whole()) continue;
    ++whole;
    const std::string words = shell::path_words(change.path);
    const std::string label = words + ": " + shell::value_words(change.after) + ", new";
    if (ui::disclosure(context.ui, label, open_[key + " " + words], key + words)) {
      ui::code_block(context.ui, words, change.after.dump(2), true);
    }
  }
  const size_t hidden = step.changes.size() - shown - whole;
  if (hidden > 0) {
    ui::disclosure(context.ui, "Show " + shell::count_words(hidden, "more change", "more changes"),
                   open_[key + " all"], key + " all");
  }
  if (step.state.is_object() && !step.state.empty()) {
    const std::string label =
        step.unchanged > 0 ? "Full state, " + shell::count_words(step.unchanged, "key", "keys") + " unchanged"
                           : "Full state";
    if (ui::disclosure(context.ui, label, open_[key + " state"], key + " state")) {
      ui::code_block(context.ui, "State after " + step.name, step.state.dump(2), true);
    }
  }
}

void StepViews::draw_failure(Context& context, const shell::Process& process, const shell::Step& step,
                             const std::string& key, const std::function<void()>& actions) {
  auto box = ui::column(context.ui, {.gap = 12, .align = ui::Align::fill});
  std::string words = shell::failure_words(step.state);
  if (words.empty()) words = shell::upper_first(process.failed_reason);
  if (words.empty()) words = "The step gave no reason.";
  ui::paragraph(context.ui, words, {.tone = ui::Tone::danger, .weight = ui::Weight::medium});
  if (actions && process.next_try_at) {
    ui::text(context.ui, "It is tried again by itself at " + clock_words(context, *process.next_try_at) + ".",
             {.exact = exact_words(context, *process.next_try_at)});
  }
  if (actions) {
    auto shown =
        ui::column(context.ui, {.align = ui::Align::fill, .reveal = revealed_at_ == context.ui.now()});
    actions();
  }
  const std::string kind = text_or(step.state, "class");
  if (!kind.empty()) ui::text(context.ui, "Kind of failure: " + kind, {.tone = ui::Tone::muted, .size = 12});
  const auto details = step.state.find("details");
  if (details != step.state.end() && !details->is_null()) {
    if (ui::disclosure(context.ui, "Details", open_[key + " details"], key + " details")) {
      ui::code_block(context.ui, "Details of the failure", details->dump(2), true);
    }
  }
  if (!actions) {
    ui::text(context.ui, "Its trace was kept until it was tried again.",
             {.tone = ui::Tone::muted, .size = 12});
  } else if (!process.traceback.empty()) {
    if (ui::disclosure(context.ui, "Trace", open_[key + " trace"], key + " trace")) {
      ui::code_block(context.ui, "Trace", process.traceback);
    }
  }
}

void StepViews::open_all(bool to) {
  all_ = to;
  by_hand_ = true;
  steps_.clear();
}

bool StepViews::all_open(const shell::Process& process) const {
  bool any = false;
  for (size_t i = 0; i < process.steps.size(); ++i) {
    const shell::Step& step = process.steps[i];
    if (!has_more(step)) continue;
    any = true;
    const auto found = steps_.find(key_of(step, i));
    if (found == steps_.end() ? !all_ : !found->second) return false;
  }
  return any || all_;
}

}  // namespace rehearsal::views
