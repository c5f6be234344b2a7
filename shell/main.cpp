// shell.wasm: the page. web/main.js makes one Shell, tells it what happens, and calls shell_frame when it is
// due.
//
// Every function takes the Shell that shell_new gave. Texts are UTF-8 with a length; they are read during the
// call.
#include <emscripten.h>

#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "core/error.h"
#include "shell/gallery_page.h"
#include "shell/platform_web.h"
#include "shell/ui/core.h"
#include "shell/ui/null_renderer.h"
#include "shell/views/application.h"

namespace rehearsal::shell {
namespace {

constexpr std::string_view kGallery = "#/gallery";

struct Shell {
  explicit Shell(bool plainly) : plain(plainly), ui(platform), app(ui, host) {}

  bool plain;
  WebPlatform platform;
  ui::Ui ui;
  WebHost host;
  views::Application app;
  std::function<void(ui::Ui&)> gallery = gallery_page();
  std::string hash;
  ui::Contrast contrast = ui::Contrast::usual;
  ui::SystemColors system;
  bool is_drawing = false;

  void draw() {
    if (gallery && hash == kGallery) {
      gallery(ui);
    } else {
      app.draw();
    }
  }

  // Lays the page out and says it; the picture follows in shell_paint.
  void frame(double now) {
    if (std::exchange(is_drawing, true)) return;
    // A frame that throws is lost; the next one is begun all the same.
    struct Done {
      bool& is_drawing;
      ~Done() { is_drawing = false; }
    } const done{is_drawing};
    ui.frame(now, [this] { draw(); });
    mirror(ui);
  }
};

}  // namespace
}  // namespace rehearsal::shell

using rehearsal::shell::Shell;
namespace ui = rehearsal::ui;

