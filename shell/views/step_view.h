// The steps of a process as a timeline: each opens to what it changed.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "shell/app/process_model.h"
#include "shell/views/context.h"
#include "shell/views/stage_page.h"

namespace rehearsal::views {

class StepViews {
 public:
  // The steps that an address says are open, and what is folded out in them: "3,4,4.state"; "none" of them.
  explicit StepViews(std::string asked) : asked_(std::move(asked)) {}
  const std::string& asked() const { return asked_; }  // empty once it was done
  // `failure_actions` draws the buttons inside the step at which the process stands failed.
  void draw(Context& context, const shell::Process& process, const std::function<void()>& failure_actions);
  // For the steps that are there and for those to come.
  void open_all(bool open);
  bool all_open(const shell::Process& process) const;

 private:
  void take_asked(Context& context, const shell::Process& process);
  void say_open(Context& context, const shell::Process& process) const;
  void follow(Context& context, const shell::Process& process);
  void reveal_failed(Context& context, const shell::Process& process);
  void draw_changes(Context& context, const shell::Step& step, const std::string& key);
  void draw_failure(Context& context, const shell::Process& process, const shell::Step& step,
                    const std::string& key, const std::function<void()>& actions);
  bool& step_open(const std::string& key) { return steps_.try_emplace(key, all_).first->second; }

  StepStage stage_;                    // of the steps to come
  std::map<std::string, bool> steps_;  // those that a person, or what happened, opened or shut
  std::map<std::string, bool> open_;   // what is folded inside them, "key name"
  std::string asked_;
  bool by_hand_ = false;  // not what opens by itself: to be said in the address
  std::string told_;      // the first step that the address named, and when it was brought into sight
  double told_at_ = -1;
  bool all_ = false;      // how a step begins
  std::string revealed_;  // the failed step that was opened and scrolled to
  // While the process is watched the step that ended last comes into sight; nothing opens or shuts by itself.
  bool was_moving_ = false;
  std::string followed_;
  double followed_at_ = -1, revealed_at_ = -1;
};

}  // namespace rehearsal::views
