// SPDX-License-Identifier: Apache-2.0
#include "offramp/formats/space_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "offramp/base/random.h"
#include "offramp/formats/space_text.h"

namespace offramp::formats {
namespace {

// Discrete and integer issues, and one range if asked for.
Scenario random_scenario(RandomStream& random, std::size_t parties, bool range) {
  Scenario s;
  s.name = "random";
  s.issues = {{"a", IssueKind::discrete, {"x", "y", "z"}, 0, 0, 0}, {"b", IssueKind::integer, {}, 1, 4, 0}};
  if (range) s.issues.push_back({"c", IssueKind::real, {}, 0, 2, 0});
  for (std::size_t p = 0; p < parties; ++p) {
    Profile profile;
    profile.name = p == 0 ? "first" : p == 1 ? "second" : "third";
    profile.reservation = random.index(16) / 20.0;
    for (const IssueFrame& issue : s.issues) {
      profile.weight.push_back(1.0 / static_cast<double>(s.issues.size()));
      Evaluation e;
      for (std::size_t k = 0; k < issue.levels(); ++k) e.value.push_back(random.index(11) / 10.0);
      if (issue.kind == IssueKind::real) {
        e.curve = {{0, random.index(11) / 10.0}, {1, random.index(11) / 10.0}, {2, random.index(11) / 10.0}};
      }
      profile.evaluation.push_back(std::move(e));
    }
    s.profiles.push_back(std::move(profile));
  }
  return s;
}

TEST(SpaceReport, ProofAgreesWithPointsAndEnumeration) {
  RandomStream random({21, 1, 0, 0});
  int possible = 0, impossible = 0;
  for (int t = 0; t < 400; ++t) {
    const Scenario s = random_scenario(random, 2 + random.index(2), false);
    const auto problem = to_problem(s);
    double best = -1.0;
    for (std::uint64_t i = 0; i < *problem.space.exact_size(); ++i) {
      double product = 1.0;
      for (const auto& n : problem.negotiators) {
        const double gain = n.utility.of(problem.space.settlement(i)) - n.reservation;
        product = gain < -bargaining::kTieTolerance || product < 0.0 ? -1.0 : product * std::max(0.0, gain);
      }
      best = std::max(best, product);
    }
    const SpaceProof proof = space_proof(s);
    const SpacePoints points = space_points(s);
    using Verdict = bargaining::ProofSummary::Verdict;
    ASSERT_EQ(proof.proof.verdict, best >= 0.0 ? Verdict::possible : Verdict::impossible);
    ASSERT_EQ(points.points[0].standing, best >= 0.0 ? Standing::exact : Standing::none);
    ASSERT_TRUE(best < 0.0 || std::abs(points.points[0].value - best) < 1e-9);
    (best >= 0.0 ? possible : impossible) += 1;
    if (t % 50 == 0) {
      ASSERT_FALSE(space_text(proof).empty());
      ASSERT_EQ(nlohmann::json::parse(space_json(points))["points"].size(), points.points.size());
    }
  }
  EXPECT_GT(possible, 50);
  EXPECT_GT(impossible, 50);
}

// Without a grid the Nash product is never below that on a grid, and near it on a fine one.
TEST(SpaceReport, RangesAreSolvedWithoutAGrid) {
  RandomStream random({21, 2, 0, 0});
  for (int t = 0; t < 100; ++t) {
    const Scenario s = random_scenario(random, 2, true);
    const auto problem = to_problem(s, {.points = 201});
    double best = -1.0;
    for (std::uint64_t i = 0; i < *problem.space.exact_size(); ++i) {
      const auto settlement = problem.space.settlement(i);
      const double a = problem.negotiators[0].utility.of(settlement) - problem.negotiators[0].reservation;
      const double b = problem.negotiators[1].utility.of(settlement) - problem.negotiators[1].reservation;
      if (a >= 0.0 && b >= 0.0) best = std::max(best, a * b);
    }
    const SpacePoints points = space_points(s);
    if (best < 0.0) continue;
    ASSERT_EQ(points.points[0].standing, Standing::exact);
    ASSERT_GE(points.points[0].value, best - 1e-9);
    ASSERT_LE(points.points[0].value, best + 2e-3);
    ASSERT_TRUE(space_frontier(s, 1000, false).pieces);
  }
}

TEST(SpaceReport, SimulationIsReproducible) {
  RandomStream random({21, 3, 0, 0});
  const Scenario s = random_scenario(random, 3, false);
  SimulationOptions options;
  options.agents = {*parse_agent("time:0.5")};
  options.process.runs = 500;
  EXPECT_EQ(space_json(space_simulation(s, options)), space_json(space_simulation(s, options)));
  EXPECT_EQ(space_simulation(s, options).protocol, "stacked alternating offers");
}

TEST(SpaceReport, AgentsByName) {
  EXPECT_EQ(parse_agent("boulware")->beta, 0.2);
  EXPECT_EQ(parse_agent("time:2.5")->beta, 2.5);
  EXPECT_EQ(parse_agent("tft:0.3")->initial, 0.3);
  EXPECT_EQ(parse_agent("micro")->kind, bargaining::AgentSpec::Kind::micro);
  for (const char* bad : {"", "time", "time:", "time:-1", "time:nan", "tft:2", "micro:1", "shy"}) {
    EXPECT_FALSE(parse_agent(bad)) << bad;
  }
}

TEST(SpaceReport, LinesFitEightyColumns) {
  RandomStream random({21, 4, 0, 0});
  Scenario s = random_scenario(random, 3, false);
  s.issues[0].name = std::string(60, 'n');
  s.issues[0].options[0] = std::string(90, 'o');
  s.profiles[1].name = std::string(70, 'p');
  for (Profile& profile : s.profiles) profile.reservation = 0.0;
  SimulationOptions options;
  options.agents = {{}};
  const std::string all = space_text(space_info(s)) + space_text(space_points(s)) +
                          space_text(space_frontier(s, 10, false)) + space_text(space_proof(s)) +
                          space_text(space_simulation(s, options));
  std::size_t begin = 0;
  while (begin < all.size()) {
    const std::size_t end = all.find('\n', begin);
    const std::string line = all.substr(begin, end - begin);
    EXPECT_LE(std::count_if(line.begin(), line.end(), [](char c) { return (c & 0xC0) != 0x80; }), 80) << line;
    begin = end + 1;
  }
}

}  // namespace
}  // namespace offramp::formats