extern "C" {

// 0 when there is no WebGL 2 and `plain` was not asked for.
EMSCRIPTEN_KEEPALIVE Shell* shell_new(int plain) {
  auto* shell = new Shell(plain != 0);
  if (shell->plain) {
    ui::begin_null_renderer();
  } else if (!rehearsal::shell::begin_webgl()) {
    delete shell;
    return nullptr;
  }
  return shell;
}

// The font of a face (shell/ui/text.h); the memory is the shell's from here on. False: it is no font.
EMSCRIPTEN_KEEPALIVE int shell_font(Shell* shell, int face, char* bytes, size_t length) {
  const std::string file(bytes, length);
  free(bytes);
  try {
    shell->ui.core().texts.set_face(static_cast<ui::Face>(face), ui::FontFile(file));
  } catch (const rehearsal::Error&) {
    return 0;
  }
  return 1;
}

EMSCRIPTEN_KEEPALIVE void shell_view(Shell* shell, float width, float height, float scale, int dark,
                                     int touch, int reduced_motion) {
  ui::View view;
  view.width = width;
  view.height = height;
  view.scale = scale;
  view.dark = dark != 0;
  view.touch = touch != 0;
  view.reduced_motion = reduced_motion != 0;
  view.contrast = shell->contrast;
  view.system = shell->system;
  view.plain = shell->plain;
  shell->ui.set_view(view);
}

// What the system says of contrast: 0 usual, 1 more, 2 forced to these colours, 0xRRGGBB. Before shell_view.
EMSCRIPTEN_KEEPALIVE void shell_contrast(Shell* shell, int contrast, uint32_t ground, uint32_t text,
                                         uint32_t link, uint32_t faint, uint32_t highlight,
                                         uint32_t on_highlight) {
  const auto opaque = [](uint32_t rgb) { return ui::Color{rgb << 8 | 0xFFu}; };
  shell->contrast = static_cast<ui::Contrast>(contrast);
  shell->system = {opaque(ground), opaque(text),      opaque(link),
                   opaque(faint),  opaque(highlight), opaque(on_highlight)};
}

// Lays out and says a frame; `now` in seconds. Gives the seconds until the next is due: 0 at once, below 0
// never.
EMSCRIPTEN_KEEPALIVE double shell_frame(Shell* shell, double now) {
  shell->frame(now);
  return shell->ui.wanted_in();
}

// Draws what the last frame laid out.
EMSCRIPTEN_KEEPALIVE void shell_paint(Shell* shell) {
  if (shell->plain) {
    ui::settle_null_textures();
    return;
  }
  const ui::View& view = shell->ui.view();
  rehearsal::shell::draw_webgl(static_cast<int>(view.width * view.scale + 0.5f),
                               static_cast<int>(view.height * view.scale + 0.5f), shell->ui.colors().page);
}

EMSCRIPTEN_KEEPALIVE void shell_restore(Shell*) {
  rehearsal::shell::restore_webgl();
}

// ---- what the person does
EMSCRIPTEN_KEEPALIVE void shell_press(Shell* shell, uint32_t id) {
  shell->ui.press(id);
}
EMSCRIPTEN_KEEPALIVE void shell_text(Shell* shell, uint32_t id, const char* text, size_t length) {
  shell->ui.type(id, {text, length});
}
EMSCRIPTEN_KEEPALIVE void shell_enter(Shell* shell, uint32_t id) {
  shell->ui.enter(id);
}
EMSCRIPTEN_KEEPALIVE void shell_key(Shell* shell, uint32_t id, int key) {
  shell->ui.key(id, static_cast<ui::Key>(key));
}
EMSCRIPTEN_KEEPALIVE void shell_scrolled(Shell* shell, uint32_t id, float y) {
  shell->ui.scrolled(id, y);
}
EMSCRIPTEN_KEEPALIVE void shell_focused(Shell* shell, uint32_t id, int by_keyboard) {
  shell->ui.focused(id, by_keyboard != 0);
}
EMSCRIPTEN_KEEPALIVE void shell_hovered(Shell* shell, uint32_t id, uint32_t outer) {
  shell->ui.hovered(id, outer);
}
EMSCRIPTEN_KEEPALIVE void shell_held(Shell* shell, uint32_t id) {
  shell->ui.held(id);
}
// A key outside of fields, "g" or "?", or with Ctrl or Cmd, "Ctrl k".
EMSCRIPTEN_KEEPALIVE void shell_shortcut(Shell* shell, const char* key, size_t length) {
  if (shell->hash != rehearsal::shell::kGallery) shell->app.shortcut({key, length});
}
EMSCRIPTEN_KEEPALIVE void shell_route(Shell* shell, const char* hash, size_t length) {
  shell->hash.assign(hash, length);
  if (shell->hash != rehearsal::shell::kGallery) shell->app.navigate(shell->hash);
}

EMSCRIPTEN_KEEPALIVE void shell_cells(Shell* shell, uint32_t grid, int row, int column, int to_row,
                                      int to_column) {
  shell->ui.select_cells({grid, row, column, to_row, to_column});
}
EMSCRIPTEN_KEEPALIVE void shell_show_cells(Shell* shell, int all) {
  shell->ui.show_cells(all != 0);
}

// ---- what the engine says
EMSCRIPTEN_KEEPALIVE void shell_answer(Shell* shell, uint32_t number, const char* bytes, size_t length) {
  shell->app.answer(number, {bytes, length});
}
EMSCRIPTEN_KEEPALIVE void shell_event(Shell* shell, const char* bytes, size_t length) {
  shell->app.event({bytes, length});
}
EMSCRIPTEN_KEEPALIVE void shell_state(Shell* shell, const char* json, size_t length) {
  shell->app.engine_state({json, length});
}

// A new version of the page is kept and waits for the person's word.
EMSCRIPTEN_KEEPALIVE void shell_update_ready(Shell* shell) {
  shell->app.update_ready();
}

// What came of Host::transfer(), as JSON text.
EMSCRIPTEN_KEEPALIVE void shell_transfer(Shell* shell, const char* json, size_t length) {
  shell->app.transferred({json, length});
}

// ---- what the page asks
// What is to be put on the clipboard, and what is to be said; 0 when nothing is. Texts are the caller's to
// free.
EMSCRIPTEN_KEEPALIVE char* shell_copied(Shell* shell) {
  const std::string text = shell->ui.take_copied();
  return text.empty() ? nullptr : strdup(text.c_str());
}
EMSCRIPTEN_KEEPALIVE char* shell_announcement(Shell* shell) {
  const std::string text = shell->ui.take_announcement();
  return text.empty() ? nullptr : strdup(text.c_str());
}
EMSCRIPTEN_KEEPALIVE int shell_has_data(Shell* shell) {
  return shell->app.has_data() ? 1 : 0;
}
// Nobody looks at the page, or it goes: what was typed is kept now.
EMSCRIPTEN_KEEPALIVE void shell_keep(Shell* shell) {
  shell->app.keep_typed();
}
EMSCRIPTEN_KEEPALIVE int shell_has_draft(Shell* shell) {
  return shell->app.has_draft() ? 1 : 0;
}
EMSCRIPTEN_KEEPALIVE double shell_lost_actions(Shell* shell) {
  return static_cast<double>(shell->ui.lost_actions());
}
// The page's ground, 0xRRGGBB: for what the browser draws around it.
EMSCRIPTEN_KEEPALIVE uint32_t shell_ground(Shell* shell) {
  return shell->ui.colors().surface.rgba >> 8;
}
// Names of the roles, in the order of their numbers, separated by spaces.
EMSCRIPTEN_KEEPALIVE const char* shell_roles() {
  return ui::role_names().data();
}

}  // extern "C"
