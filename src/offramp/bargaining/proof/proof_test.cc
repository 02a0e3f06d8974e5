// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/proof/proof.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <fstream>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <stdexcept>

#include "offramp/bargaining/testing/problems.h"
#include "offramp/base/testing/paths.h"

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

// Two parties divide three seats; each needs two, and one rule or red line more makes it worse.
Problem seats() {
  Problem problem{Space({{"seats", {"0", "1", "2", "3"}, {}}, {"capital", {"north", "south"}, {}}}), {}, {}};
  problem.negotiators.resize(2);
  problem.negotiators[0] = {{{{0, 1, 2, 3}, {0.5, 0}}, {}}, 2.0, {Condition::member(1, {false, true})}};
  problem.negotiators[1] = {{{{3, 2, 1, 0}, {0, 0.25}}, {}}, 2.0, {}};
  return problem;
}

TEST(Proof, NamesTheClashAndTheLeastConcession) {
  const Problem problem = seats();
  const ProofSummary summary = prove(problem);
  ASSERT_EQ(summary.verdict, Verdict::impossible);
  // Red line 0 of the first party, its reservation, the second party's reservation.
  ASSERT_EQ(summary.constraints.size(), 3u);
  EXPECT_EQ(summary.clashes, (std::vector<std::vector<std::size_t>>{{1, 2}}));
  EXPECT_EQ(summary.corrections, (std::vector<std::vector<std::size_t>>{{1}, {2}}));
  // The first party: capital in the north and one seat give it 1.5, so 0.5 lower; the second falls to 1.
  ASSERT_EQ(summary.concessions.size(), 2u);
  EXPECT_EQ(summary.concessions[0].constraint, 1u);
  EXPECT_DOUBLE_EQ(summary.concessions[0].lower_by, 0.5);
  EXPECT_DOUBLE_EQ(summary.concessions[0].lower_by_share, 0.5 / 3.5);
  EXPECT_EQ(summary.concessions[0].opens, (Settlement{1, 0}));
  EXPECT_EQ(summary.concessions[1].constraint, 2u);
  EXPECT_DOUBLE_EQ(summary.concessions[1].lower_by, 1.0);
}

TEST(Proof, StopsAtItsLimitsAndSaysSo) {
  const Problem problem = seats();
  StopSource source;
  source.request_stop();
  const ProofSummary stopped = prove(problem, {}, RunControl{{}, source.token(), 1});
  EXPECT_EQ(stopped.verdict, Verdict::unknown);
  EXPECT_EQ(stopped.reason, "stopped by the caller");
  const ProofSummary one = prove(problem, {.max_corrections = 1});
  EXPECT_EQ(one.verdict, Verdict::impossible);
  EXPECT_FALSE(one.complete);
  EXPECT_THROW(prove(problem, {.max_nodes = 0}), std::invalid_argument);
  Problem wrong = seats();
  wrong.negotiators[0].utility.value.pop_back();
  EXPECT_THROW(prove(wrong), std::invalid_argument);
  wrong = seats();
  wrong.negotiators[0].reservation = std::numeric_limits<double>::quiet_NaN();
  EXPECT_THROW(prove(wrong), std::invalid_argument);
}

TEST(Proof, NoConstraintNoPartyNoIssue) {
  EXPECT_EQ(prove({Space({}), {}, {}}).verdict, Verdict::possible);
  const ProofSummary never = prove({Space({}), {Condition::constant(false)}, {}});
  EXPECT_EQ(never.verdict, Verdict::impossible);
  EXPECT_EQ(never.clashes, (std::vector<std::vector<std::size_t>>{{0}}));
  ASSERT_EQ(never.concessions.size(), 1u);
  EXPECT_EQ(never.concessions[0].opens, Settlement{});
}

// Adding a constraint can only turn yes into no, and never loses a clash.
RC_GTEST_PROP(Proof, MoreConstraintsNeverHelp, (std::uint64_t seed)) {
  RandomStream random({.seed = seed});
  const Problem problem = testing::random_problem(random, {.max_rules = 2, .harshness = 0.9});
  Problem harder =
      problem;  // a last red line of the last party keeps every other place but its reservation's
  harder.feasible.push_back(testing::random_condition(random, problem.space));
  const ProofSummary one = prove(problem), two = prove(harder);
  RC_ASSERT(!(one.verdict == Verdict::impossible && two.verdict == Verdict::possible));
  const std::size_t added = problem.feasible.size();
  for (std::vector<std::size_t> clash : one.clashes) {
    for (std::size_t& c : clash) c += c >= added ? 1 : 0;
    RC_ASSERT(std::find(two.clashes.begin(), two.clashes.end(), clash) != two.clashes.end());
  }
}

// LLM-Deliberation's game `base` (Abdelnabi 2023, MIT): 720 packages, 12 accepted by all six parties, 55 by
// five including both veto parties.
TEST(Proof, ScorableGameBase) {
  std::ifstream file(checkout::shared_data() + "/domains/scorable-games/base.json");
  if (!file) GTEST_SKIP() << "needs ../shared/data/domains/scorable-games/base.json";
  const nlohmann::json game = nlohmann::json::parse(file);
  std::vector<Axis> axes;
  for (const auto& scores : game["parties"][0]["scores"]) {
    axes.emplace_back();
    axes.back().options.resize(scores.size());
  }
  Problem problem{Space(axes), {}, {}};
  std::vector<bool> veto;
  for (const auto& party : game["parties"]) {
    problem.negotiators.push_back(
        {{party["scores"].get<std::vector<std::vector<double>>>(), {}}, party["minimum"].get<double>(), {}});
    veto.push_back(party["role"].get<std::string>().ends_with("veto"));
  }
  const std::vector<Settlement> all = testing::all_settlements(problem.space);
  EXPECT_EQ(all.size(), 720u);
  int by_all = 0;
  for (const Settlement& settlement : all) by_all += testing::accepted(problem, settlement) ? 1 : 0;
  EXPECT_EQ(by_all, 12);
  EXPECT_EQ(std::count(veto.begin(), veto.end(), true), 2);
  int by_five = 0;
  for (const Settlement& settlement : all) {
    int accepting = 0;
    bool vetoed = false;
    for (std::size_t n = 0; n < veto.size(); ++n) {
      const Problem alone{problem.space, {}, {problem.negotiators[n]}};
      const bool yes = testing::accepted(alone, settlement);
      accepting += yes ? 1 : 0;
      vetoed = vetoed || (veto[n] && !yes);
    }
    by_five += accepting >= 5 && !vetoed ? 1 : 0;
  }
  EXPECT_EQ(by_five, 55);
  const ProofSummary summary = prove(problem);
  ASSERT_EQ(summary.verdict, Verdict::possible);
  EXPECT_TRUE(testing::accepted(problem, *summary.witness));
  // Take the twelve away one by one: exactly the thirteenth proof says no.
  for (int k = 0; k < 12; ++k) {
    const ProofSummary next = prove(problem);
    ASSERT_EQ(next.verdict, Verdict::possible) << k;
    std::vector<Condition> differs;
    for (std::size_t i = 0; i < axes.size(); ++i) {
      std::vector<bool> other(axes[i].size(), true);
      other[(*next.witness)[i]] = false;
      differs.push_back(Condition::member(i, other));
    }
    problem.feasible.push_back(Condition::disjunction(differs));
  }
  EXPECT_EQ(prove(problem, {.list_clashes = false}).verdict, Verdict::impossible);
}

}  // namespace
}  // namespace offramp::bargaining
