// SPDX-License-Identifier: Apache-2.0
#include "offramp/sensitivity/measure/indices.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <limits>
#include <stdexcept>

#include "offramp/base/number/elementary.h"
#include "offramp/sensitivity/testing/functions.h"

namespace offramp::sensitivity {
namespace {

// Closed form; the four decimals agree with the values commonly printed (.3139, .4424, 0; .5576, .4424,
// .2437).
struct Known {
  double first, total;
};
constexpr Known kIshigami[] = {{0.313905, 0.557589}, {0.442411, 0.442411}, {0.0, 0.243684}};
constexpr double kIshigamiVariance = 13.844588;

struct Row {
  Sampling sampling;
  std::size_t worlds;
  double tolerance;
};

class Ishigami : public testing::TestWithParam<Row> {};

TEST_P(Ishigami, GivenDataMeetsClosedForm) {
  const Row& row = GetParam();
  const Table table = uniform_table(3, row.worlds, row.sampling);
  const Indices found = given_data_indices(table, evaluate(table, ishigami));
  ASSERT_TRUE(found.available) << found.message;
  EXPECT_NEAR(found.variance, kIshigamiVariance, 4.0 * row.tolerance * kIshigamiVariance);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_NEAR(found.inputs[i].first.value, kIshigami[i].first, row.tolerance) << "input " << i;
    EXPECT_NEAR(found.inputs[i].total.value, kIshigami[i].total, row.tolerance) << "input " << i;
    EXPECT_TRUE(found.inputs[i].total_reliable) << found.inputs[i].reason;
  }
  ASSERT_EQ(found.interactions.size(), 1u);
  EXPECT_EQ(found.interactions[0].a, 0u);
  EXPECT_EQ(found.interactions[0].b, 2u);
  EXPECT_NEAR(found.interactions[0].share.value, 0.243684, row.tolerance);
  EXPECT_FALSE(found.needs_design);
}

INSTANTIATE_TEST_SUITE_P(Worlds, Ishigami,
                         testing::Values(Row{Sampling::sobol, 1024, 0.01}, Row{Sampling::sobol, 8192, 1e-3},
                                         Row{Sampling::sobol, 65536, 2e-4},
                                         Row{Sampling::independent, 1000, 0.05},
                                         Row{Sampling::independent, 65536, 0.01}));

TEST(GivenData, SobolGFirstOrdersAndTotals) {
  const SobolG g{{0.0, 0.5, 3.0, 9.0, 99.0, 99.0}};
  const Table table = uniform_table(6, 32768, Sampling::sobol);
  const Indices found = given_data_indices(table, evaluate(table, g));
  for (std::size_t i = 0; i < 6; ++i) {
    EXPECT_NEAR(found.inputs[i].first.value, g.first(i), 5e-4) << "input " << i;
    EXPECT_NEAR(found.inputs[i].total.value, g.total(i), 5e-3) << "input " << i;
    EXPECT_GE(found.inputs[i].total.high + 1e-4, g.total(i)) << "input " << i;
  }
}

// S_i = c_i^2 / sum c^2 for a linear function of uniform inputs, and the regression coefficients are
// +-sqrt(S_i).
TEST(GivenData, LinearModelInClosedForm) {
  const std::vector<double> c = {4.0, -3.0, 2.0, 1.0, 0.1, 0.0};
  double sum = 0.0;
  for (const double value : c) sum += value * value;
  const Table table = uniform_table(6, 4096, Sampling::sobol);
  const Indices found = given_data_indices(table, evaluate(table, [&](std::span<const double> u) {
                                             double y = 5.0;
                                             for (std::size_t i = 0; i < c.size(); ++i) y += c[i] * u[i];
                                             return y;
                                           }));
  for (std::size_t i = 0; i < c.size(); ++i) {
    EXPECT_NEAR(found.inputs[i].first.value, c[i] * c[i] / sum, 1e-3);
    EXPECT_NEAR(found.inputs[i].total.value, c[i] * c[i] / sum, 1e-3);
    ASSERT_TRUE(found.inputs[i].regression.has_value());
    EXPECT_NEAR(found.inputs[i].regression->value, c[i] / std::sqrt(sum), 2e-3);
  }
  EXPECT_NEAR(found.linear_r_squared, 1.0, 1e-9);
  EXPECT_TRUE(found.interactions.empty());
  EXPECT_NEAR(found.unexplained, 0.0, 1e-3);
}

// y = 1 where x0 > 1/2, flipped where the level of x1 is 2: categorical input, 0/1 output.
// E(y | x0) is 1/4 or 3/4 when two of four levels flip: S0 = (1/16) / (1/4) = 1/4 with one of four flipped.
TEST(GivenData, CategoricalInputAndBinaryOutput) {
  Table table = uniform_table(3, 16384, Sampling::sobol);
  Input& regime = table.inputs[1];
  regime.levels = 4;
  for (double& value : regime.values) value = std::floor(4.0 * value);
  const std::vector<double> y =
      evaluate(table, [](std::span<const double> x) { return (x[0] > 0.5) != (x[1] == 2.0) ? 1.0 : 0.0; });
  const Indices found = given_data_indices(table, y);
  EXPECT_NEAR(found.inputs[0].first.value, 0.25, 0.01);
  EXPECT_NEAR(found.inputs[1].first.value, 0.0, 0.01);
  EXPECT_NEAR(found.inputs[2].first.value, 0.0, 0.01);
  // The rest is one interaction: V = 1/4, V_0 = 1/16, V_01 = 3/16.
  EXPECT_LE(found.inputs[0].total.low, 1.0);
  EXPECT_GE(found.inputs[0].total.high, 0.99);
  EXPECT_NEAR(found.inputs[1].total.value, 0.75, 0.06);
  EXPECT_LT(found.inputs[2].total.value, 0.01);
  EXPECT_FALSE(found.inputs[1].regression.has_value());
}

// A parity of three inputs is invisible to means and pairs: the engine must say so rather than give totals of
// 0.
TEST(GivenData, ThreeWayInteractionIsReportedAsUnexplained) {
  const Table table = uniform_table(4, 8192, Sampling::independent);
  const std::vector<double> y = evaluate(table, [](std::span<const double> u) {
    return (u[0] > 0.5) != ((u[1] > 0.5) != (u[2] > 0.5)) ? 1.0 : 0.0;
  });
  const Indices found = given_data_indices(table, y);
  EXPECT_GT(found.unexplained, 0.95);
  EXPECT_TRUE(found.needs_design);
  EXPECT_FALSE(found.warnings.empty());
  EXPECT_FALSE(found.inputs[0].total_reliable);
  EXPECT_NE(found.inputs[0].reason.find("of the variance"), std::string::npos);
  EXPECT_GT(found.inputs[0].total.high, 0.95);
}

TEST(GivenData, SaysWhyThereIsNoIndex) {
  const Table table = uniform_table(2, 256, Sampling::sobol);
  const Indices constant = given_data_indices(table, std::vector<double>(256, 3.5));
  EXPECT_FALSE(constant.available);
  EXPECT_NE(constant.message.find("same in every world"), std::string::npos);
  const Table few = uniform_table(2, 32, Sampling::sobol);
  const Indices short_of = given_data_indices(few, few.inputs[0].values);
  EXPECT_FALSE(short_of.available);
  EXPECT_TRUE(short_of.needs_design);
  Table still = table;
  for (Input& input : still.inputs) std::fill(input.values.begin(), input.values.end(), 1.0);
  EXPECT_NE(given_data_indices(still, table.inputs[0].values).message.find("no input varies"),
            std::string::npos);
}

TEST(GivenData, ConstantInputHasNoIndexAndHarmsNobody) {
  Table table = uniform_table(3, 4096, Sampling::sobol);
  const std::vector<double> y = evaluate(table, ishigami);
  std::fill(table.inputs[1].values.begin(), table.inputs[1].values.end(), 0.25);
  const Indices found = given_data_indices(table, y);
  EXPECT_TRUE(found.inputs[1].constant);
  EXPECT_EQ(found.inputs[1].first.value, 0.0);
  EXPECT_NEAR(found.inputs[0].first.value, 0.3139, 0.02);
}

TEST(GivenData, CorrelatedInputsAreSaidToBeDependent) {
  Table table = uniform_table(3, 2048, Sampling::sobol);
  for (std::size_t w = 0; w < table.worlds(); ++w) {
    table.inputs[1].values[w] = 0.5 * table.inputs[1].values[w] + 0.5 * table.inputs[0].values[w];
  }
  const Indices found = given_data_indices(table, table.inputs[0].values);
  EXPECT_GT(found.strongest_correlation, 0.5);
  EXPECT_EQ(found.correlated_a, 0u);
  EXPECT_EQ(found.correlated_b, 1u);
  ASSERT_FALSE(found.warnings.empty());
  EXPECT_FALSE(found.inputs[2].total_reliable);
  EXPECT_NEAR(found.inputs[0].first.value, 1.0, 0.01);
}

// Normal intervals for independent worlds cover the truth about as often as they say: 100 tables, at least 88
// of 100 for a nominal 95 % (a binomial count that low has chance below 0.005).
TEST(GivenData, IntervalsCover) {
  int covered_first = 0, covered_idle = 0;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    const Table table = uniform_table(3, 1000, Sampling::independent, 100 + seed);
    const Indices found = given_data_indices(table, evaluate(table, ishigami));
    const Estimate& first = found.inputs[0].first;
    covered_first += first.low <= kIshigami[0].first && kIshigami[0].first <= first.high ? 1 : 0;
    covered_idle += std::fabs(found.inputs[2].first.value) < 0.02 ? 1 : 0;
  }
  EXPECT_GE(covered_first, 88);
  EXPECT_GE(covered_idle, 98);
}

