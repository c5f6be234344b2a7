#include "api/json_text.h"

#include "api/refusal.h"

namespace rehearsal::api {
namespace {

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Reads JSON as Python's json module does, only to say where it ends to be JSON and why. Positions are in
// characters.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  struct Complaint {
    size_t at;
    const char* message;
  };

  // What is wrong; a null message when nothing is.
  Complaint complaint() {
    skip_space();
    if (!value(0)) return found_;
    skip_space();
    if (at_ != text_.size()) return {at_, "Extra data"};
    return {0, nullptr};
  }

 private:
  bool fail(size_t at, const char* message) {
    found_ = {at, message};
    return false;
  }
  void skip_space() {
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
  }
  bool next_is(char c) const { return at_ < text_.size() && text_[at_] == c; }

  bool value(int depth) {
    // Nested too deeply: that is said by who parses it.
    if (depth > kMaxJsonDepth) return fail(at_, nullptr);
    if (at_ >= text_.size()) return fail(at_, "Expecting value");
    const char c = text_[at_];
    if (c == '"') return string();
    if (c == '{') return object(depth);
    if (c == '[') return array(depth);
    if (c == '-' || is_digit(c)) return number();
    for (const std::string_view word : {"null", "true", "false"}) {
      if (text_.substr(at_, word.size()) == word) {
        at_ += word.size();
        return true;
      }
    }
    return fail(at_, "Expecting value");
  }

  bool number() {
    const size_t start = at_;
    if (next_is('-')) ++at_;
    if (at_ >= text_.size() || !is_digit(text_[at_])) return fail(start, "Expecting value");
    if (text_[at_] == '0') {
      ++at_;
    } else {
      digits();
    }
    if (next_is('.') && at_ + 1 < text_.size() && is_digit(text_[at_ + 1])) {
      ++at_;
      digits();
    }
    if (next_is('e') || next_is('E')) {
      size_t exponent = at_ + 1;
      if (exponent < text_.size() && (text_[exponent] == '+' || text_[exponent] == '-')) ++exponent;
      if (exponent < text_.size() && is_digit(text_[exponent])) {
        at_ = exponent;
        digits();
      }
    }
    return true;
  }
  void digits() {
    while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
  }

  bool string() {
    const size_t start = at_++;
    while (at_ < text_.size() && text_[at_] != '"') {
      if (static_cast<unsigned char>(text_[at_]) < 0x20) return fail(at_, "Invalid control character at");
      if (text_[at_] == '\\') {
        if (at_ + 1 >= text_.size()) return fail(start, "Unterminated string starting at");
        if (std::string_view("\"\\/bfnrtu").find(text_[at_ + 1]) == std::string_view::npos) {
          return fail(at_, "Invalid \\escape");
        }
        ++at_;
      }
      ++at_;
    }
    if (at_ >= text_.size()) return fail(start, "Unterminated string starting at");
    ++at_;
    return true;
  }

  bool object(int depth) {
    ++at_;
    skip_space();
    if (next_is('}')) {
      ++at_;
      return true;
    }
    for (;;) {
      if (!next_is('"')) return fail(at_, "Expecting property name enclosed in double quotes");
      if (!string()) return false;
      skip_space();
      if (!next_is(':')) return fail(at_, "Expecting ':' delimiter");
      ++at_;
      skip_space();
      if (!value(depth + 1)) return false;
      skip_space();
      if (next_is('}')) break;
      if (!next_is(',')) return fail(at_, "Expecting ',' delimiter");
      ++at_;
      skip_space();
    }
    ++at_;
    return true;
  }

  bool array(int depth) {
    ++at_;
    skip_space();
    if (next_is(']')) {
      ++at_;
      return true;
    }
    for (;;) {
      if (!value(depth + 1)) return false;
      skip_space();
      if (next_is(']')) break;
      if (!next_is(',')) return fail(at_, "Expecting ',' delimiter");
      ++at_;
      skip_space();
    }
    ++at_;
    return true;
  }

  std::string_view text_;
  size_t at_ = 0;
  Complaint found_{0, nullptr};
};

}  // namespace

Json parse_raw(std::string_view text) {
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) return nullptr;
  const Reader::Complaint complaint = Reader(text).complaint();
  if (complaint.message) {
    Json ctx = Json::object();
    ctx["error"] = complaint.message;
    throw unprocessable("json_invalid", Json::array({"body", complaint.at}), "JSON decode error",
                        Json::object(), std::move(ctx));
  }
  return parse_json(text);
}

}  // namespace rehearsal::api
