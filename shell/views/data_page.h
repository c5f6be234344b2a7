// State out and in: snapshots as files, from a static host and onto one, and the way back.
#pragma once

#include <string>

#include "shell/views/page.h"

namespace rehearsal::views {

class DataPage : public Page {
 public:
  static constexpr PageKind kKind{"data", "Data", "data", opened<DataPage>, Way::menu, ui::Icon::hard_drive,
                                  "g d",  true};
  // A link that somebody sent: what to open is its `from`.
  static constexpr PageKind kOpening{
      .path = "open", .title = "Data", .section = "data", .at = opened<DataPage>, .own_primary = true};
  explicit DataPage(const shell::Address& address);
  void draw(Context& context) override;

 private:
  void draw_export(Context& context);
  void draw_import(Context& context);
  void draw_preview(Context& context);
  void draw_taken(Context& context);
  void move_focus(Context& context);
  void draw_undo(Context& context);
  void draw_swap_dialog(Context& context);
  void draw_report(Context& context);
  void draw_authors(Context& context);
  void draw_start_over(Context& context);
  static void recall_author(Context& context);
  void draw_hosts(Context& context);
  void draw_heads(Context& context);
  void draw_publish(Context& context);

  std::string from_;
  bool begun_ = false;
  bool with_processes_ = true;
  bool problems_open_ = false, publish_open_ = false, swap_open_ = false, over_open_ = false;
  Json swapped_;          // the kept state that is to come back
  int answers_ = 0;       // see Transfer
  double found_at_ = -1;  // the frame in which a list or a problem came that the person asked for
  size_t heads_shown_ = 0, opened_ = 0;
  uint32_t file_ = 0;  // that was shown last
  bool was_refused_ = false, was_undoing_ = false;
  std::string name_ = "Snapshots", title_, about_;
};

}  // namespace rehearsal::views
