# engine.js and engine.wasm: the very pair that the page's worker, the command line under Node and the tests run.
# Passed on to the page's script by the host: where its bytes are (Module.instantiateWasm) and where the database lies
# (Module.files), so that one pair serves them all.
# Not -Oz: with it Emscripten links a memcpy that copies byte by byte.
set(REHEARSAL_ENGINE_LINK -Os -sMODULARIZE -sEXPORT_ES6 -sUSE_ES6_IMPORT_META=1 -sENVIRONMENT=web,worker -sFILESYSTEM=0
  -sALLOW_MEMORY_GROWTH -sDYNAMIC_EXECUTION=0 -sINCOMING_MODULE_JS_API=instantiateWasm,print,printErr
  "SHELL:--js-library ${CMAKE_SOURCE_DIR}/web/engine/host_files.js" ${REHEARSAL_WEB_STACK})

# rehearsal_engine_program(NAME LINKS libraries SOURCES files): a pair NAME.js, NAME.wasm with those settings.
function(rehearsal_engine_program name)
  cmake_parse_arguments(program "" "" "LINKS;SOURCES" ${ARGN})
  add_executable(${name} ${program_SOURCES})
  target_include_directories(${name} PRIVATE "${CMAKE_SOURCE_DIR}/web")
  target_link_libraries(${name} PRIVATE rehearsal_flags ${program_LINKS})
  target_link_options(${name} PRIVATE ${REHEARSAL_ENGINE_LINK})
  set_target_properties(${name} PROPERTIES SUFFIX .js LINK_DEPENDS "${CMAKE_SOURCE_DIR}/web/engine/host_files.js")
endfunction()

if(EXISTS "${CMAKE_SOURCE_DIR}/src/api/engine.cpp")
  rehearsal_engine_program(engine LINKS api
    SOURCES "${CMAKE_SOURCE_DIR}/web/engine/engine_abi.cpp" "${CMAKE_SOURCE_DIR}/web/engine/host_files.cpp")
  target_link_options(engine PRIVATE --no-entry)
  set_target_properties(engine PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${REHEARSAL_PARTS}")
  list(APPEND REHEARSAL_SITE_TARGETS engine)
endif()
