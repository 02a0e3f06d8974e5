// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/open/open_problem.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "offramp/bargaining/model/table.h"

namespace offramp::bargaining {

double PiecewiseLinear::at(double x) const {
  const auto next = std::upper_bound(position.begin() + 1, position.end() - 1, x);
  const auto k = static_cast<std::size_t>(next - position.begin());
  const double t = (x - position[k - 1]) / (position[k] - position[k - 1]);
  return t == 1.0 ? value[k] : value[k - 1] + t * (value[k] - value[k - 1]);
}

std::vector<double> OpenProblem::utility(const std::vector<double>& package) const {
  std::vector<double> sum(parties(), 0.0);
  for (std::size_t i = 0; i < issues.size(); ++i) {
    for (std::size_t p = 0; p < parties(); ++p) {
      if (const auto* range = std::get_if<RangeIssue>(&issues[i])) {
        sum[p] += range->value[p].at(package[i]);
      } else {
        sum[p] += std::get<OptionIssue>(issues[i]).value[p][static_cast<std::size_t>(package[i])];
      }
    }
  }
  return sum;
}

namespace {

bool all_finite(const std::vector<double>& numbers) {
  return std::all_of(numbers.begin(), numbers.end(), [](double x) { return std::isfinite(x); });
}

bool fits(const RangeIssue& issue, std::size_t parties) {
  if (issue.value.size() != parties) return false;
  for (const PiecewiseLinear& line : issue.value) {
    const std::vector<double>& x = line.position;
    if (x.size() < 2 || x.size() != line.value.size() || !all_finite(x) || !all_finite(line.value))
      return false;
    if (std::adjacent_find(x.begin(), x.end(), [](double a, double b) { return !(a < b); }) != x.end())
      return false;
    if (x.front() != issue.value.front().position.front()) return false;
    if (x.back() != issue.value.front().position.back()) return false;
  }
  return true;
}

bool fits(const OptionIssue& issue, std::size_t parties) {
  if (issue.value.size() != parties || issue.value.front().empty()) return false;
  return std::all_of(issue.value.begin(), issue.value.end(), [&](const std::vector<double>& values) {
    return values.size() == issue.value.front().size() && all_finite(values);
  });
}

}  // namespace

void OpenProblem::check() const {
  if (parties() == 0 || parties() > kMaxParties || !all_finite(reservation)) {
    throw std::invalid_argument(
        "OpenProblem::reservation: 1 to 16 parties with finite reservations are allowed");
  }
  for (const OpenIssue& issue : issues) {
    if (!std::visit([&](const auto& one) { return fits(one, parties()); }, issue)) {
      throw std::invalid_argument(
          "OpenProblem::issues: every issue needs finite values for each party; the knots of a range rise "
          "strictly and end at the same places for all");
    }
  }
}

}  // namespace offramp::bargaining
