// SPDX-License-Identifier: Apache-2.0
#include "offramp/dynamics/run/splitting.h"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

#include "offramp/dynamics/testing/builder.h"

namespace offramp::dynamics {
namespace {

using testing::Builder;
using testing::compiled;

// A walk on whole numbers from 0, up with p, that ends at `floor`.
Model walk(double p, int floor) {
  return Builder()
      .time(0, 1'000'000, 1)
      .stock("x", "0", {"move"})
      .flow("move", "IF UNIFORM(0, 1) < " + std::to_string(p) + " THEN 1 ELSE -1")
      .when("ruin", "x <= " + std::to_string(floor), {}, true)
      .model;
}

// Gambler's ruin: +top before floor.
double exact(double p, int floor, int top) {
  const double r = (1.0 - p) / p;
  return (std::pow(r, -floor) - 1.0) / (std::pow(r, top - floor) - 1.0);
}

SplitOptions levels(int top, std::uint32_t particles, std::uint32_t repetitions) {
  SplitOptions o;
  o.variable = "x";
  for (int i = 1; i <= top; ++i) o.levels.push_back(i);
  o.particles = particles;
  o.repetitions = repetitions;
  return o;
}

// p = .45, +60 before -20: 5.795e-6 (futures.md, section 5).
TEST(Splitting, BirthAndDeath) {
  EXPECT_NEAR(exact(0.45, -20, 60), 5.795e-6, 5e-10);
  const Program program = compiled(walk(0.45, -20));
  const SplitAnswer a = rare_chance(program, levels(60, 400, 30), {});
  EXPECT_LT(a.low, 5.795e-6);
  EXPECT_GT(a.high, 5.795e-6);
  EXPECT_LT(a.error / a.chance, 0.08);
  EXPECT_NEAR(a.passed[59], 0.45 / 0.55, 0.03);  // far from the floor, one level more is q/p below
}

// The interval of 95 % holds the truth in 95 of 100 analyses: at least 108 of 120 (binomial: 1 in 200 falls
// below).
TEST(Splitting, IntervalsHoldTheTruth) {
  const Program program = compiled(walk(0.4, -4));
  const double truth = exact(0.4, -4, 8);
  int held = 0;
  for (std::uint64_t seed = 0; seed < 120; ++seed) {
    SplitOptions o = levels(8, 60, 20);
    o.key.seed = seed;
    const SplitAnswer a = rare_chance(program, o, {});
    held += a.low <= truth && truth <= a.high;
  }
  EXPECT_GE(held, 108);
}

TEST(Splitting, ThreadsChangeNothingAndPoorLevelsStayRight) {
  const Program program = compiled(walk(0.45, -5));
  RunControl one;
  one.threads = 1;
  const SplitAnswer a = rare_chance(program, levels(10, 100, 8), one);
  EXPECT_EQ(a.each, rare_chance(program, levels(10, 100, 8), {}).each);
  SplitOptions coarse = levels(10, 2000, 20);
  coarse.levels = {3, 10};
  const SplitAnswer b = rare_chance(program, coarse, {});
  EXPECT_NEAR(b.chance, exact(0.45, -5, 10), 4.0 * b.error);
}

TEST(Splitting, StudentsQuantiles) {  // Abramowitz and Stegun 1964, table 26.10
  EXPECT_NEAR(student_quantile(0.975, 10), 2.228, 1e-3);
  EXPECT_NEAR(student_quantile(0.975, 30), 2.042, 1e-3);
  EXPECT_NEAR(student_quantile(0.995, 10), 3.169, 2e-3);
}

TEST(Splitting, RefusesWhatMakesNoSense) {
  const Program program = compiled(walk(0.45, -5));
  EXPECT_THROW(rare_chance(program, {}, {}), std::invalid_argument);
  SplitOptions o = levels(3, 10, 10);
  o.levels = {2, 1};
  EXPECT_THROW(rare_chance(program, o, {}), std::invalid_argument);
  o = levels(3, 10, 1);
  EXPECT_THROW(rare_chance(program, o, {}), std::invalid_argument);
  o = levels(3, 0, 10);
  EXPECT_THROW(rare_chance(program, o, {}), std::invalid_argument);
}

}  // namespace
}  // namespace offramp::dynamics
