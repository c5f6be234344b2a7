# shellcheck shell=bash
# Configuring and building a CMake preset. Source say.sh first.

# build_preset PRESET [TARGET...]: configures at the first time, or when the preset has changed; then builds. Ninja looks
# after the rest.
build_preset() {
  local preset=$1 mark
  shift
  mark=build/$preset/.configured-from
  if ! cmp -s CMakePresets.json "$mark" || [ ! -f "build/$preset/build.ninja" ]; then
    say "configuring build/$preset"
    mkdir -p "build/$preset"
    cmake --preset "$preset" >"build/$preset/configure.log" 2>&1 || {
      tail -n 20 "build/$preset/configure.log" >&2
      say "the whole of it is in build/$preset/configure.log; if the machine's tools have changed, remove build/$preset" >&2
      return 1
    }
    cp CMakePresets.json "$mark"
  fi
  cmake --build --preset "$preset" ${1:+--target "$@"}
}
