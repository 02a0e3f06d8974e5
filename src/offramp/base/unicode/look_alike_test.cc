// SPDX-License-Identifier: Apache-2.0
#include "offramp/base/unicode/look_alike.h"

#include <gtest/gtest.h>

#include <cstdint>

#include "offramp/base/unicode/unicode.h"

namespace offramp {
namespace {

TEST(LookAlike, KnowsWhatOtherProgramsWrite) {
  const auto plain = [](std::string_view text) { return plain_text(text).text; };
  EXPECT_EQ(plain("\u22128 to 8"), "-8 to 8");
  EXPECT_EQ(plain("30\u00a0to\u202f80"), "30 to 80");
  EXPECT_EQ(plain("\uff13\uff10\uff0e\uff15\u3000\uff05"), "30.5 %");
  EXPECT_EQ(plain("\u0663\u0660"), "30");          // Arabic
  EXPECT_EQ(plain("\u096f"), "9");                 // Devanagari
  EXPECT_EQ(plain("\U0001D7CE\U0001D7E1"), "09");  // mathematical bold 0, the 9 of a run behind it
  EXPECT_EQ(plain("\u201cx\u201d \u2018y\u2019"), "\"x\" 'y'");
  EXPECT_EQ(plain("i \u2265 3"), "i >= 3");
  EXPECT_EQ(plain("\u0440arty"), "party");  // Cyrillic er
  EXPECT_EQ(plain("a\u200bb\ufeff"), "ab");
  EXPECT_EQ(plain("Ko\u0161tunica \u4e2d"), "Ko\u0161tunica \u4e2d");
  EXPECT_EQ(plain_text("plain").first, std::nullopt);
}

TEST(LookAlike, NamesTheCharacter) {
  EXPECT_EQ(look_alike_words(*plain_text("1 \u2212 \u00a0").first),
            "U+2212 (minus sign) stands in place of `-`");
  EXPECT_EQ(look_alike_words(*look_alike(0xA0)), "U+00A0 (no-break space) stands in place of a plain space");
  EXPECT_EQ(look_alike_words(*look_alike(0x200B)), "U+200B (invisible character) is not seen: delete it");
  EXPECT_EQ(look_alike_words(*look_alike(0xFF18)), "U+FF18 (full-width 8) stands in place of `8`");
}

TEST(LookAlike, IsNeverPlainItself) {
  for (char32_t code = 0; code < 0x80; ++code) EXPECT_FALSE(look_alike(code));
  for (std::uint32_t code = 0x80; code < 0x20000; ++code) {
    if (code >= 0xD800 && code <= 0xDFFF) continue;
    const auto found = look_alike(static_cast<char32_t>(code));
    if (!found) continue;
    for (const char c : found->plain) EXPECT_LT(static_cast<unsigned char>(c), 0x80) << code;
  }
}

}  // namespace
}  // namespace offramp
