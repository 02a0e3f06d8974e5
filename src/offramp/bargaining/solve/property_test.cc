// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "offramp/bargaining/frontier/merged_frontier.h"
#include "offramp/bargaining/solve/solve_point.h"

namespace offramp::bargaining {
namespace {

// Whole-number values, so that affine copies with whole factors stay exact.
Problem any_problem(std::size_t most_issues) {
  const auto parties = *rc::gen::inRange<std::size_t>(2, 6);
  const auto issues = *rc::gen::inRange<std::size_t>(1, most_issues + 1);
  std::vector<Axis> axes(issues);
  for (Axis& axis : axes) axis.options.resize(*rc::gen::inRange<std::size_t>(1, 5));
  Problem problem{Space(axes), {}, {}};
  for (std::size_t p = 0; p < parties; ++p) {
    Negotiator party;
    for (const Axis& axis : axes) {
      party.utility.value.emplace_back();
      for (std::size_t o = 0; o < axis.size(); ++o) {
        party.utility.value.back().push_back(*rc::gen::inRange(-5, 20));
      }
    }
    party.reservation = *rc::gen::inRange(-10, 10);
    problem.negotiators.push_back(party);
  }
  return problem;
}

PointSummary solve(const Problem& problem, Fairness fairness) {
  PointOptions options;
  options.fairness = fairness;
  options.max_listed = 100000;
  return solve_point(problem, options);
}

Fairness any_idea(std::vector<Fairness> ideas) {
  return ideas[*rc::gen::inRange<std::size_t>(0, ideas.size())];
}

// Each party's own positive scale and zero: Nash, Kalai-Smorodinsky and relative utilitarian do not see it.
RC_GTEST_PROP(PointProperties, AffineInvariance, ()) {
  const Problem problem = any_problem(6);
  const Fairness idea =
      any_idea({Fairness::nash, Fairness::kalai_smorodinsky, Fairness::relative_utilitarian});
  Problem other = problem;
  for (Negotiator& party : other.negotiators) {
    const double factor = *rc::gen::inRange(1, 9);
    party.reservation *= factor;
    for (auto& values : party.utility.value) {
      const double shift = *rc::gen::inRange(-7, 8);
      for (double& v : values) v = factor * v + shift;
      party.reservation += shift;
    }
  }
  const PointSummary a = solve(problem, idea);
  const PointSummary b = solve(other, idea);
  RC_ASSERT(a.stop == b.stop);
  RC_ASSERT(a.all_ties == b.all_ties);
  if (a.all_ties) RC_ASSERT(a.settlements == b.settlements);
}

const std::vector<Fairness> kAnonymous = {Fairness::nash,        Fairness::kalai_smorodinsky,
                                          Fairness::egalitarian, Fairness::utilitarian,
                                          Fairness::equal_loss,  Fairness::relative_utilitarian};

RC_GTEST_PROP(PointProperties, PartyRelabelling, ()) {
  const Problem problem = any_problem(6);
  const Fairness idea = any_idea(kAnonymous);
  Problem other = problem;
  std::reverse(other.negotiators.begin(), other.negotiators.end());
  const auto turn =
      static_cast<std::ptrdiff_t>(*rc::gen::inRange<std::size_t>(0, problem.negotiators.size()));
  std::rotate(other.negotiators.begin(), other.negotiators.begin() + turn, other.negotiators.end());
  const PointSummary a = solve(problem, idea);
  const PointSummary b = solve(other, idea);
  RC_ASSERT(a.stop == b.stop);
  RC_ASSERT(std::fabs(a.value - b.value) <= 1e-9 * std::max(1.0, std::fabs(a.value)));
  if (a.all_ties && b.all_ties) RC_ASSERT(a.settlements == b.settlements);
}

// A red line dropped only adds settlements. (Ideas that measure by ideals may fall.)
RC_GTEST_PROP(PointProperties, DroppingARedLineNeverLowersTheValue, ()) {
  Problem problem = any_problem(5);
  const Fairness idea = any_idea({Fairness::nash, Fairness::egalitarian, Fairness::utilitarian});
  for (Negotiator& party : problem.negotiators) {
    std::vector<Condition> parts;
    for (int part = 0; part < 2; ++part) {
      const auto issue = *rc::gen::inRange<std::size_t>(0, problem.space.issues());
      std::vector<bool> allowed(problem.space.axis(issue).size());
      for (std::size_t o = 0; o < allowed.size(); ++o) allowed[o] = *rc::gen::inRange(0, 2) == 1;
      parts.push_back(Condition::member(issue, allowed));
    }
    party.red_lines.push_back(Condition::conjunction(parts));
  }
  const PointSummary before = solve(problem, idea);
  const auto party = *rc::gen::inRange<std::size_t>(0, problem.negotiators.size());
  problem.negotiators[party].red_lines.clear();
  const PointSummary after = solve(problem, idea);
  RC_ASSERT(before.stop == PointSummary::Stop::no_agreement || after.stop == PointSummary::Stop::proven);
  if (before.stop == PointSummary::Stop::proven) {
    RC_ASSERT(after.value >= before.value - 1e-9 * std::fabs(before.value));
  }
}

RC_GTEST_PROP(PointProperties, OptionRelabelling, ()) {
  const Problem problem = any_problem(6);
  const Fairness idea = any_idea(kAnonymous);
  Problem other = problem;
  for (Negotiator& party : other.negotiators) {
    for (auto& values : party.utility.value) std::reverse(values.begin(), values.end());
  }
  const PointSummary a = solve(problem, idea);
  PointSummary b = solve(other, idea);
  RC_ASSERT(a.stop == b.stop);
  RC_ASSERT(a.value == b.value);
  RC_ASSERT(a.all_ties == b.all_ties);
  for (Settlement& s : b.settlements) {
    for (std::size_t i = 0; i < s.size(); ++i) {
      s[i] = static_cast<std::uint16_t>(problem.space.axis(i).size() - 1 - s[i]);
    }
  }
  std::sort(b.settlements.begin(), b.settlements.end());
  if (a.all_ties) RC_ASSERT(a.settlements == b.settlements);
}

std::set<std::vector<double>> points_of(const MergedFrontier& frontier, bool reversed) {
  std::set<std::vector<double>> points;
  for (std::size_t k = 0; k < frontier.points; ++k) {
    std::vector<double> u;
    for (std::size_t p = 0; p < frontier.scaling.size(); ++p) u.push_back(frontier.utility(k, p));
    if (reversed) std::reverse(u.begin(), u.end());
    points.insert(u);
  }
  return points;
}

RC_GTEST_PROP(FrontierProperties, PartyAndIssueOrderDoNotMatter, ()) {
  const Problem problem = any_problem(8);
  std::vector<Axis> axes = problem.space.axes();
  std::reverse(axes.begin(), axes.end());
  Problem other{Space(axes), {}, problem.negotiators};
  for (Negotiator& party : other.negotiators)
    std::reverse(party.utility.value.begin(), party.utility.value.end());
  std::reverse(other.negotiators.begin(), other.negotiators.end());
  const MergedFrontier a = solve_merged_frontier(problem, {});
  const MergedFrontier b = solve_merged_frontier(other, {});
  RC_ASSERT(a.points == b.points);
  RC_ASSERT(points_of(a, false) == points_of(b, true));
}

TEST(PointControl, StopsWhenAskedAndReportsProgress) {
  Axis axis;
  axis.options.resize(10);
  Problem problem{Space(std::vector<Axis>(40, axis)), {}, std::vector<Negotiator>(5)};
  unsigned state = 1;
  for (Negotiator& party : problem.negotiators) {
    for (std::size_t i = 0; i < 40; ++i) {
      party.utility.value.emplace_back();
      for (int o = 0; o < 10; ++o)
        party.utility.value.back().push_back((state = state * 1664525u + 1013904223u) >> 20);
    }
  }
  StopSource source;
  double last = 0.0;
  RunControl control;
  control.stop = source.token();
  control.progress = [&](std::string_view, double share) { last = share; };
  EXPECT_EQ(solve_point(problem, {}, control).stop, PointSummary::Stop::proven);
  EXPECT_EQ(last, 1.0);
  source.request_stop();
  const PointSummary stopped = solve_point(problem, {}, control);
  EXPECT_EQ(stopped.stop, PointSummary::Stop::stopped);
  EXPECT_GE(stopped.bound, stopped.value);
  EXPECT_EQ(solve_merged_frontier(problem, {}, control).stop, MergedFrontier::Stop::stopped);
}

// A narrow beam cannot prove anything, but its bound must hold.
TEST(PointControl, NarrowBeamKeepsItsBound) {
  for (std::uint32_t seed = 1; seed <= 60; ++seed) {
    Axis axis;
    axis.options.resize(4);
    Problem problem{Space(std::vector<Axis>(8, axis)), {}, std::vector<Negotiator>(4)};
    std::uint32_t state = seed;
    for (Negotiator& party : problem.negotiators) {
      for (std::size_t i = 0; i < 8; ++i) {
        party.utility.value.emplace_back();
        for (int o = 0; o < 4; ++o) {
          party.utility.value.back().push_back((state = state * 1664525u + 1013904223u) >> 24);
        }
      }
    }
    for (Fairness idea : {Fairness::nash, Fairness::egalitarian, Fairness::utilitarian}) {
      PointOptions options;
      options.fairness = idea;
      const PointSummary exact = solve_point(problem, options);
      options.max_width = 2;
      const PointSummary narrow = solve_point(problem, options);
      ASSERT_EQ(exact.stop, PointSummary::Stop::proven);
      EXPECT_LE(narrow.value, exact.value);
      EXPECT_GE(narrow.bound, exact.value * (1 - 1e-12));
    }
  }
}

TEST(PointErrors, AreTypedExceptions) {
  Axis axis;
  axis.options.resize(2);
  Problem problem{Space({axis}), {}, {}};
  EXPECT_THROW(solve_point(problem, {}), std::invalid_argument);
  problem.negotiators.resize(2);
  EXPECT_THROW(solve_merged_frontier(problem, {}), std::invalid_argument);
  for (Negotiator& party : problem.negotiators) party.utility.value = {{0.0, 1.0}};
  PointOptions options;
  options.weights = {1.0};
  EXPECT_THROW(solve_point(problem, options), std::invalid_argument);
  options.weights.clear();
  options.fairness = Fairness::gupta_livne;
  EXPECT_THROW(solve_point(problem, options), std::invalid_argument);
  options.interim = {2.0, 0.0};  // above the ideal of 1
  EXPECT_THROW(solve_point(problem, options), std::invalid_argument);
}

}  // namespace
}  // namespace offramp::bargaining
