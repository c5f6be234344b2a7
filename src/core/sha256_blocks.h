// SHA-256's inner part (FIPS 180-4 6.2.2), as fast as the processor has it; core/ids.h is the way to use it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace rehearsal {

// Takes `count` blocks of 64 bytes into `hash`.
void absorb_blocks(std::array<uint32_t, 8>& hash, const uint8_t* data, size_t count);

// The same on any processor.
void absorb_blocks_anywhere(std::array<uint32_t, 8>& hash, const uint8_t* data, size_t count);

}  // namespace rehearsal
