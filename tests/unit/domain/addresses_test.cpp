#include "domain/addresses.h"

#include <gtest/gtest.h>

namespace rehearsal::domain {
namespace {

TEST(Addresses, Ipv4) {
  EXPECT_EQ(canonical_ipv4("10.0.0.1"), "10.0.0.1");
  EXPECT_EQ(canonical_ipv4("255.255.255.255"), "255.255.255.255");
  for (const char* wrong : {"", "10.0.0", "10.0.0.0.1", "10.0.0.256", "10.0.0.01", "10.0.0.-1", "10.0.0.1 ",
                            "a.b.c.d", "10..0.1", "10.0.0.1/24"}) {
    EXPECT_EQ(canonical_ipv4(wrong), "") << wrong;
  }
}

TEST(Addresses, Ipv6) {
  EXPECT_EQ(canonical_ipv6("FD00:0000:0:0:0:0:0:0001"), "fd00::1");
  EXPECT_EQ(canonical_ipv6("::"), "::");
  EXPECT_EQ(canonical_ipv6("::1"), "::1");
  EXPECT_EQ(canonical_ipv6("1::"), "1::");
  EXPECT_EQ(canonical_ipv6("2001:db8:0:0:1:0:0:1"), "2001:db8::1:0:0:1") << "the first of two rows as long";
  EXPECT_EQ(canonical_ipv6("1:0:2:3:4:5:6:7"), "1:0:2:3:4:5:6:7") << "a single zero stands";
  EXPECT_EQ(canonical_ipv6("::ffff:192.168.0.1"), "::ffff:c0a8:1");
  for (const char* wrong :
       {"", ":", ":::", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "::1::", "12345::", "g::", "1::2::3",
        "1:2:3:4:5:6:7::8", "::1.2.3", "1.2.3.4::", "fd00::1%eth0", ":1", "1:"}) {
    EXPECT_EQ(canonical_ipv6(wrong), "") << wrong;
  }
}

TEST(Addresses, Networks) {
  EXPECT_EQ(canonical_ipv4_network("10.0.0.0/24"), "10.0.0.0/24");
  EXPECT_EQ(canonical_ipv4_network("10.0.0.0/255.255.255.0"), "10.0.0.0/24");
  EXPECT_EQ(canonical_ipv4_network("10.0.0.1"), "10.0.0.1/32");
  EXPECT_EQ(canonical_ipv4_network("0.0.0.0/0"), "0.0.0.0/0");
  for (const char* wrong :
       {"10.0.0.1/24", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/255.0.255.0", "10.0.0.0/-1", "/24"}) {
    EXPECT_EQ(canonical_ipv4_network(wrong), "") << wrong;
  }
  EXPECT_EQ(canonical_ipv6_network("2001:DB8::/32"), "2001:db8::/32");
  EXPECT_EQ(canonical_ipv6_network("fd00::1"), "fd00::1/128");
  EXPECT_EQ(canonical_ipv6_network("::/0"), "::/0");
  for (const char* wrong : {"2001:db8::1/32", "fd00::/129", "fd00::/a"}) {
    EXPECT_EQ(canonical_ipv6_network(wrong), "") << wrong;
  }
}

}  // namespace
}  // namespace rehearsal::domain
