// SPDX-License-Identifier: Apache-2.0
#include "offramp/formats/tree/text_tree.h"

#include <gtest/gtest.h>

namespace offramp::formats {
namespace {

TEST(TextTree, ReadsEveryStyleOfScalar) {
  Diagnostics diagnostics("tree.yaml");
  const auto tree =
      parse_tree("- 'it''s\n  here'\n- \"a\\tb\"\n- plain\n- ''\n- ''''\n", TreeSyntax::yaml, diagnostics);
  ASSERT_TRUE(tree);
  ASSERT_EQ(tree->items.size(), 5u);
  EXPECT_EQ(tree->items[0].text, "it's here");
  EXPECT_EQ(tree->items[1].text, "a\tb");
  EXPECT_EQ(tree->items[2].text, "plain");
  EXPECT_EQ(tree->items[3].text, "");
  EXPECT_EQ(tree->items[4].text, "'");
  EXPECT_TRUE(tree->items[3].quoted);
  EXPECT_FALSE(tree->items[2].quoted);
}

}  // namespace
}  // namespace offramp::formats
