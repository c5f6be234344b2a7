#include "snapshot/cursor.h"

#include <algorithm>

#include "snapshot/json_text.h"
#include "snapshot/problems.h"
#include "snapshot/tree.h"

namespace rehearsal::snapshot {

void Cursor::skip_space() {
  while (is_space(peek())) ++at_;
}

bool Cursor::take(char c) {
  skip_space();
  if (is_at_end() || file_[at_] != c) return false;
  ++at_;
  return true;
}

void Cursor::expect(char c, const char* where, const std::string& pointer) {
  if (!take(c)) throw refused(pointer, std::string("'") + c + "' " + where, found());
}

std::string Cursor::key(const std::string& pointer) {
  skip_space();
  if (peek() != '"') throw refused(pointer, "a key in '\"'", found());
  Tree tree;
  at_ = tree.read(file_, at_);
  std::string name(tree.text(tree.root()));
  expect(':', "after a key", pointer);
  skip_space();
  return name;
}

std::string Cursor::found() const {
  if (is_at_end()) return "the end of the file at byte " + std::to_string(at_);
  const char c = file_[at_];
  const std::string byte = c > ' ' && c <= '~' ? std::string("'") + c + "'"
                                               : "the byte " + std::to_string(static_cast<unsigned char>(c));
  return byte + " at byte " + std::to_string(at_);
}

bool Skim::step(std::string_view file) {
  constexpr size_t kPart = size_t{64} << 10;
  for (const size_t end = std::min(file.size(), at_ + kPart); at_ < end;) {
    const char c = file[at_++];
    if (in_text_) {
      if (c == '\\') {
        ++at_;
      } else {
        in_text_ = c != '"';
      }
    } else if (c == '"') {
      in_text_ = true;
    } else if (c == '[' || c == '{') {
      ++open_;
    } else if ((c == ']' || c == '}') && --open_ == 0) {
      is_complete_ = true;
      return false;
    }
  }
  return at_ < file.size();
}

}  // namespace rehearsal::snapshot
