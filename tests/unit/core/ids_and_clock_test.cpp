#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <vector>

#include "core/clock.h"
#include "core/error.h"
#include "core/ids.h"
#include "core/sha256_blocks.h"

namespace rehearsal {
namespace {

TEST(Ids, AreDerivedFromSeedScopeAndCount) {
  Ids a(1, "p"), b(1, "p"), other_seed(2, "p"), other_scope(1, "q");
  const std::string first = a.next();
  EXPECT_TRUE(is_uuid(first)) << first;
  EXPECT_EQ(first[14], '4');
  EXPECT_EQ(first, b.next());
  EXPECT_NE(first, a.next());
  EXPECT_NE(first, other_seed.next());
  EXPECT_NE(first, other_scope.next());
}

TEST(Ids, CanonicalTextOfAUuid) {
  const std::string canonical = "0a1b2c3d-0000-4000-8000-00000000000f";
  EXPECT_EQ(canonical_uuid("0A1B2C3D-0000-4000-8000-00000000000F"), canonical);
  EXPECT_EQ(canonical_uuid("0a1b2c3d00004000800000000000000f"), canonical);
  EXPECT_EQ(canonical_uuid("urn:uuid:" + canonical), canonical);
  EXPECT_EQ(canonical_uuid("{" + canonical + "}"), canonical);
  EXPECT_EQ(canonical_uuid("0a1b2c3d-0000-4000-8000-00000000000"), "");
  EXPECT_EQ(canonical_uuid("'; DROP TABLE"), "");
  EXPECT_FALSE(is_uuid("0A1B2C3D-0000-4000-8000-00000000000F"));
}

TEST(Checksums, MatchPublishedValues) {
  EXPECT_EQ(crc32("staff"), 1114567570U);
  EXPECT_EQ(crc32("ann"), 3877663347U);
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256_hex(std::string(1'000'000, 'a')),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Checksums, AreTheSameOnAnyProcessor) {
  std::vector<uint8_t> data(64 * 9);
  for (size_t i = 0; i < data.size(); ++i) data[i] = static_cast<uint8_t>(i * 167 + (i >> 3));
  std::array<uint32_t, 8> fast = {1, 2, 3, 0x80000000U, 5, 0xffffffffU, 7, 8};
  std::array<uint32_t, 8> anywhere = fast;
  for (size_t count = 0; count < 10; ++count) {
    absorb_blocks(fast, data.data(), count);
    absorb_blocks_anywhere(anywhere, data.data(), count);
    EXPECT_EQ(fast, anywhere) << count;
  }
  EXPECT_NE(fast[0], 1U);
}

TEST(Clock, StandsAndMovesByReadings) {
  Clock clock = Clock::standing(parse_iso("2026-11-23T10:00:00Z"));
  EXPECT_EQ(iso_text_precise(clock.now()), "2026-11-23T10:00:00.000001+00:00");
  clock.advance(90);
  EXPECT_EQ(iso_text(clock.now()), "2026-11-23T10:01:30+00:00");
  EXPECT_EQ(iso_text(clock.last()), "2026-11-23T10:01:30+00:00") << "looking moves nothing";
}

TEST(Clock, MovesToTheYear9999) {
  Clock clock = Clock::standing(parse_iso("2026-11-23T10:00:00Z"));
  for (const double wrong : {-1.0, 1e12, 1e300, std::nan(""), HUGE_VAL, -HUGE_VAL}) {
    EXPECT_THROW(clock.advance(wrong), Error) << wrong;
  }
  int moved = 0;
  try {
    for (; moved < 1000; ++moved) clock.advance(1e10);
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find("Expected seconds from 0 to "), std::string::npos)
        << error.what();
  }
  EXPECT_EQ(moved, 25);
  EXPECT_EQ(iso_text(clock.now()).substr(0, 2), "99") << iso_text(clock.now());
}

TEST(Clock, GoesOnFromWhereItWas) {
  Clock clock = Clock::standing(parse_iso("2026-11-23T10:00:00Z"));
  clock.not_before(parse_iso("2026-11-23T09:00:00Z"));
  EXPECT_EQ(iso_text(clock.now()), "2026-11-23T10:00:00+00:00");
  clock.not_before(parse_iso("2026-11-23T11:00:00Z"));
  clock.follow();
  EXPECT_EQ(iso_text_precise(clock.now()), "2026-11-23T11:00:00.000001+00:00");
}

TEST(Clock, NeverGoesBack) {
  Clock clock = Clock::system();
  Instant last = clock.now();
  for (int i = 0; i < 1000; ++i) {
    const Instant next = clock.now();
    EXPECT_LT(last.micros, next.micros);
    last = next;
    if (i % 10 == 0) clock.follow();
  }
  EXPECT_THROW(clock.advance(1), Error);
}

TEST(Iso, ReadsZonesAndFractionsAndRefusesTheRest) {
  EXPECT_EQ(parse_iso("1970-01-01T01:00:00.5+01:00").micros, 500'000);
  EXPECT_EQ(iso_text(parse_iso("1969-12-31T23:59:59Z")), "1969-12-31T23:59:59+00:00");
  EXPECT_EQ(iso_text(parse_iso("2024-02-29T12:00:00-02:30")), "2024-02-29T14:30:00+00:00");
  for (const char* bad : {"", "2026-13-01T00:00:00Z", "2026-02-30T00:00:00Z", "2026-01-01T00:00:00",
                          "2026-01-01", "2026-01-01T24:00:00Z", "2026-01-01T00:00:00Zjunk"}) {
    EXPECT_THROW(parse_iso(bad), Error) << bad;
  }
}

}  // namespace
}  // namespace rehearsal
