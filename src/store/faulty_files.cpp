#include "store/faulty_files.h"

#include <algorithm>

namespace rehearsal::store {
namespace {

// A small generator of its own (xorshift64*), so that a seed means the same everywhere.
class Chance {
 public:
  explicit Chance(uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15u + 1) {}
  uint64_t next() {
    state_ ^= state_ >> 12;
    state_ ^= state_ << 25;
    state_ ^= state_ >> 27;
    return (state_ * 0x2545F4914F6CDD1Du) >> 32;
  }

 private:
  uint64_t state_;
};

}  // namespace

FaultyFiles::FaultyFiles(Files& inner) : inner_(inner) {
  for (const Slot slot : kSlots) state(slot).durable = read_all(inner_, slot);
}

void FaultyFiles::fail_after(int64_t more, IoStatus status, bool for_ever) {
  fail_at_ = effects_ + more;
  failure_ = status;
  fail_for_ever_ = for_ever;
}

void FaultyFiles::heal() {
  cut_at_ = die_at_ = fail_at_ = fail_read_at_ = -1;
}

IoStatus FaultyFiles::verdict() {
  if (off()) return IoStatus::Failed;
  const int64_t effect = effects_++;
  const bool fails = fail_at_ >= 0 && (effect == fail_at_ || (fail_for_ever_ && effect > fail_at_));
  return fails ? failure_ : IoStatus::Ok;
}

int64_t FaultyFiles::read(Slot slot, int64_t offset, void* to, size_t size) {
  if (off()) return -1;
  return reads_++ == fail_read_at_ ? -1 : inner_.read(slot, offset, to, size);
}

int64_t FaultyFiles::size(Slot slot) {
  return off() ? -1 : inner_.size(slot);
}

IoStatus FaultyFiles::write(Slot slot, int64_t offset, const void* from, size_t size) {
  const IoStatus decided = verdict();
  if (decided != IoStatus::Ok) return decided;
  ++counts_.writes;
  state(slot).pending.push_back({false, offset, std::string(static_cast<const char*>(from), size)});
  return inner_.write(slot, offset, from, size);
}

IoStatus FaultyFiles::truncate(Slot slot, int64_t size) {
  const IoStatus decided = verdict();
  if (decided != IoStatus::Ok) return decided;
  state(slot).pending.push_back({true, size, {}});
  return inner_.truncate(slot, size);
}

IoStatus FaultyFiles::flush(Slot slot) {
  const IoStatus decided = verdict();
  if (decided != IoStatus::Ok) return decided;
  ++counts_.flushes;
  if (slot == Slot::Database) ++counts_.database_flushes;
  const bool is_named =
      !passed_.empty() && !passed_.back().is_after && passed_.back().effect != Durable::Unnamed;
  const auto& pending = state(slot).pending;
  // A log that is only cut has been moved into the database.
  const bool writes =
      std::any_of(pending.begin(), pending.end(), [](const Effect& each) { return !each.resizes; });
  if (slot == Slot::Wal && writes && !is_named) ++unnamed_;
  for (const Effect& effect : state(slot).pending) apply(state(slot).durable, effect);
  state(slot).pending.clear();
  return inner_.flush(slot);
}

void FaultyFiles::at(KillPoint point) {
  if (off()) return;
  if (static_cast<int64_t>(passed_.size()) == die_at_) cut_at_ = effects_;
  passed_.push_back(point);
}

void FaultyFiles::apply(std::string& content, const Effect& effect) {
  const auto offset = static_cast<size_t>(effect.offset);
  if (effect.resizes) {
    content.resize(offset);
    return;
  }
  content.resize(std::max(content.size(), offset + effect.content.size()));
  content.replace(offset, effect.content.size(), effect.content);
}

void FaultyFiles::lose_power(uint64_t seed) {
  constexpr size_t kSector = 512;
  Chance chance(seed);
  heal();
  for (const Slot slot : kSlots) {
    State& lost = state(slot);
    // Of 8 parts this many arrive: a cache that had written nothing back, one that had written nearly all, or
    // between.
    const uint64_t kept_of_8 = chance.next() % 9;
    for (const Effect& effect : lost.pending) {
      if (effect.resizes) {
        if (chance.next() % 8 < kept_of_8) apply(lost.durable, effect);
        continue;
      }
      for (size_t done = 0; done < effect.content.size();) {
        const auto at = static_cast<size_t>(effect.offset) + done;
        const size_t part = std::min(kSector - at % kSector, effect.content.size() - done);
        if (chance.next() % 8 < kept_of_8)
          apply(lost.durable, {false, static_cast<int64_t>(at), effect.content.substr(done, part)});
        done += part;
      }
    }
    lost.pending.clear();
    write_all(inner_, slot, lost.durable);
  }
}

}  // namespace rehearsal::store
