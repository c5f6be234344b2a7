# engine.js and engine.wasm: the very pair that the page's worker, the command line under Node and the tests run.
# Passed on to the page's script by the host: where its bytes are (Module.instantiateWasm) and where the database lies
# (Module.files), so that one pair serves them all.
# Not -Oz: with it Emscripten links a memcpy that copies byte by byte; Binaryen's own -Oz comes on top (Web.cmake).
set(REHEARSAL_ENGINE_LINK -Os ${REHEARSAL_WEB_LEAN} -sMODULARIZE -sEXPORT_ES6 -sUSE_ES6_IMPORT_META=1 -sENVIRONMENT=web,worker -sFILESYSTEM=0
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

# engine is what ships; conformance_engine the same with the workflows of the recordings, in a folder of its own.
function(rehearsal_engine name catalogue folder)
  rehearsal_engine_program(${name} LINKS api ${catalogue}
    SOURCES "${CMAKE_SOURCE_DIR}/web/engine/engine_abi.cpp" "${CMAKE_SOURCE_DIR}/web/engine/host_files.cpp"
    "${CMAKE_SOURCE_DIR}/web/libc/small_libc.cpp")
  target_link_options(${name} PRIVATE --no-entry ${REHEARSAL_SMALL_LIBC})
  set_target_properties(${name} PROPERTIES OUTPUT_NAME engine RUNTIME_OUTPUT_DIRECTORY "${folder}")
endfunction()
rehearsal_engine(engine no_conformance "${REHEARSAL_PARTS}")
rehearsal_engine(conformance_engine conformance "${CMAKE_BINARY_DIR}/conformance")
list(APPEND REHEARSAL_SITE_TARGETS engine)
