#include "sync/address.h"

#include <gtest/gtest.h>

#include <functional>

#include "core/error.h"
#include "core/text.h"

namespace rehearsal::sync {
namespace {

const Address& page() {
  static const Address address = read_address("https://rehearsal.example/some/path/index.html");
  return address;
}

std::string refusal(const std::function<Address()>& act) {
  try {
    return "taken: " + act().text();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), "AddressRefused");
    return error.what();
  }
}

TEST(IndexAddress, IsBesideThePageWhenNothingIsNamed) {
  EXPECT_EQ(index_address("", page()).text(), "https://rehearsal.example/some/path/snapshots/index.json");
  EXPECT_EQ(index_address("", read_address("http://localhost:8080")).text(),
            "http://localhost:8080/snapshots/index.json");
}

TEST(IndexAddress, TakesTheFolderOrTheIndexItself) {
  EXPECT_EQ(index_address("https://a.example", page()).text(), "https://a.example/index.json");
  EXPECT_EQ(index_address("https://a.example/lessons", page()).text(),
            "https://a.example/lessons/index.json");
  EXPECT_EQ(index_address("https://a.example/lessons/", page()).text(),
            "https://a.example/lessons/index.json");
  EXPECT_EQ(index_address("https://a.example:8443/x/other.json?v=2#part", page()).text(),
            "https://a.example:8443/x/other.json?v=2");
  EXPECT_EQ(index_address("http://localhost:9000/x/", page()).text(), "http://localhost:9000/x/index.json");
  EXPECT_EQ(index_address("https://[2001:db8::1]:8443/", page()).text(),
            "https://[2001:db8::1]:8443/index.json");
}

TEST(IndexAddress, AsksPlainHttpOnlyHereAndOfThePagesOwnHost) {
  EXPECT_EQ(index_address("http://intranet.example/x/", read_address("http://intranet.example/page/")).text(),
            "http://intranet.example/x/index.json");
  for (const char* named :
       {"http://a.example/", "http://localhost.a.example/", "http://localhost:80@a.example/",
        "ftp://a.example/", "file:///etc/passwd", "javascript:alert(1)", "data:application/json,{}",
        "//a.example/", "a.example/x", "https://", "https:///x", "https://user@a.example/",
        "https://a.example/a b", "https://a.example/../x", "https://a.example/x/..", "https://a.example/x\\y",
        "https://a b.example/", "https://a.example/\x01"}) {
    const std::string said = refusal([&] { return index_address(named, page()); });
    EXPECT_EQ(said.substr(0, 9), "Expected ") << named << " -> " << said;
  }
}

TEST(IndexAddress, RepeatsALongOneAsText) {
  for (const size_t letters : {198u, 199u}) {
    const std::string said =
        refusal([&] { return index_address(std::string(letters, 'k') + "\u00e9\u00e9", page()); });
    EXPECT_TRUE(is_utf8(said)) << said;
  }
}

TEST(IndexAddress, SaysWhatWasExpectedAndFound) {
  EXPECT_EQ(
      refusal([] { return index_address("ftp://a.example/x", page()); }),
      "Expected an address that begins with https:// (or http://localhost), found 'ftp://a.example/x'.");
  EXPECT_EQ(refusal([] { return index_address("https://me:secret@a.example/", page()); }),
            "Expected an address without a user name, found 'https://me:secret@a.example/'.");
}

TEST(FileAddress, IsBelowTheFolderOfTheIndex) {
  const Address index = index_address("https://a.example/lessons/index.json?token=1", page());
  EXPECT_EQ(file_address(index, "objects/ab.json").text(), "https://a.example/lessons/objects/ab.json");
  EXPECT_EQ(file_address(index_address("https://a.example", page()), "x.json").text(),
            "https://a.example/x.json");
}

TEST(FileAddress, NeverLeadsElsewhere) {
  const Address index = index_address("https://a.example/lessons/", page());
  for (const char* file :
       {"", "/etc/x.json", "../x.json", "objects/../../x.json", "objects//x.json", "./x.json", "objects/",
        "https://b.example/x.json", "//b.example/x.json", "objects/%2e%2e/x.json", "objects\\x.json",
        "x.json?y", "x.json#y", "objects/.hidden", "x y.json", "https:x"}) {
    const std::string said = refusal([&] { return file_address(index, file); });
    EXPECT_EQ(said.substr(0, 9), "Expected ") << file << " -> " << said;
  }
}

}  // namespace
}  // namespace rehearsal::sync
