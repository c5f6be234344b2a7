# The page: Dear ImGui, the widgets over it (shell/ui), the application (shell/app) and its screens (shell/views).
# All of it compiles natively too, so that tests drive the screens without a browser.
add_library(rehearsal_imgui STATIC
  "${REHEARSAL_IMGUI_DIR}/imgui.cpp" "${REHEARSAL_IMGUI_DIR}/imgui_draw.cpp"
  "${CMAKE_SOURCE_DIR}/shell/ui/no_tables.cpp" "${CMAKE_SOURCE_DIR}/shell/ui/no_widgets.cpp" "${CMAKE_SOURCE_DIR}/shell/ui/truetype.cpp")
target_include_directories(rehearsal_imgui SYSTEM PUBLIC "${REHEARSAL_IMGUI_DIR}")
target_include_directories(rehearsal_imgui PUBLIC "${CMAKE_SOURCE_DIR}")
# Included by imgui.h before its own imconfig.h, which is empty in .cache/deps.
target_compile_definitions(rehearsal_imgui PUBLIC IMGUI_USER_CONFIG="shell/ui/imconfig.h")
target_compile_options(rehearsal_imgui PRIVATE -w)
if(EMSCRIPTEN)
  target_sources(rehearsal_imgui PRIVATE "${REHEARSAL_IMGUI_DIR}/backends/imgui_impl_opengl3.cpp")
  target_compile_definitions(rehearsal_imgui PUBLIC IMGUI_IMPL_OPENGL_ES3)
  target_compile_options(rehearsal_imgui PRIVATE -Oz)
endif()

function(rehearsal_shell_room name)
  cmake_parse_arguments(room "" "" "LINKS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/shell/${name}/*.cpp")
  list(FILTER sources EXCLUDE REGEX "/(truetype|no_tables|no_widgets)\\.cpp$")
  if(sources)
    add_library(shell_${name} STATIC ${sources})
    target_include_directories(shell_${name} PUBLIC "${CMAKE_SOURCE_DIR}" "${CMAKE_SOURCE_DIR}/src")
    target_link_libraries(shell_${name} PUBLIC ${room_LINKS} PRIVATE rehearsal_flags)
  else()
    add_library(shell_${name} INTERFACE)
    target_link_libraries(shell_${name} INTERFACE ${room_LINKS})
  endif()
endfunction()

rehearsal_shell_room(ui LINKS core rehearsal_imgui)
rehearsal_shell_room(app LINKS core)
rehearsal_shell_room(views LINKS shell_app shell_ui)
