# Programs that measure and print one JSON line per figure; never part of a test.
set(benches engine_bench stored_bench)
if(NOT EMSCRIPTEN)
  # In the browser tests/bench/snapshot.mjs measures it.
  list(APPEND benches snapshot_bench)
endif()
foreach(bench ${benches})
  add_executable(${bench} EXCLUDE_FROM_ALL "${CMAKE_SOURCE_DIR}/tests/bench/${bench}.cpp")
  target_link_libraries(${bench} PRIVATE api rehearsal_flags)
  if(EMSCRIPTEN)
    set_target_properties(${bench} PROPERTIES SUFFIX ".cjs" RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bench")
    target_link_options(${bench} PRIVATE -sENVIRONMENT=node -sEXIT_RUNTIME -sALLOW_MEMORY_GROWTH ${REHEARSAL_WEB_STACK})
  endif()
endforeach()
