// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/worlds/certain.h"

#include <gtest/gtest.h>

#include "offramp/bargaining/testing/random_problem.h"

namespace offramp::bargaining {
namespace {

double in_world(const UncertainNegotiator& party, const Settlement& s, std::size_t w) {
  double sum = 0.0;
  for (std::size_t i = 0; i < s.size(); ++i) sum += party.value[i][s[i]][w];
  for (const UncertainBonus& bonus : party.bonuses) sum += bonus.when.holds(s) ? bonus.amount[w] : 0.0;
  return sum;
}

// Acceptance by the certain problem is acceptance by the columns, whatever worlds were asked for before.
TEST(Certain, AWorldIsTheColumnsOfThatWorld) {
  int settled = 0;
  for (std::uint32_t number = 0; number < 200; ++number) {
    const UncertainProblem from = testing::random_problem(number);
    RandomStream random({3, 1, number, 0});
    WorldProblem worlds(from);
    for (int k = 0; k < 10; ++k) {
      const std::size_t w = random.index(static_cast<std::uint32_t>(from.worlds));
      std::optional<std::size_t> without;
      if (!from.red_lines.empty() && k % 2 == 0) {
        without = random.index(static_cast<std::uint32_t>(from.red_lines.size()));
      }
      const Problem& certain = worlds.in(w, without);
      const Settlement s =
          from.space.settlement(random.index(static_cast<std::uint32_t>(*from.space.exact_size())));
      ASSERT_EQ(feasible(certain, s), feasible(from, s));
      std::size_t at = 0;
      for (std::size_t n = 0; n < from.negotiators.size(); ++n) {
        if (!from.negotiators[n].veto) continue;
        const Negotiator& party = certain.negotiators.at(at++);
        const double utility = in_world(from.negotiators[n], s, w);
        ASSERT_NEAR(party.utility.of(s), utility, 1e-12);
        ASSERT_EQ(party.reservation, from.negotiators[n].reservation[w]);
        bool accepted = utility >= party.reservation - kTieTolerance;
        for (std::size_t r = 0; r < from.red_lines.size(); ++r) {
          const UncertainRedLine& line = from.red_lines[r];
          if (line.negotiator == n && r != without && line.binds.contains(w)) {
            accepted = accepted && !line.never.holds(s);
          }
        }
        ASSERT_EQ(accepts(party, s, party.utility.of(s)), accepted);
        settled += accepted ? 1 : 0;
      }
      ASSERT_EQ(certain.negotiators.size(), at);
    }
  }
  EXPECT_GT(settled, 500);
}

TEST(Certain, TheExpectedProblemHasTheMeansAndTheLinesThatMostlyBind) {
  UncertainProblem from{Space({Axis{"issue", {"a", "b"}, {}}}), 3, {}, {}, {}};
  const Condition b = Condition::member(0, {false, true});
  from.negotiators.push_back(
      {true, {{{0.0, 0.3, 0.6}, {1.0, 1.0, 0.4}}}, {{b, {0.3, -0.3, 0.0}}}, {0.1, 0.2, 0.3}});
  from.negotiators.push_back({false, {{{0.0, 0.0, 0.0}, {0.0, 0.0, 0.0}}}, {}, {0.0, 0.0, 0.0}});
  const auto line = [&](std::size_t negotiator, std::initializer_list<std::size_t> worlds) {
    UncertainRedLine red{negotiator, b, WorldSet(3)};
    for (const std::size_t w : worlds) red.binds.insert(w);
    from.red_lines.push_back(red);
  };
  line(0, {1});
  line(1, {0, 1, 2});
  line(0, {0, 2});
  const ExpectedProblem expected = expected_problem(from);
  ASSERT_EQ(expected.problem.negotiators.size(), 1u);
  const Negotiator& party = expected.problem.negotiators.front();
  EXPECT_NEAR(party.utility.of({0}), 0.3, 1e-15);
  EXPECT_NEAR(party.utility.of({1}), 0.8, 1e-15);
  EXPECT_NEAR(party.reservation, 0.2, 1e-15);
  EXPECT_EQ(party.red_lines.size(), 1u);
  EXPECT_EQ(expected.lines, (std::vector<std::vector<std::size_t>>{{2}}));
}

}  // namespace
}  // namespace offramp::bargaining
