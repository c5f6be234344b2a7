// The browser, as the page's C++ sees it. Everything here is a call into web/*.js, through the module's
// `host` object (web/host.js); no other file of shell/ knows of Emscripten.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "shell/app/host.h"
#include "shell/ui/ui.h"

namespace rehearsal::shell {

// Text that our fonts lack, set by the browser.
class WebPlatform final : public ui::Platform {
 public:
  float measure(std::string_view text, ui::Font font) override;
  ui::TextBitmap draw(std::string_view text, ui::Font font, ui::Color color, float scale) override;
};

class WebHost final : public Host {
 public:
  void send(uint32_t number, std::string_view request, uint32_t file) override;
  void transfer(const Json& command) override;
  std::string new_uuid() override;
  double now() override;
  int utc_offset_minutes(double at) override;
  void go(std::string_view hash, bool replace) override;
  void set_title(std::string_view title) override;
  void remember(std::string_view name, std::string_view value) override;
  std::string recall(std::string_view name) override;
  void set_theme(std::string_view theme) override;
  void engine(std::string_view command) override;
};

// Draws on the element "#canvas". False when the browser has no WebGL 2: the plain view it is.
bool begin_webgl();
// `background` fills what nothing else covers.
void draw_webgl(int width, int height, ui::Color background);
// The browser has taken the GPU away and given it back.
void restore_webgl();

// Hands what a frame said to web/mirror.js.
void mirror(ui::Ui& ui);

}  // namespace rehearsal::shell
