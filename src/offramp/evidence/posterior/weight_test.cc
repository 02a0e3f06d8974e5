// SPDX-License-Identifier: Apache-2.0
#include "offramp/evidence/posterior/weight.h"

#include <gtest/gtest.h>

#include <cmath>

#include "offramp/evidence/posterior/removal.h"
#include "offramp/evidence/testing/models.h"

namespace offramp::evidence {
namespace {

// Odds of ten to one are ten decibans (Good 1950).
TEST(Weight, DecibansByHand) {
  Model model = one_subject({0.5, 0.5});
  add(model, {.day = 1}, {0.9, 0.09});
  const Weights w = weights(Dossier(model));
  EXPECT_NEAR(w.stated[0].mean, 10.0, 1e-12);
  EXPECT_NEAR(w.stated[1].mean, -10.0, 1e-12);
  EXPECT_NEAR(w.given_rest[0].mean, 10.0, 1e-12);
}

// Graded C3, weight one half: .8 and .2 become .65 and .35 around their mean .5.
TEST(Weight, TheGradeTakesWeight) {
  Model model = one_subject({0.5, 0.5});
  add(model, {.day = 1, .grade = *parse_grade("C3")}, {0.8, 0.2});
  const Weights w = weights(Dossier(model));
  EXPECT_NEAR(w.stated[0].mean, 10.0 * std::log10(4.0), 1e-12);
  EXPECT_NEAR(w.graded[0].mean, 10.0 * std::log10(0.65 / 0.35), 1e-12);
}

// Against "the rest" of three, the rest weighs by its prior: P(E | not h0) = (.3 x .2 + .2 x .7) / .5 = .4.
TEST(Weight, CompositeAlternative) {
  Model model = one_subject({0.5, 0.3, 0.2});
  add(model, {.day = 1}, {0.8, 0.2, 0.7});
  EXPECT_NEAR(weights(Dossier(model)).stated[0].mean, 10.0 * std::log10(2.0), 1e-12);
}

TEST(Weight, RetellingsShareTheirWeight) {
  Model model = one_subject({0.5, 0.5});
  for (int copy = 0; copy < 5; ++copy) add(model, {.day = copy, .group = 3}, {0.8, 0.2});
  const Dossier dossier(model);
  const Weights w = weights(dossier);
  for (std::size_t i = 0; i < 5; ++i)
    EXPECT_NEAR(w.given_rest[w.begin[i]].mean, 0.0, 1e-12);  // the others say it already
  const Waterfall fall = waterfall(dossier);
  EXPECT_NEAR(fall.decibans[0].mean, 10.0 * std::log10(4.0), 1e-12);
  for (std::size_t step = 2; step < fall.decibans.size(); ++step)
    EXPECT_NEAR(fall.decibans[step].mean, 0.0, 1e-12);
}

TEST(Weight, ImpossibleStaysImpossible) {
  Model model = one_subject({1.0, 0.0});
  add(model, {.day = 1}, {0.1, 0.9});
  const Weights w = weights(Dossier(model));
  EXPECT_EQ(w.given_rest[0].mean, 0.0);
  EXPECT_EQ(w.given_rest[1].mean, 0.0);
  EXPECT_EQ(waterfall(Dossier(model)).decibans[1].mean, 0.0);
}

// Two items for h0 of 3 to 1 and one against of 4 to 1: odds 9/4. Without either of the two the odds are
// 3/4: both carry the reading. Were the first planted, (1/3) x 3 / 4 = 1/4.
TEST(Removal, FlipsByHand) {
  Model model = one_subject({0.5, 0.5});
  add(model, {.day = 1}, {0.6, 0.2});
  add(model, {.day = 2}, {0.3, 0.1});
  add(model, {.day = 3}, {0.2, 0.8});
  const Removals r = removals(Dossier(model));
  EXPECT_NEAR(r.items.without[0], 3.0 / 7.0, 1e-14);
  EXPECT_NEAR(r.items.reversed[0], 1.0 / 5.0, 1e-14);
  EXPECT_NEAR(r.items.without[4], 9.0 / 10.0, 1e-14);
  ASSERT_EQ(r.items.false_flips.size(), 2u);
  EXPECT_EQ(r.items.false_flips[0].index, 0u);
  EXPECT_EQ(r.items.false_flips[0].from, 0u);
  EXPECT_EQ(r.items.false_flips[0].to, 1u);
  EXPECT_NEAR(r.items.false_flips[0].drop, 9.0 / 13.0 - 3.0 / 7.0, 1e-14);
  EXPECT_EQ(r.items.false_flips[0].worlds, 1.0);
  EXPECT_EQ(r.items.planted_flips.size(), 2u);
}

// One report told twice: dropping one telling changes nothing, dropping the group flips the reading.
TEST(Removal, AGroupCanFlipWhereItsItemsCannot) {
  Model model = one_subject({0.4, 0.6});
  add(model, {.day = 1, .group = 9}, {0.8, 0.2});
  add(model, {.day = 2, .group = 9}, {0.8, 0.2});
  const Removals r = removals(Dossier(model));
  EXPECT_TRUE(r.items.false_flips.empty());
  ASSERT_EQ(r.groups.false_flips.size(), 1u);
  EXPECT_NEAR(r.groups.without[0], 0.4, 1e-14);
}

// An item about one party can carry the reading of another that goes with it.
TEST(Removal, FlipsALinkedSubject) {
  Model model;
  model.subjects = {{"a", {"x", "y"}, {0.48, 0.52}, {}}, {"b", {"x", "y"}, {0.45, 0.55}, {}}};
  model.factors = {{{{0, 0}, {1, 0}}, {3.0}}, {{{0, 1}, {1, 1}}, {3.0}}};
  add(model, {.day = 1, .about = 0}, {0.9, 0.1});
  const Removals r = removals(Dossier(model));
  ASSERT_EQ(r.items.false_flips.size(), 2u);  // without it both stand at their priors
  EXPECT_EQ(r.items.false_flips[0].subject, 0u);
  EXPECT_EQ(r.items.false_flips[1].subject, 1u);
  EXPECT_NEAR(r.items.without[0], 0.48, 1e-13);
  EXPECT_NEAR(r.items.without[2], 0.45, 1e-13);
}

}  // namespace
}  // namespace offramp::evidence
