// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/acceptance/acceptance.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <set>

#include "offramp/bargaining/model/utility.h"
#include "offramp/bargaining/testing/random_problem.h"
#include "offramp/base/number/random.h"

namespace offramp::bargaining {
namespace {

using testing::random_problem;

bool gains(const UncertainProblem& p, std::size_t n, const Settlement& s, std::size_t w) {
  const UncertainNegotiator& party = p.negotiators[n];
  double utility = 0.0;
  for (std::size_t issue = 0; issue < s.size(); ++issue) utility += party.value[issue][s[issue]][w];
  for (const UncertainBonus& bonus : party.bonuses) utility += bonus.when.holds(s) ? bonus.amount[w] : 0.0;
  return utility >= party.reservation[w] - kTieTolerance;
}

bool crosses(const UncertainProblem& p, std::size_t r, const Settlement& s, std::size_t w) {
  return p.red_lines[r].binds.contains(w) && p.red_lines[r].never.holds(s);
}

// Whether all veto players accept s in world w while only the red lines of `kept` stand.
bool agreed(const UncertainProblem& p, const Settlement& s, std::size_t w,
            const std::set<std::size_t>& kept) {
  for (std::size_t n = 0; n < p.negotiators.size(); ++n) {
    if (p.negotiators[n].veto && !gains(p, n, s, w)) return false;
  }
  return std::none_of(kept.begin(), kept.end(), [&](std::size_t r) {
    return p.negotiators[p.red_lines[r].negotiator].veto && crosses(p, r, s, w);
  });
}

std::vector<Settlement> feasible_settlements(const UncertainProblem& p) {
  std::vector<Settlement> found;
  for (std::uint64_t i = 0; i < *p.space.exact_size(); ++i) {
    const Settlement s = p.space.settlement(i);
    if (std::all_of(p.feasible.begin(), p.feasible.end(), [&](const Condition& c) { return c.holds(s); }))
      found.push_back(s);
  }
  return found;
}

std::set<std::size_t> all_lines(const UncertainProblem& p) {
  std::set<std::size_t> lines;
  for (std::size_t r = 0; r < p.red_lines.size(); ++r) lines.insert(r);
  return lines;
}

TEST(Acceptance, AgreesWithANaiveRecountOnRandomProblems) {
  for (std::uint32_t number = 0; number < 5000; ++number) {
    SCOPED_TRACE(number);
    const UncertainProblem p = random_problem(number);
    const AcceptanceTable t = enumerate_acceptance(p);
    const auto settlements = feasible_settlements(p);
    ASSERT_EQ(t.settlement.size(), settlements.size());
    std::vector<std::uint32_t> zone(p.worlds, 0);
    for (std::size_t i = 0; i < settlements.size(); ++i) {
      const Settlement& s = settlements[i];
      ASSERT_EQ(t.settlement[i], p.space.index(s));
      std::uint32_t all = 0;
      for (std::size_t w = 0; w < p.worlds; ++w) {
        if (!agreed(p, s, w, all_lines(p))) continue;
        ++all;
        ++zone[w];
      }
      ASSERT_EQ(t.all[i], all);
      for (std::size_t n = 0; n < p.negotiators.size(); ++n) {
        std::uint32_t accepts = 0, crossing = 0, clear = 0;
        for (std::size_t w = 0; w < p.worlds; ++w) {
          bool own = false, other = false;
          for (std::size_t r = 0; r < p.red_lines.size(); ++r) {
            (p.red_lines[r].negotiator == n ? own : other) |= crosses(p, r, s, w);
          }
          const bool gain = gains(p, n, s, w);
          crossing += own;
          accepts += gain && !own;
          clear += gain && !own && !other;
        }
        ASSERT_EQ(t.accepts[n][i], accepts);
        ASSERT_EQ(t.crosses[n][i], crossing);
        ASSERT_EQ(t.accepts_clear[n][i], clear);
        double mean = 0.0;
        for (std::size_t w = 0; w < p.worlds; ++w) {
          double u = 0.0;
          for (std::size_t issue = 0; issue < s.size(); ++issue)
            u += p.negotiators[n].value[issue][s[issue]][w];
          for (const auto& bonus : p.negotiators[n].bonuses) u += bonus.when.holds(s) ? bonus.amount[w] : 0.0;
          mean += u / static_cast<double>(p.worlds);
        }
        ASSERT_NEAR(t.expected_utility[n][i], mean, 1e-12);
      }
    }
    ASSERT_EQ(t.zone_size, zone);
    for (std::size_t r = 0; r < p.red_lines.size(); ++r) {
      auto kept = all_lines(p);
      kept.erase(r);
      for (std::size_t w = 0; w < p.worlds; ++w) {
        const bool open = std::any_of(settlements.begin(), settlements.end(),
                                      [&](const Settlement& s) { return agreed(p, s, w, kept); });
        ASSERT_EQ(t.agreement_without[r].contains(w), open) << "line " << r << " world " << w;
      }
    }
  }
}

// One settlement at a time, as for a short list.
TEST(Acceptance, RowsOfGivenSettlementsAreThoseOfTheEnumeration) {
  for (std::uint32_t number = 0; number < 300; ++number) {
    SCOPED_TRACE(number);
    const UncertainProblem p = random_problem(number);
    const AcceptanceTable whole = enumerate_acceptance(p);
    const AcceptanceTable listed = acceptance_of(p, feasible_settlements(p));
    ASSERT_EQ(listed.all, whole.all);
    ASSERT_EQ(listed.accepts, whole.accepts);
    ASSERT_EQ(listed.crosses, whole.crosses);
    ASSERT_EQ(listed.accepts_clear, whole.accepts_clear);
    ASSERT_EQ(listed.expected_reservation, whole.expected_reservation);
    for (std::size_t n = 0; n < p.negotiators.size(); ++n) {
      for (std::size_t i = 0; i < whole.all.size(); ++i) {
        ASSERT_NEAR(listed.expected_utility[n][i], whole.expected_utility[n][i], 1e-12);
      }
    }
  }
}

TEST(Acceptance, ClosingSetsAreTheMinimalSetsThatCloseTheZone) {
  int closed_problems = 0;
  for (std::uint32_t number = 0; number < 5000; ++number) {
    const UncertainProblem p = random_problem(number);
    const AcceptanceTable t = enumerate_acceptance(p);
    if (std::any_of(t.zone_size.begin(), t.zone_size.end(), [](std::uint32_t n) { return n > 0; })) continue;
    ++closed_problems;
    const auto settlements = feasible_settlements(p);
    const std::size_t lines = p.red_lines.size();
    std::set<std::vector<std::size_t>> minimal;
    for (std::size_t size = 0; size <= lines; ++size) {
      for (std::size_t mask = 0; mask < (std::size_t{1} << lines); ++mask) {
        if (static_cast<std::size_t>(__builtin_popcountll(mask)) != size) continue;
        std::vector<std::size_t> chosen;
        for (std::size_t r = 0; r < lines; ++r) {
          if ((mask >> r) & 1u) chosen.push_back(r);
        }
        const bool contains_smaller = std::any_of(minimal.begin(), minimal.end(), [&](const auto& m) {
          return std::includes(chosen.begin(), chosen.end(), m.begin(), m.end());
        });
        if (contains_smaller) continue;
        bool open = false;
        for (std::size_t w = 0; w < p.worlds && !open; ++w) {
          for (const Settlement& s : settlements)
            open = open || agreed(p, s, w, {chosen.begin(), chosen.end()});
        }
        if (!open) minimal.insert(chosen);
      }
    }
    const auto found = closing_red_lines(p, 1000);
    ASSERT_EQ(std::set(found.begin(), found.end()), minimal) << number;
    ASSERT_EQ(found.size(), minimal.size());
  }
  EXPECT_GT(closed_problems, 100);
}

TEST(Acceptance, SameResultForAnyNumberOfThreads) {
  for (std::uint32_t number = 0; number < 30; ++number) {
    const UncertainProblem p = random_problem(number);
    RunControl one, two;
    one.threads = 1;
    two.threads = 2;
    const AcceptanceTable a = enumerate_acceptance(p, one);
    const AcceptanceTable b = enumerate_acceptance(p, two);
    EXPECT_EQ(a.all, b.all);
    EXPECT_EQ(a.zone_size, b.zone_size);
    EXPECT_EQ(a.expected_utility, b.expected_utility);
    EXPECT_EQ(a.agreement_without, b.agreement_without);
  }
}

TEST(Acceptance, RefusesNonsenseAndStopsWhenTold) {
  UncertainProblem p = random_problem(3);
  p.negotiators[0].reservation[0] = std::numeric_limits<double>::quiet_NaN();
  EXPECT_THROW(enumerate_acceptance(p), std::invalid_argument);
  p = random_problem(3);
  p.worlds = 0;
  EXPECT_THROW(enumerate_acceptance(p), std::invalid_argument);
  std::vector<Axis> axes(8);
  for (Axis& axis : axes) axis.options.assign(10, "x");
  UncertainProblem large{Space(axes), 1, {}, {}, {}};
  EXPECT_THROW(enumerate_acceptance(large), std::invalid_argument);
  StopSource source;
  source.request_stop();
  RunControl control;
  control.stop = source.token();
  EXPECT_THROW(enumerate_acceptance(random_problem(3), control), Stopped);
}

}  // namespace
}  // namespace offramp::bargaining
