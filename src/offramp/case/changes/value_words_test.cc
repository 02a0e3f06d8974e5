// SPDX-License-Identifier: Apache-2.0
#include "offramp/case/changes/value_words.h"

#include <gtest/gtest.h>

#include <string>

#include "offramp/base/text/source_text.h"

namespace offramp::case_file {
namespace {

std::string words(const std::string& yaml) {
  const SourceText source(yaml);
  Diagnostics found("x.yaml");
  Problems problems(found, source);
  const std::optional<Node> node = read_tree(source, problems);
  EXPECT_TRUE(node) << found.to_text();
  return node ? value_words(*node->at("x")) : std::string();
}

TEST(ValueWords, TellsNumbersFirst) {
  EXPECT_EQ(words("x: 20 to 45"), "20 to 45");
  EXPECT_EQ(words("x: {p5: 20, p50: 28, p95: 45}"), "20 to 45, median 28");
  EXPECT_EQ(words("x: {source: a2, value: 30 to 45, confidence: low}"),
            "30 to 45; source: a2; confidence: low");
  EXPECT_EQ(words("x: {sources: [a, b], p5: 1, p95: 2}"), "1 to 2; sources: (a, b)");
}

TEST(ValueWords, HasNoMarksOfYaml) {
  EXPECT_EQ(words("x: {party: fry, never: presence = observers, price: {value: 3, source: s}}"),
            "party: fry; never: presence = observers; price: (3, source: s)");
  EXPECT_EQ(words("x:\n  - a = b\n  - c = d\n"), "a = b, c = d");
  EXPECT_EQ(words("x:\n  told_by: gam\n  \"may_tell\": [cmi]\n"), "told by: gam; may tell: cmi");
  EXPECT_EQ(words("x: {}"), "nothing");
  EXPECT_EQ(words("x: \"two\\nlines\""), "two lines");
}

}  // namespace
}  // namespace offramp::case_file
