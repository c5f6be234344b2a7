# Finds Debian's (or an activated SDK's) Emscripten and hands over to its own toolchain file.
find_program(EMXX em++ REQUIRED)
if(DEFINED ENV{EMSCRIPTEN_ROOT})
  set(_emscripten_root "$ENV{EMSCRIPTEN_ROOT}")
else()
  find_program(EM_CONFIG em-config REQUIRED)
  execute_process(COMMAND ${EM_CONFIG} EMSCRIPTEN_ROOT OUTPUT_VARIABLE _emscripten_root OUTPUT_STRIP_TRAILING_WHITESPACE)
endif()
include("${_emscripten_root}/cmake/Modules/Platform/Emscripten.cmake")
# Debian's acorn lies where another node does not look; the linker's JavaScript optimiser needs it.
if(NOT DEFINED ENV{NODE_PATH})
  set(ENV{NODE_PATH} "/usr/share/nodejs")
endif()
