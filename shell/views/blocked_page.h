// What stands in the place of the application while the engine cannot be used, and the bar above it while it
// can but something about the storage has to be known.
#pragma once

#include <string>

#include "core/json.h"
#include "shell/views/context.h"

namespace rehearsal::views {

// The engine client's state (web/engine-client.js): {"kind": "starting" | "ready" | "waiting" | "restarting"
// | "elsewhere" | "damaged" | "newer" | "failed", "storage"?, "reason"?}.
struct EngineState {
  std::string kind = "starting";
  std::string storage;
  std::string reason;

  // Another tab has the database.
  bool is_elsewhere() const { return kind == "waiting" || kind == "elsewhere"; }
  // The application's pages can be drawn.
  bool usable() const { return kind == "starting" || kind == "ready" || kind == "restarting"; }
};
EngineState engine_state_of(const Json& body);

class BlockedPage {
 public:
  void draw(ui::Ui& ui, shell::Host& host, const EngineState& state);

 private:
  void draw_rescue(ui::Ui& ui, shell::Host& host, bool fresh_start);
  bool confirm_open_ = false;
  bool details_open_ = false;
  bool asked_ = false;  // the other tab, to give way
};

// The bar under the header: data in memory only, the engine starting again, `problem` that keeps steps from
// being written. Nothing when all is well.
void draw_storage_bar(ui::Ui& ui, const EngineState& state, const std::string& problem);

// The bar that offers the version of the page that has come meanwhile.
void draw_update_bar(ui::Ui& ui, shell::Host& host, const EngineState& state);

}  // namespace rehearsal::views
