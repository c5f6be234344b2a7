// libFuzzer over the reader of snapshots: scripts/lib/fuzz. What was found is a file; give it as the argument
// to see it again.
#include <cstdint>
#include <cstring>
#include <memory>

#include "core/error.h"
#include "snapshot_trial.h"

extern "C" size_t LLVMFuzzerMutate(uint8_t* data, size_t size, size_t most);
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);
extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size, size_t most, unsigned seed);

namespace rehearsal::fuzz {
namespace {

using snapshot::Mode;

// What a check of `file` finds, on a database that no run changes.
std::unique_ptr<snapshot::Check> checked(const std::string& file, Mode mode) {
  static Place* const here = [] {
    auto place = std::make_unique<Place>();
    if (!place->take(original(), Mode::Replace)) throw Error("FuzzFailure", "the original was refused");
    return place.release();
  }();
  auto check = std::make_unique<snapshot::Check>(here->session, words(), file, mode);
  while (check->step()) {
  }
  dump_json(check->report());
  return check;
}

// Whether nothing is wrong with the file but its digest, which then is mended.
bool is_mended(std::string& file, Mode mode) {
  std::string said, found;
  {
    const auto check = checked(file, mode);
    if (check->problems().empty()) return true;
    const snapshot::Problem& problem = check->problems().first().front();
    if (check->problems().count() > 1 || problem.pointer != "/digest") return false;
    said = check->document().digest();
    if (problem.expected.size() < 64 || said.size() != 64) return false;
    found = problem.expected.substr(problem.expected.size() - 64);
  }
  const size_t at = file.find(said);
  if (at == std::string::npos) return false;
  file.replace(at, found.size(), found);
  return checked(file, mode)->problems().empty();
}

void run(std::string file) {
  // One of the two ways, which the file itself says, so that it does the same when it is shown again.
  const Mode mode = file.size() % 2 == 0 ? Mode::Add : Mode::Replace;
  if (is_mended(file, mode)) try_file(file, mode);
}

size_t mutate(uint8_t* data, size_t size, size_t most, uint64_t seed) {
  Random random(seed);
  std::string file(reinterpret_cast<const char*>(data), size);
  if (size < 100) file = original();
  if (random.one_in(4)) {
    file = mutated(random, file);
  } else if (!random.one_in(4)) {
    try {
      file = rearranged(random, file);
    } catch (const Error&) {
      file = rearranged(random, original());
    }
  }
  if (file.size() > most) return LLVMFuzzerMutate(data, size, most);
  std::memcpy(data, file.data(), file.size());
  return random.one_in(4) ? LLVMFuzzerMutate(data, file.size(), most) : file.size();
}

}  // namespace
}  // namespace rehearsal::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  rehearsal::fuzz::run(std::string(reinterpret_cast<const char*>(data), size));
  return 0;
}

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size, size_t most, unsigned seed) {
  return rehearsal::fuzz::mutate(data, size, most, seed);
}
