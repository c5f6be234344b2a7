// The icons that ship: a subset of Lucide. web/fonts/make_fonts.py reads this list and puts the n-th icon at
// U+E000 + n of the font that it cuts; the comment is Lucide's name where it differs.
#pragma once

#include <cstdint>

namespace rehearsal::ui {

enum class Icon : uint8_t {
  none,
  activity,
  alert_triangle,  // triangle-alert
  arrow_left,
  arrow_right,
  arrow_up,
  arrow_down,
  arrow_up_right,
  ban,
  box,
  boxes,
  calendar,
  check,
  check_circle,  // circle-check
  chevron_down,
  chevron_left,
  chevron_right,
  chevron_up,
  chevrons_up_down,
  circle,
  circle_dashed,
  circle_dot,
  clock,
  copy,
  database,
  download,
  ellipsis,
  external_link,
  file_json,  // file-braces
  filter,     // list-filter
  folder,
  gauge,
  git_branch,
  hard_drive,
  help_circle,  // circle-question-mark
  history,
  home,  // house
  hourglass,
  inbox,
  info,
  key,
  layers,
  link,
  list,
  list_checks,
  loader,  // loader-circle
  lock,
  menu,
  minus,
  minus_circle,  // circle-minus
  moon,
  package,
  palette,
  panel_left,
  pause,
  pause_circle,  // circle-pause
  pencil,
  play,
  play_circle,  // circle-play
  plus,
  power,
  refresh,      // refresh-cw
  rotate_back,  // rotate-ccw
  rotate_cw,
  search,
  server,
  settings,
  shield_check,
  skip_forward,
  sliders,  // sliders-horizontal
  sparkles,
  sun,
  timer,
  trash,  // trash-2
  undo,   // undo-2
  unlink,
  user,
  user_plus,
  users,
  workflow,
  wrench,
  x,
  x_circle,  // circle-x
  zap,
  stop_circle,  // circle-stop
  skip_circle,  // circle-chevron-right
  upload,
  eye,
  fingerprint,
};

}  // namespace rehearsal::ui
