// SPDX-License-Identifier: Apache-2.0
#include "offramp/base/number/proportional_fit.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <cmath>
#include <numeric>

namespace offramp {
namespace {

// The chance of both, of two events with chances p and q and odds ratio t: the root of a quadratic (Plackett
// 1965, "A class of bivariate distributions", equation for F).
double plackett(double p, double q, double t) {
  if (t == 1.0) return p * q;
  const double s = 1.0 + (p + q) * (t - 1.0);
  return (s - std::sqrt(s * s - 4.0 * t * (t - 1.0) * p * q)) / (2.0 * (t - 1.0));
}

RC_GTEST_PROP(ProportionalFit, TwoByTwoIsPlackettsRoot, ()) {
  const double p = *rc::gen::inRange(1, 100) / 100.0, q = *rc::gen::inRange(1, 100) / 100.0;
  const double t = *rc::gen::inRange(1, 400) / 20.0;
  std::array<double, 4> table = {p * q * t, p * (1 - q), (1 - p) * q, (1 - p) * (1 - q)};
  const std::array<double, 4> margins = {p, 1 - p, q, 1 - q};
  std::array<double, 4> multipliers{};
  RC_ASSERT(ProportionalFit({2, 2}).fit(table, margins, multipliers));
  RC_ASSERT(std::fabs(table[0] - plackett(p, q, t)) < 1e-11);
}

struct Random {
  std::vector<std::size_t> counts;
  std::vector<double> seed, margins;
};

Random random_table() {
  Random r;
  const auto axes = static_cast<std::size_t>(*rc::gen::inRange(1, 4));
  std::size_t cells = 1;
  for (std::size_t a = 0; a < axes; ++a) {
    r.counts.push_back(static_cast<std::size_t>(*rc::gen::inRange(1, 5)));
    cells *= r.counts.back();
  }
  for (std::size_t i = 0; i < cells; ++i) r.seed.push_back(*rc::gen::inRange(1, 50) / 10.0);
  for (const std::size_t count : r.counts) {
    std::vector<double> margin;
    for (std::size_t k = 0; k < count; ++k) margin.push_back(*rc::gen::inRange(k == 0 ? 1 : 0, 20));
    const double sum = std::accumulate(margin.begin(), margin.end(), 0.0);
    for (const double share : margin) r.margins.push_back(share / sum);
  }
  return r;
}

std::size_t place_of(const std::vector<std::size_t>& counts, std::size_t cell, std::size_t axis) {
  for (std::size_t a = counts.size(); a-- > axis + 1;) cell /= counts[a];
  return cell % counts[axis];
}

// Each cell is the given one times a multiplier for each of its places, so that all odds ratios are kept; and
// the margins are met. These two determine the result.
RC_GTEST_PROP(ProportionalFit, MeetsMarginsByMultipliersOfPlaces, ()) {
  const Random r = random_table();
  ProportionalFit fit(r.counts);
  std::vector<double> table = r.seed, multipliers(fit.places());
  RC_ASSERT(fit.fit(table, r.margins, multipliers));
  std::vector<double> sums(fit.places());
  for (std::size_t cell = 0; cell < table.size(); ++cell) {
    double expected = r.seed[cell];
    std::size_t first = 0;
    for (std::size_t a = 0; a < r.counts.size(); ++a) {
      expected *= multipliers[first + place_of(r.counts, cell, a)];
      sums[first + place_of(r.counts, cell, a)] += table[cell];
      first += r.counts[a];
    }
    RC_ASSERT(std::fabs(table[cell] - expected) <= 1e-11 * (1.0 + expected));
  }
  for (std::size_t k = 0; k < sums.size(); ++k) RC_ASSERT(std::fabs(sums[k] - r.margins[k]) < 1e-12);
}

RC_GTEST_PROP(ProportionalFit, LeavesWhatFitsAsItIs, ()) {
  const Random r = random_table();
  ProportionalFit fit(r.counts);
  std::vector<double> table = r.seed, multipliers(fit.places());
  RC_ASSERT(fit.fit(table, r.margins, multipliers));
  const std::vector<double> once = table;
  RC_ASSERT(fit.fit(table, r.margins, multipliers));
  for (std::size_t cell = 0; cell < table.size(); ++cell)
    RC_ASSERT(std::fabs(table[cell] - once[cell]) < 1e-12);
}

// Zeros of the table on both sides of the diagonal leave the margins of the diagonal only.
TEST(ProportionalFit, SaysWhenNoTableMeetsTheMargins) {
  std::array<double, 4> table = {1, 0, 0, 1};
  std::array<double, 4> multipliers{};
  EXPECT_FALSE(ProportionalFit({2, 2}).fit(table, std::array{0.6, 0.4, 0.5, 0.5}, multipliers));
}

// Odds of a million still fit; the closed form says what they come to.
TEST(ProportionalFit, MeetsExtremeOdds) {
  const double p = 0.3, q = 0.6, t = 1e6;
  std::array<double, 4> table = {p * q * t, p * (1 - q), (1 - p) * q, (1 - p) * (1 - q)};
  std::array<double, 4> multipliers{};
  ASSERT_TRUE(ProportionalFit({2, 2}).fit(table, std::array{p, 1 - p, q, 1 - q}, multipliers));
  EXPECT_NEAR(table[0], plackett(p, q, t), 1e-9);
}

}  // namespace
}  // namespace offramp
