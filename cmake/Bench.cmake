# Programs that measure and print one JSON line per figure; never part of a test.
add_executable(engine_bench EXCLUDE_FROM_ALL "${CMAKE_SOURCE_DIR}/tests/bench/engine_bench.cpp")
target_link_libraries(engine_bench PRIVATE api rehearsal_flags)
if(EMSCRIPTEN)
  set_target_properties(engine_bench PROPERTIES SUFFIX ".cjs" RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bench")
  target_link_options(engine_bench PRIVATE -sENVIRONMENT=node -sEXIT_RUNTIME -sALLOW_MEMORY_GROWTH ${REHEARSAL_WEB_STACK})
endif()
