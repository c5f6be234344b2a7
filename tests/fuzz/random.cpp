#include "random.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace rehearsal::fuzz {
namespace {

constexpr std::string_view kTexts[] = {
    "",
    " ",
    "a",
    "b",
    "staff",
    "true",
    "YES",
    "off",
    "3",
    " +1_000 ",
    "-0",
    "1e400",
    "9223372036854775808",
    "0.1",
    "nan",
    "x\u0000y",
    "ACCEPTED",
    "INCOMPLETE",
    "866525c8-a868-49bc-b006-1a60e492631e",
    "{866525c8-a868-49bc-b006-1a60e492631e}",
    "urn:uuid:866525c8a86849bcb0061a60e492631e",
    "866525c8-a868-49bc-b006-1a60e49263",
    "'; DROP TABLE processes; --",
    "\u202eright to left",
    "\U0001F469\u200d\U0001F680",
    "\u00a0\u3000",
    "\"quoted\" 'twice' \\ back",
};

constexpr std::string_view kPieces[] = {
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "\\u0000",
    "\\ud800",
    "\\ud83d\\ude00",
    "\xff",
    "\xc3",
    "\xed\xa0\x80",
    "null",
    "true",
    "-",
    "1e999",
    "1E-999",
    "-0.0",
    "01",
    "1.",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775809",
    "123456789012345678901234567890",
    "\"a\":1,\"a\":2",
    "\n",
    "\t",
    " ",
    "\xef\xbb\xbf",
    "//",
    "NaN",
    "[[[[[[[[",
};

constexpr std::string_view kKeys[] = {"a",       "b",        "username", "age", "user_group_ids",
                                      "product", "__root__", "",         "$ref"};

}  // namespace

Json random_value(Random& random, int depth) {
  switch (random.below(depth > 4 ? 9 : 12)) {
    case 0:
      return nullptr;
    case 1:
      return random.one_in(2);
    case 2:
      return static_cast<int64_t>(random.below(7)) - 2;
    case 3:
      return static_cast<int64_t>(random.next());
    case 4:
      return std::ldexp(static_cast<double>(random.below(2000)) - 1000,
                        static_cast<int>(random.below(140)) - 70);
    case 5: {
      std::string text;
      for (size_t i = random.below(40); i > 0; --i) text += random.pick(kTexts);
      return text;
    }
    case 6:
    case 7:
    case 8:
      return std::string(random.pick(kTexts));
    case 9:
    case 10: {
      Json list = Json::array();
      for (size_t i = random.below(5); i > 0; --i) list.push_back(random_value(random, depth + 1));
      return list;
    }
    default: {
      Json object = Json::object();
      for (size_t i = random.below(5); i > 0; --i) {
        object[std::string(random.pick(kKeys))] = random_value(random, depth + 1);
      }
      return object;
    }
  }
}

std::string mutated(Random& random, std::string text) {
  for (size_t times = 1 + random.below(6); times > 0; --times) {
    const size_t at = random.below(text.size() + 1);
    switch (random.below(6)) {
      case 0:
        text.insert(at, random.pick(kPieces));
        break;
      case 1:
        if (at < text.size()) text[at] = static_cast<char>(random.next());
        break;
      case 2:
        text.erase(at, random.below(9));
        break;
      case 3:
        text.insert(at, text.substr(random.below(text.size() + 1), random.below(60)));
        break;
      case 4:
        text.resize(at);
        break;
      default: {
        const std::string piece(random.pick(kPieces));
        for (size_t i = random.below(130); i > 0; --i) text.insert(at, piece);
        break;
      }
    }
    if (text.size() > 20000) text.resize(20000);
  }
  return text;
}

}  // namespace rehearsal::fuzz
