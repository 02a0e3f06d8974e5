// SPDX-License-Identifier: Apache-2.0
// Cases whose issues bonuses tie together in one long chain, both ways: listed, and searched.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "offramp/analysis/settle/settle.h"
#include "offramp/analysis/standing/context.h"
#include "offramp/bargaining/model/dominance.h"
#include "offramp/bargaining/model/space.h"
#include "offramp/base/number/random.h"
#include "offramp/base/testing/paths.h"
#include "offramp/case/file/reader.h"
#include "offramp/case/testing/read_good.h"

namespace offramp {
namespace {

constexpr const char* kParties[] = {"north", "south", "river"};

std::string interests_of(RandomStream& random, std::size_t issues) {
  std::string text = "{source: s, weight: {";
  for (std::size_t i = 0; i < issues; ++i) {
    text += fmt::format("{}i{}: {} to {}", i > 0 ? ", " : "", i, 5 + random.index(10), 16 + random.index(10));
  }
  text += "}, value: {";
  for (std::size_t i = 0; i < issues; ++i)
    text += fmt::format("{}i{}: {{", i > 0 ? ", " : "", i) + [&] {
      std::string values;
      for (const char* option : {"a", "b", "c"}) {
        values += fmt::format("{}: {}, ", option, 10 * random.index(11));
      }
      return values + fmt::format("d: {}", 10 * random.index(11)) + "}";
    }();
  text += "}, bonus: [";
  for (std::size_t i = 0; i + 1 < issues; ++i) {
    const char option = static_cast<char>('a' + random.index(4));
    const bool gain = random.index(3) > 0;
    text += fmt::format("{}{{id: b{}, when: i{} = {} and not (i{} = {}), add: {}, because: made up}}",
                        i > 0 ? ", " : "", i, i, option, i + 1, static_cast<char>('a' + random.index(4)),
                        gain ? "1 to 4" : "-4 to -1");
  }
  return text + "]}";
}

// Nine issues of four options: 262,144 settlements, all issues in one chain of bonuses for each party; one
// rule of logic; and two red lines, one of which holds in some worlds only.
Case chained_case(std::uint64_t seed, double no_deal) {
  RandomStream random({.seed = seed, .stream = 61});
  constexpr std::size_t kIssues = 9;
  std::string text =
      "offramp: 1\ntitle: Test case, a chain\nas_of: 2009-12-31\nsources: {s: {title: Made up}}\nparties:\n";
  for (const char* party : kParties) text += fmt::format("  {}: {{name: {}, veto: true}}\n", party, party);
  text += "issues:\n";
  for (std::size_t i = 0; i < kIssues; ++i) {
    text += fmt::format("  i{}: {{name: Issue {}, options: {{a: A, b: B, c: C, d: D}}}}\n", i, i);
  }
  text += "feasible:\n  - i0 = a implies not (i8 = d)\ninterests:\n";
  for (const char* party : kParties) text += fmt::format("  {}: {}\n", party, interests_of(random, kIssues));
  text +=
      "red_lines:\n"
      "  - {party: north, never: i2 = b, because: made up, source: s, unacceptable_to: 40 %}\n"
      "  - {party: south, never: i3 = a and i5 = c, because: made up, source: s}\n"
      "no_deal:\n";
  for (const char* party : kParties) {
    text += fmt::format("  {}: {{utility: {} to {}, source: s}}\n", party, no_deal - 3.0, no_deal + 3.0);
  }
  return read_good(text);
}

void expect_same(const SettleResult& listed, const SettleResult& searched) {
  EXPECT_TRUE(listed.enumerated);
  EXPECT_FALSE(searched.enumerated);
  EXPECT_EQ(searched.undecided_worlds, 0u);
  EXPECT_EQ(listed.agreed, searched.agreed);
  ASSERT_EQ(listed.red_lines.size(), searched.red_lines.size());
  for (std::size_t r = 0; r < listed.red_lines.size(); ++r) {
    EXPECT_EQ(listed.red_lines[r].agreement_without.value, searched.red_lines[r].agreement_without.value);
  }
  // What leads is chosen on one half of the worlds; of several that are signed equally often there, the two
  // ways may judge different ones.
  EXPECT_EQ(listed.robust.front().name, "largest share");
  EXPECT_EQ(listed.robust.front().value, searched.robust.front().value);
  ASSERT_EQ(listed.points.size(), searched.points.size()) << searched.no_points_because;
  for (std::size_t k = 0; k < listed.points.size(); ++k) {
    EXPECT_NEAR(listed.points[k].value, searched.points[k].value, 1e-9) << listed.points[k].name;
  }
  EXPECT_EQ(listed.certificate.possible, searched.certificate.possible);
  EXPECT_EQ(listed.certificate.clashes.size(), searched.certificate.clashes.size());
}

TEST(SettleNonAdditive, ChainsOfBonusesHaveTheSameAnswersBothWays) {
  int agreed = 0, shut = 0, with_points = 0;
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    for (const double no_deal : {50.0, 66.0}) {
      SCOPED_TRACE(::testing::Message() << "seed " << seed << " no deal " << no_deal);
      const Case c = chained_case(seed, no_deal);
      SampleOptions sampling;
      sampling.worlds = 8;
      const WorldTable table = sample(c, sampling);
      const SettleResult listed = *settle_worlds(c, table, {});
      SettleOptions options;
      options.enumeration_limit = 0;
      if (listed.agreement.value == 0.0 && !listed.certificate.possible) {
        ++shut;
        continue;
      }
      ++agreed;
      with_points += listed.points.empty() ? 0 : 1;
      expect_same(listed, *settle_worlds(c, table, options));
    }
  }
  EXPECT_GE(agreed, 3);
  EXPECT_GE(with_points, 2);
  EXPECT_LE(shut, 3);
}

// The shipped exercise: of 720 packages 12 are accepted by all six parties, 55 by at least five with both
// veto players, and 481 are Pareto-optimal for the six (LLM-Deliberation, Abdelnabi 2023).
TEST(ScorableBase, ThroughTheShippedCaseFile) {
  const LoadedCase read = read_case_file(checkout::root() + "/cases/scorable-base/case.yaml");
  ASSERT_TRUE(read.value) << read.diagnostics.to_text();
  SampleOptions sampling;
  sampling.worlds = 1;
  const WorldTable table = sample(*read.value, sampling);
  const CaseProblem posed = *case_problem(*read.value, table);
  const Halves halves(posed);
  SettleContext context(halves);
  context.choosing = context.acceptance = bargaining::enumerate_acceptance(context.problem);
  ASSERT_EQ(context.feasible(), 720u);
  ASSERT_EQ(context.parties.size(), 6u);
  ASSERT_EQ(context.veto_count, 2u);
  int by_all = 0, by_five = 0;
  for (std::size_t s = 0; s < context.feasible(); ++s) {
    std::uint32_t accepting = 0;
    for (std::size_t n = 0; n < 6; ++n) accepting += context.acceptance.accepts[n][s];
    by_all += accepting == 6 ? 1 : 0;
    by_five += accepting >= 5 && context.acceptance.all[s] == 1 ? 1 : 0;
  }
  EXPECT_EQ(by_all, 12);
  EXPECT_EQ(by_five, 55);
  // Scores are whole numbers; the file's shares of them are rounded.
  std::vector<std::vector<double>> score = context.acceptance.expected_utility;
  for (std::vector<double>& party : score) {
    for (double& x : party) {
      const double whole = std::round(100.0 * x);
      ASSERT_NEAR(100.0 * x, whole, 1e-9);
      x = whole;
    }
  }
  EXPECT_EQ(bargaining::undominated(score).size(), 481u);
  const SettleResult result = *settle_worlds(*read.value, table, {});
  EXPECT_EQ(result.feasible, 720u);
  EXPECT_EQ(result.agreement.value, 1.0);
  EXPECT_TRUE(result.certificate.possible);
}

// Both exercises have whole scores, so that the Pareto settlements can be counted exactly: those to which no
// other has scores of the veto players all at least as large and one larger.
void expect_exact_pareto(const char* name, std::size_t count) {
  SCOPED_TRACE(name);
  const LoadedCase read = read_case_file(checkout::root() + "/cases/" + name + "/case.yaml");
  ASSERT_TRUE(read.value) << read.diagnostics.to_text();
  SampleOptions sampling;
  sampling.worlds = 8;
  const WorldTable table = sample(*read.value, sampling);
  const CaseProblem posed = *case_problem(*read.value, table, false);
  const Halves halves(posed);
  SettleContext context(halves);
  context.choosing = context.acceptance = bargaining::enumerate_acceptance(context.problem);
  const auto& utility = context.acceptance.expected_utility;
  const auto whole = [&](std::size_t n, std::size_t s) { return std::llround(100.0 * utility[n][s]); };
  const auto beats = [&](std::size_t a, std::size_t b) {
    bool all = true, one = false;
    for (std::size_t n = 0; n < context.veto_count; ++n) {
      all = all && whole(n, a) >= whole(n, b);
      one = one || whole(n, a) > whole(n, b);
    }
    return all && one;
  };
  std::vector<bool> pareto(context.feasible(), true);
  for (std::size_t a = 0; a < pareto.size(); ++a) {
    for (std::size_t b = 0; b < pareto.size(); ++b) pareto[b] = pareto[b] && !beats(a, b);
  }
  EXPECT_EQ(std::count(pareto.begin(), pareto.end(), true), static_cast<std::ptrdiff_t>(count));
  const SettleResult result = *settle_worlds(*read.value, table, {});
  EXPECT_EQ(result.pareto_count, count);
  ASSERT_EQ(result.map.size(), pareto.size());
  for (const MapPoint& point : result.map) {
    ASSERT_EQ(point.pareto, pareto[*context.position_of(point.settlement)]);
  }
  for (const SettlementReport& report : result.ranked) {
    ASSERT_EQ(report.pareto, pareto[*context.position_of(report.settlement)]);
  }
  EXPECT_FALSE(result.robust.empty());
  for (const RobustChoice& choice : result.robust) {
    EXPECT_EQ(choice.report.pareto, pareto[*context.position_of(choice.report.settlement)]);
  }
}

TEST(ScorableGames, ParetoSettlementsAreThoseOfTheWholeScores) {
  expect_exact_pareto("scorable-game1", 26);
  expect_exact_pareto("scorable-base", 16);
}

}  // namespace
}  // namespace offramp
