#include "forms/email.h"

#include <algorithm>
#include <array>
#include <set>

#include "forms/errors.h"
#include "forms/text.h"

namespace rehearsal::forms {
namespace {

constexpr int64_t kMostOfAll = 254, kMostBefore = 64, kMostAfter = 255, kMostOfLabel = 63, kMostRead = 2048;

bool is_letter_or_digit(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool may_stand_before(char32_t c) {
  constexpr std::string_view kSigns = ".!#$%&'*+-/=?^_`{|}~";
  return is_letter_or_digit(c) || c >= 0x80 || (c != 0 && kSigns.find(static_cast<char>(c)) != kSigns.npos);
}

bool may_stand_after(char32_t c) {
  return is_letter_or_digit(c) || c >= 0x80 || c == '.' || c == '-';
}

std::string shown(char32_t c) {
  if (c == ' ') return "SPACE";
  if (c == '\'') return "\"'\"";
  if (c > ' ' && c < 0x7f) return std::string(c == '\\' ? "'\\" : "'") + static_cast<char>(c) + "'";
  constexpr const char* kDigits = "0123456789ABCDEF";
  return std::string("U+00") + kDigits[c >> 4 & 15] + kDigits[c & 15];
}

// The signs of `part` that may not stand there, each once; empty when there are none.
std::string signs_not_allowed(std::string_view part, bool (*may_stand)(char32_t)) {
  std::set<std::string> found;
  for (size_t at = 0; at < part.size();) {
    const char32_t c = next_code_point(part, at);
    if (!may_stand(c)) found.insert(shown(c));
  }
  std::string all;
  for (const std::string& one : found) all += (all.empty() ? "" : ", ") + one;
  return all;
}

std::string too_many(int64_t length, int64_t most) {
  return " (" + plural(length - most, "character") + " too many).";
}

bool holds(std::string_view text, std::string_view what) {
  return text.find(what) != std::string_view::npos;
}

std::string wrong_before(std::string_view part) {
  if (part.empty()) return "There must be something before the @-sign.";
  if (const int64_t length = code_points(part); length > kMostBefore)
    return "The email address is too long before the @-sign" + too_many(length, kMostBefore);
  if (const std::string signs = signs_not_allowed(part, may_stand_before); !signs.empty())
    return "The email address contains invalid characters before the @-sign: " + signs + ".";
  if (part.back() == '.') return "An email address cannot have a period immediately before the @-sign.";
  if (part.front() == '.') return "An email address cannot start with a period.";
  if (holds(part, "..")) return "An email address cannot have two periods in a row.";
  return {};
}

// How the names between the periods are made.
std::string wrong_labels(std::string_view domain) {
  for (const auto& [sign, name] : {std::pair('.', "period"), std::pair('-', "hyphen")}) {
    if (domain.back() == sign) return std::string("An email address cannot end with a ") + name + ".";
    if (domain.front() == sign)
      return std::string("An email address cannot have a ") + name + " immediately after the @-sign.";
    if (sign == '.' && holds(domain, "..")) return "An email address cannot have two periods in a row.";
  }
  if (holds(domain, ".-") || holds(domain, "-."))
    return "An email address cannot have a period and a hyphen next to each other.";
  for (size_t from = 0; from < domain.size();) {
    const std::string_view label = domain.substr(from, domain.find('.', from) - from);
    if (label.size() > 3 && label.substr(2, 2) == "--" && label.substr(0, 2) != "xn")
      return "An email address cannot have two letters followed by two dashes immediately after the @-sign "
             "or "
             "after a period, except Punycode.";
    if (const int64_t length = code_points(label); length > kMostOfLabel)
      return "After the @-sign, periods cannot be separated by so many characters" +
             too_many(length, kMostOfLabel);
    from += label.size() + 1;
  }
  return {};
}

// Names that no mail is sent to.
bool is_reserved(std::string_view domain) {
  constexpr std::array<std::string_view, 6> kNames = {"arpa",      "invalid", "local",
                                                      "localhost", "onion",   "test"};
  const std::string_view last = domain.substr(domain.rfind('.') + 1);
  return std::find(kNames.begin(), kNames.end(), last) != kNames.end();
}

std::string wrong_after(std::string_view domain) {
  if (domain.empty()) return "There must be something after the @-sign.";
  if (const std::string signs = signs_not_allowed(domain, may_stand_after); !signs.empty())
    return "The part after the @-sign contains invalid characters: " + signs + ".";
  if (std::string wrong = wrong_labels(domain); !wrong.empty()) return wrong;
  if (const int64_t length = code_points(domain); length > kMostAfter)
    return "The email address is too long after the @-sign" + too_many(length, kMostAfter);
  if (!holds(domain, ".")) return "The part after the @-sign is not valid. It should have a period.";
  if (domain.back() >= '0' && domain.back() <= '9')
    return "The part after the @-sign is not valid. It is not within a valid top-level domain.";
  if (is_reserved(domain))
    return "The part after the @-sign is a special-use or reserved name that cannot be used with email.";
  return {};
}

// What stands between the angles of "Ann <ann@example.org>".
std::string_view without_name(std::string_view text) {
  const size_t open = text.find('<');
  if (open == std::string_view::npos || text.back() != '>' || holds(text.substr(0, open), "@")) return text;
  return trimmed(text.substr(open + 1, text.size() - open - 2));
}

}  // namespace

Email read_email(std::string_view text) {
  if (code_points(text) > kMostRead) return {{}, "Length must not exceed 2048 characters"};
  const std::string_view said = without_name(trimmed(text));
  const size_t at = said.find('@');
  if (at == std::string_view::npos) return {{}, "An email address must have an @-sign."};
  const std::string_view before = said.substr(0, at);
  std::string domain(said.substr(at + 1));
  for (char& c : domain) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  std::string wrong = wrong_before(before);
  if (wrong.empty()) wrong = wrong_after(domain);
  if (const int64_t length = code_points(said); wrong.empty() && length > kMostOfAll)
    wrong = "The email address is too long" + too_many(length, kMostOfAll);
  if (!wrong.empty()) return {{}, std::move(wrong)};
  return {std::string(before) + "@" + domain, {}};
}

}  // namespace rehearsal::forms
