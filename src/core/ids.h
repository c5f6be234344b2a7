// Identifiers: derived, never drawn, so that the same seed and messages give the same ids again.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace rehearsal {

// True for the canonical text of a UUID: 36 characters, lower-case hexadecimal, dashes in place.
bool is_uuid(std::string_view text);
// The canonical text of a UUID written with capitals, without dashes, in braces or as urn:uuid:; empty when
// it is none.
std::string canonical_uuid(std::string_view text);

// The ids of one scope: the n-th is made from (seed, scope, n), a version 4 UUID in shape. A scope is a
// change's key, or a process id with the step's ordinal; another scope in between changes no id.
class Ids {
 public:
  Ids(uint64_t seed, std::string_view scope) : seed_(seed), scope_(scope) {}
  std::string next();

 private:
  uint64_t seed_;
  std::string scope_;
  uint64_t count_ = 0;
};

// CRC-32 (IEEE) of the bytes of `text`: the id that a simulated system gives to a name.
uint32_t crc32(std::string_view text);

// SHA-256 of `bytes` as 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

// The same of bytes that come in parts.
class Sha256 {
 public:
  Sha256& add(std::string_view bytes);
  // Of what was added until now.
  std::array<uint8_t, 32> digest() const;
  std::string hex() const;

 private:
  std::array<uint32_t, 8> hash_ = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                   0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::array<uint8_t, 64> block_{};
  uint64_t size_ = 0;
};

}  // namespace rehearsal
