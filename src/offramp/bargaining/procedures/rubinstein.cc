// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/procedures/rubinstein.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace offramp::bargaining {
namespace {

void check_outside(const std::array<double, 2>& outside) {
  for (const double x : outside) {
    if (!(x >= 0.0) || !std::isfinite(x)) {
      throw std::invalid_argument(fmt::format("rubinstein: outside option = {}; it must be >= 0", x));
    }
  }
}

}  // namespace

RubinsteinShares rubinstein(const RubinsteinProblem& problem) {
  const auto& [d0, d1] = problem.discount;
  const auto& [x0, x1] = problem.outside;
  for (const double d : problem.discount) {
    if (!(d >= 0.0 && d <= 1.0)) {
      throw std::invalid_argument(fmt::format("rubinstein: discount = {}; it must be in [0, 1]", d));
    }
  }
  if (d0 * d1 == 1.0)
    throw std::invalid_argument("rubinstein: both discounts are 1; the shares are not unique");
  check_outside(problem.outside);
  RubinsteinShares result;
  if (x0 + x1 > 1.0) {
    result.agreement = false;
    return result;
  }
  // v_i is what party i gets as first mover: v_0 = 1 - max(d1 v_1, x1), v_1 = 1 - max(d0 v_0, x0). Which
  // side of each maximum holds is tried in turn; exactly one solution is consistent, up to ties.
  std::array<double, 2> v{(1.0 - d1) / (1.0 - d0 * d1), (1.0 - d0) / (1.0 - d0 * d1)};
  const bool first_waits = d0 * v[0] >= x0;
  const bool second_waits = d1 * v[1] >= x1;
  if (!first_waits || !second_waits) {
    const std::array<double, 2> only_first{1.0 - d1 * (1.0 - x0), 1.0 - x0};
    const std::array<double, 2> only_second{1.0 - x1, 1.0 - d0 * (1.0 - x1)};
    if (d0 * only_second[0] >= x0 && d1 * only_second[1] <= x1) {
      v = only_second;
    } else if (d1 * only_first[1] >= x1 && d0 * only_first[0] <= x0) {
      v = only_first;
    } else {
      v = {1.0 - x1, 1.0 - x0};
    }
  }
  result.shares = {{{v[0], 1.0 - v[0]}, {1.0 - v[1], v[1]}}};
  result.outside_binds = {x1 > 0.0 && x1 >= d1 * v[1], x0 > 0.0 && x0 >= d0 * v[0]};
  return result;
}

std::array<double, 2> rubinstein_limit(const std::array<double, 2>& rate,
                                       const std::array<double, 2>& outside) {
  for (const double r : rate) {
    if (!(r > 0.0) || !std::isfinite(r)) {
      throw std::invalid_argument(fmt::format("rubinstein_limit: rate = {}; it must be above 0", r));
    }
  }
  check_outside(outside);
  if (outside[0] + outside[1] > 1.0) return {0.0, 0.0};
  const double first = std::clamp(rate[1] / (rate[0] + rate[1]), outside[0], 1.0 - outside[1]);
  return {first, 1.0 - first};
}

}  // namespace offramp::bargaining
