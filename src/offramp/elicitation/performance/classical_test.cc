// SPDX-License-Identifier: Apache-2.0
#include "offramp/elicitation/performance/classical.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <stdexcept>

namespace offramp::elicitation {
namespace {

// TU Delft OpenCourseWare, "Decision Making Under Uncertainty: Introduction to Structured Expert Judgment",
// section 3.7.3: five questions, three (fictional) experts.
const std::vector<SeedQuestion> kDelft{{24, {{2, 5, 7}, {20, 23, 34}, {20, 25, 28}}},
                                       {11, {{12, 13, 15}, {8, 10, 11}, {10, 13, 15}}},
                                       {68, {{87, 89, 92}, {60, 70, 90}, {65, 67, 70}}},
                                       {47, {{2, 5, 8}, {20, 35, 45}, {42, 44, 46}}},
                                       {31, {{48, 50, 52}, {30, 35, 40}, {32, 33, 35}}}};

// The scores as published there, to their last digit; the weights were computed from rounded scores, hence
// four figures of the first and three of the others.
TEST(Classical, MeetsTheScoresOfThePublishedExample) {
  const std::vector<Performance> people = performance(kDelft);
  EXPECT_NEAR(people[0].calibration, 3.621e-5, 0.0005e-5);
  EXPECT_NEAR(people[1].calibration, 0.608, 0.0005);
  EXPECT_NEAR(people[2].calibration, 0.327, 0.0005);
  EXPECT_NEAR(people[0].information, 1.418, 0.0005);
  EXPECT_NEAR(people[1].information, 0.558, 0.0005);
  EXPECT_NEAR(people[2].information, 1.354, 0.0005);
  EXPECT_NEAR(people[0].weight, 0.00006565341, 1e-7);
  EXPECT_NEAR(people[1].weight, 0.4338007, 2e-4);
  EXPECT_NEAR(people[2].weight, 0.5661336, 2e-4);
}

// Section 3.8.2 without the first expert: its smaller intrinsic ranges change what the others' answers tell.
TEST(Classical, MeetsThePublishedExampleWithoutItsFirstExpert) {
  std::vector<SeedQuestion> two = kDelft;
  for (SeedQuestion& q : two) q.answers.erase(q.answers.begin());
  const std::vector<Performance> people = performance(two);
  EXPECT_NEAR(people[0].information, 0.220, 0.001);
  EXPECT_NEAR(people[1].information, 0.971, 0.001);  // ours is 0.9717: theirs was cut, not rounded
  EXPECT_NEAR(people[0].weight, 0.3, 0.005);
  EXPECT_NEAR(people[1].weight, 0.7, 0.005);
}

struct PublishedPool {
  std::size_t question;
  std::array<double, 3> performance, equal;
};
// Sections 3.7.3 and 3.8.2: the pooled 5 %, 50 % and 95 %. (The table's last row and the fourth, where it has
// another answer of the first expert than the question, are left out.)
constexpr PublishedPool kPools[] = {{0, {19.97, 24.48, 33.11}, {2.55, 21.77, 32.39}},
                                    {1, {8.19, 10.91, 14.86}, {8.31, 12.23, 14.91}},
                                    {2, {60.75, 67.56, 87.94}, {61.43, 71.08, 91.61}}};

TEST(Classical, MeetsThePublishedPools) {
  const std::vector<Performance> people = performance(kDelft);
  const std::vector<double> by_merit{people[0].weight, people[1].weight, people[2].weight};
  const std::vector<double> equal(3, 1.0 / 3.0);
  constexpr double kAt[] = {0.05, 0.5, 0.95};
  for (const PublishedPool& pool : kPools) {
    for (std::size_t i = 0; i < 3; ++i) {
      EXPECT_NEAR(pooled_quantile(kDelft[pool.question], by_merit, kAt[i]), pool.performance[i], 0.006);
      EXPECT_NEAR(pooled_quantile(kDelft[pool.question], equal, kAt[i]), pool.equal[i], 0.006);
    }
  }
}

// TU Delft, section 2.3.4: s = (.1, .2, .5, .2) over ten questions has I(s, p) = 0.2370678 and calibration
// .19.
TEST(Classical, MeetsThePublishedCalibrationOfTenQuestions) {
  std::vector<SeedQuestion> ten;
  constexpr double kTruths[] = {0, 2, 2, 4, 4, 4, 4, 4, 9, 9};
  for (const double truth : kTruths) ten.push_back({truth, {{1, 3, 5}}});
  EXPECT_NEAR(performance(ten).front().calibration, 0.19, 0.005);
}

TEST(Classical, RefusesWhatCannotBeScored) {
  EXPECT_THROW(performance({}), std::invalid_argument);
  EXPECT_THROW(performance(std::vector<SeedQuestion>{{1, {{1, 1, 2}}}}), std::invalid_argument);
  EXPECT_THROW(performance(std::vector<SeedQuestion>{{1, {{1, 2, 3}}}, {1, {}}}), std::invalid_argument);
}

}  // namespace
}  // namespace offramp::elicitation
