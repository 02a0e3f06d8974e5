// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/procedures/raiffa.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace offramp::bargaining {
namespace {

double cross(const Point2& o, const Point2& a, const Point2& b) {
  return (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0]);
}

// The frontier as a falling function of one party's utility. Edge: index of its right end.
class Curve {
 public:
  explicit Curve(std::vector<Point2> points) : points_(std::move(points)) {}
  const std::vector<Point2>& points() const { return points_; }

  struct Reach {
    double value;
    std::size_t edge;
  };
  /// Most that party `other` can have while party 1 - other has at least x.
  Reach best(std::size_t other, double x) const {
    const std::size_t own = 1 - other;
    const std::size_t n = points_.size();
    if (n == 1) return {points_[0][other], 0};
    if (own == 0) {
      if (x <= points_[0][0]) return {points_[0][1], 1};
      for (std::size_t i = 1; i < n; ++i) {
        if (x <= points_[i][0]) return {along(i, own, x), i};
      }
      return {points_[n - 1][1], n - 1};
    }
    if (x <= points_[n - 1][1]) return {points_[n - 1][0], n - 1};
    for (std::size_t i = n - 1; i >= 1; --i) {
      if (x <= points_[i - 1][1]) return {along(i, own, x), i};
    }
    return {points_[0][0], 1};
  }

 private:
  double along(std::size_t edge, std::size_t own, double x) const {
    const Point2& a = points_[edge - 1];
    const Point2& b = points_[edge];
    const std::size_t other = 1 - own;
    return a[other] + (b[other] - a[other]) * ((x - a[own]) / (b[own] - a[own]));
  }
  std::vector<Point2> points_;
};

Point2 dictators(const Curve& curve, const Point2& d) {
  return {curve.best(0, d[1]).value, curve.best(1, d[0]).value};
}

// Whether some lottery gives both at least d.
bool reaches(const Curve& curve, const Point2& d) {
  return !curve.points().empty() && d[0] <= curve.points().back()[0] && d[1] <= curve.best(1, d[0]).value;
}

double gain(const Point2& ideal, const Point2& d) {
  return std::max(ideal[0] - d[0], ideal[1] - d[1]);
}

}  // namespace

std::vector<Point2> concave_frontier(const std::vector<Point2>& points) {
  std::vector<Point2> sorted = points;
  std::sort(sorted.begin(), sorted.end());
  std::vector<Point2> hull;
  for (const Point2& p : sorted) {
    while (!hull.empty() && hull.back()[1] <= p[1]) hull.pop_back();
    while (hull.size() >= 2 && cross(hull[hull.size() - 2], hull.back(), p) >= 0.0) hull.pop_back();
    hull.push_back(p);
  }
  return hull;
}

RaiffaSolution raiffa_sequential(const std::vector<Point2>& points, const Point2& reservation,
                                 const RaiffaOptions& options) {
  RaiffaSolution solution;
  const Curve curve(concave_frontier(points));
  if (!reaches(curve, reservation)) return solution;
  solution.agreement = true;
  Point2 d = reservation;
  solution.path.push_back(d);
  for (std::size_t step = 0; step < options.max_steps; ++step) {
    const Point2 ideal = dictators(curve, d);
    solution.gap = std::max(0.0, gain(ideal, d));
    if (solution.gap <= options.tolerance) break;
    const Point2 next{(d[0] + std::max(d[0], ideal[0])) / 2.0, (d[1] + std::max(d[1], ideal[1])) / 2.0};
    if (next == d) break;
    d = next;
    solution.path.push_back(d);
  }
  solution.point = d;
  return solution;
}

RaiffaSolution raiffa_continuous(const std::vector<Point2>& points, const Point2& reservation) {
  RaiffaSolution solution;
  const Curve curve(concave_frontier(points));
  if (!reaches(curve, reservation)) return solution;
  solution.agreement = true;
  Point2 d = reservation;
  solution.path.push_back(d);
  const auto direction = [&](const Point2& at) {
    const Point2 ideal = dictators(curve, at);
    return Point2{ideal[0] - at[0], ideal[1] - at[1]};
  };
  const auto moved = [](const Point2& at, const Point2& by, double h) {
    return Point2{at[0] + h * by[0], at[1] + h * by[1]};
  };
  constexpr double kStep = 1.0 / 1024.0;
  for (int step = 0; step < 64 * 1024; ++step) {
    const Curve::Reach first = curve.best(0, d[1]);
    const Curve::Reach second = curve.best(1, d[0]);
    const bool inside = d[0] >= curve.points().front()[0] && d[1] >= curve.points().back()[1];
    if (curve.points().size() == 1 || (first.edge == second.edge && inside)) {
      // On one edge, and from a corner, the rest of the path is a straight line.
      const bool corner = curve.points().size() == 1;
      d = corner ? curve.points()[0] : Point2{(d[0] + first.value) / 2.0, (d[1] + second.value) / 2.0};
      break;
    }
    const Point2 k1 = direction(d);
    const Point2 k2 = direction(moved(d, k1, kStep / 2.0));
    const Point2 k3 = direction(moved(d, k2, kStep / 2.0));
    const Point2 k4 = direction(moved(d, k3, kStep));
    for (std::size_t p = 0; p < 2; ++p) d[p] += kStep / 6.0 * (k1[p] + 2.0 * k2[p] + 2.0 * k3[p] + k4[p]);
    if ((step + 1) % 64 == 0) solution.path.push_back(d);
  }
  solution.path.push_back(d);
  solution.point = d;
  solution.gap = std::max(0.0, gain(dictators(curve, d), d));
  return solution;
}

}  // namespace offramp::bargaining
