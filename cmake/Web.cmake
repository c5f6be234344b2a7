# What ships: build/web/site, a folder for any static host. `cmake --build --preset web --target site` makes it.
# Each part puts its programs and files there; what they name here is brought up to date with it.
set(REHEARSAL_SITE "${CMAKE_BINARY_DIR}/site")
set(REHEARSAL_SITE_TARGETS)

# A file of the site: copied when it has changed. FOLDER is below the site, "" for its root.
function(rehearsal_site_files folder)
  foreach(source ${ARGN})
    get_filename_component(name "${source}" NAME)
    set(copy "${REHEARSAL_SITE}/${folder}${name}")
    add_custom_command(OUTPUT "${copy}" DEPENDS "${source}" COMMAND ${CMAKE_COMMAND} -E copy "${source}" "${copy}" VERBATIM)
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
  "${CMAKE_SOURCE_DIR}/web/*.js" "${CMAKE_SOURCE_DIR}/web/*.svg")
rehearsal_site_files("" ${REHEARSAL_PAGE})

# What others wrote, with their licenses, from the dependencies' own files.
find_program(NODE node REQUIRED)
add_custom_command(OUTPUT "${REHEARSAL_SITE}/licenses.html"
  COMMAND ${NODE} scripts/lib/licenses.mjs "${REHEARSAL_SITE}" WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}"
  DEPENDS "${CMAKE_SOURCE_DIR}/scripts/lib/licenses.mjs" "${CMAKE_SOURCE_DIR}/package-lock.json" VERBATIM)
set_property(GLOBAL APPEND PROPERTY REHEARSAL_SITE_FILES "${REHEARSAL_SITE}/licenses.html")

get_property(REHEARSAL_COPIES GLOBAL PROPERTY REHEARSAL_SITE_FILES)
add_custom_target(site ALL DEPENDS ${REHEARSAL_COPIES})
if(REHEARSAL_SITE_TARGETS)
  add_dependencies(site ${REHEARSAL_SITE_TARGETS})
endif()
