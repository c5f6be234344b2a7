#include "store/log_check.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "core/error.h"

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

// A log's header, and the frames behind it as long as each is right.
class Log {
 public:
  explicit Log(Files& files) : files_(files), size_(std::max<int64_t>(files.size(Slot::Wal), 0)) {
    if (counted(files_.read(Slot::Wal, 0, header_, sizeof header_)) != kHeader) return;
    big_endian_ = (word(header_) & 1) != 0;
    page_ = word(header_ + 8);
    if ((word(header_) & ~1U) != kMagic || page_ < 512 || page_ > 65536) return;
    sum_.add(header_, 24, big_endian_);
    is_good_ = sum_.is(header_ + 24);
    frame_.resize(static_cast<size_t>(kFrameHeader + page_));
    is_log_ = true;
  }

  // Some of it could not be read.
  bool has_failed() const { return has_failed_; }
  // False where there is none, or none of SQLite's.
  bool is_log() const { return is_log_; }
  int64_t page_size() const { return page_; }
  // Where the frame that was read last begins.
  int64_t at() const { return at_ - kFrameHeader - page_; }

  // Reads on; false at the end of the log, or where it cannot be read.
  bool next() {
    if (at_ + kFrameHeader + page_ > size_) return false;
    const size_t wanted = is_good_ ? frame_.size() : static_cast<size_t>(kFrameHeader);
    if (counted(files_.read(Slot::Wal, at_, frame_.data(), wanted)) != static_cast<int64_t>(wanted))
      return false;
    at_ += kFrameHeader + page_;
    if (is_good_ && is_of_this_round()) {
      sum_.add(frame_.data(), 8, big_endian_);
      sum_.add(frame_.data() + kFrameHeader, static_cast<size_t>(page_), big_endian_);
      is_good_ = sum_.is(frame_.data() + 16);
    } else {
      is_good_ = false;
    }
    return true;
  }
  // Of the frame that was read last: it, and all before it, are as SQLite wrote them in this round.
  bool is_good() const { return is_good_; }
  // Frames of another round of the log have other salts.
  bool is_of_this_round() const {
    return word(frame_.data() + 8) == word(header_ + 16) && word(frame_.data() + 12) == word(header_ + 20);
  }
  bool ends_transaction() const { return word(frame_.data() + 4) != 0; }
  // From 1 on.
  int64_t page() const { return word(frame_.data()); }
  // Pages of the database, where the frame ends a transaction.
  int64_t pages() const { return word(frame_.data() + 4); }

 private:
  int64_t counted(int64_t read) {
    has_failed_ = has_failed_ || read < 0;
    return read;
  }

  Files& files_;
  int64_t size_;
  bool has_failed_ = false;
  unsigned char header_[kHeader];
  bool is_log_ = false, big_endian_ = false, is_good_ = false;
  int64_t page_ = 0;
  int64_t at_ = kHeader;
  Sum sum_;
  std::vector<unsigned char> frame_;
};

}  // namespace

std::string damage_of_log(Files& files) {
  const int64_t size = files.size(Slot::Wal);
  if (size <= 0) return "";
  if (files.size(Slot::Database) == 0)
    return "its write-ahead log holds " + std::to_string(size) + " bytes, and the database file is empty";
  Log log(files);
  if (!log.is_log()) return "";
  // Power that is lost leaves at most one transaction unfinished: the next begins when the last is safe.
  int64_t damaged_at = -1;
  int ends = 0;
  while (log.next()) {
    if (log.is_good()) continue;
    if (damaged_at < 0) damaged_at = log.at();
    if (log.is_of_this_round() && log.ends_transaction() && ++ends == 2) {
      return "its write-ahead log is damaged at byte " + std::to_string(damaged_at) +
             ", and later changes that were kept would be lost";
    }
  }
  return "";
}

LogPages committed_in_log(Files& files, int unknown) {
  LogPages committed;
  int commits = -unknown;
  Log counted(files);
  while (counted.is_log() && counted.next() && counted.is_good())
    commits += counted.ends_transaction() ? 1 : 0;
  Log log(files);
  std::map<int64_t, int64_t> open;
  while (commits > 0 && log.is_log() && log.next()) {
    open[log.page() - 1] = log.at() + kFrameHeader;
    if (!log.ends_transaction()) continue;
    --commits;
    for (const auto& [page, start] : open) committed.starts[page] = start;
    open.clear();
    committed.page_size = log.page_size();
    committed.database_size = log.pages() * log.page_size();
  }
  if (counted.has_failed() || log.has_failed())
    throw Error("StorageError", "Expected to read the database's log, could not: " + files.problem());
  return committed;
}

}  // namespace rehearsal::store
