// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/proof.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <stdexcept>

#include "offramp/bargaining/testing_problems.h"

namespace offramp::bargaining {
namespace {

using Kind = ProblemConstraint::Kind;
using Verdict = ProofSummary::Verdict;
using Sets = std::set<std::vector<std::size_t>>;

bool meets(const Problem& problem, const ProblemConstraint& constraint, const Settlement& settlement) {
  if (constraint.kind == Kind::feasibility) return problem.feasible[constraint.index].holds(settlement);
  const Negotiator& negotiator = problem.negotiators[constraint.negotiator];
  if (constraint.kind == Kind::red_line) return !negotiator.red_lines[constraint.index].holds(settlement);
  return negotiator.utility.of(settlement) >= negotiator.reservation - kTieTolerance;
}

// For each settlement the set of constraints it breaks, as bits; without repetition.
std::set<std::uint32_t> broken_sets(const Problem& problem, const std::vector<Settlement>& all) {
  const std::vector<ProblemConstraint> constraints = constraints_of(problem);
  std::set<std::uint32_t> broken;
  for (const Settlement& settlement : all) {
    std::uint32_t bits = 0;
    for (std::size_t c = 0; c < constraints.size(); ++c) {
      if (!meets(problem, constraints[c], settlement)) bits |= 1u << c;
    }
    broken.insert(bits);
  }
  return broken;
}

std::vector<std::size_t> members(std::uint32_t bits) {
  std::vector<std::size_t> list;
  for (std::size_t c = 0; c < 32; ++c) {
    if ((bits >> c & 1u) != 0) list.push_back(c);
  }
  return list;
}

// Minimal sets of all 2^n that meet every broken set: by definition the minimal clashes.
Sets minimal_clashes(std::size_t constraints, const std::set<std::uint32_t>& broken) {
  const auto clashes = [&](std::uint32_t set) {
    return std::all_of(broken.begin(), broken.end(), [&](std::uint32_t b) { return (b & set) != 0; });
  };
  Sets found;
  for (std::uint32_t set = 0; set < 1u << constraints; ++set) {
    if (!clashes(set)) continue;
    bool minimal = true;
    for (std::size_t c : members(set)) minimal = minimal && !clashes(set & ~(1u << c));
    if (minimal) found.insert(members(set));
  }
  return found;
}

Sets minimal_corrections(const std::set<std::uint32_t>& broken) {
  Sets found;
  for (std::uint32_t b : broken) {
    const auto smaller = [&](std::uint32_t other) { return other != b && (other & ~b) == 0; };
    if (std::none_of(broken.begin(), broken.end(), smaller)) found.insert(members(b));
  }
  return found;
}

double least_surplus(const Problem& problem, const Settlement& settlement) {
  double least = 1e300;
  for (const Negotiator& negotiator : problem.negotiators) {
    least = std::min(least, negotiator.utility.of(settlement) - negotiator.reservation);
  }
  return least;
}

void check_concessions(const Problem& problem, const ProofSummary& summary,
                       const std::vector<Settlement>& all) {
  std::map<std::size_t, Concession> listed;
  for (const Concession& concession : summary.concessions) listed[concession.constraint] = concession;
  for (std::size_t c = 0; c < summary.constraints.size(); ++c) {
    bool opens = false;
    double least_lowering = 1e300, best_surplus = -1e300;
    for (const Settlement& settlement : all) {
      bool others = true;
      for (std::size_t d = 0; d < summary.constraints.size(); ++d) {
        others = others && (d == c || meets(problem, summary.constraints[d], settlement));
      }
      if (!others) continue;
      opens = true;
      const Negotiator& party = problem.negotiators[summary.constraints[c].negotiator];
      least_lowering = std::min(least_lowering, party.reservation - party.utility.of(settlement));
      best_surplus = std::max(best_surplus, least_surplus(problem, settlement));
    }
    ASSERT_EQ(opens, listed.count(c) == 1) << c;
    if (!opens) continue;
    ASSERT_TRUE(listed[c].proven);
    for (std::size_t d = 0; d < summary.constraints.size(); ++d) {
      ASSERT_TRUE(d == c || meets(problem, summary.constraints[d], listed[c].opens));
    }
    if (summary.constraints[c].kind == Kind::reservation) {
      ASSERT_NEAR(listed[c].lower_by, least_lowering, 2e-9);
    } else {
      ASSERT_NEAR(listed[c].least_surplus, best_surplus, 2e-9);
    }
  }
}

TEST(Proof, AgreesWithBruteForceOnRandomProblems) {
  RandomStream random({.seed = 3});
  int impossible = 0, several = 0;
  for (int trial = 0; trial < 6000; ++trial) {
    const Problem problem = testing::random_problem(random, {.max_rules = 2, .harshness = 1.0});
    const std::vector<ProblemConstraint> constraints = constraints_of(problem);
    if (constraints.size() > 12) continue;
    SCOPED_TRACE(trial);
    const std::vector<Settlement> all = testing::all_settlements(problem.space);
    const bool possible = std::any_of(all.begin(), all.end(),
                                      [&](const Settlement& s) { return testing::accepted(problem, s); });
    const ProofSummary summary = prove(problem);
    ASSERT_EQ(summary.verdict, possible ? Verdict::possible : Verdict::impossible) << summary.reason;
    ASSERT_TRUE(summary.complete);
    if (possible) {
      ASSERT_TRUE(testing::accepted(problem, *summary.witness));
      continue;
    }
    ++impossible;
    const std::set<std::uint32_t> broken = broken_sets(problem, all);
    ASSERT_EQ(Sets(summary.clashes.begin(), summary.clashes.end()),
              minimal_clashes(constraints.size(), broken));
    ASSERT_EQ(Sets(summary.corrections.begin(), summary.corrections.end()), minimal_corrections(broken));
    if (summary.clashes.size() > 1) ++several;
    check_concessions(problem, summary, all);
  }
  EXPECT_GT(impossible, 3000);
  EXPECT_GT(several, 500);
}

}  // namespace
}  // namespace offramp::bargaining
