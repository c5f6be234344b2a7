// The steps of a process as a timeline: each opens to what it changed.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "shell/app/process_model.h"
#include "shell/views/context.h"

namespace rehearsal::views {

class StepViews {
 public:
  // `failure_actions` draws the buttons inside the step at which the process stands failed.
  void draw(Context& context, const shell::Process& process, const std::function<void()>& failure_actions);
  void open_all(const shell::Process& process, bool open);
  bool all_open(const shell::Process& process) const;

 private:
  void draw_changes(Context& context, const shell::Step& step, const std::string& key);
  void draw_failure(Context& context, const shell::Process& process, const shell::Step& step,
                    const std::string& key, const std::function<void()>& actions);
  bool& open(const std::string& key) { return open_[key]; }

  std::map<std::string, bool> open_;
  std::string revealed_;  // the failed step that was opened and scrolled to
};

}  // namespace rehearsal::views
