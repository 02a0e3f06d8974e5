// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/fairness/fairness.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "offramp/base/number/random.h"

namespace offramp::bargaining {
namespace {

constexpr Fairness kAll[] = {Fairness::nash,        Fairness::kalai_smorodinsky,    Fairness::egalitarian,
                             Fairness::utilitarian, Fairness::relative_utilitarian, Fairness::gupta_livne,
                             Fairness::equal_loss};

TEST(FairnessIdeas, AreListedOnceEachWithAName) {
  std::set<Fairness> listed;
  std::set<std::string_view> names;
  for (const Fairness fairness : kAll) {
    const FairnessIdea& idea = idea_of(fairness);
    listed.insert(idea.fairness);
    names.insert(idea.name);
    EXPECT_EQ(idea.fairness, fairness);
    EXPECT_FALSE(idea.definition.empty() || idea.source.empty());
  }
  EXPECT_EQ(listed.size(), 7u);
  EXPECT_EQ(names.size(), 7u);
  for (const FairnessIdea& idea : plain_fairness_ideas()) EXPECT_FALSE(idea.from_interim);
}

struct Drawn {
  FairnessScale whole;       // in units of 1/100
  FairnessScale plain;       // the same in utility, as fairness_criterion takes it
  std::vector<double> a, b;  // gains in units of two settlements
};

Drawn draw(RandomStream& random) {
  const std::size_t parties = 1 + random.index(5);
  Drawn d;
  for (std::size_t i = 0; i < parties; ++i) {
    const double reservation = random.index(30) / 100.0;
    const double ideal = random.index(6) == 0 ? 0.0 : 5.0 + random.index(50);
    const double least = -40.0, most = std::max(ideal, 20.0);
    d.whole.units.push_back(100.0);
    d.whole.reservation.push_back(reservation);
    d.whole.ideal_gain.push_back(ideal);
    d.whole.least.push_back(least);
    d.whole.most.push_back(most);
    d.whole.interim.push_back(reservation);
    d.whole.least_gain.push_back(0.0);
    d.plain.reservation.push_back(reservation);
    d.plain.ideal_gain.push_back(ideal / 100.0);
    d.plain.least.push_back(reservation + least / 100.0);
    d.plain.most.push_back(reservation + most / 100.0);
    d.plain.interim.push_back(reservation);
    d.a.push_back(random.index(static_cast<std::uint32_t>(ideal) + 1));
    d.b.push_back(random.index(static_cast<std::uint32_t>(ideal) + 1));
  }
  return d;
}

int sign(const std::vector<double>& a, const std::vector<double>& b) {
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (std::fabs(a[i] - b[i]) > 1e-9) return a[i] < b[i] ? -1 : 1;
  }
  return 0;
}

// The objective on whole gains orders settlements as the definition in plain numbers does, and its level is
// the first number of it.
TEST(FairnessIdeas, ObjectiveAndDefinitionAgree) {
  RandomStream random({.seed = 17, .stream = 4});
  int differ = 0;
  for (int trial = 0; trial < 20'000; ++trial) {
    const Drawn d = draw(random);
    const FairnessIdea& idea = idea_of(kAll[random.index(7)]);
    SCOPED_TRACE(idea.name);
    const auto criterion = [&](const std::vector<double>& gain) {
      std::vector<double> utility, plain;
      for (std::size_t i = 0; i < gain.size(); ++i) {
        plain.push_back(gain[i] / 100.0);
        utility.push_back(d.plain.reservation[i] + plain.back());
      }
      return fairness_criterion(idea.fairness, d.plain, utility, plain);
    };
    const Objective objective = fairness_objective(idea.fairness, d.whole);
    const std::vector<double> x = criterion(d.a), y = criterion(d.b);
    ASSERT_EQ(objective.compare(d.a.data(), d.b.data()), sign(x, y));
    differ += sign(x, y) != 0 ? 1 : 0;
    const bool unit_free = idea.fairness == Fairness::egalitarian || idea.fairness == Fairness::equal_loss;
    const bool all_in = std::count(d.whole.ideal_gain.begin(), d.whole.ideal_gain.end(), 0.0) == 0;
    if (!all_in && !unit_free) continue;
    const double value = fairness_value(idea.fairness, d.whole, objective, objective.level(d.a.data()));
    ASSERT_NEAR(value, x.front(), 1e-9);
  }
  EXPECT_GT(differ, 5000);
}

TEST(FairnessIdeas, AnInterimAboveTheIdealIsRefused) {
  FairnessScale scale;
  scale.units = {1.0};
  scale.reservation = {0.2};
  scale.ideal_gain = {0.3};
  scale.interim = {0.6};
  scale.least_gain = {0.0};
  EXPECT_THROW(fairness_objective(Fairness::gupta_livne, scale), std::invalid_argument);
}

}  // namespace
}  // namespace offramp::bargaining
