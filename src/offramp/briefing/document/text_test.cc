// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/document/text.h"

#include <gtest/gtest.h>

namespace offramp::briefing {
namespace {

TEST(CleanText, LeavesOneLineOfPlainText) {
  EXPECT_EQ(clean_text("  a\n\tb\r\n c "), "a b c");
  EXPECT_EQ(clean_text("\x1b[31mred\x1b[0m"), "\\u001B[31mred\\u001B[0m");
  EXPECT_EQ(clean_text("caf\xC3\xA9 \xE4\xB8\xAD"), "caf\xC3\xA9 \xE4\xB8\xAD");
  // U+202E would show the rest backwards; a lone continuation byte is not UTF-8.
  EXPECT_EQ(clean_text("a\xE2\x80\xAE"), "a\\u202E");
  EXPECT_EQ(clean_text("a\x80z"), "a\xEF\xBF\xBDz");
  EXPECT_EQ(clean_text("\xC0\xAF"), "\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST(EscapeHtml, LeavesNoMark) {
  EXPECT_EQ(escape_html("<a href=\"x\" b='y'>&"), "&lt;a href=&quot;x&quot; b=&#39;y&#39;&gt;&amp;");
}

TEST(EscapeMarkdown, ShowsItselfOnly) {
  EXPECT_EQ(escape_markdown("*a* _b_ [c](d) `e` <f> |g"), "\\*a\\* \\_b\\_ \\[c\\](d) \\`e\\` \\<f\\> \\|g");
  EXPECT_EQ(escape_markdown("- item"), "\\- item");
  EXPECT_EQ(escape_markdown("12. item"), "12\\. item");
  EXPECT_EQ(escape_markdown("a&lt;b"), "a&amp;lt;b");
  EXPECT_EQ(escape_markdown("https://x.org"), "https&#58;//x.org");
}

TEST(AnchorPart, KeepsNamesApart) {
  EXPECT_EQ(anchor_part("un_mixed"), "un_mixed");
  EXPECT_EQ(anchor_part("a b"), "a.20b");
  EXPECT_NE(anchor_part("a b"), anchor_part("a\tb"));
}

TEST(IsWebUrl, TakesOnlyTheWeb) {
  EXPECT_TRUE(is_web_url("https://example.org/a?b=c"));
  EXPECT_FALSE(is_web_url("javascript:alert(1)"));
  EXPECT_FALSE(is_web_url("https://a b"));
  EXPECT_FALSE(is_web_url("//example.org"));
  EXPECT_FALSE(is_web_url("https://a\u202eb"));
  EXPECT_FALSE(is_web_url("data:text/html,x"));
}

TEST(DisplayWidth, CountsColumns) {
  EXPECT_EQ(display_width("abc"), 3u);
  EXPECT_EQ(display_width("\xE4\xB8\xAD\xE6\x96\x87"), 4u);
  EXPECT_EQ(display_width("e\xCC\x81"), 1u);
}

TEST(Elide, CutsToTheColumn) {
  EXPECT_EQ(elide("abcdef", 6), "abcdef");
  EXPECT_EQ(elide("abcdefg", 6), "abcde\xE2\x80\xA6");
  EXPECT_LE(display_width(elide("\xE4\xB8\xAD\xE4\xB8\xAD\xE4\xB8\xAD", 4)), 4u);
  EXPECT_EQ(display_width(pad_left("\xE4\xB8\xAD", 5)), 5u);
}

TEST(Wrap, BreaksAtSpacesAndInsideLongWords) {
  EXPECT_EQ(wrap("aa bb cc", 5), (std::vector<std::string>{"aa bb", "cc"}));
  EXPECT_EQ(wrap("abcdefgh", 3), (std::vector<std::string>{"abc", "def", "gh"}));
  EXPECT_EQ(wrap("", 3), (std::vector<std::string>{""}));
}

TEST(WrapPixels, ElidesTheLastLine) {
  const auto lines = wrap_pixels("one two three four five six seven", 12, 60, 2);
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_TRUE(lines[1].ends_with("\xE2\x80\xA6"));
  EXPECT_LE(text_pixels(lines[1], 12), 60.0);
}

}  // namespace
}  // namespace offramp::briefing
