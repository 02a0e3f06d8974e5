// SPDX-License-Identifier: Apache-2.0
// Spaces of 10^10 and 10^30 under hyper-rectangles against mixed-integer programs.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "offramp/bargaining/testing/anac_rectangles.h"
#include "offramp/bargaining/tied/tied_frontier.h"
#include "offramp/bargaining/tied/tied_point.h"
#include "offramp/base/solver/milp.h"
#include "offramp/base/testing/paths.h"

namespace offramp::bargaining {
namespace {

// One column an option, one a rectangle; [party]: the utility as entries of a row.
struct Program {
  milp::Model model;
  std::vector<std::vector<milp::Entry>> utility;
};

Program program_of(const Problem& problem) {
  Program program;
  milp::Model& model = program.model;
  model.maximize = true;
  std::vector<std::vector<std::size_t>> option(problem.space.issues());
  for (std::size_t i = 0; i < option.size(); ++i) {
    milp::Row one{{}, 1.0, 1.0};
    for (std::size_t o = 0; o < problem.space.axis(i).size(); ++o) {
      option[i].push_back(model.add_column({0.0, 1.0, 0.0, true}));
      one.entries.push_back({option[i][o], 1.0});
    }
    model.add_row(one);
  }
  for (const Negotiator& negotiator : problem.negotiators) {
    std::vector<milp::Entry>& utility = program.utility.emplace_back();
    for (const Bonus& bonus : negotiator.utility.bonuses) {
      const std::size_t held = model.add_column({0.0, 1.0, 0.0, true});
      utility.push_back({held, bonus.amount});
      for (const Condition& side : bonus.when.operands()) {
        milp::Row inside{{{held, 1.0}}, -milp::kInfinity, 0.0};
        for (std::size_t o = 0; o < side.allowed().size(); ++o) {
          if (side.allowed()[o]) inside.entries.push_back({option[side.issue()][o], -1.0});
        }
        model.add_row(inside);
      }
    }
  }
  return program;
}

double largest_sum(const Problem& problem, const std::vector<double>& weight) {
  Program program = program_of(problem);
  for (std::size_t p = 0; p < weight.size(); ++p) {
    for (const milp::Entry& entry : program.utility[p]) {
      program.model.columns[entry.column].cost += weight[p] * entry.coefficient;
    }
  }
  return milp::solve(program.model).value;
}

// Largest least share of what each party could have alone.
double largest_least(const Problem& problem, const std::vector<double>& step) {
  Program program = program_of(problem);
  const std::size_t least = program.model.add_column({0.0, milp::kInfinity, 1.0, false});
  for (std::size_t p = 0; p < step.size(); ++p) {
    milp::Row row{program.utility[p], 0.0, milp::kInfinity};
    row.entries.push_back({least, -step[p]});
    program.model.add_row(row);
  }
  return milp::solve(program.model).value;
}

Problem three_parties(const std::string& name) {
  Problem problem =
      anac::read_problem(fmt::format("{}/domains/genius-xml/{}", checkout::shared_data(), name));
  return problem.negotiators.empty() ? problem : anac::with_third_party(std::move(problem));
}

TEST(TiedAnac2014, ThreePartiesAgreeWithMixedIntegerPrograms) {
  for (const char* name : {"y2014__10issueswithRV", "other__S-1NIKFRT-3"}) {
    SCOPED_TRACE(name);
    const Problem problem = three_parties(name);
    if (problem.negotiators.empty()) GTEST_SKIP() << "needs ../shared/data/domains/genius-xml (not shipped)";
    std::vector<double> ideal;
    for (std::size_t p = 0; p < 3; ++p) {
      std::vector<double> alone(3, 0.0);
      alone[p] = 1.0;
      ideal.push_back(largest_sum(problem, alone));
    }
    PointOptions options;
    options.fairness = Fairness::utilitarian;
    EXPECT_NEAR(solve_tied_point(problem, options).value, largest_sum(problem, {1, 1, 1}), 1e-7);
    options.weights = {1.0, 2.0, 0.5};
    EXPECT_NEAR(solve_tied_point(problem, options).value, largest_sum(problem, {1, 2, 0.5}), 1e-7);
    options.weights.clear();
    if (problem.space.issues() > 10) continue;  // max-min takes the mixed-integer solver ten seconds there
    options.fairness = Fairness::egalitarian;
    EXPECT_NEAR(solve_tied_point(problem, options).value, largest_least(problem, {1, 1, 1}), 1e-6);
    options.fairness = Fairness::kalai_smorodinsky;
    const PointSummary summary = solve_tied_point(problem, options);
    ASSERT_EQ(summary.stop, PointSummary::Stop::proven);
    EXPECT_NEAR(summary.value, largest_least(problem, ideal), 1e-6);
    for (std::size_t p = 0; p < 3; ++p) EXPECT_NEAR(summary.ideal[p], ideal[p], 1e-7);
  }
}

// For weights on a lattice, the best weighted sum is reached on the frontier and not exceeded there.
TEST(TiedAnac2014, TheFrontierHoldsEveryLargestSum) {
  const Problem problem = three_parties("y2014__10issueswithRV");
  if (problem.negotiators.empty()) GTEST_SKIP() << "needs ../shared/data/domains/genius-xml (not shipped)";
  const TiedFrontier frontier = solve_tied_frontier(problem);
  ASSERT_EQ(frontier.stop, TiedFrontier::Stop::complete);
  for (int a = 1; a <= 4; ++a) {
    for (int b = 1; a + b <= 5; ++b) {
      const std::vector<double> weight{1.0 * a, 1.0 * b, 6.0 - a - b};
      double most = 0.0;
      for (const TiedFrontier::Point& point : frontier.points) {
        double sum = 0.0;
        for (std::size_t p = 0; p < 3; ++p) sum += weight[p] * point.utility[p];
        most = std::max(most, sum);
      }
      EXPECT_NEAR(most, largest_sum(problem, weight), 1e-6);
    }
  }
}

}  // namespace
}  // namespace offramp::bargaining
