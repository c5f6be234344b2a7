#include "api/search_query.h"

#include <algorithm>

#include "api/refusal.h"
#include "core/text.h"
#include "forms/text.h"

namespace rehearsal::api {
namespace {

using Kind = SearchNode::Kind;

constexpr int64_t kLongestQuery = 512;
// Far more than a person types, and far below what SQLite takes in one expression.
constexpr size_t kDeepest = 20;
constexpr size_t kMostTerms = 64;

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool is_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

// "user_name" may be a key, "12" and "fd00::1" may not.
bool is_key(std::string_view text) {
  return !text.empty() && is_letter(text.front()) &&
         std::all_of(text.begin(), text.end(), [](char c) { return is_letter(c) || (c >= '0' && c <= '9'); });
}

// An IPv6 address or network: what may look like key:value.
bool is_address(std::string_view text) {
  const auto fits = [](char c) { return is_hex(c) || c == ':' || c == '.' || c == '/'; };
  return std::all_of(text.begin(), text.end(), fits) &&
         (text.find("::") != std::string_view::npos || std::count(text.begin(), text.end(), ':') == 7);
}

class Parser {
 public:
  explicit Parser(std::string_view query) : query_(query) {}

  SearchNode parse() {
    SearchNode whole = any_of(0);
    if (!at_end()) throw expected("the end of the query or \"|\"");
    return whole;
  }

 private:
  bool at_end() const { return at_ == query_.size(); }
  char peek() const { return query_[at_]; }

  // Characters that mean nothing where a term may begin.
  void skip() {
    while (!at_end() && (is_space(peek()) || peek() == '!' || peek() == '<' || peek() == '>')) ++at_;
  }
  bool take(char c) {
    if (at_end() || peek() != c) return false;
    ++at_;
    return true;
  }

  Refusal expected(const std::string& what) const {
    const std::string found = at_end() ? "its end" : "\"" + shown() + "\"";
    return problem(400, "Expected " + what + " in the query at character " +
                            std::to_string(forms::code_points(query_.substr(0, at_)) + 1) + ", found " +
                            found + ".");
  }
  // The character at hand, whole.
  std::string shown() const {
    size_t end = at_;
    next_code_point(query_, end);
    return std::string(query_.substr(at_, end - at_));
  }

  SearchNode any_of(size_t depth) {
    if (depth > kDeepest) {
      throw problem(
          400, "Expected brackets at most " + std::to_string(kDeepest) + " deep in one another, found more.");
    }
    SearchNode any{Kind::kAny};
    do {
      SearchNode all = all_of(depth);
      if (!all.parts.empty()) any.parts.push_back(single(std::move(all)));
    } while (take('|'));
    if (any.parts.empty()) return {Kind::kAll};
    return single(std::move(any));
  }

  SearchNode all_of(size_t depth) {
    SearchNode all{Kind::kAll};
    for (skip(); !at_end() && peek() != '|' && peek() != ')'; skip()) {
      const bool negated = take('-');
      // A dash that stands alone is none of the language's.
      if (negated && (at_end() || is_space(peek()))) continue;
      if (negated && peek() == '-') throw expected("a word");
      SearchNode found = term(depth);
      // Brackets around nothing ask for nothing.
      if (found.kind == Kind::kAll && found.parts.empty()) continue;
      if (negated) {
        SearchNode without{Kind::kNot};
        without.parts.push_back(std::move(found));
        found = std::move(without);
      }
      all.parts.push_back(std::move(found));
    }
    return all;
  }

  // What holds one part is that part.
  static SearchNode single(SearchNode node) {
    if (node.parts.size() != 1) return node;
    SearchNode only = std::move(node.parts.front());
    return only;
  }

  SearchNode term(size_t depth) {
    if (++terms_ > kMostTerms) {
      throw problem(400,
                    "Expected at most " + std::to_string(kMostTerms) + " words to search for, found more.");
    }
    if (take('(')) {
      SearchNode group = any_of(depth + 1);
      if (!take(')')) throw expected("\")\"");
      return group;
    }
    if (!at_end() && peek() == '"') return phrase();
    const size_t begin = at_;
    const std::string_view run = run_of("|()\"*!<> \t\r\n");
    if (run.empty()) throw expected("a word");
    const size_t colon = run.find(':');
    if (colon == std::string_view::npos || is_address(run)) return word(run);
    const std::string_view key = run.substr(0, colon);
    if (key.empty()) {
      at_ = begin;
      throw expected("the name of a field before \":\"");
    }
    if (!is_key(key)) return word(run);
    at_ = begin + colon + 1;
    SearchNode field{Kind::kField, std::string(key)};
    field.parts.push_back(field_value());
    return field;
  }

  SearchNode field_value() {
    while (!at_end() && is_space(peek())) ++at_;
    if (!take('(')) return value();
    SearchNode any{Kind::kAny};
    do {
      while (!at_end() && is_space(peek())) ++at_;
      if (!at_end() && (peek() == '|' || peek() == ')')) continue;
      any.parts.push_back(value());
      while (!at_end() && is_space(peek())) ++at_;
    } while (take('|'));
    if (any.parts.empty()) throw expected("a value");
    if (!take(')')) throw expected("\"|\" or \")\"");
    return single(std::move(any));
  }

  // A value may begin with a comparison.
  SearchNode value() {
    if (!at_end() && peek() == '"') return phrase();
    std::string comparison;
    if (!at_end() && (peek() == '<' || peek() == '>')) {
      comparison = peek();
      ++at_;
      if (take('=')) comparison += '=';
    }
    const std::string_view run = run_of("|()\"*!<> \t\r\n");
    if (run.empty()) throw expected("a value");
    SearchNode found = word(run);
    found.text = comparison + found.text;
    return found;
  }

  SearchNode phrase() {
    ++at_;
    const size_t end = query_.find('"', at_);
    if (end == std::string_view::npos) {
      at_ = query_.size();
      throw expected("a closing quotation mark");
    }
    std::string_view inside = query_.substr(at_, end - at_);
    SearchNode found{Kind::kPhrase};
    while (!inside.empty() && is_space(inside.back())) inside.remove_suffix(1);
    if (!inside.empty() && inside.back() == '*') {
      found.open_end = true;
      inside.remove_suffix(1);
    }
    found.text = std::string(inside);
    if (forms::is_blank(inside)) throw expected("a word between quotation marks");
    at_ = end + 1;
    return found;
  }

  // The word, or the prefix where a star follows it.
  SearchNode word(std::string_view text) {
    const size_t behind = at_;
    while (!at_end() && is_space(peek())) ++at_;
    if (take('*')) return {Kind::kPrefix, std::string(text)};
    at_ = behind;
    return {Kind::kWord, std::string(text)};
  }

  std::string_view run_of(std::string_view without) {
    const size_t end = std::min(query_.find_first_of(without, at_), query_.size());
    const std::string_view run = query_.substr(at_, end - at_);
    at_ = end;
    return run;
  }

  std::string_view query_;
  size_t at_ = 0;
  size_t terms_ = 0;
};

}  // namespace

SearchNode parse_search(std::string_view query) {
  if (forms::code_points(query) > kLongestQuery)
    throw problem(400, "Max query length of 512 characters exceeded.");
  return Parser(query).parse();
}

}  // namespace rehearsal::api
