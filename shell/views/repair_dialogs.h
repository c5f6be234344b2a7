// What a person can do with a process that stands, besides trying its step again: go past the step, having
// done by hand what it was to do, or take back what the steps before it did.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "shell/app/process_model.h"
#include "shell/views/context.h"

namespace rehearsal::views {

class RepairDialogs {
 public:
  explicit RepairDialogs(std::string process_id);

  // Their buttons, where the process stands at a step that has failed; pressed they ask for what is to be
  // said. `look.key` is said of each place where they stand.
  void draw_buttons(Context& context, const shell::Process& process, const ui::ButtonOptions& look);
  // The dialogs, drawn in every frame. `post` sends a body to a path, with what to say if it is refused.
  using Post = std::function<void(const std::string& path, const Json& body, std::string failure)>;
  void draw(Context& context, const shell::Process& process, const Post& post);

 private:
  void draw_skip(Context& context, const shell::Process& process, const Post& post);
  void draw_rollback(Context& context, const shell::Process& process, const Post& post);
  void ask(Context& context, std::string_view action);
  const Json* plan(Context& context);

  std::string path_;
  bool skip_open_ = false;
  bool rollback_open_ = false;
  // What the engine says of the question that is open: which values it needs, what it would do.
  shell::Ticket plan_;
  std::string reason_;
  std::map<std::string, std::string> values_;
};

}  // namespace rehearsal::views
