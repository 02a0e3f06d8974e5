// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "offramp/analysis/space/report.h"
#include "offramp/bargaining/testing/nonadditive.h"
#include "offramp/base/number/random.h"
#include "offramp/briefing/space/report.h"
#include "offramp/briefing/space/space_json.h"
#include "offramp/briefing/testing/expect_document.h"

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

/// The report points into its own JSON, keeps to its width and says no number of its own.
template <class Answer>
void expect_sound(const Answer& answer) {
  const briefing::Document document = briefing::space_report(answer);
  briefing::expect::sound(document, {{"space", nlohmann::ordered_json::parse(space_json(answer))}});
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
      expect_sound(proof);
      expect_sound(points);
      ASSERT_EQ(nlohmann::json::parse(space_json(points))["points"].size(), points.points.size());
    }
  }
  EXPECT_GT(possible, 50);
  EXPECT_GT(impossible, 50);
}

// Ten integer issues under hyper-rectangles, 10^10 settlements: far too many to merge.
Scenario boxes_scenario(RandomStream& random, std::size_t parties) {
  Scenario s;
  s.name = "boxes";
  for (int i = 0; i < 10; ++i) {
    s.issues.push_back({std::string("i") + static_cast<char>('0' + i), IssueKind::integer, {}, 0, 9, 0});
  }
  for (std::size_t p = 0; p < parties; ++p) {
    Profile profile;
    profile.name = std::string("party ") + static_cast<char>('1' + p);
    profile.weight.assign(10, 0.0);
    profile.evaluation.assign(10, Evaluation{std::vector<double>(10, 0.0), {}});
    for (int b = 0; b < 15; ++b) {
      Box box{(1.0 + random.index(20)) / 100.0, {}};
      const std::uint32_t first = random.index(10);
      for (std::uint32_t side = 0; side < 2 + random.index(2); ++side) {
        const double low = random.index(6);
        box.sides.push_back({(first + 3 * side) % 10, low, low + 2.0 + random.index(3)});
      }
      profile.boxes.push_back(box);
    }
    s.profiles.push_back(profile);
  }
  return s;
}

// The two-party frontier by epsilon constraints must be the frontier with one party twice; and no idea's
// settlement may be dominated by a point of the frontier.
TEST(SpaceReport, ThreePartiesWithHyperRectangles) {
  RandomStream random({21, 5, 0, 0});
  for (int t = 0; t < 4; ++t) {
    Scenario s = boxes_scenario(random, 2);
    const auto two = bargaining::two_party_frontier(to_problem(s));
    s.profiles.push_back(s.profiles[0]);
    const SpaceFrontier twice = space_frontier(s, 10000, false);
    ASSERT_EQ(twice.standing, Standing::exact) << twice.remark;
    ASSERT_EQ(twice.points.size(), two.points.size());
    for (std::size_t k = 0; k < two.points.size(); ++k) {
      EXPECT_NEAR(twice.points[k].utility[0], two.points[k].first, 1e-9);
      EXPECT_NEAR(twice.points[k].utility[1], two.points[k].second, 1e-9);
    }
    const Scenario three = boxes_scenario(random, 3);
    const SpaceFrontier frontier = space_frontier(three, 100000, false);
    ASSERT_EQ(frontier.standing, Standing::exact) << frontier.remark;
    const SpacePoints points = space_points(three);
    EXPECT_EQ(points.points.size(), 6u);
    for (const SpacePoint& point : points.points) {
      ASSERT_EQ(point.standing, Standing::exact) << point.idea;
      const auto same = [&](const SpaceFrontierPoint& f) {
        double apart = 0.0;
        for (std::size_t p = 0; p < 3; ++p)
          apart = std::max(apart, std::abs(f.utility[p] - point.utility[p]));
        return apart < 1e-9;
      };
      EXPECT_TRUE(std::any_of(frontier.points.begin(), frontier.points.end(), same)) << point.idea;
    }
  }
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

TEST(SpaceReport, IsSoundForEveryAnswerAndForLongNames) {
  RandomStream random({21, 4, 0, 0});
  for (const bool range : {false, true}) {
    Scenario s = random_scenario(random, range ? 2 : 3, range);
    s.issues[0].name = std::string(60, 'n');
    s.issues[0].options[0] = std::string(90, 'o');
    s.profiles[1].name = std::string(70, 'p');
    for (Profile& profile : s.profiles) profile.reservation = 0.0;
    SimulationOptions options;
    options.agents = {{}};
    expect_sound(space_info(s));
    expect_sound(space_points(s));
    for (Profile& profile : s.profiles) profile.discount = 0.5;
    expect_sound(space_points(s));
    expect_sound(space_frontier(s, 10, false));
    expect_sound(space_proof(s));
    expect_sound(space_simulation(s, options));
    for (Profile& profile : s.profiles) profile.reservation = 1.5;
    expect_sound(space_points(s));
  }
}

}  // namespace
}  // namespace offramp::formats
