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

// The caret stands under the place by columns, not characters: an escape takes six, an ideograph two.
TEST(Diagnostics, ShowsWhatWouldActUnseen) {
  Diagnostics d("a\u202eb.yaml", "\u4e2d\u202e\u009bx\n");
  d.error({1, 4, 1}, "key `\u009b31m\n`", "not \x1b[2J");
  EXPECT_EQ(d.to_text(),
            "a\\u202Eb.yaml:1:4: error: key `\\u009B31m\\n`\n"
            "    \u4e2d\\u202E\\u009Bx\n"
            "                  ^\n"
            "    hint: not \\u001B[2J\n"
            "a\\u202Eb.yaml: 1 error, 0 warnings\n");
}

TEST(Diagnostics, CutsLongMessages) {
  Diagnostics d("c");
  d.error({}, "`" + std::string(100'000, 'x') + "` is no option");
  EXPECT_LT(d.to_text().size(), 3000u);
  EXPECT_NE(d.to_text().find("x` is no option"), std::string::npos);
}

TEST(Diagnostics, ShowsManyPlacesOnOneLine) {
  std::string line;
  for (int i = 0; i < 3000; ++i) line += static_cast<char>('a' + i % 26);
  Diagnostics d("c", "one\n" + line + "\nthree\n");
  for (int column = 3000; column > 0; column -= 250) d.error({2, column, 1}, "here");
  d.error({3, 5, 1}, "last");
  const std::string text = d.to_text();
  for (int column = 3000; column > 0; column -= 250) {
    const std::size_t first = column > 81 ? static_cast<std::size_t>(column - 61) : 0;
    const std::string part = line.substr(first, 100);
    const std::string caret(static_cast<std::size_t>(column) - 1 - first, ' ');
    EXPECT_NE(text.find(fmt::format(":2:{}: error: here\n    {}\n    {}^\n", column, part, caret)),
              std::string::npos)
        << column;
  }
  EXPECT_NE(text.find("    three\n        ^\n"), std::string::npos);
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
