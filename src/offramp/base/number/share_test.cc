// SPDX-License-Identifier: Apache-2.0
#include "offramp/base/number/share.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace offramp {
namespace {

// Brown, Cai and DasGupta (2001) and any table of Wilson intervals: 8 of 10 gives .490 to .943.
TEST(Share, WilsonInterval) {
  const Share s = share_of(8, 10);
  EXPECT_DOUBLE_EQ(s.value, 0.8);
  EXPECT_NEAR(s.low, 0.4902, 5e-5);
  EXPECT_NEAR(s.high, 0.9433, 5e-5);
  EXPECT_NEAR(s.standard_error, 0.126491, 1e-6);
  EXPECT_EQ(share_of(0, 100).low, 0.0);
  EXPECT_NEAR(share_of(0, 100).high, 0.0370, 5e-5);
  EXPECT_EQ(share_of(100, 100).high, 1.0);
  EXPECT_THROW(share_of(1, 0), std::invalid_argument);
  EXPECT_THROW(share_of(3, 2), std::invalid_argument);
}

// ICD 203 (2015), 6.e.(2)(a): 01-05, 05-20, 20-45, 45-55, 55-80, 80-95, 95-99.
TEST(Share, LikelihoodWordsOfIcd203) {
  const std::pair<double, const char*> rows[] = {{0.0, "almost no chance"},
                                                 {0.03, "almost no chance"},
                                                 {0.1, "very unlikely"},
                                                 {0.3, "unlikely"},
                                                 {0.5, "roughly even chance"},
                                                 {0.46, "roughly even chance"},
                                                 {0.54, "roughly even chance"},
                                                 {0.7, "likely"},
                                                 {0.9, "very likely"},
                                                 {0.97, "almost certain"},
                                                 {1.0, "almost certain"},
                                                 {0.05, "very unlikely"},
                                                 {0.20, "unlikely"},
                                                 {0.45, "roughly even chance"},
                                                 {0.55, "roughly even chance"},
                                                 {0.80, "likely"},
                                                 {0.95, "very likely"}};
  for (const auto& [p, word] : rows) EXPECT_EQ(likelihood_word(p), word) << p;
}

TEST(Share, PercentText) {
  EXPECT_EQ(percent_text(0.634), "63 %");
  EXPECT_EQ(percent_text(0.0), "0 %");
  EXPECT_EQ(percent_text(1.0), "100 %");
  EXPECT_EQ(percent_text(0.0004), "under 0.1 %");
  EXPECT_EQ(percent_text(0.9996), "over 99.9 %");
  EXPECT_EQ(percent_text(0.004), "0.4 %");
  EXPECT_EQ(percent_text(0.996), "99.6 %");
}

}  // namespace
}  // namespace offramp
