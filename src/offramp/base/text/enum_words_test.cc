// SPDX-License-Identifier: Apache-2.0
#include "offramp/base/text/enum_words.h"

#include <gtest/gtest.h>

namespace offramp {

enum class Season { unstated, winter, summer };
template <>
struct EnumWords<Season> {
  static constexpr EnumWord<Season> table[] = {{Season::summer, "summer"}, {Season::winter, "winter"}};
};

namespace {

TEST(EnumWords, ReadsBackWhatItWrites) {
  for (const Season season : {Season::winter, Season::summer})
    EXPECT_EQ(from_word<Season>(word_of(season)), season);
}

TEST(EnumWords, KnowsNoOtherWordAndNoWordForTheUnwritten) {
  EXPECT_EQ(from_word<Season>("autumn"), std::nullopt);
  EXPECT_EQ(from_word<Season>(""), std::nullopt);
  EXPECT_EQ(word_of(Season::unstated), "");
}

TEST(EnumWords, ListsTheTableInItsOrder) {
  EXPECT_EQ(words_of<Season>(), (std::vector<std::string_view>{"summer", "winter"}));
}

}  // namespace
}  // namespace offramp
