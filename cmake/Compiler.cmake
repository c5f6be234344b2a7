# One set of flags for our own code, natively and as WebAssembly; warnings are errors in it.
# Paths are told from the repository on, so that every clone on a machine shares what one of them has compiled.
find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_C_COMPILER_LAUNCHER env "CCACHE_BASEDIR=${CMAKE_SOURCE_DIR}" CCACHE_NOHASHDIR=1 ${CCACHE})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_C_COMPILER_LAUNCHER})
endif()

add_library(rehearsal_flags INTERFACE)
target_compile_options(rehearsal_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Wnon-virtual-dtor -Woverloaded-virtual
  -Wold-style-cast -Wimplicit-fallthrough -Werror)
if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
  target_compile_options(rehearsal_flags INTERFACE -Wglobal-constructors -Wexit-time-destructors)
endif()

if(EMSCRIPTEN)
  # Native WebAssembly exceptions must agree in every C++ object and the link (toolchain.md 1b).
  add_compile_options($<$<COMPILE_LANGUAGE:CXX>:-fwasm-exceptions>)
  # Every browser that has them has these, too: copies in one instruction, and shorter arithmetic.
  add_compile_options(-mbulk-memory -msign-ext -mnontrapping-fptoint)
  add_link_options(-fwasm-exceptions)
  # The option was renamed in 3.1.25, and its default shrank; say it in the words of whichever compiles.
  if(EMSCRIPTEN_VERSION AND EMSCRIPTEN_VERSION VERSION_GREATER_EQUAL 3.1.25)
    set(REHEARSAL_WEB_STACK -sSTACK_SIZE=2MB)
  else()
    set(REHEARSAL_WEB_STACK -sTOTAL_STACK=2MB)
  endif()
  # 3.1.6's glue takes a global fetch for a browser's; Node's own fetch must be hidden from it.
  set(CMAKE_CROSSCOMPILING_EMULATOR "node;--no-experimental-fetch")
  set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")
  set(CMAKE_C_FLAGS_RELEASE "-O2 -DNDEBUG")
elseif(REHEARSAL_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -O1 -gline-tables-only)
  add_link_options(-fsanitize=address,undefined)
elseif(REHEARSAL_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer -O1)
  add_link_options(-fsanitize=address,undefined)
endif()
