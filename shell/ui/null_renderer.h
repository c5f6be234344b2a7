// Dear ImGui without a GPU: for tests and for the plain view. It says that textures were made, and makes
// none.
#pragma once

namespace rehearsal::ui {

// Once, after the context was made and before the first frame.
void begin_null_renderer();
// After each frame.
void settle_null_textures();

}  // namespace rehearsal::ui
