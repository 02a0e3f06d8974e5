// SPDX-License-Identifier: Apache-2.0
#include "offramp/base/run/answer.h"

#include <gtest/gtest.h>

#include <memory>
#include <type_traits>

namespace offramp {
namespace {

Answer<double> half_of_even(int n) {
  if (n % 2 != 0) return Unanswered{"the number is odd"};
  return 0.5 * n;
}

TEST(Answer, HasEitherAnAnswerOrTheReasonWhyThereIsNone) {
  const Answer<double> four = half_of_even(8), none = half_of_even(7);
  ASSERT_TRUE(four);
  EXPECT_EQ(*four, 4.0);
  ASSERT_FALSE(none);
  EXPECT_EQ(none.because(), "the number is odd");
  static_assert(!std::is_convertible_v<Answer<double>, bool>, "an answer of 0 must not read as none");
}

TEST(Answer, GivesAwayWhatCanOnlyBeMoved) {
  Answer<std::unique_ptr<int>> answer(std::make_unique<int>(3));
  EXPECT_EQ(**answer, 3);
  const std::unique_ptr<int> taken = *std::move(answer);
  EXPECT_EQ(*taken, 3);
}

#ifndef NDEBUG
TEST(AnswerDeathTest, AskingForTheSideThatIsNotThereIsOurOwnMistake) {
  EXPECT_DEATH((void)*half_of_even(7), "other side of an Answer");
  EXPECT_DEATH((void)half_of_even(8).because(), "other side of an Answer");
}
#endif

}  // namespace
}  // namespace offramp
