// SPDX-License-Identifier: Apache-2.0
#include "offramp/evidence/talk/talk.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "offramp/base/number/random.h"
#include "offramp/evidence/talk/contrast.h"
#include "offramp/evidence/talk/deception.h"
#include "offramp/evidence/testing/models.h"

namespace offramp::evidence {
namespace {

// Two types, two jobs, in the manner of the opening examples of Farrell and Rabin (1996): with shared
// interests the able want the demanding job and the others do not, so talk is credible.
TEST(Talk, SharedInterestsAreBelieved) {
  const TalkReport r = believable_talk({{0.5, 0.5}, 2, {2, 0, 0, 1}, {1, 0, 0, 3}, {}});
  EXPECT_EQ(r.babbling_action, 1u);
  EXPECT_TRUE(r.claims[0].self_signalling);
  EXPECT_TRUE(r.claims[0].tempted.empty());
  EXPECT_FALSE(r.claims[1].wanted);  // it has the other job under babble already
  EXPECT_TRUE(r.fully_truthful);
  EXPECT_FALSE(r.only_babbling);
  EXPECT_NEAR(r.best_bits, 1.0, 1e-15);
  EXPECT_EQ(r.high, (std::vector<double>{1.0, 1.0}));
  EXPECT_EQ(r.low, (std::vector<double>{0.0, 0.0}));
  EXPECT_EQ(r.credible_sets, (std::vector<std::vector<std::uint32_t>>{{0}}));
}

// Everybody wants the same job: whatever is said, all would say it.
TEST(Talk, CommonDesireIsBabble) {
  const TalkGame game{{0.4, 0.6}, 2, {2, 0, 2, 1}, {1, 0, 0, 3}, {}};
  const TalkReport r = believable_talk(game);
  EXPECT_FALSE(r.claims[0].self_signalling);
  EXPECT_EQ(r.claims[0].tempted, (std::vector<std::uint32_t>{1}));
  EXPECT_TRUE(r.only_babbling);
  EXPECT_EQ(r.equilibria, 1u);
  EXPECT_EQ(r.low, (std::vector<double>{0.4, 0.6}));
  EXPECT_EQ(r.high, (std::vector<double>{0.4, 0.6}));
  EXPECT_EQ(r.best_bits, 0.0);
  // If lying costs the second type more than the job is worth to it, it is found out (Kartik 2009).
  TalkGame costly = game;
  costly.lying_cost = {0, 0, 1.5, 0};
  EXPECT_TRUE(believable_talk(costly).fully_truthful);
  costly.lying_cost = {0, 0, 0.5, 0};
  EXPECT_TRUE(believable_talk(costly).only_babbling);
}

// Conflicting interests of matching-pennies kind: each type wants to be taken for the other.
TEST(Talk, OppositeInterestsAreBabble) {
  const TalkReport r = believable_talk({{0.5, 0.5}, 3, {0, 1, 0, 1, 0, 0}, {1, 0, 0.6, 0, 1, 0.6}, {}});
  EXPECT_EQ(r.babbling_action, 2u);
  EXPECT_TRUE(r.only_babbling);
  EXPECT_EQ(r.claims[0].tempted, (std::vector<std::uint32_t>{1}));
}

// Two types pool against a third: "one of the first two" is credible, which of them is not.
TEST(Talk, PartialRevelation) {
  // Actions: for 0, for 1, for 0 or 1, for 2. Type 1 envies what type 0 gets.
  const std::vector<double> sender = {3, 0, 2, -1, 3, 1, 2, 0, 0, 0, 0, 3};
  const std::vector<double> receiver = {3, 0, 2, 0, 0, 3, 2, 0, 0, 0, 0, 3};
  const TalkReport r = believable_talk({{1, 1, 2}, 4, sender, receiver, {}});
  EXPECT_FALSE(r.fully_truthful);
  EXPECT_FALSE(r.only_babbling);
  EXPECT_EQ(r.best_group, (std::vector<std::uint32_t>{0, 0, 1}));
  EXPECT_EQ(r.separates, (std::vector<bool>{false, false, true}));
  EXPECT_NEAR(r.high[0], 0.5, 1e-15);
  EXPECT_NEAR(r.high[2], 1.0, 1e-15);
}

// Against all ways of assigning messages to types, on random games.
TEST(Talk, AllStrategiesOfRandomGames) {
  std::size_t informative = 0;
  for (std::uint32_t n = 0; n < 400; ++n) {
    RandomStream random({.seed = 11, .world = n});
    const std::uint32_t types = 2 + random.index(3), actions = 2 + random.index(3);
    TalkGame game{{}, actions, {}, {}, {}};
    for (std::uint32_t t = 0; t < types; ++t) game.prior.push_back(0.1 + random.uniform());
    for (std::uint32_t c = 0; c < types * actions; ++c) {
      game.sender.push_back(random.uniform());
      game.receiver.push_back(random.uniform() + (n % 2 == 0 ? game.sender.back() : 0.0));
    }
    std::set<std::vector<std::uint32_t>> partitions;
    std::vector<double> high(types, 0.0);
    std::uint32_t strategies = 1;
    for (std::uint32_t t = 0; t < types; ++t) strategies *= types;
    for (std::uint32_t code = 0; code < strategies; ++code) {
      std::vector<std::uint32_t> says(types);
      for (std::uint32_t t = 0, rest = code; t < types; ++t, rest /= types) says[t] = rest % types;
      std::vector<std::uint32_t> answers(types, 0);
      for (std::uint32_t m = 0; m < types; ++m) {
        double best = -1.0;
        for (std::uint32_t a = 0; a < actions; ++a) {
          double value = 0.0;
          for (std::uint32_t t = 0; t < types; ++t)
            value += says[t] == m ? game.prior[t] * game.receiver[t * actions + a] : 0.0;
          if (value > best) {
            best = value;
            answers[m] = a;
          }
        }
      }
      bool stable = true;
      for (std::uint32_t t = 0; t < types; ++t) {
        for (std::uint32_t other = 0; other < types; ++other) {
          stable = stable && game.sender[t * actions + answers[says[other]]] <=
                                 game.sender[t * actions + answers[says[t]]];
        }
      }
      if (!stable) continue;
      std::vector<std::uint32_t> first(types);
      for (std::uint32_t t = 0; t < types; ++t) {
        first[t] = static_cast<std::uint32_t>(std::find(says.begin(), says.end(), says[t]) - says.begin());
        double mass = 0.0;
        for (std::uint32_t other = 0; other < types; ++other)
          mass += says[other] == says[t] ? game.prior[other] : 0.0;
        high[t] = std::max(high[t], game.prior[t] / mass);
      }
      partitions.insert(first);
    }
    const TalkReport r = believable_talk(game);
    EXPECT_EQ(r.equilibria, partitions.size());
    for (std::uint32_t t = 0; t < types; ++t) EXPECT_NEAR(r.high[t], high[t], 1e-12);
    informative += r.only_babbling ? 0 : 1;
  }
  EXPECT_GT(informative, 50u);
  EXPECT_LT(informative, 350u);
}

// Crawford and Sobel (1982): types on a line, quadratic losses, a speaker who wants b more than is right.
// Their theorem 1: every equilibrium splits the line into intervals, and it is enough that the types at the
// boundaries keep to their own. From b = 1/4 (uniform types) only babbling. With eight types a neighbour is
// 1/8 away, so all tell the truth exactly up to b = 1/16.
TEST(Talk, CrawfordAndSobelUniformQuadratic) {
  constexpr unsigned kTypes = 8;
  const auto place = [](unsigned t) { return (t + 0.5) / kTypes; };
  std::set<double> means;  // of every group: the answers that a quadratic listener may give
  for (unsigned group = 1; group < 1u << kTypes; ++group) {
    double sum = 0.0, count = 0.0;
    for (unsigned t = 0; t < kTypes; ++t) {
      sum += group >> t & 1u ? 2 * t + 1 : 0;
      count += group >> t & 1u;
    }
    means.insert(sum / count / (2.0 * kTypes));
  }
  for (const double b : {0.03, 0.06, 0.065, 0.073, 0.11, 0.16, 0.21, 0.26}) {
    TalkGame game{std::vector<double>(kTypes, 1.0), means.size(), {}, {}, {}};
    game.strict = true;
    for (unsigned t = 0; t < kTypes; ++t) {
      for (const double a : means) {
        game.sender.push_back(-(a - place(t) - b) * (a - place(t) - b));
        game.receiver.push_back(-(a - place(t)) * (a - place(t)));
      }
    }
    std::size_t equilibria = 0;
    for (unsigned cuts = 0; cuts < 1u << (kTypes - 1); ++cuts) {  // bit t: a boundary behind type t
      bool holds = true;
      double before = -1.0;
      for (unsigned first = 0; first < kTypes;) {
        unsigned last = first;
        while (last + 1 < kTypes && !(cuts >> last & 1u)) ++last;
        const double mean = (place(first) + place(last)) / 2;
        const auto loss = [&](unsigned t, double a) { return std::fabs(a - place(t) - b); };
        if (before >= 0) {
          holds = holds && loss(first - 1, before) < loss(first - 1, mean) &&
                  loss(first, mean) < loss(first, before);
        }
        before = mean;
        first = last + 1;
      }
      equilibria += holds ? 1 : 0;
    }
    const TalkReport r = believable_talk(game);
    EXPECT_EQ(r.equilibria, equilibria) << b;
    EXPECT_EQ(r.fully_truthful, b < 1.0 / 16) << b;
    EXPECT_EQ(r.only_babbling, b > 0.25) << b;
  }
}

// A type with nothing to lose says anything: strictly, its honesty counts for nothing.
TEST(Talk, StrictEquilibriaCreditNoIdleHonesty) {
  TalkGame game{{0.5, 0.5}, 2, {2, 0, 0, 0}, {1, 0, 0, 1}, {}};
  EXPECT_TRUE(believable_talk(game).fully_truthful);
  game.strict = true;
  const TalkReport strict = believable_talk(game);
  EXPECT_TRUE(strict.only_babbling);
  EXPECT_EQ(strict.claims[0].indifferent, (std::vector<std::uint32_t>{1}));
  game.sender = {2, 0, 0, 1};
  EXPECT_TRUE(believable_talk(game).fully_truthful);
  game.margin = 1.5;  // the second would lose only 1 by the lie
  EXPECT_TRUE(believable_talk(game).only_babbling);
}

TEST(Talk, ChecksItsArguments) {
  EXPECT_THROW(believable_talk({{}, 1, {}, {}, {}}), std::invalid_argument);
  EXPECT_THROW(believable_talk({{0.5, 0.5}, 2, {1, 2, 3}, {1, 2, 3, 4}, {}}), std::invalid_argument);
  EXPECT_THROW(believable_talk({{0.5, -0.5}, 1, {1, 2}, {1, 2}, {}}), std::invalid_argument);
  EXPECT_THROW(believable_talk({{0.5, 0.5}, 1, {1, 2}, {1, 2}, {1, 0, 0, 0}}), std::invalid_argument);
  EXPECT_THROW(
      believable_talk({std::vector<double>(9, 1.0), 1, std::vector<double>(9), std::vector<double>(9), {}}),
      std::invalid_argument);
  const TalkReport tied = believable_talk({{0.5, 0.5}, 2, {1, 2, 1, 2}, {1, 1, 1, 1}, {}});
  EXPECT_TRUE(tied.listener_tied);
}

// Fair words of a party that would say them whatever it is: they count for nothing.
TEST(Deception, WordsAreDiscountedToBabble) {
  Model model = one_subject({0.5, 0.5}, {false, true});
  add(model, {.day = 1, .kind = Kind::word}, {0.9, 0.1});
  add(model, {.day = 2, .kind = Kind::deed}, {0.3, 0.6});
  const Contrast c = contrast(Dossier(model))[0];
  // The listener concedes (0) to good faith and holds firm (1) to bad; everyone prefers a concession.
  const auto means = [](const View& view) {
    std::vector<double> result;
    for (const Belief& belief : view.hypotheses) result.push_back(belief.mean);
    return result;
  };
  const auto bound = [&](const TalkIncentives& incentives) {
    return bound_deception(means(c.costly), means(c.all), incentives);
  };
  const DeceptionBound b = bound({2, {1, 0, 1, 0}, {1, 0, 0, 1}, {}});
  EXPECT_NEAR(b.discounted[0], 1.0 / 3.0, 1e-14);
  EXPECT_NEAR(b.face_value[0], 9.0 / 11.0, 1e-14);
  EXPECT_FALSE(b.words_count);
  EXPECT_EQ(b.beyond, (std::vector<bool>{true, true}));
  // When bad faith gains nothing from a concession, the same words can be believed.
  const DeceptionBound honest = bound({2, {1, 0, 0, 1}, {1, 0, 0, 1}, {}});
  EXPECT_TRUE(honest.words_count);
  EXPECT_EQ(honest.beyond, (std::vector<bool>{false, false}));
}

}  // namespace
}  // namespace offramp::evidence
