// SPDX-License-Identifier: Apache-2.0
#include "offramp/evidence/posterior/posterior.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "offramp/base/number/random.h"
#include "offramp/evidence/testing/models.h"

namespace offramp::evidence {
namespace {

// A disease of 1 in 1,000, a test that is right in 99 % of the ill and wrong in 5 % of the well:
// .001 x .99 / (.001 x .99 + .999 x .05) = .00099 / .05094.
TEST(Posterior, TextbookTest) {
  Model model = one_subject({0.001, 0.999});
  add(model, {.day = 1}, {0.99, 0.05});
  const Posterior p = posterior(Dossier(model));
  EXPECT_NEAR(p.subjects[0].hypotheses[0].mean, 0.00099 / 0.05094, 1e-15);
  EXPECT_EQ(p.subjects[0].leader, 1u);
  EXPECT_EQ(p.subjects[0].leads_in, 1.0);
}

// Three hypotheses, two items, by hand: .5 x .2 x .9 = .09, .3 x .6 x .5 = .09, .2 x .9 x .1 = .018; sum
// .198.
TEST(Posterior, HandTableOfThree) {
  Model model = one_subject({0.5, 0.3, 0.2}, {true, false, true});
  add(model, {.day = 2}, {0.9, 0.5, 0.1});
  add(model, {.day = 1}, {0.2, 0.6, 0.9});
  const Dossier dossier(model);
  const Posterior p = posterior(dossier);
  EXPECT_NEAR(p.subjects[0].hypotheses[0].mean, 0.09 / 0.198, 1e-15);
  EXPECT_NEAR(p.subjects[0].hypotheses[1].mean, 0.09 / 0.198, 1e-15);
  EXPECT_NEAR(p.subjects[0].hypotheses[2].mean, 0.018 / 0.198, 1e-15);
  EXPECT_NEAR(p.subjects[0].bad_faith.mean, 0.108 / 0.198, 1e-15);
  const Trajectory t = trajectory(dossier);
  ASSERT_EQ(t.days, (std::vector<std::int32_t>{1, 2}));
  EXPECT_NEAR(t.at(0, 0).mean, 0.5, 1e-15);
  EXPECT_NEAR(t.at(1, 0).mean, 0.1 / 0.46, 1e-15);  // .5 x .2, .3 x .6, .2 x .9 sum to .46
  EXPECT_NEAR(t.at(2, 0).mean, 0.09 / 0.198, 1e-15);
}

// The chance of both first types, of two parties whose first types have chances p and q, at an odds ratio of
// 2: the smaller root of F^2 - (1 + p + q) F + 2 p q = 0 (Plackett 1965).
double both(double p, double q) {
  const double s = 1.0 + p + q;
  return (s - std::sqrt(s * s - 8.0 * p * q)) / 2.0;
}

// Two parties of two types, prior .6/.4 and .3/.7, "both hold out" twice as likely: the priors stay what they
// are, .2135 is the chance of both; then an item .8 / .2 about the first.
TEST(Posterior, AssociationByHand) {
  Model model;
  model.subjects = {{"a", {"x", "y"}, {0.6, 0.4}, {}}, {"b", {"x", "y"}, {0.3, 0.7}, {}}};
  model.factors = {{{{0, 0}, {1, 0}}, {2.0}}};
  const double f = both(0.6, 0.3);
  const Posterior before = posterior(Dossier(model));
  EXPECT_NEAR(before.subjects[0].hypotheses[0].mean, 0.6, 1e-13);
  EXPECT_NEAR(before.subjects[1].hypotheses[0].mean, 0.3, 1e-13);
  EXPECT_NEAR(before.joint[0].mean[0], f, 1e-13);
  add(model, {.day = 1, .about = 0}, {0.8, 0.2});
  const Posterior p = posterior(Dossier(model));
  EXPECT_NEAR(p.subjects[0].hypotheses[0].mean, 0.48 / 0.56, 1e-13);
  EXPECT_NEAR(p.subjects[1].hypotheses[0].mean, (0.8 * f + 0.2 * (0.3 - f)) / 0.56, 1e-13);
  ASSERT_EQ(p.joint.size(), 1u);
  EXPECT_NEAR(p.joint[0].mean[0], 0.8 * f / 0.56, 1e-13);
  EXPECT_NEAR(p.joint[0].mean[3], 0.2 * (0.1 + f) / 0.56, 1e-13);
}

// A force that is there with .9 if the party is of type x and with .2 if not: the party's prior stays, the
// force has .6 x .9 + .4 x .2 = .62. Then something seen with .5 where the force is, else with .1.
TEST(Posterior, ConditionalPriorByHand) {
  using enum Factor::Effect;
  Model model;
  model.subjects = {{"a", {"x", "y"}, {0.6, 0.4}, {}}, {"force", {"yes", "no"}, {0.5, 0.5}, {}}};
  model.factors = {{{{0, 0}, {1, 0}}, {0.9}, conditional},
                   {{{0, 0}, {1, 1}}, {0.1}, conditional},
                   {{{0, 1}, {1, 0}}, {0.2}, conditional},
                   {{{0, 1}, {1, 1}}, {0.8}, conditional}};
  const Posterior before = posterior(Dossier(model));
  EXPECT_NEAR(before.subjects[0].hypotheses[0].mean, 0.6, 1e-15);
  EXPECT_NEAR(before.subjects[1].hypotheses[0].mean, 0.62, 1e-15);
  add(model, {.day = 1, .about = 1}, {0.5, 0.1});
  const Posterior p = posterior(Dossier(model));
  const double seen = 0.62 * 0.5 + 0.38 * 0.1;
  EXPECT_NEAR(p.subjects[1].hypotheses[0].mean, 0.31 / seen, 1e-15);
  EXPECT_NEAR(p.subjects[0].hypotheses[0].mean, (0.54 * 0.5 + 0.06 * 0.1) / seen, 1e-15);
}

TEST(Posterior, WorldsAreReadSideBySide) {
  Model model = one_subject({});
  model.worlds = 3;
  model.subjects[0].hypotheses = {"x", "y"};
  model.subjects[0].prior = {0.5, 0.2, 3.0,
                             0.5, 0.8, 1.0};  // the third world's priors are scaled to .75, .25
  const std::array<double, 6> likelihood{0.8, 0.5, 0.1, 0.2, 0.5, 0.9};
  model.items.add({.day = 1}, likelihood);
  const Posterior p = posterior(Dossier(model));
  const auto& logs = p.subjects[0].log_per_world;
  EXPECT_NEAR(std::exp(logs[0]), 0.8, 1e-15);
  EXPECT_NEAR(std::exp(logs[1]), 0.2, 1e-15);
  EXPECT_NEAR(std::exp(logs[2]), 0.25, 1e-15);
  EXPECT_NEAR(p.subjects[0].hypotheses[0].mean, 1.25 / 3.0, 1e-15);
  EXPECT_NEAR(p.subjects[0].hypotheses[0].p50, 0.25, 1e-15);
  EXPECT_NEAR(p.subjects[0].hypotheses[0].p95, 0.8, 1e-15);  // of .2 .25 .8
  EXPECT_NEAR(p.subjects[0].leads_in, 2.0 / 3.0, 1e-15);
}

TEST(Posterior, SelectsKindsAndDays) {
  Model model = one_subject({0.5, 0.5});
  add(model, {.day = 1, .kind = Kind::word}, {0.9, 0.1});
  add(model, {.day = 2, .kind = Kind::deed}, {0.2, 0.6});
  add(model, {.day = 3, .kind = Kind::tied_hands}, {0.3, 0.6});
  const Dossier dossier(model);
  EXPECT_NEAR(posterior(dossier, {Kinds::own_words()}).subjects[0].hypotheses[0].mean, 0.9, 1e-15);
  EXPECT_NEAR(posterior(dossier, {Kinds::deeds()}).subjects[0].hypotheses[0].mean, 0.25, 1e-15);
  EXPECT_NEAR(posterior(dossier, {Kinds::costly()}).subjects[0].hypotheses[0].mean, 1.0 / 7.0, 1e-15);
  EXPECT_NEAR(posterior(dossier, {Kinds::all(), 2}).subjects[0].hypotheses[0].mean, 0.75, 1e-15);
  EXPECT_NEAR(posterior(dossier, {Kinds::all(), 0}).subjects[0].hypotheses[0].mean, 0.5, 1e-15);
}

// With a million items even the log-likelihoods run to -700,000: only logarithms survive.
TEST(Posterior, LongStreamStaysExact) {
  Model model = one_subject({0.5, 0.5});
  for (int i = 0; i < 200000; ++i) add(model, {.day = i}, {i % 2 == 0 ? 0.6 : 0.4, 0.5});
  add(model, {.day = 0}, {0.75, 0.25});
  // log odds: 100,000 x log(.6 x .4 / .25) + log 3.
  const double odds = 100000.0 * std::log(0.96) + std::log(3.0);
  EXPECT_NEAR(posterior(Dossier(model)).subjects[0].log_per_world[0] / odds, 1.0, 1e-12);
}

TEST(Posterior, DrawsFollowTheJoint) {
  Model model;
  model.subjects = {{"a", {"x", "y"}, {0.6, 0.4}, {}},
                    {"b", {"x", "y", "z"}, {0.3, 0.7, 0.0}, {}},
                    {"c", {"x", "y"}, {0.1, 0.9}, {}}};
  model.factors = {{{{0, 0}, {1, 0}}, {2.0}}};
  const Dossier dossier(model);
  const auto sums = dossier.evidence({});
  RandomStream random({.seed = 7});
  std::array<int, 12> seen{};
  constexpr int kDraws = 40000;
  for (int i = 0; i < kDraws; ++i) {
    const std::array<double, 2> u{random.uniform(), random.uniform()};
    const auto types = draw_types(dossier, sums, 0, u);
    ++seen[types[0] * 6 + types[1] * 2 + types[2]];
  }
  EXPECT_NEAR(seen[0] + seen[1], kDraws * both(0.6, 0.3), 400);
  EXPECT_NEAR(seen[2] + seen[3], kDraws * (0.6 - both(0.6, 0.3)), 400);
  EXPECT_EQ(seen[4] + seen[5] + seen[10] + seen[11], 0);
  const std::array<double, 2> end{1.0 - 1e-17, 1.0 - 1e-17};
  EXPECT_EQ(draw_types(dossier, sums, 0, end), (std::vector<std::uint32_t>{1, 1, 1}));
  EXPECT_THROW(draw_types(dossier, sums, 0, std::array<double, 1>{0.5}), std::invalid_argument);
}

TEST(Posterior, RefusesBadModels) {
  Model model = one_subject({0.5, 0.5});
  add(model, {.day = 1}, {1.0, 0.5});
  EXPECT_THROW(Dossier{model}, std::invalid_argument);
  EXPECT_THAT(problems(model), testing::ElementsAre(testing::HasSubstr("item 0: likelihood 1")));
  Model empty;
  EXPECT_FALSE(problems(empty).empty());
  Model wide;
  for (int s = 0; s < 17; ++s) wide.subjects.push_back({"s", {"x", "y"}, {0.5, 0.5}, {}});
  EXPECT_TRUE(problems(wide).empty());  // independent: no joint table is needed
  for (std::uint32_t s = 0; s < 16; ++s) wide.factors.push_back({{{s, 0}, {s + 1, 0}}, {2.0}});
  EXPECT_THAT(problems(wide), testing::ElementsAre(testing::HasSubstr("more than 65536 combinations")));
  wide.factors.pop_back();
  EXPECT_TRUE(problems(wide).empty());
  wide.factors.push_back({{{0, 2}}, {-1.0}});
  EXPECT_EQ(problems(wide).size(), 2u);
}

}  // namespace
}  // namespace offramp::evidence
