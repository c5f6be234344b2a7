#include "core/fold.h"

#include "core/text.h"

namespace rehearsal {
namespace {

// What U+00C0 to U+017F are without accents; a letter that is none of ours is *.
constexpr std::string_view kLatin =
    "aaaaaa*ceeeeiiii*nooooo*ouuuuy**aaaaaa*ceeeeiiii*nooooo*ouuuuy*y"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii**jjkkklllllll"
    "lllnnnnnnn**oooooo**rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
static_assert(kLatin.size() == 0x180 - 0xC0);
constexpr std::u16string_view kAccented = u"ΆάΈέΉήΊίΐΪϊΌόΎύΰΫϋΏώςЁёЀѐ", kPlain = u"ααεεηηιιιιιοουυυυυωωσееее";
static_assert(kAccented.size() == kPlain.size());

char32_t folded(char32_t c) {
  if (c >= 0xC0 && c < 0x180) {
    const char plain = kLatin[c - 0xC0];
    if (plain != '*') return static_cast<char32_t>(plain);
    return c >= 0x100 ? c | 1 : c < 0xDF && c != 0xD7 ? c + 0x20 : c;
  }
  if (c < 0x386 || c > 0x451) return c;
  const size_t at = kAccented.find(static_cast<char16_t>(c));
  if (at != std::u16string_view::npos) return kPlain[at];
  if ((c >= 0x391 && c <= 0x3A9) || (c >= 0x410 && c < 0x430)) return c + 0x20;
  return c >= 0x400 && c < 0x410 ? c + 0x50 : c;
}

}  // namespace

void fold(std::string_view text, std::string& out) {
  out.clear();
  for (size_t at = 0; at < text.size();) {
    const size_t from = at;
    char32_t c = next_code_point(text, at);
    if (c < 0x80) {
      out += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 0x20 : c);
    } else if (c >= 0x300 && c < 0x370) {
      // An accent that stands by itself.
    } else if ((c = folded(c)) < 0x80) {
      out += static_cast<char>(c);
    } else if (c < 0x800) {
      out += static_cast<char>(0xC0 | c >> 6);
      out += static_cast<char>(0x80 | (c & 0x3F));
    } else {
      out += text.substr(from, at - from);
    }
  }
}

}  // namespace rehearsal
