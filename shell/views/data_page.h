// State out and in: snapshots as files, from a static host and onto one, and the way back.
#pragma once

#include <string>

#include "shell/app/route.h"
#include "shell/views/context.h"

namespace rehearsal::views {

class DataPage {
 public:
  explicit DataPage(shell::DataRoute route) : route_(std::move(route)) {}
  void draw(Context& context);

 private:
  void draw_export(Context& context);
  void draw_import(Context& context);
  void draw_preview(Context& context);
  void draw_undo(Context& context);
  void draw_swap_dialog(Context& context);
  void draw_report(Context& context);
  void draw_authors(Context& context);
  void draw_start_over(Context& context);
  void draw_hosts(Context& context);
  void draw_heads(Context& context);
  void draw_publish(Context& context);

  shell::DataRoute route_;
  bool begun_ = false;
  bool with_processes_ = true;
  bool problems_open_ = false, publish_open_ = false, swap_open_ = false, over_open_ = false;
  Json swapped_;          // the kept state that is to come back
  int asked_lists_ = 0;   // see Transfer
  double found_at_ = -1;  // the frame in which the list came that the person asked for
  std::string name_ = "Snapshots", title_, about_;
};

}  // namespace rehearsal::views
