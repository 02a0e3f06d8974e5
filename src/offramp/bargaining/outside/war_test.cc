// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/outside/war.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

namespace offramp::bargaining {
namespace {

// By hand: victory worth 80 in 4 months with .6, stalemate worth 30 in 12 with .4, a month costs 1.5 points.
TEST(War, CostsAndChancesByHand) {
  War war{.now = 40, .cost = 1.5, .discount = 1.0, .ends = {{80, 0.6, 4}, {30, 0.4, 12}}, .attitude = {}};
  EXPECT_NEAR(war_value(war), 0.6 * (80 - 6) + 0.4 * (30 - 18), 1e-12);
  war.ends[0].chance = 3;  // only ratios count
  war.ends[1].chance = 2;
  EXPECT_NEAR(war_value(war), 0.6 * 74 + 0.4 * 12, 1e-12);
}

// The closed form against the sum it stands for: a flow of worth per month that is `now` less the cost until
// the end and the end's worth for ever after, in units of a perpetual flow, in small steps.
TEST(War, DiscountingIsTheIntegralOverTime) {
  const War war{.now = 40, .cost = 1.5, .discount = 0.97, .ends = {{80, 1, 7}}, .attitude = {}};
  const double rate = -std::log(0.97), step = 1e-3;
  double sum = 0.0;
  for (double t = step / 2; t < 2000; t += step) {
    const double flow =
        t < 7 ? 40 - 1.5 / rate : 80;  // a cost of k a month is k / rate against a perpetual flow
    sum += step * rate * std::exp(-rate * t) * flow;
  }
  EXPECT_NEAR(worth_of_end(war, 80, 7), sum, 1e-3);
}

TEST(War, NoDiscountIsTheLimitOfLittle) {
  War war{.now = 40, .cost = 2, .discount = 1.0, .ends = {{80, 0.5, 6}, {10, 0.5, 9}}, .attitude = {}};
  const double without = war_value(war);
  war.discount = 1.0 - 1e-9;
  EXPECT_NEAR(war_value(war), without, 1e-5);
}

// Tversky and Kahneman 1992: .88, .88, 2.25. The certainty equivalent of an even gamble between 100 and 0
// above a reference of 0 is 100 x .5^(1/.88) = 45.49; mixed -100 and 100: V = (57.54 - 2.25 x 57.54) / 2 =
// -35.97, and (35.97 / 2.25)^(1/.88) = 23.31 below.
TEST(War, ProspectTheoryByHand) {
  War war{.now = 0,
          .cost = 0,
          .discount = 1.0,
          .ends = {{100, 0.5, 0}, {0, 0.5, 0}},
          .attitude = Attitude{.reference = 0, .loss_aversion = 2.25, .gains = 0.88, .losses = 0.88}};
  EXPECT_NEAR(war_value(war), 100 * std::pow(0.5, 1 / 0.88), 1e-9);
  EXPECT_NEAR(war_value(war), 45.49, 0.01);
  war.ends[1].worth = -100;
  const double v = (std::pow(100, 0.88) - 2.25 * std::pow(100, 0.88)) / 2;
  EXPECT_NEAR(war_value(war), -std::pow(-v / 2.25, 1 / 0.88), 1e-9);
}

TEST(War, EndsThatArePastDropOut) {
  War war{.now = 40, .cost = 1, .discount = 1.0, .ends = {{80, 0.6, 4}, {30, 0.4, 12}}, .attitude = {}};
  EXPECT_NEAR(war_value(war, 5), 30 - 7, 1e-12);
  EXPECT_NEAR(war_value(war, 13), 30, 1e-12) << "the latest is what there is";
}

// With its reference where it stood, a side that has lost much fights on for less; once its losses have moved
// the reference up, what peace can bring is a loss, and it gambles for resurrection.
TEST(War, SunkCostHardens) {
  War war{.now = 30,
          .cost = 0,
          .discount = 1.0,
          .ends = {{90, 0.3, 0}, {10, 0.7, 0}},
          .attitude =
              Attitude{.reference = 20, .loss_aversion = 2.25, .gains = 0.88, .losses = 0.88, .lost = 40}};
  const double before = war_value(war);
  war.attitude->sunk = 1.0;
  EXPECT_GT(war_value(war), before + 1.0);
}

War random_war() {
  const auto points = [] { return static_cast<double>(*rc::gen::inRange(-20, 120)); };
  War war{.now = points(),
          .cost = *rc::gen::inRange(0, 40) / 10.0,
          .discount = *rc::gen::inRange(80, 101) / 100.0,
          .ends = {},
          .attitude = {}};
  for (int n = *rc::gen::inRange(1, 5); n > 0; --n)
    war.ends.push_back({points(), *rc::gen::inRange(1, 10) / 10.0, *rc::gen::inRange(0, 36) * 1.0});
  return war;
}

RC_GTEST_PROP(War, WithoutCurvatureOrAversionItIsExpectedUtility, ()) {
  War war = random_war();
  const double expected = war_value(war);
  war.attitude = Attitude{.reference = *rc::gen::inRange(-50, 150) * 1.0};
  RC_ASSERT(std::fabs(war_value(war) - expected) < 1e-9);
}

RC_GTEST_PROP(War, WithAFixedReferenceALikelierWorseEndOnlyLowersIt, ()) {
  War war = random_war();
  war.attitude = Attitude{.reference = *rc::gen::inRange(-50, 150) * 1.0,
                          .loss_aversion = *rc::gen::inRange(10, 40) / 10.0,
                          .gains = *rc::gen::inRange(50, 101) / 100.0,
                          .losses = *rc::gen::inRange(50, 101) / 100.0};
  const double before = war_value(war);
  std::size_t worst = 0;
  for (std::size_t e = 0; e < war.ends.size(); ++e) {
    if (worth_of_end(war, war.ends[e].worth, war.ends[e].months) <
        worth_of_end(war, war.ends[worst].worth, war.ends[worst].months))
      worst = e;
  }
  war.ends[worst].chance *= 2.0;
  RC_ASSERT(war_value(war) <= before + 1e-9);
}

// What a worse option on an issue does to the scale of points, a(x) = s x + (100 - 100 s), it does to the
// value.
RC_GTEST_PROP(War, IsOnTheScaleOfItsPoints, ()) {
  War war = random_war();
  war.attitude = Attitude{.reference = 40, .loss_aversion = 2.25, .lost = 10, .sunk = 0.5};
  const double value = war_value(war, 3);
  const double s = *rc::gen::inRange(30, 100) / 100.0;
  const auto moved = [&](double x) { return s * x + (100 - 100 * s); };
  War other = war;
  other.now = moved(war.now);
  other.cost *= s;
  other.attitude->reference = moved(war.attitude->reference);
  other.attitude->lost *= s;
  for (WarEnd& end : other.ends) end.worth = moved(end.worth);
  RC_ASSERT(std::fabs(war_value(other, 3) - moved(value)) < 1e-7);
}

}  // namespace
}  // namespace offramp::bargaining
