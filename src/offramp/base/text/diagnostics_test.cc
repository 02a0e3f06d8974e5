// SPDX-License-Identifier: Apache-2.0
#include "offramp/base/text/diagnostics.h"

#include <gtest/gtest.h>

namespace offramp {
namespace {

TEST(Diagnostics, ShowsPlaceLineCaretAndHintInOrder) {
  Diagnostics d("case.yaml", "title: x\nparties:\n  nato: {vetoo: true}\n");
  d.warning({3, 3, 4}, "party nato has no interests");
  d.error({1, 8, 1}, "title is too short", "write a longer one");
  EXPECT_TRUE(d.has_errors());
  EXPECT_EQ(d.to_text(),
            "case.yaml:1:8: error: title is too short\n"
            "    title: x\n"
            "           ^\n"
            "    hint: write a longer one\n"
            "case.yaml:3:3: warning: party nato has no interests\n"
            "      nato: {vetoo: true}\n"
            "      ^~~~\n"
            "case.yaml: 1 error, 1 warning\n");
}

TEST(Diagnostics, CaretCountsCharactersNotBytes) {
  Diagnostics d("c", "näme: ä!\n");
  d.error({1, 8, 1}, "no");
  EXPECT_NE(d.to_text().find("    näme: ä!\n           ^\n"), std::string::npos);
}

TEST(Diagnostics, SurvivesControlCharactersLongLinesAndPlacesOutside) {
  std::string text(5000, 'x');
  text += "\x1b[31m\n";
  Diagnostics d("c", text);
  d.error({1, 4990, 5}, "a");
  d.error({1, 9000, 5}, "b");
  d.error({77, 1, 5}, "c");
  d.error({0, 0, 1}, "whole file");
  const std::string shown = d.to_text();
  EXPECT_EQ(shown.find('\x1b'), std::string::npos);
  EXPECT_LT(shown.size(), 1200u);
  EXPECT_NE(shown.find("c: error: whole file"), std::string::npos);
}

TEST(NearestName, FindsTheNameThatWasMeant) {
  const std::vector<std::string> names = {"presence", "withdrawal", "status"};
  EXPECT_EQ(nearest_name("presense", names), "presence");
  EXPECT_EQ(nearest_name("withdrawl", names), "withdrawal");
  EXPECT_EQ(nearest_name("sttaus", names), "status");
  EXPECT_EQ(nearest_name("quite_another", names), "");
  EXPECT_EQ(suggestion("presense", names), "did you mean `presence`?");
  EXPECT_EQ(suggestion("zzz", names), "");
}

}  // namespace
}  // namespace offramp
