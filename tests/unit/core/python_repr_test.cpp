#include "core/python_repr.h"

#include <gtest/gtest.h>

namespace rehearsal {
namespace {

TEST(PythonRepr, WritesValuesAsPythonDoes) {
  EXPECT_EQ(python_repr(parse_json(R"({"a": [1, 1.5, true, null], "b": "it's"})")),
            R"({'a': [1, 1.5, True, None], 'b': "it's"})");
  EXPECT_EQ(python_repr("both ' and \""), R"('both \' and "')");
  EXPECT_EQ(python_repr("a\\b\n\x01\u200b€"), R"('a\\b\n\x01\u200b€')");
}

TEST(PythonStr, LeavesATextAsItIs) {
  EXPECT_EQ(python_str("it's"), "it's");
  EXPECT_EQ(python_str(Json::array({"a", nullptr})), "['a', None]");
}

}  // namespace
}  // namespace rehearsal
