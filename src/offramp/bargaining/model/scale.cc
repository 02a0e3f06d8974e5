// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/model/scale.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

namespace offramp::bargaining {
namespace {

constexpr double kLargestSum = 70368744177664.0;        // 2^46
constexpr std::uint64_t kLargestDenominator = 1 << 24;  // of one number
constexpr double kLargestUnits = 1099511627776.0;       // 2^40

}  // namespace

std::uint64_t denominator(double x, std::uint64_t limit) {
  const double size = std::fabs(x);
  const double close = size * 8 * 2.220446049250313e-16;
  double rest = size;
  std::uint64_t before = 0;  // denominators of the last two convergents
  std::uint64_t q = 1;
  for (int step = 0; step < 64; ++step) {
    const double p = std::floor(size * static_cast<double>(q) + 0.5);
    if (std::fabs(size - p / static_cast<double>(q)) <= close) return q;
    const double fraction = rest - std::floor(rest);
    if (!(fraction > 1e-12)) return 0;
    rest = 1 / fraction;
    if (rest > static_cast<double>(limit)) return 0;
    const std::uint64_t next = static_cast<std::uint64_t>(rest) * q + before;
    if (next > limit) return 0;
    before = q;
    q = next;
  }
  return 0;
}

std::uint64_t bounded_lcm(std::uint64_t a, std::uint64_t b, std::uint64_t limit) {
  if (a == 0 || b == 0) return 0;
  const std::uint64_t factor = a / std::gcd(a, b);
  return factor > limit / b ? 0 : factor * b;
}

Scaling choose_scaling(const std::vector<double>& numbers, double largest, std::size_t terms) {
  const double room = std::min(kLargestUnits, largest > 0 ? kLargestSum / largest : kLargestUnits);
  const auto limit = static_cast<std::uint64_t>(std::max(1.0, room));
  std::uint64_t common = 1;
  for (double x : numbers) {
    if (x == 0 || common == 0) continue;
    const double scaled = x * static_cast<double>(common);
    if (scaled == std::floor(scaled)) continue;  // the usual case, without a continued fraction
    common = bounded_lcm(common, denominator(x, kLargestDenominator), limit);
  }
  Scaling scaling;
  if (common != 0 && largest * static_cast<double>(common) <= kLargestSum) {
    scaling.units = static_cast<double>(common);
    return scaling;
  }
  scaling.rational = false;
  int exponent = 0;
  std::frexp(largest, &exponent);
  scaling.units = std::ldexp(1.0, 44 - exponent);
  scaling.tolerance = 0.5 * static_cast<double>(terms) / scaling.units;
  return scaling;
}

double in_units(double x, const Scaling& scaling) {
  return std::floor(x * scaling.units + 0.5);
}

void check_problem(const Problem& problem) {
  const std::size_t parties = problem.negotiators.size();
  if (parties == 0 || parties > kMaxParties) {
    throw std::invalid_argument(
        fmt::format("Problem::negotiators: {} parties; 1 to {} are allowed", parties, kMaxParties));
  }
  for (const Negotiator& party : problem.negotiators) {
    bool fits = party.utility.value.size() == problem.space.issues() && std::isfinite(party.reservation);
    for (std::size_t i = 0; fits && i < problem.space.issues(); ++i) {
      fits = party.utility.value[i].size() == problem.space.axis(i).size();
      for (double value : party.utility.value[i]) fits = fits && std::isfinite(value);
    }
    for (const Bonus& bonus : party.utility.bonuses) fits = fits && std::isfinite(bonus.amount);
    if (!fits) {
      throw std::invalid_argument("Negotiator::utility: not one finite value for every option of the space");
    }
  }
}

Scaling scaling_of(const Negotiator& party) {
  std::vector<double> numbers{party.reservation};
  double largest = std::fabs(party.reservation);
  for (const auto& values : party.utility.value) {
    double top = 0.0;
    for (double value : values) {
      numbers.push_back(value);
      top = std::max(top, std::fabs(value));
    }
    largest += top;
  }
  for (const Bonus& bonus : party.utility.bonuses) {
    numbers.push_back(bonus.amount);
    largest += std::fabs(bonus.amount);
  }
  return choose_scaling(numbers, largest, party.utility.value.size() + party.utility.bonuses.size() + 1);
}

}  // namespace offramp::bargaining
