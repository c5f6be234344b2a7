#include "shell/platform_web.h"

#include <GLES3/gl3.h>
#include <emscripten.h>
#include <emscripten/html5.h>

#include <cstdlib>

#include "backends/imgui_impl_opengl3.h"
#include "imgui.h"

// clang-format off
EM_JS(float, js_measure, (const char* text, size_t length, float size, int weight, int mono), {
  return Module.host.measure(text, length, size, weight, mono);
});
// out: width, height, baseline, origin, in pixels; gives the pixels, which the caller frees.
EM_JS(uint8_t*, js_draw, (const char* text, size_t length, float size, float scale, int weight, int mono, uint32_t rgba, float* out), {
  return Module.host.draw(text, length, size, scale, weight, mono, rgba >>> 0, out);
});
EM_JS(void, js_send, (uint32_t number, const char* bytes, size_t length, uint32_t file), { Module.host.send(number, bytes, length, file); });
EM_JS(double, js_now, (), { return Date.now() / 1000; });
EM_JS(int, js_offset, (double at), { return -new Date(at * 1000).getTimezoneOffset(); });
// A text that is answered lies in memory of malloc's, ended by 0, and is the caller's.
EM_JS(char*, js_ask, (const char* what, const char* text, size_t length), { return Module.host.ask(what, text, length); });
EM_JS(void, js_tell, (const char* what, const char* text, size_t length), { Module.host.tell(what, text, length); });
EM_JS(void, js_mirror, (const void* records, size_t count, const char* pool), { Module.host.mirror(records, count, pool); });
// clang-format on

namespace rehearsal::shell {
namespace {

std::string ask(const char* what, std::string_view text = {}) {
  char* answer = js_ask(what, text.data(), text.size());
  if (answer == nullptr) return {};
  std::string taken(answer);
  std::free(answer);
  return taken;
}

void tell(const char* what, std::string_view text) {
  js_tell(what, text.data(), text.size());
}

int number_of(ui::Weight weight) {
  return weight == ui::Weight::semibold ? 600 : weight == ui::Weight::medium ? 500 : 400;
}

}  // namespace

float WebPlatform::measure(std::string_view text, ui::Font font) {
  return js_measure(text.data(), text.size(), font.size, number_of(font.weight), font.mono ? 1 : 0);
}

ui::TextBitmap WebPlatform::draw(std::string_view text, ui::Font font, ui::Color color, float scale) {
  float out[4] = {};
  uint8_t* pixels = js_draw(text.data(), text.size(), font.size, scale, number_of(font.weight),
                            font.mono ? 1 : 0, color.rgba, out);
  ui::TextBitmap bitmap;
  if (pixels == nullptr) return bitmap;
  bitmap.width = static_cast<int>(out[0]);
  bitmap.height = static_cast<int>(out[1]);
  bitmap.baseline = out[2];
  bitmap.origin = out[3];
  bitmap.rgba.assign(pixels, pixels + 4 * bitmap.width * bitmap.height);
  std::free(pixels);
  return bitmap;
}

void WebHost::send(uint32_t number, std::string_view request, uint32_t file) {
  js_send(number, request.data(), request.size(), file);
}
std::string WebHost::new_uuid() {
  return ask("uuid");
}
double WebHost::now() {
  return js_now();
}
int WebHost::utc_offset_minutes(double at) {
  return js_offset(at);
}
void WebHost::go(std::string_view hash, bool replace) {
  tell(replace ? "replace" : "go", hash);
}
void WebHost::set_title(std::string_view title) {
  tell("title", title);
}
void WebHost::remember(std::string_view name, std::string_view value) {
  tell("remember", std::string(name).append("=").append(value));
}
std::string WebHost::recall(std::string_view name) {
  return ask("recall", name);
}
void WebHost::set_theme(std::string_view theme) {
  tell("theme", theme);
}
void WebHost::transfer(const Json& command) {
  tell("transfer", dump_json(command));
}
void WebHost::engine(std::string_view command) {
  tell("engine", command);
}

bool begin_webgl() {
  EmscriptenWebGLContextAttributes wanted;
  emscripten_webgl_init_context_attributes(&wanted);
  wanted.majorVersion = 2;
  wanted.alpha = false;
  wanted.antialias = false;
  wanted.depth = false;
  wanted.stencil = false;
  const EMSCRIPTEN_WEBGL_CONTEXT_HANDLE context = emscripten_webgl_create_context("#canvas", &wanted);
  if (context <= 0) return false;
  emscripten_webgl_make_context_current(context);
  return ImGui_ImplOpenGL3_Init("#version 300 es");
}

void draw_webgl(int width, int height, ui::Color background) {
  ImGui_ImplOpenGL3_NewFrame();
  glViewport(0, 0, width, height);
  glClearColor(static_cast<float>(background.r()) / 255, static_cast<float>(background.g()) / 255,
               static_cast<float>(background.b()) / 255, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
}

void restore_webgl() {
  ImGui_ImplOpenGL3_DestroyDeviceObjects();
}

void mirror(ui::Ui& ui) {
  js_mirror(ui.records().data(), ui.records().size(), ui.pool().data());
}

}  // namespace rehearsal::shell
