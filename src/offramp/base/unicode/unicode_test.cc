// SPDX-License-Identifier: Apache-2.0
#include "offramp/base/unicode/unicode.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstdint>
#include <optional>
#include <stdexcept>

namespace offramp {
namespace {

// Well-formed byte sequences after The Unicode Standard 15, table 3-7, written from the table.
bool in(unsigned char byte, unsigned low, unsigned high) {
  return byte >= low && byte <= high;
}

std::size_t well_formed_length(std::string_view t) {
  const auto at = [&](std::size_t i) { return static_cast<unsigned char>(i < t.size() ? t[i] : '\0'); };
  struct Row {
    unsigned first_low, first_high, second_low, second_high;
    std::size_t length;
  };
  constexpr Row kRows[] = {
      {0x00, 0x7F, 0, 0xFF, 1},    {0xC2, 0xDF, 0x80, 0xBF, 2}, {0xE0, 0xE0, 0xA0, 0xBF, 3},
      {0xE1, 0xEC, 0x80, 0xBF, 3}, {0xED, 0xED, 0x80, 0x9F, 3}, {0xEE, 0xEF, 0x80, 0xBF, 3},
      {0xF0, 0xF0, 0x90, 0xBF, 4}, {0xF1, 0xF3, 0x80, 0xBF, 4}, {0xF4, 0xF4, 0x80, 0x8F, 4}};
  for (const Row& row : kRows) {
    if (!in(at(0), row.first_low, row.first_high)) continue;
    bool good = t.size() >= row.length && (row.length == 1 || in(at(1), row.second_low, row.second_high));
    for (std::size_t i = 2; i < row.length; ++i) good = good && in(at(i), 0x80, 0xBF);
    return good ? row.length : 0;
  }
  return 0;
}

TEST(Unicode, KnowsEveryWellFormedSequenceOfTheStandard) {
  // All first and second bytes, with third and fourth bytes at the ends of their ranges.
  for (unsigned first = 0; first < 256; ++first) {
    for (unsigned second = 0; second < 256; ++second) {
      for (const unsigned rest : {0x7Fu, 0x80u, 0xBFu, 0xC0u}) {
        const std::string text{static_cast<char>(first), static_cast<char>(second), static_cast<char>(rest),
                               static_cast<char>(rest)};
        for (std::size_t size = 1; size <= 4; ++size) {
          const Character c = character_at(std::string_view(text).substr(0, size), 0);
          const std::size_t expected = well_formed_length(std::string_view(text).substr(0, size));
          ASSERT_EQ(c.valid ? c.bytes : 0, expected) << first << " " << second << " " << rest << " " << size;
        }
      }
    }
  }
}

RC_GTEST_PROP(Unicode, WritesWhatItReads, ()) {
  const auto code = *rc::gen::suchThat(rc::gen::inRange<std::uint32_t>(0, 0x110000),
                                       [](std::uint32_t c) { return c < 0xD800 || c > 0xDFFF; });
  const std::string text = to_utf8(static_cast<char32_t>(code));
  const Character c = character_at(text, 0);
  RC_ASSERT(c.valid);
  RC_ASSERT(c.bytes == text.size());
  RC_ASSERT(static_cast<std::uint32_t>(c.code) == code);
}

TEST(Unicode, RefusesWhatIsNoCharacter) {
  EXPECT_THROW(to_utf8(0xD800), std::invalid_argument);
  EXPECT_THROW(to_utf8(0x110000), std::invalid_argument);
}

TEST(Unicode, CountsAndCutsCharacters) {
  EXPECT_EQ(character_count("a\u00e9\u4e2d\xff"), 4u);
  EXPECT_EQ(first_characters("a\u00e9\u4e2d", 2), "a\u00e9");
  EXPECT_EQ(first_characters("ab", 9), "ab");
  EXPECT_TRUE(valid_utf8("\u4e2d"));
  EXPECT_FALSE(valid_utf8("\u4e2d\x80"));
}

// Unicode Standard Annex 11: wide and combining characters; the rest is one column.
TEST(Unicode, KnowsColumns) {
  EXPECT_EQ(columns_of('a'), 1u);
  EXPECT_EQ(columns_of(0x2212), 1u);
  EXPECT_EQ(columns_of(0x4E2D), 2u);
  EXPECT_EQ(columns_of(0x1F600), 2u);
  EXPECT_EQ(columns_of(0x0301), 0u);
  EXPECT_EQ(columns_of(0x200D), 0u);
  EXPECT_EQ(columns_of(0xE000), 1u);  // private use
}

// The characters of "Trojan Source" (CVE-2021-42574) and of terminals' control sequences.
TEST(Printable, ShowsWhatActsUnseen) {
  EXPECT_EQ(printable("a\u202eb"), "a\\u202Eb");
  EXPECT_EQ(printable("\u009b31m"), "\\u009B31m");
  EXPECT_EQ(printable("\x1b[31m\x7f"), "\\u001B[31m\\u007F");
  EXPECT_EQ(printable("a\nb\tc\r"), "a\\nb\\tc\\r");
  EXPECT_EQ(printable("\u2028\u200b\ufeff\u00ad"), "\\u2028\\u200B\\uFEFF\\u00AD");
  EXPECT_EQ(printable("\U000E0041"), "\\uDB40\\uDC41");
  EXPECT_EQ(printable("\xff\x9b"), "\\xFF\\x9B");
  EXPECT_EQ(printable(std::string_view("\0", 1)), "\\u0000");
}

TEST(Printable, LeavesWhatIsSeen) {
  const std::string text =
      "Ko\u0161tunica, \u4e2d, \u05d0\u05d1, \u0645\u06cc\u200c\u062e\u0648\u0627, C:\\n";
  EXPECT_EQ(printable(text), text);
}

RC_GTEST_PROP(Printable, LeavesNothingUnseen, (const std::string& text)) {
  const std::string out = printable(text);
  RC_ASSERT(valid_utf8(out));
  for (std::size_t at = 0; at < out.size(); at += character_at(out, at).bytes) {
    RC_ASSERT(!acts_unseen(character_at(out, at).code));
  }
  RC_ASSERT(printable(out) == out);
}

TEST(PrintableLines, KeepsLineEndsAndColours) {
  EXPECT_EQ(printable_lines("\x1b[1;31merror\x1b[0m\n\t\x1b[2Jx\u202e\n", true),
            "\x1b[1;31merror\x1b[0m\n\t\\u001B[2Jx\\u202E\n");
  EXPECT_EQ(printable_lines("\x1b[1m\n", false), "\\u001B[1m\n");
}

TEST(Unicode, FoldedNamesIgnoreCaseAndComposition) {
  EXPECT_EQ(folded("Straße ÉTÉ"), folded("STRASSE e\u0301te\u0301"));
  EXPECT_EQ(folded("Сила"), folded("СИЛА"));
  EXPECT_NE(folded("a"), folded("b"));
  EXPECT_EQ(folded("\xff A"), "\xff A");
  EXPECT_EQ(folded(""), "");
}

}  // namespace
}  // namespace offramp
