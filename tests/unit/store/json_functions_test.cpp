// What SQL asks of JSON, as SQLite's own functions would answer.
#include <gtest/gtest.h>

#include <string>

#include "core/error.h"
#include "store/database.h"

namespace rehearsal::store {
namespace {

struct JsonFunctions : testing::Test {
  MemoryFiles files;
  Database db{files};

  std::string ask(const std::string& expression) {
    auto rows = db.query("select typeof(v) || ' ' || coalesce(v, '') from (select " + expression + " as v)");
    return rows.step() ? std::string(rows.text(0)) : "";
  }
};

TEST_F(JsonFunctions, AMembersValue) {
  const std::string json = R"('{"a":{"b":7},"c":"text","d":true,"e":null,"f":[1,"x"],"g":1.5,"":0}')";
  EXPECT_EQ(ask("json_extract(" + json + ", '$.a.b')"), "integer 7");
  EXPECT_EQ(ask("json_extract(" + json + ", '$.c')"), "text text");
  EXPECT_EQ(ask("json_extract(" + json + ", '$.d')"), "integer 1");
  EXPECT_EQ(ask("json_extract(" + json + ", '$.e')"), "null ");
  EXPECT_EQ(ask("json_extract(" + json + ", '$.f')"), "text [1,\"x\"]");
  EXPECT_EQ(ask("json_extract(" + json + ", '$.g')"), "real 1.5");
  EXPECT_EQ(ask("json_extract(" + json + ", '$.a')"), "text {\"b\":7}");
  EXPECT_EQ(ask("json_extract(" + json + ", '$.none')"), "null ");
  EXPECT_EQ(ask("json_extract(" + json + ", '$.c.b')"), "null ");
  EXPECT_EQ(ask("json_extract(null, '$.c')"), "null ");
}

TEST_F(JsonFunctions, WhatIsNoJson) {
  EXPECT_EQ(ask("json_valid('{\"a\":1}')"), "integer 1");
  EXPECT_EQ(ask("json_valid('')"), "integer 0");
  EXPECT_EQ(ask("json_valid('{a:1}')"), "integer 0");
  EXPECT_EQ(ask("json_valid(null)"), "null ");
  EXPECT_THROW(ask("json_extract('{', '$.a')"), Error);
  EXPECT_THROW(ask("json_extract('{}', 'a')"), Error);
  EXPECT_THROW(ask("json_extract('{}', '$.a[0]')"), Error);
}

}  // namespace
}  // namespace rehearsal::store
