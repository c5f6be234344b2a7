#include "forms/pattern.h"

#include <algorithm>
#include <string>
#include <vector>

#include "core/error.h"
#include "forms/text.h"

namespace rehearsal::forms {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

// A program of a small machine that follows all ways through the pattern at once.
struct Instruction {
  enum class Does { kTake, kFork, kJump, kAtBegin, kAtEnd };
  Does does;
  // kTake: characters in (or, negated, not in) these ranges.
  std::vector<Range> ranges = {};
  bool negated = false;
  // kFork goes on at the next instruction and at this offset; kJump only at this offset.
  std::ptrdiff_t offset = 0;
};
using Program = std::vector<Instruction>;
using Does = Instruction::Does;

constexpr size_t kMaxProgram = 20000;
constexpr int kMaxNesting = 50;
constexpr size_t kMaxRepeat = 1000;

void append(Program& program, const Program& more) {
  if (program.size() + more.size() > kMaxProgram) {
    throw value_error("Expected a shorter pattern, found one of more than " + std::to_string(kMaxProgram) +
                      " parts.");
  }
  program.insert(program.end(), more.begin(), more.end());
}

Program one(Instruction instruction) {
  return Program{std::move(instruction)};
}

std::ptrdiff_t length(const Program& program) {
  return static_cast<std::ptrdiff_t>(program.size());
}

Program optional(const Program& body) {
  Program program = one({Does::kFork, {}, false, length(body) + 1});
  append(program, body);
  return program;
}

Program any_times(const Program& body) {
  Program program = optional(body);
  program[0].offset += 1;
  append(program, one({Does::kJump, {}, false, -length(program)}));
  return program;
}

class Parser {
 public:
  explicit Parser(std::string_view pattern) : pattern_(pattern) {}
  Program parse() {
    Program program = alternatives(0);
    if (!at_end()) throw wrong("an unopened \")\"");
    return program;
  }

 private:
  Error wrong(const std::string& found) const {
    return value_error("Expected a regular expression, found " + found + " at byte " +
                       std::to_string(at_ + 1) + " of \"" + std::string(pattern_) + "\".");
  }
  bool at_end() const { return at_ == pattern_.size(); }
  char peek() const { return at_end() ? '\0' : pattern_[at_]; }
  bool take(char c) {
    if (at_end() || pattern_[at_] != c) return false;
    ++at_;
    return true;
  }

  Program alternatives(int depth);
  Program sequence(int depth);
  Program piece(int depth);
  Program times(const Program& body);
  Program repeated(Program body);
  size_t count();
  Instruction bracket();
  Instruction escaped();
  char32_t class_member(Instruction& into, bool& is_class);

