// One process: what it is about, its steps with what each changed, and what can be done with it.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "shell/app/process_model.h"
#include "shell/views/form_view.h"
#include "shell/views/page.h"
#include "shell/views/repair_dialogs.h"
#include "shell/views/stage_page.h"
#include "shell/views/step_view.h"

namespace rehearsal::views {

class ProcessPage : public Page {
 public:
  static std::unique_ptr<Page> at(shell::Address& address);
  static constexpr PageKind kKind{
      .path = "processes/*", .section = "processes", .at = at, .own_primary = true};
  ProcessPage(const std::string& id, std::string open_steps)
      : Page(shell::process_hash(id)), id_(id), steps_(std::move(open_steps)), repair_(id) {}
  void draw(Context& context) override;
  std::string title(Context& context) const override;

 private:
  const shell::Process& process_in(Context& context, const shell::Cached& cached);
  void draw_crumbs(Context& context, const shell::Cached& cached);
  void draw_aborted(Context& context, const shell::Process& process);
  void draw_head(Context& context, const shell::Process& process);
  void draw_actions(Context& context, const shell::Process& process, bool small);
  void draw_abort_dialog(Context& context, const shell::Process& process);
  void draw_again(Context& context, const shell::Process& process);
  void draw_come_back(Context& context, const shell::Process& process);
  void draw_steps(Context& context, const shell::Process& process);
  void draw_input(Context& context, const shell::Process& process);
  void draw_facts(Context& context, const shell::Process& process);
  void follow_end(Context& context, const shell::Cached& cached, const shell::Process& process);
  void say_progress(Context& context, const shell::Process& process);
  void end_abort(Context& context, const shell::Process& process);
  void act(Context& context, std::string_view method, const std::string& path, const Json& body,
           std::string failure);

  std::string id_;
  Derived<shell::Process> process_;
  uint64_t named_ = 0;  // revision of the answer whose stop was named
  StepViews steps_;
  RepairDialogs repair_;
  HaltNotice halt_;
  FormView form_;
  shell::Ticket ticket_;
  std::string failure_words_;
  bool was_moving_ = false;
  int64_t acted_at_ = 0;  // the commit of what was done here last: the process is read anew for it
  size_t said_step_ = 0;
  double said_at_ = -1;
  bool abort_open_ = false;
  bool aborting_ = false;  // it was confirmed, and the process has not ended yet
};

}  // namespace rehearsal::views
