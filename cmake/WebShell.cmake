# shell.wasm and the fonts, for cmake/Web.cmake's site.
set(REHEARSAL_PYTHON "${CMAKE_SOURCE_DIR}/.cache/venv/bin/python" CACHE FILEPATH "A Python that has fonttools")

# EM_JS holds JavaScript in a macro, which -Wpedantic takes for odd C++.
set_source_files_properties("${CMAKE_SOURCE_DIR}/shell/platform_web.cpp" PROPERTIES COMPILE_OPTIONS "-Wno-dollar-in-identifier-extension;-Wno-gnu-zero-variadic-macro-arguments")

# shell is what ships; gallery_shell the same with the page of every widget, in a folder of its own.
function(rehearsal_shell name gallery folder)
  add_executable(${name} "${CMAKE_SOURCE_DIR}/shell/main.cpp" "${CMAKE_SOURCE_DIR}/shell/platform_web.cpp"
    "${CMAKE_SOURCE_DIR}/shell/${gallery}.cpp" "${CMAKE_SOURCE_DIR}/web/libc/small_libc.cpp")
  target_link_libraries(${name} PRIVATE shell_views rehearsal_flags)
  target_compile_options(${name} PRIVATE -Oz -fno-rtti)
  # A small allocator: what a frame makes is little, and short.
  target_link_options(${name} PRIVATE -Os ${REHEARSAL_WEB_LEAN} ${REHEARSAL_SMALL_LIBC} ${REHEARSAL_WEB_STACK} -sMALLOC=emmalloc -sMODULARIZE -sEXPORT_ES6 -sENVIRONMENT=web -sFILESYSTEM=0
    -sALLOW_MEMORY_GROWTH -sDYNAMIC_EXECUTION=0 -sMIN_WEBGL_VERSION=2 -sMAX_WEBGL_VERSION=2
    -sEXPORTED_FUNCTIONS=_malloc,_free)
  set_target_properties(${name} PROPERTIES OUTPUT_NAME shell SUFFIX .js RUNTIME_OUTPUT_DIRECTORY "${folder}")
endfunction()
rehearsal_shell(shell no_gallery_page "${REHEARSAL_PARTS}")
rehearsal_shell(gallery_shell gallery_page "${CMAKE_BINARY_DIR}/gallery")
list(APPEND REHEARSAL_SITE_TARGETS shell)

# The fonts, cut to what ships.
set(font_sources "${REHEARSAL_DEPS_DIR}/fonts")
set(font_maker "${CMAKE_SOURCE_DIR}/web/fonts/make_fonts.py")
set(font_icons "${CMAKE_SOURCE_DIR}/shell/ui/icons.h")
set(font_files)
foreach(font inter-400 inter-500 inter-600 jetbrains-mono-400 lucide)
  list(APPEND font_files "${CMAKE_BINARY_DIR}/fonts/${font}.ttf")
endforeach()
add_custom_command(OUTPUT ${font_files}
  COMMAND ${REHEARSAL_PYTHON} ${font_maker} ${font_sources} ${font_icons} "${CMAKE_BINARY_DIR}/fonts"
  DEPENDS ${font_maker} ${font_icons} "${font_sources}/lucide.ttf" "${font_sources}/Inter_400Regular.ttf"
  COMMENT "Cutting the fonts" VERBATIM)

rehearsal_site_files("fonts/" ${font_files})