TEST(GivenData, RejectsMalformedTables) {
  Table table = uniform_table(2, 100, Sampling::sobol);
  const std::vector<double> y = table.inputs[0].values;
  EXPECT_THROW(given_data_indices(table, std::vector<double>(99, 1.0)), std::invalid_argument);
  std::vector<double> hole = y;
  hole[3] = std::numeric_limits<double>::quiet_NaN();
  EXPECT_THROW(given_data_indices(table, hole), std::invalid_argument);
  table.inputs[1].levels = 2;
  EXPECT_THROW(given_data_indices(table, y), std::invalid_argument);
  EXPECT_THROW(given_data_indices(Table{}, {}), std::invalid_argument);
}

TEST(GivenData, SameBytesForAnyNumberOfThreads) {
  const Table table = uniform_table(8, 9000, Sampling::independent);
  const SobolG g{{0, 1, 2, 3, 4, 5, 6, 7}};
  const std::vector<double> y = evaluate(table, g);
  RunControl one, four;
  one.threads = 1;
  four.threads = 4;
  const Indices a = given_data_indices(table, y, {}, one), b = given_data_indices(table, y, {}, four);
  for (std::size_t i = 0; i < 8; ++i) {
    EXPECT_EQ(a.inputs[i].first.value, b.inputs[i].first.value);
    EXPECT_EQ(a.inputs[i].total.high, b.inputs[i].total.high);
    EXPECT_EQ(a.inputs[i].delta.value, b.inputs[i].delta.value);
  }
}

