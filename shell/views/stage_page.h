// The stage: steps that are told to fail, to be slow or not to answer, and steps before which processes halt;
// for whoever shows or teaches how a workflow is repaired.
#pragma once

#include <cstdint>
#include <string>

#include "shell/views/page.h"

namespace rehearsal::views {

class StagePage : public Page {
 public:
  static constexpr PageKind kKind{"stage",   "Stage",       "stage", opened<StagePage>,
                                  Way::menu, ui::Icon::zap, "g t"};
  void draw(Context& context) override;

 private:
  // One of the engine's two lists, which is put anew as a whole.
  void draw_list(Context& context, const char* path, std::string_view title, std::string_view none);
  void draw_form(Context& context, const Json& workflows);
  void put(Context& context, const char* path, const Json& list);
  void set(Context& context);

  std::string workflow_;
  std::string step_;
  std::string kind_ = "fail";
  std::string times_ = "1";
  shell::Ticket ticket_;
};

// Of a step that a process has still to take: halts before it, or makes it fail the next time.
class StepStage {
 public:
  void draw(Context& context, const std::string& workflow, const std::string& step);

 private:
  shell::Ticket ticket_;
};

// Where a process halts before a breakpoint: says so, with a way to let it take the step.
class HaltNotice {
 public:
  void draw(Context& context, const std::string& process_id);

 private:
  shell::Ticket ticket_;
};

}  // namespace rehearsal::views
