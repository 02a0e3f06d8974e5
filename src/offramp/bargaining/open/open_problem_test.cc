// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "offramp/bargaining/open/open_frontier.h"
#include "offramp/bargaining/open/open_point.h"
#include "offramp/base/number/random.h"
#include "offramp/base/solver/milp.h"

namespace offramp::bargaining {
namespace {

PiecewiseLinear line(std::vector<double> x, std::vector<double> y) {
  return {std::move(x), std::move(y)};
}

OpenProblem random_problem(std::uint32_t number, std::size_t parties) {
  RandomStream random({23, 1, number, 0});
  OpenProblem problem;
  const std::size_t issues = 1 + random.index(3);
  const bool fine = random.index(2) == 0;  // otherwise coarse values, with ties and flat stretches
  const auto draw = [&] { return fine ? random.uniform() : static_cast<double>(random.index(5)) / 4; };
  for (std::size_t i = 0; i < issues; ++i) {
    if (random.index(3) == 0) {
      OptionIssue issue;
      const std::size_t options = 1 + random.index(4);
      for (std::size_t p = 0; p < parties; ++p) {
        issue.value.emplace_back();
        for (std::size_t o = 0; o < options; ++o) issue.value.back().push_back(draw());
      }
      problem.issues.emplace_back(issue);
      continue;
    }
    RangeIssue issue;
    for (std::size_t p = 0; p < parties; ++p) {
      PiecewiseLinear value;
      for (int x = 0; x <= 8; ++x) {
        if (x != 0 && x != 8 && random.index(3) != 0) continue;
        value.position.push_back(x);
        value.value.push_back(draw() - (random.index(4) == 0 ? 0.5 : 0.0));
      }
      issue.value.push_back(value);
    }
    problem.issues.emplace_back(issue);
  }
  for (std::size_t p = 0; p < parties; ++p) {
    problem.reservation.push_back(random.index(3) == 0 ? 0.3 * static_cast<double>(issues) : -1.0);
  }
  return problem;
}

// Calls visit(package) for every package on a grid with `steps` steps between whole numbers.
void for_grid(const OpenProblem& problem, int steps,
              const std::function<void(const std::vector<double>&)>& visit) {
  std::vector<int> counts;
  for (const OpenIssue& issue : problem.issues) {
    const auto* options = std::get_if<OptionIssue>(&issue);
    counts.push_back(options != nullptr ? static_cast<int>(options->value[0].size()) : 8 * steps + 1);
  }
  std::vector<int> at(counts.size(), 0);
  for (std::size_t i = 0; i < at.size();) {
    std::vector<double> package;
    for (std::size_t k = 0; k < at.size(); ++k) {
      const bool options = std::holds_alternative<OptionIssue>(problem.issues[k]);
      package.push_back(options ? at[k] : static_cast<double>(at[k]) / steps);
    }
    visit(package);
    for (i = 0; i < at.size() && ++at[i] == counts[i]; ++i) at[i] = 0;
  }
}

// The largest utility of party 1 on the frontier where party 0 has at least x; -infinity if nowhere.
double height(const OpenFrontier& frontier, double x) {
  double best = -1e300;
  for (const FrontierPiece& piece : frontier.pieces) {
    if (piece.right[0] < x) continue;
    const double width = piece.right[0] - piece.left[0];
    const double t = width > 0 ? std::max(0.0, (x - piece.left[0]) / width) : 1.0;
    best = std::max(best, piece.left[1] + t * (piece.right[1] - piece.left[1]));
  }
  return best;
}

TEST(OpenFrontier, CoversAFineGridAndIsAttained) {
  for (std::uint32_t k = 0; k < 5000; ++k) {
    SCOPED_TRACE(k);
    const OpenProblem problem = random_problem(k, 2);
    const OpenFrontier frontier = solve_open_frontier(problem);
    ASSERT_FALSE(frontier.pieces.empty());
    std::vector<FrontierPiece> samples;  // points of the frontier, as pieces with equal ends
    for (std::size_t j = 0; j < frontier.pieces.size(); ++j) {
      const FrontierPiece& piece = frontier.pieces[j];
      if (j > 0) {
        ASSERT_LE(frontier.pieces[j - 1].right[0], piece.left[0] + 1e-9);
      }
      for (double t : {0.0, 0.3, 1.0}) {
        const std::vector<double> u = problem.utility(frontier.package(j, t));
        for (int i = 0; i < 2; ++i) {
          ASSERT_NEAR(u[static_cast<std::size_t>(i)], piece.left[i] + t * (piece.right[i] - piece.left[i]),
                      1e-8);
        }
        samples.push_back({{u[0], u[1]}, {u[0], u[1]}});
      }
    }
    for_grid(problem, k % 50 == 0 ? 4 : 1, [&](const std::vector<double>& package) {
      const std::vector<double> u = problem.utility(package);
      ASSERT_GE(height(frontier, u[0] - 1e-9), u[1] - 1e-8);
      for (const FrontierPiece& s : samples) ASSERT_FALSE(u[0] > s.left[0] + 1e-8 && u[1] > s.left[1] + 1e-8);
    });
    if (HasFatalFailure()) return;
  }
}

double score(const OpenProblem& problem, Fairness fairness, const std::vector<double>& u) {
  double result = fairness == Fairness::nash ? 1.0 : fairness == Fairness::egalitarian ? 1e300 : 0.0;
  for (std::size_t p = 0; p < u.size(); ++p) {
    const double gain = u[p] - problem.reservation[p];
    if (gain < -1e-9) return -1e300;
    if (fairness == Fairness::nash) result *= std::max(0.0, gain);
    if (fairness == Fairness::egalitarian) result = std::min(result, gain);
    if (fairness == Fairness::utilitarian) result += u[p];
  }
  return result;
}

void expect_no_grid_point_better(std::uint32_t number, std::size_t parties, Fairness fairness) {
  SCOPED_TRACE(testing::Message() << number << " idea " << static_cast<int>(fairness));
  const OpenProblem problem = random_problem(number, parties);
  PointOptions options;
  options.fairness = fairness;
  const PointSummary point = solve_open_point(problem, options);
  double best = -1e300;
  for_grid(problem, 1, [&](const std::vector<double>& package) {
    best = std::max(best, score(problem, fairness, problem.utility(package)));
  });
  if (point.package.empty()) {
    EXPECT_LT(best, -1e299);
    return;
  }
  EXPECT_NEAR(point.value, score(problem, fairness, point.utility), 1e-8);
  EXPECT_GE(point.bound, point.value);
  EXPECT_GE(point.bound, best - 1e-8);
  if (parties == 2) {
    EXPECT_EQ(point.stop, PointSummary::Stop::proven);
    EXPECT_GE(point.value, best - 1e-8);
  }
  if (point.stop == PointSummary::Stop::proven) {
    EXPECT_GE(point.value, best - (fairness == Fairness::nash ? 1e-4 : 2e-9) * std::max(1.0, best) - 1e-8);
  }
}

TEST(OpenPoint, TwoPartiesBeatEveryGridPoint) {
  for (std::uint32_t k = 10000; k < 15000; ++k) {
    expect_no_grid_point_better(k, 2,
                                k % 3 == 0   ? Fairness::nash
                                : k % 3 == 1 ? Fairness::egalitarian
                                             : Fairness::utilitarian);
    if (HasFailure()) return;
  }
}

TEST(OpenPoint, MorePartiesBeatEveryGridPointAndKeepTheBound) {
  for (std::uint32_t k = 20000; k < 25000; ++k) {
    expect_no_grid_point_better(k, 3 + k % 3, k % 2 == 0 ? Fairness::nash : Fairness::egalitarian);
    if (HasFailure()) return;
  }
}

// One choice for every issue: an option, or an interval between neighbouring knots of any party. On it every
// utility is linear, so that the point is a linear program; the best over all choices is the answer.
struct Piece {
  std::vector<double> left, right;  // [party]
};

std::vector<Piece> pieces_of(const OpenIssue& issue, std::size_t parties) {
  std::vector<Piece> pieces;
  if (const auto* options = std::get_if<OptionIssue>(&issue)) {
    for (std::size_t o = 0; o < options->value[0].size(); ++o) {
      pieces.emplace_back();
      for (std::size_t p = 0; p < parties; ++p) pieces.back().left.push_back(options->value[p][o]);
      pieces.back().right = pieces.back().left;
    }
    return pieces;
  }
  const auto& range = std::get<RangeIssue>(issue);
  for (int x = 0; x < 8;) {  // knots are whole numbers
    int next = x + 1;
    const auto knot = [&](double at) {
      return std::any_of(range.value.begin(), range.value.end(), [&](const PiecewiseLinear& value) {
        return std::count(value.position.begin(), value.position.end(), at) > 0;
      });
    };
    while (next < 8 && !knot(next)) ++next;
    pieces.emplace_back();
    for (std::size_t p = 0; p < parties; ++p) {
      pieces.back().left.push_back(range.value[p].at(x));
      pieces.back().right.push_back(range.value[p].at(next));
    }
    x = next;
  }
  return pieces;
}

// The most t (egalitarian) or the largest sum (utilitarian) on one choice of pieces; -1e300: none acceptable.
double best_on_pieces(const std::vector<const Piece*>& chosen, const OpenProblem& problem, bool egalitarian) {
  const std::size_t parties = problem.reservation.size();
  milp::Model model;
  model.maximize = true;
  model.add_column({-10.0, 10.0, egalitarian ? 1.0 : 0.0, false});
  std::vector<milp::Row> gain(parties), level(parties);
  for (std::size_t p = 0; p < parties; ++p) {
    gain[p].lower = problem.reservation[p];
    for (const Piece* piece : chosen) gain[p].lower -= piece->left[p];
  }
  for (const Piece* piece : chosen) {
    milp::Column share{0.0, 1.0, 0.0, false};
    for (std::size_t p = 0; p < parties && !egalitarian; ++p) {
      share.cost += piece->right[p] - piece->left[p];
      model.offset += piece->left[p];
    }
    const std::size_t column = model.add_column(share);
    for (std::size_t p = 0; p < parties; ++p) {
      gain[p].entries.push_back({column, piece->right[p] - piece->left[p]});
    }
  }
  for (std::size_t p = 0; p < parties; ++p) {
    level[p] = gain[p];
    level[p].entries.push_back({0, -1.0});
    model.add_row(gain[p]);
    if (egalitarian) model.add_row(level[p]);
  }
  const milp::Summary solved = milp::solve(model);
  return solved.status == milp::Status::optimal ? solved.value : -1e300;
}

double best_by_linear_programs(const OpenProblem& problem, bool egalitarian) {
  std::vector<std::vector<Piece>> pieces;
  for (const OpenIssue& issue : problem.issues) {
    pieces.push_back(pieces_of(issue, problem.reservation.size()));
  }
  double best = -1e300;
  std::vector<std::size_t> at(pieces.size(), 0);
  for (std::size_t i = 0; i < at.size();) {
    std::vector<const Piece*> chosen;
    for (std::size_t k = 0; k < at.size(); ++k) chosen.push_back(&pieces[k][at[k]]);
    best = std::max(best, best_on_pieces(chosen, problem, egalitarian));
    for (i = 0; i < at.size() && ++at[i] == pieces[i].size(); ++i) at[i] = 0;
  }
  return best;
}

TEST(OpenPoint, MorePartiesAreExactAgainstOneLinearProgramForEachChoiceOfPieces) {
  int compared = 0;
  for (std::uint32_t k = 50000; compared < 2000; ++k) {
    const OpenProblem problem = random_problem(k, 3 + k % 4);
    std::size_t choices = 1;
    for (const OpenIssue& issue : problem.issues) choices *= pieces_of(issue, 3).size();
    if (choices > 24) continue;
    SCOPED_TRACE(k);
    ++compared;
    const bool egalitarian = k % 3 != 0;
    PointOptions options;
    options.fairness = egalitarian ? Fairness::egalitarian : Fairness::utilitarian;
    const PointSummary point = solve_open_point(problem, options);
    const double best = best_by_linear_programs(problem, egalitarian);
    if (best < -1e299) {
      EXPECT_TRUE(point.package.empty() || point.value < 1e-6);
      continue;
    }
    EXPECT_EQ(point.stop, PointSummary::Stop::proven) << point.message;
    EXPECT_NEAR(point.value, best, 1e-7);  // ours may go 1e-9 below a reservation
    EXPECT_LE(point.gap, 1e-8 * std::max(1.0, std::fabs(point.value)));
    if (HasFailure()) return;
  }
}

// Splitting a cake of size 1 (Nash 1950; every idea gives equal gains over the reservations 0.2 and 0).
TEST(OpenPoint, SplitsTheCake) {
  OpenProblem problem;
  problem.issues.emplace_back(RangeIssue{{line({0, 1}, {0, 1}), line({0, 1}, {1, 0})}});
  problem.reservation = {0.2, 0.0};
  for (Fairness fairness :
       {Fairness::nash, Fairness::egalitarian, Fairness::kalai_smorodinsky, Fairness::equal_loss}) {
    PointOptions options;
    options.fairness = fairness;
    const PointSummary point = solve_open_point(problem, options);
    ASSERT_EQ(point.stop, PointSummary::Stop::proven);
    EXPECT_NEAR(point.package[0], 0.6, 1e-12) << static_cast<int>(fairness);
    EXPECT_EQ(point.value, point.bound);
  }
}

// The first party cares twice as much for the first cake, the second for the second: each takes its own.
TEST(OpenFrontier, IsAConcaveChainOfTwoCakes) {
  OpenProblem problem;
  problem.issues.emplace_back(RangeIssue{{line({0, 1}, {0, 2}), line({0, 1}, {1, 0})}});
  problem.issues.emplace_back(RangeIssue{{line({0, 1}, {0, 1}), line({0, 1}, {2, 0})}});
  problem.reservation = {0, 0};
  const OpenFrontier frontier = solve_open_frontier(problem);
  ASSERT_EQ(frontier.pieces.size(), 2u);
  EXPECT_EQ(frontier.pieces[0].right[0], 2.0);
  EXPECT_EQ(frontier.pieces[0].right[1], 2.0);
  const PointSummary nash = solve_open_point(problem, {});
  EXPECT_EQ(nash.value, 4.0);
  EXPECT_EQ(nash.package, (std::vector<double>{1.0, 0.0}));
}

}  // namespace
}  // namespace offramp::bargaining
