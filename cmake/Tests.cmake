# GoogleTest, one program per folder of tests/unit, so that a room's tests build without the rooms above it.
# Under Emscripten the same programs run in Node.
if(NOT EXISTS "${REHEARSAL_GOOGLETEST_DIR}/googletest/src/gtest-all.cc")
  message(FATAL_ERROR "Expected GoogleTest's sources in ${REHEARSAL_GOOGLETEST_DIR}, found none. Install the package googletest, "
                      "or set REHEARSAL_GOOGLETEST_DIR.")
endif()
add_library(rehearsal_gtest STATIC "${REHEARSAL_GOOGLETEST_DIR}/googletest/src/gtest-all.cc"
  "${REHEARSAL_GOOGLETEST_DIR}/googlemock/src/gmock-all.cc" "${REHEARSAL_GOOGLETEST_DIR}/googlemock/src/gmock_main.cc")
target_include_directories(rehearsal_gtest SYSTEM PUBLIC "${REHEARSAL_GOOGLETEST_DIR}/googletest/include"
  "${REHEARSAL_GOOGLETEST_DIR}/googlemock/include" PRIVATE "${REHEARSAL_GOOGLETEST_DIR}/googletest" "${REHEARSAL_GOOGLETEST_DIR}/googlemock")
target_compile_options(rehearsal_gtest PRIVATE -w)
if(EMSCRIPTEN)
  target_compile_definitions(rehearsal_gtest PUBLIC GTEST_HAS_PTHREAD=0)
else()
  find_package(Threads REQUIRED)
  target_link_libraries(rehearsal_gtest PUBLIC Threads::Threads)
endif()

# GoogleTest registers its tests by global constructors: theirs, not ours. Linked after rehearsal_flags, so that it has
# the last word.
add_library(rehearsal_test_flags INTERFACE)
if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
  target_compile_options(rehearsal_test_flags INTERFACE -Wno-global-constructors -Wno-exit-time-destructors)
endif()

function(rehearsal_tests room)
  cmake_parse_arguments(tests "" "FILES" "LINKS" ${ARGN})
  if(NOT tests_FILES)
    set(tests_FILES "${room}/*.cpp")
  endif()
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/tests/unit/${tests_FILES}")
  if(NOT sources)
    return()
  endif()
  add_executable(${room}_tests ${sources})
  target_include_directories(${room}_tests PRIVATE "${CMAKE_SOURCE_DIR}/tests/unit")
  target_link_libraries(${room}_tests PRIVATE ${tests_LINKS} rehearsal_gtest rehearsal_flags rehearsal_test_flags)
  if(EMSCRIPTEN)
    # Emscripten's programs for Node are CommonJS; the repository's package.json says that .js is not, for all below it.
    file(WRITE "${CMAKE_BINARY_DIR}/unit/package.json" "{\"type\": \"commonjs\"}\n")
    set_target_properties(${room}_tests PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/unit")
    target_link_options(${room}_tests PRIVATE -sENVIRONMENT=node -sEXIT_RUNTIME -sALLOW_MEMORY_GROWTH ${REHEARSAL_WEB_STACK})
  endif()
  add_test(NAME ${room} COMMAND ${room}_tests)
endfunction()

foreach(room core store forms sync domain workflow snapshot)
  rehearsal_tests(${room} LINKS ${room})
endforeach()
foreach(room catalog api)
  rehearsal_tests(${room} LINKS ${room} conformance)
endforeach()
# Tests that read a file of the repository.
set_property(SOURCE "${CMAKE_SOURCE_DIR}/tests/unit/catalog/example_test.cpp"
  "${CMAKE_SOURCE_DIR}/tests/unit/api/kept_database_test.cpp" APPEND PROPERTY
  COMPILE_DEFINITIONS "REHEARSAL_ROOT=\"${CMAKE_SOURCE_DIR}\"")
foreach(part ui app views)
  rehearsal_tests(shell_${part} FILES "shell/${part}_*.cpp" LINKS shell_${part})
endforeach()

if(NOT EMSCRIPTEN)
  # Mutated input for everything that reads what a stranger sent; scripts/test --soak runs it for longer.
  function(rehearsal_fuzzer name room runs)
    add_executable(${name} "${CMAKE_SOURCE_DIR}/tests/fuzz/${name}.cpp" "${CMAKE_SOURCE_DIR}/tests/fuzz/random.cpp" ${ARGN})
    target_include_directories(${name} PRIVATE "${CMAKE_SOURCE_DIR}/tests/unit")
    target_link_libraries(${name} PRIVATE ${room} rehearsal_flags)
    if(runs)
      add_test(NAME ${name} COMMAND ${name} --runs ${runs} --seed 1)
    endif()
  endfunction()
  rehearsal_fuzzer(fuzz_forms forms 20000)
  rehearsal_fuzzer(fuzz_snapshot snapshot 1000 "${CMAKE_SOURCE_DIR}/tests/fuzz/snapshot_trial.cpp")
  if(REHEARSAL_FUZZ)
    # libFuzzer's own loop over the same trial: scripts/lib/fuzz.
    rehearsal_fuzzer(libfuzzer_snapshot snapshot "" "${CMAKE_SOURCE_DIR}/tests/fuzz/snapshot_trial.cpp")
    target_link_options(libfuzzer_snapshot PRIVATE -fsanitize=fuzzer)
  endif()
  # tests/conformance/play.mjs changes a database behind the engine's back with it.
  rehearsal_program(conformance-sql tests/conformance/sql LINKS store)
endif()

if(EMSCRIPTEN)
  # The store's contract over OPFS, with a workload to kill and to time: tests/e2e/vfs.test.mjs runs it in a worker.
  rehearsal_engine_program(vfs LINKS store rehearsal_gtest rehearsal_test_flags SOURCES
    "${CMAKE_SOURCE_DIR}/tests/e2e/vfs/program.cpp" "${CMAKE_SOURCE_DIR}/tests/unit/store/vfs_contract_test.cpp"
    "${CMAKE_SOURCE_DIR}/web/engine/host_files.cpp")
  target_include_directories(vfs PRIVATE "${CMAKE_SOURCE_DIR}/tests/unit")
  target_link_options(vfs PRIVATE --no-entry)
  set_target_properties(vfs PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/vfs")
endif()