  std::string_view pattern_;
  size_t at_ = 0;
};

Program Parser::alternatives(int depth) {
  if (depth > kMaxNesting) throw wrong("more than " + std::to_string(kMaxNesting) + " nested groups");
  Program program = sequence(depth);
  while (take('|')) {
    const Program other = sequence(depth);
    Program both = one({Does::kFork, {}, false, length(program) + 2});
    append(both, program);
    append(both, one({Does::kJump, {}, false, length(other) + 1}));
    append(both, other);
    program = std::move(both);
  }
  return program;
}

Program Parser::sequence(int depth) {
  Program program;
  while (!at_end() && peek() != '|' && peek() != ')') append(program, repeated(piece(depth)));
  return program;
}

Program Parser::piece(int depth) {
  if (take('(')) {
    if (take('?') && !take(':')) throw wrong("a kind of group that is not understood");
    Program program = alternatives(depth + 1);
    if (!take(')')) throw wrong("a group without its end");
    return program;
  }
  if (take('[')) return one(bracket());
  if (take('\\')) return one(escaped());
  if (take('^')) return one({Does::kAtBegin});
  if (take('$')) return one({Does::kAtEnd});
  if (take('.')) return one({Does::kTake, {{U'\n', U'\n'}}, true});
  if (std::string_view("*+?{").find(peek()) != std::string_view::npos) throw wrong("nothing to repeat");
  const char32_t c = next_code_point(pattern_, at_);
  return one({Does::kTake, {{c, c}}});
}

size_t Parser::count() {
  size_t number = 0;
  const size_t from = at_;
  while (peek() >= '0' && peek() <= '9' && number <= kMaxRepeat)
    number = number * 10 + static_cast<size_t>(pattern_[at_++] - '0');
  if (at_ == from || number > kMaxRepeat)
    throw wrong("a repetition that is not a number up to " + std::to_string(kMaxRepeat));
  return number;
}

// What follows "{": m}, m,} or m,n}.
Program Parser::times(const Program& body) {
  const size_t least = count();
  const bool ranges = take(',');
  const bool open = ranges && peek() == '}';
  const size_t most = ranges && !open ? count() : least;
  if (most < least) throw wrong("a repetition whose end is below its begin");
  if (!take('}')) throw wrong("a repetition without its end");
  Program program;
  for (size_t i = 0; i < least; ++i) append(program, body);
  for (size_t i = least; i < most; ++i) append(program, optional(body));
  if (open) append(program, any_times(body));
  return program;
}

Program Parser::repeated(Program body) {
  const auto repeats = [&] {
    return !at_end() && std::string_view("*+?{").find(peek()) != std::string_view::npos;
  };
  if (!repeats()) return body;
  if (take('*')) {
    body = any_times(body);
  } else if (take('+')) {
    Program more = any_times(body);
    append(body, more);
  } else if (take('?')) {
    body = optional(body);
  } else if (take('{')) {
    body = times(body);
  }
  // As little as possible or as much: the texts that match are the same.
  take('?');
  if (repeats()) throw wrong("a repetition of a repetition");
  return body;
}

// The ranges of \d, \w and \s, in capitals all others.
Instruction Parser::escaped() {
  if (at_end()) throw wrong("a backslash with nothing behind it");
  const char32_t c = next_code_point(pattern_, at_);
  switch (c) {
    case U'd':
    case U'D':
      return {Does::kTake, {{U'0', U'9'}}, c == U'D'};
    case U'w':
    case U'W':
      return {Does::kTake, {{U'0', U'9'}, {U'A', U'Z'}, {U'_', U'_'}, {U'a', U'z'}}, c == U'W'};
    case U's':
    case U'S':
      return {Does::kTake, {{U'\t', U'\r'}, {U' ', U' '}}, c == U'S'};
    case U'n':
      return {Does::kTake, {{U'\n', U'\n'}}};
    case U'r':
      return {Does::kTake, {{U'\r', U'\r'}}};
    case U't':
      return {Does::kTake, {{U'\t', U'\t'}}};
    default:
      break;
  }
  const bool letter = (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || (c >= U'0' && c <= U'9');
  if (letter) throw wrong("an escape that is not understood");
  return {Does::kTake, {{c, c}}};
}

// One character of a bracket, or a class like \d whose ranges go into `into`.
char32_t Parser::class_member(Instruction& into, bool& is_class) {
  is_class = false;
  // Classes by name, classes within classes and what is made of two of them: other dialects match something
  // else.
  const std::string_view two = pattern_.substr(at_, 2);
  if (peek() == '[' || two == "&&" || two == "--" || two == "~~") throw wrong("a class inside a bracket");
  if (!take('\\')) return next_code_point(pattern_, at_);
  const Instruction inner = escaped();
  if (inner.negated) throw wrong("a negated class inside a bracket");
  is_class = inner.ranges.size() > 1 || inner.ranges[0].first != inner.ranges[0].last;
  if (is_class) into.ranges.insert(into.ranges.end(), inner.ranges.begin(), inner.ranges.end());
  return inner.ranges[0].first;
}

Instruction Parser::bracket() {
  Instruction result{Does::kTake};
  result.negated = take('^');
  bool first = true;
  while (first || peek() != ']') {
    if (at_end()) throw wrong("a bracket without its end");
    first = false;
    bool is_class = false;
    const char32_t from = class_member(result, is_class);
    if (is_class) continue;
    char32_t to = from;
    if (peek() == '-' && at_ + 1 < pattern_.size() && pattern_[at_ + 1] != ']') {
      ++at_;
      to = class_member(result, is_class);
      if (is_class || to < from) throw wrong("a range whose end is below its begin");
    }
    result.ranges.push_back({from, to});
  }
  ++at_;
  return result;
}

bool takes(const Instruction& instruction, char32_t c) {
  const bool in = std::any_of(instruction.ranges.begin(), instruction.ranges.end(),
                              [c](Range range) { return c >= range.first && c <= range.last; });
  return in != instruction.negated;
}

// The instructions that wait for a character after `start`, without taking one. True when the end was
// reached.
class Front {
 public:
  explicit Front(const Program& program) : program_(program), seen_(program.size() + 1) {}
  bool add(size_t start, bool at_begin, bool at_end) {
    pending_.assign(1, start);
    while (!pending_.empty()) {
      const size_t at = pending_.back();
      pending_.pop_back();
      if (seen_[at]) continue;
      seen_[at] = true;
      if (at == program_.size()) return true;
      const Instruction& instruction = program_[at];
      const size_t there = at + static_cast<size_t>(instruction.offset);
      switch (instruction.does) {
        case Does::kTake:
          waiting.push_back(at);
          break;
        case Does::kFork:
          pending_.push_back(there);
          pending_.push_back(at + 1);
          break;
        case Does::kJump:
          pending_.push_back(there);
          break;
        case Does::kAtBegin:
          if (at_begin) pending_.push_back(at + 1);
          break;
        case Does::kAtEnd:
          if (at_end) pending_.push_back(at + 1);
          break;
      }
    }
    return false;
  }
  void clear() {
    std::fill(seen_.begin(), seen_.end(), false);
    waiting.clear();
  }
  std::vector<size_t> waiting;

 private:
  const Program& program_;
  std::vector<bool> seen_;
  std::vector<size_t> pending_;
};

}  // namespace

bool matches(std::string_view pattern, std::string_view text) {
  const Program program = Parser(pattern).parse();
  Front now(program);
  Front next(program);
  if (now.add(0, true, text.empty())) return true;
  for (size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    const bool at_end = at == text.size();
    next.clear();
    for (const size_t waiting : now.waiting) {
      if (takes(program[waiting], c) && next.add(waiting + 1, false, at_end)) return true;
    }
    // A match may begin at any place.
    if (next.add(0, false, at_end)) return true;
    std::swap(now.waiting, next.waiting);
  }
  return false;
}

}  // namespace rehearsal::forms
