#include "core/ids.h"

#include <algorithm>
#include <cstring>

#include "core/sha256_blocks.h"

namespace rehearsal {
namespace {

using Digest = std::array<uint8_t, 32>;

constexpr char kHex[] = "0123456789abcdef";

bool is_dash_place(size_t i) {
  return i == 8 || i == 13 || i == 18 || i == 23;
}

}  // namespace

bool is_uuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (size_t i = 0; i < 36; ++i) {
    const char c = text[i];
    if (is_dash_place(i) ? c != '-' : !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) return false;
  }
  return true;
}

std::string canonical_uuid(std::string_view text) {
  if (text.substr(0, 9) == "urn:uuid:") text.remove_prefix(9);
  if (text.size() >= 2 && text.front() == '{' && text.back() == '}') text = text.substr(1, text.size() - 2);
  const bool dashed = text.size() == 36;
  if (!dashed && text.size() != 32) return {};
  std::string canonical;
  canonical.reserve(36);
  for (size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (dashed && is_dash_place(i)) {
      if (c != '-') return {};
      continue;
    }
    if (c >= 'A' && c <= 'F') c = static_cast<char>(c - 'A' + 'a');
    if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) return {};
    if (is_dash_place(canonical.size())) canonical += '-';
    canonical += c;
  }
  return canonical;
}

std::string Ids::next() {
  std::string source = std::to_string(seed_);
  source += '|';
  source += scope_;
  source += '|';
  source += std::to_string(count_++);
  Digest digest = Sha256().add(source).digest();
  digest[6] = static_cast<uint8_t>((digest[6] & 0x0f) | 0x40);
  digest[8] = static_cast<uint8_t>((digest[8] & 0x3f) | 0x80);
  std::string text;
  text.reserve(36);
  for (size_t i = 0; i < 16; ++i) {
    if (is_dash_place(text.size())) text += '-';
    text += kHex[digest[i] >> 4];
    text += kHex[digest[i] & 15];
  }
  return text;
}

uint32_t crc32(std::string_view text) {
  uint32_t crc = 0xffffffffU;
  for (const char c : text) {
    crc ^= static_cast<uint8_t>(c);
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ (0xedb88320U & (0U - (crc & 1U)));
  }
  return ~crc;
}

std::string sha256_hex(std::string_view bytes) {
  return Sha256().add(bytes).hex();
}

Sha256& Sha256::add(std::string_view bytes) {
  const auto* data = reinterpret_cast<const uint8_t*>(bytes.data());
  size_t left = bytes.size();
  size_t kept = size_ % block_.size();
  size_ += left;
  if (kept > 0) {
    const size_t part = std::min(left, block_.size() - kept);
    if (part > 0) std::memcpy(block_.data() + kept, data, part);
    if (kept + part < block_.size()) return *this;
    absorb_blocks(hash_, block_.data(), 1);
    data += part;
    left -= part;
  }
  const size_t whole = left / block_.size();
  absorb_blocks(hash_, data, whole);
  data += whole * block_.size();
  left -= whole * block_.size();
  if (left > 0) std::memcpy(block_.data(), data, left);
  return *this;
}

std::array<uint8_t, 32> Sha256::digest() const {
  std::array<uint32_t, 8> hash = hash_;
  std::array<uint8_t, 128> tail{};
  const size_t left = size_ % block_.size();
  std::memcpy(tail.data(), block_.data(), left);
  tail[left] = 0x80;
  const size_t padded = left < 56 ? 64 : 128;
  const uint64_t bits = size_ * 8;
  for (size_t i = 0; i < 8; ++i) tail[padded - 1 - i] = static_cast<uint8_t>(bits >> (8 * i));
  absorb_blocks(hash, tail.data(), padded / 64);
  Digest digest{};
  for (size_t i = 0; i < 32; ++i) digest[i] = static_cast<uint8_t>(hash[i / 4] >> (24 - 8 * (i % 4)));
  return digest;
}

std::string Sha256::hex() const {
  std::string text;
  text.reserve(64);
  for (const uint8_t byte : digest()) {
    text += kHex[byte >> 4];
    text += kHex[byte & 15];
  }
  return text;
}

}  // namespace rehearsal
