#include "domain/addresses.h"

#include <array>
#include <charconv>
#include <cstdint>
#include <optional>

namespace rehearsal::domain {
namespace {

// The number that all of `text` says, of so many digits at the most.
std::optional<unsigned> number(std::string_view text, int base, size_t most_digits) {
  unsigned value = 0;
  if (text.empty() || text.size() > most_digits || text.front() == '+' || text.front() == '-')
    return std::nullopt;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value, base);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<uint32_t> ipv4_of(std::string_view text) {
  uint32_t address = 0;
  for (int i = 0; i < 4; ++i) {
    const size_t dot = text.find('.');
    if ((dot == std::string_view::npos) != (i == 3)) return std::nullopt;
    const std::string_view part = text.substr(0, dot);
    const std::optional<unsigned> byte = number(part, 10, 3);
    if (!byte || *byte > 255 || (part.size() > 1 && part.front() == '0')) return std::nullopt;
    address = address << 8U | *byte;
    if (i < 3) text.remove_prefix(dot + 1);
  }
  return address;
}

std::string text_of(uint32_t address) {
  std::string text;
  for (unsigned shift = 32; shift > 0; shift -= 8) {
    if (!text.empty()) text += '.';
    text += std::to_string(address >> (shift - 8) & 0xffU);
  }
  return text;
}

using Groups = std::array<uint16_t, 8>;

// The groups that `text` says, separated by colons, into `groups` from `count` on.
// Only those at the end of the whole address may be an IPv4 address.
bool read_groups(std::string_view text, bool may_end_so, Groups& groups, size_t& count) {
  while (!text.empty()) {
    const size_t colon = text.find(':');
    const std::string_view part = text.substr(0, colon);
    if (part.find('.') != std::string_view::npos) {
      const std::optional<uint32_t> tail = ipv4_of(part);
      if (!tail || !may_end_so || colon != std::string_view::npos || count + 2 > groups.size()) return false;
      groups[count++] = static_cast<uint16_t>(*tail >> 16U);
      groups[count++] = static_cast<uint16_t>(*tail & 0xffffU);
      return true;
    }
    const std::optional<unsigned> group = number(part, 16, 4);
    if (!group || count == groups.size()) return false;
    groups[count++] = static_cast<uint16_t>(*group);
    if (colon == std::string_view::npos) return true;
    text.remove_prefix(colon + 1);
    if (text.empty()) return false;
  }
  return true;
}

std::optional<Groups> ipv6_of(std::string_view text) {
  Groups groups{};
  size_t count = 0;
  const size_t gap = text.find("::");
  if (gap == std::string_view::npos) {
    if (!read_groups(text, true, groups, count) || count != groups.size()) return std::nullopt;
    return groups;
  }
  Groups behind{};
  size_t count_behind = 0;
  if (!read_groups(text.substr(0, gap), false, groups, count) ||
      !read_groups(text.substr(gap + 2), true, behind, count_behind) ||
      count + count_behind > groups.size() - 1) {
    return std::nullopt;
  }
  for (size_t i = 0; i < count_behind; ++i) groups[groups.size() - count_behind + i] = behind[i];
  return groups;
}

std::string text_of(const Groups& groups) {
  // The first of the longest rows of at least two zeros is left out.
  size_t gap = groups.size();
  size_t gap_length = 1;
  for (size_t i = 0; i < groups.size(); ++i) {
    size_t length = 0;
    while (i + length < groups.size() && groups[i + length] == 0) ++length;
    if (length <= gap_length) continue;
    gap = i;
    gap_length = length;
  }
  std::string text;
  for (size_t i = 0; i < groups.size(); ++i) {
    if (i == gap) {
      text += "::";
      i += gap_length - 1;
      continue;
    }
    if (!text.empty() && text.back() != ':') text += ':';
    std::array<char, 4> digits{};
    const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), groups[i], 16);
    text.append(digits.data(), written.ptr);
  }
  return text;
}

// The length of a network's prefix: what stands behind the slash, the whole where there is none.
std::optional<unsigned> prefix_of(std::string_view text, size_t slash, unsigned whole) {
  if (slash == std::string_view::npos) return whole;
  const std::optional<unsigned> length = number(text.substr(slash + 1), 10, 3);
  if (!length || *length > whole) return std::nullopt;
  return length;
}

// The length of a mask like 255.255.255.0.
std::optional<unsigned> length_of_mask(std::string_view text) {
  const std::optional<uint32_t> mask = ipv4_of(text);
  if (!mask) return std::nullopt;
  unsigned length = 0;
  while (length < 32 && (*mask >> (31 - length) & 1U)) ++length;
  const uint32_t rest = length == 32 ? 0 : *mask << length;
  return rest == 0 ? std::optional(length) : std::nullopt;
}

}  // namespace

std::string canonical_ipv4(std::string_view text) {
  const std::optional<uint32_t> address = ipv4_of(text);
  return address ? text_of(*address) : std::string();
}

std::string canonical_ipv6(std::string_view text) {
  const std::optional<Groups> groups = ipv6_of(text);
  return groups ? text_of(*groups) : std::string();
}

std::string canonical_ipv4_network(std::string_view text) {
  const size_t slash = text.find('/');
  const std::optional<uint32_t> address = ipv4_of(text.substr(0, slash));
  std::optional<unsigned> length = prefix_of(text, slash, 32);
  if (!length && slash != std::string_view::npos) length = length_of_mask(text.substr(slash + 1));
  if (!address || !length) return {};
  const uint32_t host = *length == 0 ? *address : *length == 32 ? 0 : *address << *length;
  return host == 0 ? text_of(*address) + "/" + std::to_string(*length) : std::string();
}

std::string canonical_ipv6_network(std::string_view text) {
  const size_t slash = text.find('/');
  const std::optional<Groups> groups = ipv6_of(text.substr(0, slash));
  const std::optional<unsigned> length = prefix_of(text, slash, 128);
  if (!groups || !length) return {};
  for (unsigned bit = *length; bit < 128; ++bit) {
    if ((*groups)[bit / 16] >> (15 - bit % 16) & 1U) return {};
  }
  return text_of(*groups) + "/" + std::to_string(*length);
}

}  // namespace rehearsal::domain
