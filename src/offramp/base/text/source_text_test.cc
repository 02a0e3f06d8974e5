// SPDX-License-Identifier: Apache-2.0
#include "offramp/base/text/source_text.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "offramp/base/unicode/unicode.h"

namespace offramp {
namespace {

TEST(SourceText, KnowsPlacesByCharacters) {
  const SourceText text("a\u00e9\u4e2db\r\n\xff\x80z\n");
  EXPECT_EQ(text.place(6, 7), (Place{1, 4, 1}));
  EXPECT_EQ(text.place(1, 6), (Place{1, 2, 2}));
  EXPECT_EQ(text.place(0, 99), (Place{1, 1, 4}));  // cut at the end of the line, before its CR
  EXPECT_EQ(text.place(11, 12), (Place{2, 3, 1}));
  EXPECT_EQ(text.place(99, 99), (Place{3, 1, 1}));
}

// Against a walk from the beginning of the line.
RC_GTEST_PROP(SourceText, FindsBackWhatItPlaces, ()) {
  const auto bytes =
      *rc::gen::container<std::string>(rc::gen::element('a', '\n', '\xC3', '\xA9', '\xE4', '\x80'));
  const SourceText text(bytes);
  int line = 1, column = 1;
  for (std::size_t at = 0; at < bytes.size();) {
    const Place place = text.place(at, at + 1);
    RC_ASSERT(place.line == line);
    RC_ASSERT(place.column == column);
    if (bytes[at] != '\n') RC_ASSERT(text.offset(line, column) == at);
    const bool ends = bytes[at] == '\n';
    at += character_at(bytes, at).bytes;
    line += ends ? 1 : 0;
    column = ends ? 1 : column + 1;
  }
}

// The work for a hint is done for what is listed, however many errors there are.
TEST(Problems, MakesHintsOnlyForErrorsThatAreListed) {
  Diagnostics diagnostics("c");
  const SourceText source("x");
  std::size_t asked = 0;
  {
    Problems problems(diagnostics, source);
    for (int i = 0; i < 10'000; ++i) {
      problems.error({1, 1, 1}, "wrong", [&] {
        ++asked;
        return std::string("hint");
      });
    }
    EXPECT_TRUE(problems.has_errors());
  }
  EXPECT_EQ(asked, Problems::kLimit);
  EXPECT_EQ(diagnostics.errors(), Problems::kLimit + 1);
  EXPECT_EQ(diagnostics.sorted().front().message, "9800 further errors are not shown");
}

}  // namespace
}  // namespace offramp
