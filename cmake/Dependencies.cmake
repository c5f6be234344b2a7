# Other people's sources. scripts/lib/dependencies fetches them, pinned with checksums, into
# .cache/deps; point any of these at a folder of your own to use that instead.
set(REHEARSAL_DEPS_DIR "${CMAKE_SOURCE_DIR}/.cache/deps" CACHE PATH "Fetched sources of the dependencies")
set(REHEARSAL_SQLITE_DIR "${REHEARSAL_DEPS_DIR}/sqlite" CACHE PATH "SQLite's amalgamation: sqlite3.c, sqlite3.h")
set(REHEARSAL_JSON_DIR "${REHEARSAL_DEPS_DIR}/json" CACHE PATH "Folder that holds nlohmann/json.hpp")
set(REHEARSAL_GOOGLETEST_DIR "/usr/src/googletest" CACHE PATH "GoogleTest's source tree")
set(REHEARSAL_IMGUI_DIR "${REHEARSAL_DEPS_DIR}/imgui" CACHE PATH "Dear ImGui 1.92 sources")
set(REHEARSAL_IMPLOT_DIR "${REHEARSAL_DEPS_DIR}/implot" CACHE PATH "ImPlot sources")

foreach(needed "${REHEARSAL_SQLITE_DIR}/sqlite3.c" "${REHEARSAL_JSON_DIR}/nlohmann/json.hpp" "${REHEARSAL_IMGUI_DIR}/imgui.h")
  if(NOT EXISTS "${needed}")
    message(FATAL_ERROR "Expected ${needed}, found nothing there. Run scripts/test or scripts/run once: they fetch the "
                        "dependencies; or set REHEARSAL_DEPS_DIR to a folder that has them.")
  endif()
endforeach()

add_library(rehearsal_json INTERFACE)
target_include_directories(rehearsal_json SYSTEM INTERFACE "${REHEARSAL_JSON_DIR}")

add_library(rehearsal_sqlite STATIC "${REHEARSAL_SQLITE_DIR}/sqlite3.c")
target_include_directories(rehearsal_sqlite SYSTEM PUBLIC "${REHEARSAL_SQLITE_DIR}")
# SQLITE_OS_OTHER drops SQLite's own file access everywhere: natively and in the browser the same VFS of ours is used.
target_compile_definitions(rehearsal_sqlite PUBLIC SQLITE_OS_OTHER=1 SQLITE_THREADSAFE=0 SQLITE_OMIT_LOAD_EXTENSION SQLITE_DQS=0
  SQLITE_DEFAULT_MEMSTATUS=0 SQLITE_LIKE_DOESNT_MATCH_BLOBS SQLITE_OMIT_DEPRECATED SQLITE_OMIT_SHARED_CACHE SQLITE_TEMP_STORE=3
  SQLITE_OMIT_AUTOINIT SQLITE_MAX_EXPR_DEPTH=400 SQLITE_USE_ALLOCA)
# The full-text search of subscriptions (src/store/search_index.h).
target_compile_definitions(rehearsal_sqlite PRIVATE SQLITE_ENABLE_FTS5)
# Nothing of ours calls these; store/json_functions.h has the two functions of JSON that our SQL needs.
target_compile_definitions(rehearsal_sqlite PRIVATE SQLITE_OMIT_DECLTYPE SQLITE_UNTESTABLE
  SQLITE_OMIT_UTF16 SQLITE_OMIT_TRACE SQLITE_OMIT_COMPLETE SQLITE_OMIT_GET_TABLE SQLITE_OMIT_TCL_VARIABLE
  SQLITE_OMIT_INTROSPECTION_PRAGMAS SQLITE_OMIT_LOCALTIME SQLITE_OMIT_DESERIALIZE SQLITE_OMIT_AUTOVACUUM
  SQLITE_OMIT_DATETIME_FUNCS SQLITE_OMIT_JSON SQLITE_OMIT_AUTOMATIC_INDEX SQLITE_OMIT_COMPILEOPTION_DIAGS
  SQLITE_OMIT_GENERATED_COLUMNS SQLITE_OMIT_XFER_OPT)
target_compile_options(rehearsal_sqlite PRIVATE -w)
if(EMSCRIPTEN)
  # 71 kB of the first load; create_user processes per second under Node are the same, run beside -O2.
  target_compile_options(rehearsal_sqlite PRIVATE -Oz)
elseif(REHEARSAL_FUZZ)
  # The fuzzer looks for ways through our reader, not through SQLite, and gets much further when that is as fast as ever.
  target_compile_options(rehearsal_sqlite PRIVATE -fno-sanitize=all -O2)
endif()
