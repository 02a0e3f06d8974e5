// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/procedures/adjusted_winner.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace offramp::bargaining {
namespace {

double total(const std::vector<double>& points) {
  double sum = 0.0;
  for (const double p : points) {
    if (!(p >= 0.0) || !std::isfinite(p)) {
      throw std::invalid_argument(fmt::format("adjusted_winner: points = {}; they must be >= 0", p));
    }
    sum += p;
  }
  if (!(sum > 0.0) || !std::isfinite(sum)) {
    throw std::invalid_argument(fmt::format("adjusted_winner: points sum to {}; it must be above 0", sum));
  }
  return sum;
}

}  // namespace

AdjustedWinner adjusted_winner(const std::array<std::vector<double>, 2>& points) {
  if (points[0].size() != points[1].size()) {
    throw std::invalid_argument(fmt::format("adjusted_winner: {} and {} issues; they must be the same",
                                            points[0].size(), points[1].size()));
  }
  const std::size_t issues = points[0].size();
  const std::array<double, 2> sum{total(points[0]), total(points[1])};
  const auto scaled = [&](std::size_t party, std::size_t issue) {
    return points[party][issue] / sum[party] * 100.0;
  };
  AdjustedWinner result;
  result.share.assign(issues, 0.0);
  double second = 0.0;
  for (std::size_t i = 0; i < issues; ++i) {
    const bool wanted = points[0][i] > 0.0 || points[1][i] > 0.0;
    if (wanted) {
      result.order.push_back(i);
      second += scaled(1, i);
    } else {
      result.share[i] = 0.5;
    }
  }
  // a/b > c/d as a*d > c*b, so that a zero needs no special case.
  std::stable_sort(result.order.begin(), result.order.end(), [&](std::size_t i, std::size_t k) {
    return points[0][i] * points[1][k] > points[0][k] * points[1][i];
  });
  // Along this order the first party's share only grows; it stops where both have equally many points.
  double first = 0.0;
  for (const std::size_t i : result.order) {
    const double gain = scaled(0, i);
    const double loss = scaled(1, i);
    const double part = std::min(1.0, std::max(0.0, (second - first) / (gain + loss)));
    result.share[i] = part;
    first += part * gain;
    second -= part * loss;
    if (part > 0.0 && part < 1.0) result.divided = i;
    if (part < 1.0) break;
  }
  result.points = {first, second};
  return result;
}

}  // namespace offramp::bargaining
