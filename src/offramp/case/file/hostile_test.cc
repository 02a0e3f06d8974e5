// SPDX-License-Identifier: Apache-2.0
// Hostile texts in small: the reader returns, a case only without errors, and what it says is short and shows
// everything. Their cost at full size is bench/hostile_limits.cc's matter.
#include <gtest/gtest.h>

#include "offramp/base/testing/hostile_texts.h"
#include "offramp/base/text/source_text.h"
#include "offramp/base/unicode/unicode.h"
#include "offramp/case/file/reader.h"

namespace offramp {
namespace {

void expect_an_answer(const testing::HostileText& hostile) {
  for (const std::size_t size : {std::size_t{1}, std::size_t{3000}}) {
    const std::string text = hostile.text(size);
    const LoadedCase loaded = read_case(hostile.name, text);
    EXPECT_EQ(loaded.value.has_value(), !loaded.diagnostics.has_errors()) << hostile.name;
    const std::string said = loaded.diagnostics.to_text();
    EXPECT_EQ(printable_lines(said, false), said) << hostile.name;
    // A line of source, one of carets, message and hint for each of the errors and warnings that are listed.
    EXPECT_LT(said.size(), 2 * (Problems::kLimit + 1) * 3000) << hostile.name;
  }
}

TEST(HostileTexts, Marks) {
  for (const testing::HostileText& hostile : testing::hostile_marks()) expect_an_answer(hostile);
}

TEST(HostileTexts, Cases) {
  for (const testing::HostileText& hostile : testing::hostile_cases()) expect_an_answer(hostile);
}

// The shapes mean what they say: each but the broken ones is a case as long as it is short.
TEST(HostileTexts, AreSoundWhenShort) {
  for (const testing::HostileText& hostile : testing::hostile_cases()) {
    const bool sound = hostile.name == "case-set-of-one-option" || hostile.name == "case-and" ||
                       hostile.name == "case-implies" || hostile.name == "case-rules" ||
                       hostile.name == "case-two-sided-rules" || hostile.name == "case-red-lines" ||
                       hostile.name == "case-digits";
    if (!sound) continue;
    const LoadedCase loaded = read_case(hostile.name, hostile.text(1));
    EXPECT_TRUE(loaded.value) << hostile.name << "\n" << loaded.diagnostics.to_text();
  }
}

TEST(HostileTexts, LimitsAreNamed) {
  const auto errors = [](std::string_view name, std::size_t size) {
    for (const testing::HostileText& hostile : testing::hostile_cases()) {
      if (hostile.name == name) return read_case(hostile.name, hostile.text(size)).diagnostics.to_text();
    }
    return std::string("no such shape");
  };
  EXPECT_NE(errors("case-and", 60'000).find("at most 50000 are read"), std::string::npos);
  EXPECT_NE(errors("case-not", 3000).find("nests deeper than 64 levels"), std::string::npos);
  EXPECT_NE(errors("case-nested-values", 3000).find("the nesting is deeper than 32 levels"),
            std::string::npos);
  EXPECT_NE(
      errors("case-set-of-unknown-options", 9000).find("further problems of this condition are not shown"),
      std::string::npos);
}

// What a long reason costs when every number of a block inherits it.
TEST(HostileTexts, BoundsWhatNumbersInherit) {
  std::string text =
      "offramp: 1\ntitle: t\nas_of: 2000-01-01\nsources: {s: {title: t}}\n"
      "parties: {p: {name: P, veto: true}}\nissues:\n  i:\n    name: I\n    options:\n";
  for (int i = 0; i < 1000; ++i) text += "      o" + std::to_string(i) + ": O\n";
  text += "interests:\n  p:\n    source: s\n    because: " + std::string(60'000, 'x') +
          "\n    weight: {i: 1}\n    value:\n      i:\n";
  for (int i = 0; i < 1000; ++i) text += "        o" + std::to_string(i) + ": 1\n";
  text += "no_deal: {p: {value: 1, source: s}}\n";
  const LoadedCase loaded = read_case("long-reason.yaml", text);
  EXPECT_FALSE(loaded.value);
  EXPECT_NE(loaded.diagnostics.to_text().find("take more than 50000000 bytes up to here"), std::string::npos);
}

TEST(Reader, StopsWhenAsked) {
  StopSource source;
  source.request_stop();
  std::string text = testing::hostile_cases().front().text(3000);
  EXPECT_THROW(read_case("x", text, source.token()), Stopped);
}

}  // namespace
}  // namespace offramp
