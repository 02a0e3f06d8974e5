// SPDX-License-Identifier: Apache-2.0
#include "offramp/sensitivity/fit/classified.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "offramp/sensitivity/design/design.h"
#include "offramp/sensitivity/measure/indices.h"
#include "offramp/sensitivity/testing/functions.h"

namespace offramp::sensitivity {
namespace {

double yes(bool value) {
  return value ? 1.0 : 0.0;
}

// Yes where u0 > a and u1 < b: with p = (1 - a) b, V = p (1 - p), the variance that u0 alone leaves is
// P(u1 < b) a (1 - a), so S_T0 = b a (1 - a) / V; here a = .6, b = .5: .12 / .16 = .75, and .4 * .25 / .16 =
// .625.
TEST(YesNoTotals, CornerBoxInClosedForm) {
  const Table table = uniform_table(4, 16384, Sampling::sobol);
  const auto y = evaluate(table, [](std::span<const double> u) { return yes(u[0] > 0.6 && u[1] < 0.5); });
  std::vector<Ranking> rankings;
  for (const Input& input : table.inputs) rankings.push_back(rank_input(input));
  const LegendreGrid grid(table.worlds(), 8);
  std::vector<InputBasis> bases;
  for (std::size_t i = 0; i < 4; ++i) bases.emplace_back(table.inputs[i], rankings[i], 8, grid);
  const std::size_t inputs[] = {0, 1, 2, 3};
  const Surrogate surrogate = fit_surrogate(bases, inputs, y, {}, {});
  const ClassifiedTotals found = classified_totals(bases, rankings, inputs, surrogate, y, {});
  EXPECT_LT(found.misjudged, 0.06);
  EXPECT_NEAR(found.total[0], 0.75, 0.02);
  EXPECT_NEAR(found.total[1], 0.625, 0.02);
  EXPECT_NEAR(found.total[2], 0.0, 0.005);
}

struct YesNoCase {
  const char* name;
  std::size_t inputs;
  bool (*answer)(std::span<const double>);
};
constexpr YesNoCase kCases[] = {
    {"sum", 6,
     [](std::span<const double> u) {
       double sum = 0.0;
       for (std::size_t i = 0; i < 6; ++i) sum += (u[i] - 0.5) / static_cast<double>(i + 1);
       return sum > 0.1;
     }},
    {"three", 4, [](std::span<const double> u) { return u[0] > 0.4 && u[1] < 0.6 && u[2] > 0.3; }},
    {"rare", 5, [](std::span<const double> u) { return u[0] + u[1] * u[1] + u[2] * u[3] > 1.9; }},
    {"veto players", 6,
     [](std::span<const double> u) {
       return std::min({u[0] + 0.3 * u[1], u[2] + 0.3 * u[3], u[4] + 0.3 * u[5]}) > 0.35;
     }},
};

// Against the design on 16,384 base points: the truth lies in the interval, and nearer than the expansion
// alone came (whose totals were low by the variance it left over).
TEST(YesNoTotals, AgainstDesign) {
  for (const YesNoCase& example : kCases) {
    const std::size_t inputs = example.inputs;
    DesignOptions options;
    options.base_points = 16384;
    const DesignIndices truth = design_indices(
        inputs,
        [&](std::span<const double> points, std::span<double> out) {
          for (std::size_t k = 0; k < out.size(); ++k)
            out[k] = yes(example.answer(points.subspan(k * inputs, inputs)));
        },
        options);
    const Table table = uniform_table(inputs, 4096, Sampling::sobol);
    const Indices found = given_data_indices(
        table, evaluate(table, [&](std::span<const double> u) { return yes(example.answer(u)); }));
    EXPECT_TRUE(found.totals_by_cut) << example.name;
    for (std::size_t i = 0; i < inputs; ++i) {
      const Estimate& total = found.inputs[i].total;
      EXPECT_LE(total.low - 0.01, truth.total[i].value) << example.name << " input " << i;
      EXPECT_GE(total.high + 0.01, truth.total[i].value) << example.name << " input " << i;
      EXPECT_NEAR(found.inputs[i].first.value, truth.first[i].value, 0.02) << example.name << " input " << i;
    }
  }
}

}  // namespace
}  // namespace offramp::sensitivity