TEST(GivenData, StopsWhenAsked) {
  const Table table = uniform_table(3, 1000, Sampling::sobol);
  StopSource source;
  source.request_stop();
  RunControl control;
  control.stop = source.token();
  EXPECT_THROW(given_data_indices(table, table.inputs[0].values, {}, control), Stopped);
}

void expect_same(const Indices& a, const Indices& b, const std::vector<std::size_t>& place, bool with_delta) {
  RC_ASSERT(a.available && b.available);
  for (std::size_t i = 0; i < a.inputs.size(); ++i) {
    const InputIndices &x = a.inputs[i], &y = b.inputs[place[i]];
    RC_ASSERT(std::fabs(x.first.value - y.first.value) < 1e-8);
    RC_ASSERT(std::fabs(x.first.standard_error - y.first.standard_error) < 1e-8);
    RC_ASSERT(std::fabs(x.total.value - y.total.value) < 1e-8);
    RC_ASSERT(std::fabs(x.total.high - y.total.high) < 1e-8);
    if (with_delta) RC_ASSERT(std::fabs(x.delta.value - y.delta.value) < 1e-8);
  }
}

RC_GTEST_PROP(GivenDataProperty, PermutingWorldsOrInputsChangesNothing, ()) {
  const auto seed = *rc::gen::inRange<std::uint64_t>(0, 100000);
  const auto worlds = *rc::gen::inRange<std::size_t>(100, 800);
  Table table = uniform_table(4, worlds, Sampling::independent, seed);
  table.inputs[3].levels = 3;
  for (double& value : table.inputs[3].values) value = std::floor(3.0 * value);
  for (double& value : table.inputs[2].values) value = std::floor(20.0 * value);  // ties
  const std::vector<double> y = evaluate(table, [](std::span<const double> x) {
    return 3.0 * x[0] * x[1] + 0.1 * x[2] + (x[3] == 1.0 ? 1.0 : 0.0);
  });
  const auto order = permutation(worlds, seed);
  const auto places = permutation(4, seed + 1);  // input i moves to the place where places[k] == i
  Table moved;
  std::vector<std::size_t> place(4);
  for (std::size_t k = 0; k < 4; ++k) {
    moved.inputs.push_back(table.inputs[places[k]]);
    moved.inputs.back().values = permuted(table.inputs[places[k]].values, order);
    place[places[k]] = k;
  }
  expect_same(given_data_indices(table, y), given_data_indices(moved, permuted(y, order)), place, true);
}

RC_GTEST_PROP(GivenDataProperty, AffineChangeOfOutputLeavesIndices, ()) {
  const auto seed = *rc::gen::inRange<std::uint64_t>(0, 100000);
  const double shift = *rc::gen::inRange(-100, 100), factor = 0.25 * *rc::gen::inRange(1, 40);
  const bool negative = *rc::gen::arbitrary<bool>();
  const Table table = uniform_table(3, 500, Sampling::independent, seed);
  std::vector<double> y = evaluate(table, ishigami), z = y;
  for (double& value : z) value = shift + (negative ? -factor : factor) * value;
  expect_same(given_data_indices(table, y), given_data_indices(table, z), {0, 1, 2}, !negative);
}

RC_GTEST_PROP(GivenDataProperty, IncreasingTransformationOfInputsLeavesIndices, ()) {
  const auto seed = *rc::gen::inRange<std::uint64_t>(0, 100000);
  Table table = uniform_table(3, 500, Sampling::independent, seed);
  const std::vector<double> y = evaluate(table, ishigami);
  const Indices before = given_data_indices(table, y);
  for (Input& input : table.inputs) {
    for (double& value : input.values) value = portable_exp(4.0 * value);
  }
  expect_same(before, given_data_indices(table, y), {0, 1, 2}, true);
}

}  // namespace
}  // namespace offramp::sensitivity
