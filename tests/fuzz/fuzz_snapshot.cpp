// Snapshots that are nearly one, made by chance that is the same again for the same seed.
//   fuzz_snapshot [--runs N] [--seed S] [--from RUN]
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "snapshot_trial.h"

namespace rehearsal::fuzz {
namespace {

void run_once(uint64_t seed, uint64_t run) {
  Random random(seed * 1000003 + run);
  const auto mode = random.one_in(2) ? snapshot::Mode::Add : snapshot::Mode::Replace;
  try_file(random.one_in(3) ? mutated(random, original()) : rearranged(random, original()), mode);
}

}  // namespace
}  // namespace rehearsal::fuzz

int main(int count, char** arguments) {
  uint64_t runs = 300, seed = 1, from = 0;
  for (int i = 1; i < count; ++i) {
    const std::string_view word = arguments[i];
    uint64_t* number = word == "--runs"   ? &runs
                       : word == "--seed" ? &seed
                       : word == "--from" ? &from
                                          : nullptr;
    if (!number || ++i == count) {
      std::fputs("fuzz_snapshot [--runs N] [--seed S] [--from RUN]\n", stderr);
      return 2;
    }
    *number = std::strtoull(arguments[i], nullptr, 10);
  }
  for (uint64_t run = from; run < from + runs; ++run) {
    try {
      rehearsal::fuzz::run_once(seed, run);
    } catch (const std::exception& error) {
      std::fprintf(stderr, "failed: --seed %llu --from %llu --runs 1: %s\n",
                   static_cast<unsigned long long>(seed), static_cast<unsigned long long>(run), error.what());
      return 1;
    }
  }
  std::printf("%llu runs of seed %llu passed\n", static_cast<unsigned long long>(runs),
              static_cast<unsigned long long>(seed));
  return 0;
}
