// Storage that fails on purpose, for tests: it counts, refuses, and loses power.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "store/files.h"

namespace rehearsal::store {

// Passes everything on to `inner` and remembers what a loss of power may take back. An effect is a write, a
// change of size or a flush.
class FaultyFiles final : public Files {
 public:
  explicit FaultyFiles(Files& inner);

  int64_t read(Slot slot, int64_t offset, void* to, size_t size) override;
  IoStatus write(Slot slot, int64_t offset, const void* from, size_t size) override;
  IoStatus truncate(Slot slot, int64_t size) override;
  int64_t size(Slot slot) override;
  IoStatus flush(Slot slot) override;
  bool lasting() const override { return true; }
  std::string problem() const override { return "This storage was told to fail."; }
  void at(KillPoint point) override;

  struct Counts {
    int64_t writes = 0, flushes = 0, database_flushes = 0;
  };
  const Counts& counts() const { return counts_; }
  int64_t effects() const { return effects_; }
  int64_t reads() const { return reads_; }

  // After `more` further effects everything fails, reading too: the machine is off.
  void cut_after(int64_t more) { cut_at_ = effects_ + more; }
  // At the kill point after `more` further ones everything fails, as there.
  void die_after(int64_t more) { die_at_ = static_cast<int64_t>(passed_.size()) + more; }
  // The kill points that were passed.
  const std::vector<KillPoint>& passed() const { return passed_; }
  // How often the log was made durable where no kill point was around it.
  int64_t unnamed_effects() const { return unnamed_; }

  // The effect after `more` further ones is refused with `status`; and, when `for_ever`, all that follow.
  void fail_after(int64_t more, IoStatus status, bool for_ever);
  // The read after `more` further ones fails, alone.
  void fail_read_after(int64_t more) { fail_read_at_ = reads_ + more; }
  void heal();

  // Leaves in `inner` what a loss of power may leave: all that was flushed, and of every later effect each
  // part of 512 bytes or not, whatever happened to earlier and later ones. `seed` chooses. Heals.
  void lose_power(uint64_t seed);

 private:
  struct Effect {
    bool resizes = false;
    int64_t offset = 0;  // or the new size
    std::string content;
  };
  struct State {
    std::string durable;
    std::vector<Effect> pending;
  };
  static void apply(std::string& content, const Effect& effect);
  State& state(Slot slot) { return states_[static_cast<size_t>(slot)]; }
  bool off() const { return cut_at_ >= 0 && effects_ >= cut_at_; }
  // Counts an effect and says what is to become of it.
  IoStatus verdict();

  Files& inner_;
  std::array<State, 3> states_;
  std::vector<KillPoint> passed_;
  Counts counts_;
  int64_t effects_ = 0;
  int64_t cut_at_ = -1;
  int64_t die_at_ = -1;
  int64_t unnamed_ = 0;
  int64_t fail_at_ = -1;
  int64_t reads_ = 0;
  int64_t fail_read_at_ = -1;
  bool fail_for_ever_ = false;
  IoStatus failure_ = IoStatus::Failed;
};

}  // namespace rehearsal::store
