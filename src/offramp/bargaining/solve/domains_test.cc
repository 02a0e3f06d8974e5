// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "offramp/bargaining/frontier/merged_frontier.h"
#include "offramp/bargaining/solve/solve_point.h"
#include "offramp/bargaining/testing/domain_problems.h"

namespace offramp::bargaining {
namespace {

PointSummary solve(const Problem& problem, Fairness fairness, bool rational = true) {
  PointOptions options;
  options.fairness = fairness;
  options.individually_rational = rational;
  return solve_point(problem, options);
}

Problem domain(const nlohmann::json& entry) {
  return domains::read(entry["dir"], entry["files"], entry["npar"].get<std::size_t>());
}

double product(const Problem& problem, const std::vector<double>& utility) {
  double result = 1.0;
  for (std::size_t p = 0; p < utility.size(); ++p) result *= utility[p] - problem.negotiators[p].reservation;
  return result;
}

// Another program's points (enumeration), rounded to 5 digits; utilities are rounded, so products are
// compared with that in mind.
TEST(Domains, HaveTheExpectedFrontiersAndPoints) {
  if (!domains::present()) GTEST_SKIP() << "../shared/data/domains is absent";
  int compared = 0;
  for (const auto& entry : domains::json("expected_points.json")) {
    if (!entry.contains("frontier") || entry["frontier"].is_null()) continue;
    const std::string dir = entry["dir"];
    SCOPED_TRACE(dir);
    const Problem problem = domain(entry);
    ASSERT_EQ(problem.negotiators.size(), entry["npar"].get<std::size_t>());
    EXPECT_EQ(*problem.space.exact_size(), entry["outcomes"].get<std::uint64_t>());
    const MergedFrontier frontier = solve_merged_frontier(problem, {});
    // In exact fractions three of the frontiers are smaller: the other program's floating-point sums tell
    // equal utilities apart (checked with rational arithmetic outside this test).
    const std::map<std::string, std::size_t> exact = {{"genius-xml/y2011__Energy", 204},
                                                      {"genius-xml/y2012__SupermarketB", 39},
                                                      {"genius-xml/other__Jobs", 21}};
    const auto corrected = exact.find(dir);
    EXPECT_EQ(frontier.points,
              corrected == exact.end() ? entry["frontier"].get<std::size_t>() : corrected->second);
    if (!entry.contains("nash")) continue;
    ++compared;
    // Where several settlements tie the other program names another one: compare what is maximised.
    const auto expected = [&](const char* name) { return entry[name].get<std::vector<double>>(); };
    const PointSummary nash = solve(problem, Fairness::nash);
    const PointSummary egalitarian = solve(problem, Fairness::egalitarian);
    const PointSummary utilitarian = solve(problem, Fairness::utilitarian);
    for (const PointSummary* s : {&nash, &egalitarian, &utilitarian}) {
      ASSERT_EQ(s->stop, PointSummary::Stop::proven) << s->message;
    }
    EXPECT_NEAR(nash.value, product(problem, expected("nash")), 3e-5);
    double least = 1e300;
    for (std::size_t p = 0; p < problem.negotiators.size(); ++p) {
      EXPECT_NEAR(nash.utility[p], expected("nash")[p], 6e-6) << "Nash utility of party " << p;
      least = std::min(least, expected("egal")[p] - problem.negotiators[p].reservation);
    }
    EXPECT_NEAR(egalitarian.value, least, 6e-6);
    const auto util = expected("util");
    EXPECT_NEAR(utilitarian.value, std::accumulate(util.begin(), util.end(), 0.0), 3e-5);
  }
  EXPECT_GE(compared, 10);
}

// Opposition as published for the ANAC domains: distance of the max-min point to (1, 1).
TEST(Domains, HaveThePublishedOpposition) {
  if (!domains::present()) GTEST_SKIP() << "../shared/data/domains is absent";
  const std::map<std::string, double> published = {{"genius-xml/y2010__EnglandZimbabwe", .278},
                                                   {"genius-xml/y2010__ItexvsCypress", .431},
                                                   {"genius-xml/y2011__Camera", .219},
                                                   {"genius-xml/y2011__Energy", .448}};
  int seen = 0;
  for (const auto& entry : domains::json("expected_points.json")) {
    const auto expected = published.find(entry["dir"]);
    if (expected == published.end()) continue;
    const PointSummary point = solve(domain(entry), Fairness::egalitarian, false);
    const double distance = std::hypot(1 - point.utility[0], 1 - point.utility[1]);
    EXPECT_NEAR(distance, expected->second, 0.001) << expected->first;
    ++seen;
  }
  EXPECT_EQ(seen, 4);
}

// The scorable game `base` (LLM-Deliberation, Abdelnabi 2023): of 720 packages 481 are Pareto-optimal and
// 12 acceptable to all six parties. Here settlements are counted, so equal score vectors count each.
TEST(Domains, ScorableGameHas481OptimalPackages) {
  if (!domains::present()) GTEST_SKIP() << "../shared/data/domains is absent";
  const nlohmann::json game = domains::json("scorable-games/base.json");
  std::vector<Axis> axes;
  for (const auto& scores : game["parties"][0]["scores"]) {
    axes.emplace_back();
    axes.back().options.resize(scores.size());
  }
  Problem problem{Space(axes), {}, {}};
  for (const auto& party : game["parties"]) {
    Negotiator negotiator;
    negotiator.utility.value = party["scores"].get<std::vector<std::vector<double>>>();
    negotiator.reservation = party["minimum"];
    problem.negotiators.push_back(negotiator);
  }
  const MergedFrontier frontier = solve_merged_frontier(problem, {});
  std::map<std::vector<double>, int> optimal;
  for (std::size_t k = 0; k < frontier.points; ++k) {
    std::vector<double> u;
    for (std::size_t p = 0; p < 6; ++p) u.push_back(frontier.utility(k, p));
    optimal[u] = 0;
  }
  int accepted = 0;
  int packages = 0;
  for (std::uint64_t k = 0; k < *problem.space.exact_size(); ++k) {
    std::vector<double> u;
    bool all = true;
    for (const Negotiator& party : problem.negotiators) {
      u.push_back(party.utility.of(problem.space.settlement(k)));
      all = all && u.back() >= party.reservation;
    }
    accepted += all ? 1 : 0;
    packages += optimal.count(u) != 0 ? 1 : 0;
  }
  EXPECT_EQ(*problem.space.exact_size(), 720u);
  EXPECT_EQ(packages, 481);
  EXPECT_EQ(accepted, 12);
}

}  // namespace
}  // namespace offramp::bargaining
