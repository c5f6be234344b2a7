// The page of a process that goes on while it is looked at.
#pragma once

#include <gtest/gtest.h>

#include "shell/views_samples.h"

namespace rehearsal::views {

inline Json pending(const char* name) {
  return {{"step_id", nullptr},   {"name", name},     {"status", "pending"},   {"started", nullptr},
          {"completed", nullptr}, {"state", nullptr}, {"state_delta", nullptr}};
}

class WatchedProcess : public ::testing::Test {
 protected:
  WatchedProcess() : screen_(std::ref(canned_)) {}
  void show(const Json& body) {
    canned_.set("GET " + kProcess, body);
    if (screen_.host().hash.rfind(kProcessPage, 0) == 0) {
      screen_.application().event(shell::event_text("processes", shell::kGuests, ++seq_));
      screen_.settle();
    } else {
      screen_.go(kProcessPage);
    }
  }
  bool is_open(const char* step) {
    const ui::Record* head = screen_.driver().find(Role::button, step);
    return head != nullptr && (head->state & ui::state::expanded) != 0;
  }

  // The middle of its line on the page; below 0: nowhere.
  float place_of(const char* step) {
    for (const ui::Record& r : screen_.driver().ui().records()) {
      const bool is_line = r.role == Role::button || r.role == Role::text;
      if (is_line && screen_.driver().ui().name_of(r) == step) return r.y + r.h / 2;
    }
    return -1;
  }

  CannedDoor canned_ = door();
  Screen screen_;
  int64_t seq_ = 10;
};

}  // namespace rehearsal::views
