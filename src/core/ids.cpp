#include "core/ids.h"

#include <algorithm>
#include <cstring>

namespace rehearsal {
namespace {

using Digest = std::array<uint8_t, 32>;

constexpr std::array<uint32_t, 64> kRound = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

uint32_t rotated(uint32_t x, int n) {
  return (x >> n) | (x << (32 - n));
}

// One round; the caller turns the eight words instead of moving them, which is twice as fast.
inline void mix(uint32_t a, uint32_t b, uint32_t c, uint32_t& d, uint32_t e, uint32_t f, uint32_t g,
                uint32_t& h, uint32_t add) {
  const uint32_t t = h + (rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)) + (g ^ (e & (f ^ g))) + add;
  d += t;
  h = t + (rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)) + ((a & b) | (c & (a | b)));
}

void absorb(std::array<uint32_t, 8>& hash, const uint8_t* block) {
  std::array<uint32_t, 64> w{};
  for (size_t i = 0; i < 16; ++i) {
    w[i] = uint32_t{block[4 * i]} << 24 | uint32_t{block[4 * i + 1]} << 16 | uint32_t{block[4 * i + 2]} << 8 |
           uint32_t{block[4 * i + 3]};
  }
  for (size_t i = 16; i < 64; ++i) {
    const uint32_t s0 = rotated(w[i - 15], 7) ^ rotated(w[i - 15], 18) ^ (w[i - 15] >> 3);
    const uint32_t s1 = rotated(w[i - 2], 17) ^ rotated(w[i - 2], 19) ^ (w[i - 2] >> 10);
    w[i] = w[i - 16] + s0 + w[i - 7] + s1;
  }
  auto [a, b, c, d, e, f, g, h] = hash;
  for (size_t i = 0; i < 64; i += 8) {
    mix(a, b, c, d, e, f, g, h, kRound[i] + w[i]);
    mix(h, a, b, c, d, e, f, g, kRound[i + 1] + w[i + 1]);
    mix(g, h, a, b, c, d, e, f, kRound[i + 2] + w[i + 2]);
    mix(f, g, h, a, b, c, d, e, kRound[i + 3] + w[i + 3]);
    mix(e, f, g, h, a, b, c, d, kRound[i + 4] + w[i + 4]);
    mix(d, e, f, g, h, a, b, c, kRound[i + 5] + w[i + 5]);
    mix(c, d, e, f, g, h, a, b, kRound[i + 6] + w[i + 6]);
    mix(b, c, d, e, f, g, h, a, kRound[i + 7] + w[i + 7]);
  }
  const std::array<uint32_t, 8> add = {a, b, c, d, e, f, g, h};
  for (size_t i = 0; i < 8; ++i) hash[i] += add[i];
}

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
    absorb(hash_, block_.data());
    data += part;
    left -= part;
  }
  for (; left >= block_.size(); left -= block_.size(), data += block_.size()) absorb(hash_, data);
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
  for (size_t at = 0; at < padded; at += 64) absorb(hash, tail.data() + at);
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
