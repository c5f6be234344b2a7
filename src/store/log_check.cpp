#include "store/log_check.h"

#include <cstdint>
#include <vector>

namespace rehearsal::store {
namespace {

constexpr int64_t kHeader = 32;
constexpr int64_t kFrameHeader = 24;
constexpr uint32_t kMagic = 0x377f0682;  // its last bit says in which order of bytes sums are made

uint32_t word(const unsigned char* at) {
  return uint32_t{at[0]} << 24 | uint32_t{at[1]} << 16 | uint32_t{at[2]} << 8 | uint32_t{at[3]};
}

struct Sum {
  uint32_t first = 0, second = 0;

  void add(const unsigned char* bytes, size_t size, bool big_endian) {
    for (size_t i = 0; i + 8 <= size; i += 8) {
      first += number(bytes + i, big_endian) + second;
      second += number(bytes + i + 4, big_endian) + first;
    }
  }
  bool is(const unsigned char* stored) const { return word(stored) == first && word(stored + 4) == second; }

 private:
  static uint32_t number(const unsigned char* at, bool big_endian) {
    if (big_endian) return word(at);
    return uint32_t{at[3]} << 24 | uint32_t{at[2]} << 16 | uint32_t{at[1]} << 8 | uint32_t{at[0]};
  }
};

// Frames of another round of the log have other salts.
bool is_of_this_round(const unsigned char* frame, const unsigned char* header) {
  return word(frame + 8) == word(header + 16) && word(frame + 12) == word(header + 20);
}
bool ends_transaction(const unsigned char* frame) {
  return word(frame + 4) != 0;
}

}  // namespace

std::string damage_of_log(Files& files) {
  const int64_t size = files.size(Slot::Wal);
  if (size <= 0) return "";
  if (files.size(Slot::Database) == 0)
    return "its write-ahead log holds " + std::to_string(size) + " bytes, and the database file is empty";

  unsigned char header[kHeader];
  if (files.read(Slot::Wal, 0, header, sizeof header) != kHeader) return "";
  const bool big_endian = (word(header) & 1) != 0;
  const int64_t page = word(header + 8);
  if ((word(header) & ~1U) != kMagic || page < 512 || page > 65536) return "";
  Sum sum;
  sum.add(header, 24, big_endian);
  bool is_good = sum.is(header + 24);

  // Power that is lost leaves at most one transaction unfinished: the next begins when the last is safe.
  int64_t at = kHeader;
  int64_t damaged_at = -1;
  int ends = 0;
  std::vector<unsigned char> frame(static_cast<size_t>(kFrameHeader + page));
  for (; at + kFrameHeader + page <= size; at += kFrameHeader + page) {
    const size_t wanted = is_good ? frame.size() : static_cast<size_t>(kFrameHeader);
    if (files.read(Slot::Wal, at, frame.data(), wanted) != static_cast<int64_t>(wanted)) return "";
    if (is_good && is_of_this_round(frame.data(), header)) {
      sum.add(frame.data(), 8, big_endian);
      sum.add(frame.data() + kFrameHeader, static_cast<size_t>(page), big_endian);
      is_good = sum.is(frame.data() + 16);
      if (is_good) continue;
    }
    is_good = false;
    if (damaged_at < 0) damaged_at = at;
    if (is_of_this_round(frame.data(), header) && ends_transaction(frame.data()) && ++ends == 2) {
      return "its write-ahead log is damaged at byte " + std::to_string(damaged_at) +
             ", and later changes that were kept would be lost";
    }
  }
  return "";
}

}  // namespace rehearsal::store
