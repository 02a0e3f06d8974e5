// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <vector>

namespace offramp::bargaining {

using Point2 = std::array<double, 2>;  ///< utilities of two parties

struct RaiffaOptions {
  double tolerance = 1e-12;  ///< steps end when both parties can gain less than this alone
  std::size_t max_steps = 10'000;
};

struct RaiffaSolution {
  bool agreement = false;    ///< false if no lottery is at least as good as the reservations for both
  Point2 point{};            ///< where the path ends: on the frontier, within `gap`
  std::vector<Point2> path;  ///< from the reservations on; discrete: every step
  double gap = 0.0;          ///< largest gain that a party could still have alone
};

/// Upper right boundary of the convex hull of the points: what lotteries over agreements can reach. By
/// rising first utility, second falling.
std::vector<Point2> concave_frontier(const std::vector<Point2>& points);

/// Raiffa's sequential (discrete) solution (Raiffa 1953, in Kuhn and Tucker, Contributions to the Theory of
/// Games II): from the point d go to the mean of the two dictator points, each party's best that leaves
/// the other at d; repeat. On the concave frontier of `points`. Converges to the frontier, within `gap`.
RaiffaSolution raiffa_sequential(const std::vector<Point2>& points, const Point2& reservation,
                                 const RaiffaOptions& options = {});

/// Raiffa's continuous solution: the same with infinitely small steps, so that the path always moves
/// towards the midpoint of the dictator points. Fourth-order Runge-Kutta steps, exact once both dictator
/// points lie on one edge; the end is within 1e-6 times the frontier's extent.
RaiffaSolution raiffa_continuous(const std::vector<Point2>& points, const Point2& reservation);

}  // namespace offramp::bargaining
