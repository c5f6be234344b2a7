# What ships: build/web/site, a folder for any static host. `cmake --build --preset web --target site` makes it.
# Each part puts its programs and files into build/web/parts; what they name here is brought up to date with the site,
# which scripts/lib/assemble.mjs makes of them: a folder of this version, and the worker that keeps it (docs/offline.md).
set(REHEARSAL_SITE "${CMAKE_BINARY_DIR}/site")
set(REHEARSAL_PARTS "${CMAKE_BINARY_DIR}/parts")
set(REHEARSAL_SITE_TARGETS)
# Over what is linked again and again, for size, by an optimiser that relies on no trap being meant: 4 kB of each program's
# brotli.
set(REHEARSAL_WEB_LEAN -sBINARYEN_EXTRA_PASSES=-tnh,-Oz,-Oz,--converge)

# What the programs call of the C library's printing and reading is made of less (web/libc/small_libc.cpp).
set(REHEARSAL_SMALL_LIBC "SHELL:--js-library ${CMAKE_SOURCE_DIR}/web/libc/small_libc.js"
  -Wl,--wrap=strtod,--wrap=snprintf,--wrap=vsnprintf,--wrap=sscanf)

find_program(NODE node REQUIRED)

# A file of the site: copied when it has changed. FOLDER is below the parts, "" for their root.
function(rehearsal_site_files folder)
  foreach(source ${ARGN})
    get_filename_component(name "${source}" NAME)
    set(copy "${REHEARSAL_PARTS}/${folder}${name}")
    add_custom_command(OUTPUT "${copy}" DEPENDS "${source}"
      COMMAND ${CMAKE_COMMAND} -E copy "${source}" "${copy}" VERBATIM)
    set_property(GLOBAL APPEND PROPERTY REHEARSAL_SITE_FILES "${copy}")
  endforeach()
endfunction()

foreach(part WebEngine WebShell)
  if(EXISTS "${CMAKE_SOURCE_DIR}/cmake/${part}.cmake")
    include(${part})
  endif()
endforeach()

# The page itself: everything directly in web/ but type declarations.
file(GLOB REHEARSAL_PAGE CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/web/*.html" "${CMAKE_SOURCE_DIR}/web/*.css"
  "${CMAKE_SOURCE_DIR}/web/*.js" "${CMAKE_SOURCE_DIR}/web/*.svg" "${CMAKE_SOURCE_DIR}/web/*.webmanifest")
rehearsal_site_files("" ${REHEARSAL_PAGE})

# rehearsal_made_files(SCRIPT files...): files of the site that SCRIPT makes, given the parts' folder.
function(rehearsal_made_files script)
  cmake_parse_arguments(made "" "" "FILES;DEPENDS" ${ARGN})
  list(TRANSFORM made_FILES PREPEND "${REHEARSAL_PARTS}/")
  add_custom_command(OUTPUT ${made_FILES}
    COMMAND ${NODE} "scripts/lib/${script}" "${REHEARSAL_PARTS}" WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}"
    DEPENDS "${CMAKE_SOURCE_DIR}/scripts/lib/${script}" ${made_DEPENDS} VERBATIM)
  set_property(GLOBAL APPEND PROPERTY REHEARSAL_SITE_FILES ${made_FILES})
endfunction()
# What others wrote, with their licenses, from the dependencies' own files; and the icon as a system's launcher wants it.
rehearsal_made_files(licenses.mjs FILES licenses.html DEPENDS "${CMAKE_SOURCE_DIR}/package-lock.json")
rehearsal_made_files(icons.mjs FILES icon-192.png icon-512.png icon-maskable-512.png icon-touch-180.png
  DEPENDS "${CMAKE_SOURCE_DIR}/web/icon.svg")

get_property(REHEARSAL_COPIES GLOBAL PROPERTY REHEARSAL_SITE_FILES)
# All that there must be: what a deleted source has left is removed.
set(part_names ${REHEARSAL_COPIES})
list(TRANSFORM part_names REPLACE "^${REHEARSAL_PARTS}/" "")
foreach(program ${REHEARSAL_SITE_TARGETS})
  list(APPEND part_names ${program}.js ${program}.wasm)
endforeach()
list(JOIN part_names "\n" part_names)
file(GENERATE OUTPUT "${CMAKE_BINARY_DIR}/parts.txt" CONTENT "${part_names}\n")
add_custom_command(OUTPUT "${REHEARSAL_SITE}/sw.js"
  COMMAND ${NODE} scripts/lib/assemble.mjs "${REHEARSAL_PARTS}" "${REHEARSAL_SITE}" "${CMAKE_BINARY_DIR}/parts.txt"
  WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}"
  DEPENDS "${CMAKE_SOURCE_DIR}/scripts/lib/assemble.mjs" "${CMAKE_SOURCE_DIR}/scripts/lib/ship.mjs" "${CMAKE_BINARY_DIR}/parts.txt" ${REHEARSAL_COPIES} ${REHEARSAL_SITE_TARGETS}
  VERBATIM)
add_custom_target(site ALL DEPENDS "${REHEARSAL_SITE}/sw.js")
