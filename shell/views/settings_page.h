// How the engine works and how the page looks: all that is set once and stays.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "shell/views/page.h"

namespace rehearsal::views {

// Settings of this browser (Host::recall), and what switches one off.
inline constexpr std::string_view kTheme = "theme", kSingleKeys = "single-keys", kOff = "off";

// Whether the engine is paused, as far as it is known, and the command that turns it.
bool engine_paused(Context& context);
// Why nothing can be started, or gone on with, now; empty: it can.
std::string why_paused(Context& context);
// "At once", "600 ms", "2 s": how fast steps follow each other.
std::string pace_words(int64_t ms);
Command engine_command(Context& context);

// Offers that command everywhere, and says so while the engine is paused.
class EngineSwitch {
 public:
  void offer(Context& context);
  void draw_bar(Context& context);

 private:
  shell::Ticket ticket_;
};

class SettingsPage : public Page {
 public:
  static constexpr PageKind kKind{"settings", "Settings",         "settings", opened<SettingsPage>,
                                  Way::menu,  ui::Icon::settings, "g e"};
  void draw(Context& context) override;

 private:
  void draw_engine(Context& context);
  void draw_appearance(Context& context);
  void draw_storage(Context& context, const Json& status);
  void draw_about(Context& context, const Json& status);

  shell::Ticket pace_;
};

}  // namespace rehearsal::views
