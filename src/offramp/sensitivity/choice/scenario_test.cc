// SPDX-License-Identifier: Apache-2.0
#include "offramp/sensitivity/choice/scenario.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <stdexcept>

#include "offramp/sensitivity/testing/functions.h"

namespace offramp::sensitivity {
namespace {

std::vector<bool> where(const Table& table, const std::function<bool(std::span<const double>)>& is_case) {
  std::vector<bool> cases;
  for (const double value :
       evaluate(table, [&](std::span<const double> x) { return is_case(x) ? 1.0 : 0.0; })) {
    cases.push_back(value == 1.0);
  }
  return cases;
}

TEST(Scenario, FindsKnownBox) {
  Table table = uniform_table(6, 4000, Sampling::independent);
  table.inputs[1].name = "cost";
  table.inputs[4].name = "resolve";
  const Scenarios found = discover_scenarios(
      table, where(table, [](std::span<const double> x) { return x[1] > 0.6 && x[4] < 0.45; }));
  ASSERT_TRUE(found.available);
  const ScenarioBox& box = found.boxes[0];
  EXPECT_GT(box.coverage, 0.95);
  EXPECT_GT(box.density, 0.95);
  ASSERT_EQ(box.restrictions.size(), 2u) << box.text;
  EXPECT_EQ(box.restrictions[0].input, 1u);
  EXPECT_TRUE(box.restrictions[0].has_low);
  EXPECT_FALSE(box.restrictions[0].has_high);
  EXPECT_NEAR(box.restrictions[0].low, 0.6, 0.02);
  EXPECT_EQ(box.restrictions[1].input, 4u);
  EXPECT_NEAR(box.restrictions[1].high, 0.45, 0.02);
  EXPECT_LT(box.restrictions[0].quasi_p, 1e-6);
  EXPECT_NE(box.text.find("cost above 0."), std::string::npos) << box.text;
  EXPECT_NE(box.text.find("resolve below 0."), std::string::npos) << box.text;
  EXPECT_LE(box.text.size(), 60u) << box.text;
}

TEST(Scenario, CategoricalLevels) {
  Table table = uniform_table(4, 4000, Sampling::independent);
  Input& regime = table.inputs[2];
  regime.name = "guarantor";
  regime.levels = 4;
  regime.level_names = {"none", "one", "few", "all"};
  for (double& value : regime.values) value = std::floor(4.0 * value);
  const Scenarios found = discover_scenarios(table, where(table, [](std::span<const double> x) {
                                               return x[0] < 0.5 && (x[2] == 0.0 || x[2] == 2.0);
                                             }));
  ASSERT_TRUE(found.available);
  ASSERT_EQ(found.boxes[0].restrictions.size(), 2u) << found.boxes[0].text;
  EXPECT_EQ(found.boxes[0].restrictions[1].levels, (std::vector<std::size_t>{0, 2}));
  EXPECT_EQ(found.boxes[0].restrictions[1].text, "guarantor is none or few");
  EXPECT_GT(found.boxes[0].coverage, 0.95);
  EXPECT_GT(found.boxes[0].density, 0.95);
}

TEST(Scenario, TwoSeparateBoxes) {
  const Table table = uniform_table(4, 6000, Sampling::independent);
  const Scenarios found =
      discover_scenarios(table, where(table, [](std::span<const double> x) {
                           return (x[0] < 0.35 && x[1] < 0.4) || (x[2] > 0.7 && x[3] > 0.6);
                         }));
  ASSERT_GE(found.boxes.size(), 2u);
  EXPECT_GT(found.boxes[0].density, 0.9);
  EXPECT_GT(found.boxes[1].density, 0.9);
  EXPECT_GT(found.coverage, 0.9);
}

TEST(Scenario, NoiseHasNoScenario) {
  int restricted = 0;
  for (std::uint64_t seed = 0; seed < 5; ++seed) {
    const Table table = uniform_table(4, 1000, Sampling::independent, seed);
    RandomStream random({seed, 5, 0, 0});
    std::vector<bool> cases;
    for (int w = 0; w < 1000; ++w) cases.push_back(random.uniform() < 0.3);
    for (const ScenarioBox& box : discover_scenarios(table, cases).boxes)
      restricted += box.density > 0.6 ? 1 : 0;
  }
  EXPECT_EQ(restricted, 0);
}

TEST(Scenario, SaysWhyThereIsNone) {
  const Table table = uniform_table(2, 100, Sampling::sobol);
  const Scenarios none = discover_scenarios(table, std::vector<bool>(100, false));
  EXPECT_FALSE(none.available);
  EXPECT_NE(none.message.find("no world"), std::string::npos);
  EXPECT_FALSE(discover_scenarios(table, std::vector<bool>(100, true)).available);
  EXPECT_THROW(discover_scenarios(table, std::vector<bool>(99, true)), std::invalid_argument);
  ScenarioOptions options;
  options.peel = 0.0;
  EXPECT_THROW(discover_scenarios(table, std::vector<bool>(100, true), options), std::invalid_argument);
}

TEST(Scenario, TargetDensityTradesCoverage) {
  const Table table = uniform_table(2, 4000, Sampling::independent);
  RandomStream random({3, 5, 0, 0});
  const auto cases = where(table, [&](std::span<const double> x) { return random.uniform() < x[0]; });
  ScenarioOptions low, high;
  low.target_density = 0.6;
  high.target_density = 0.9;
  low.max_boxes = high.max_boxes = 1;
  const Scenarios wide = discover_scenarios(table, cases, low),
                  narrow = discover_scenarios(table, cases, high);
  ASSERT_TRUE(wide.available && narrow.available);
  EXPECT_GE(wide.boxes[0].density, 0.6);
  EXPECT_GE(narrow.boxes[0].density, 0.89);
  EXPECT_GT(wide.boxes[0].coverage, narrow.boxes[0].coverage + 0.2);
}

// The statistics of a box are recounted from its printed limits, and worlds may be permuted at will.
RC_GTEST_PROP(ScenarioProperty, LimitsReproduceCountsAndOrderDoesNotMatter, ()) {
  const auto seed = *rc::gen::inRange<std::uint64_t>(0, 100000);
  Table table = uniform_table(3, 400, Sampling::independent, seed);
  for (double& value : table.inputs[2].values) value = std::floor(6.0 * value);
  const auto cases =
      where(table, [](std::span<const double> x) { return x[0] + x[1] * x[1] + 0.1 * x[2] > 1.1; });
  ScenarioOptions options;
  options.max_boxes = 1;
  const Scenarios found = discover_scenarios(table, cases, options);
  RC_PRE(found.available);
  const ScenarioBox& box = found.boxes[0];
  std::size_t worlds = 0, hits = 0;
  for (std::size_t w = 0; w < 400; ++w) {
    bool inside = true;
    for (const Restriction& limit : box.restrictions) {
      const double value = table.inputs[limit.input].values[w];
      inside = inside && (!limit.has_low || value > limit.low) && (!limit.has_high || value < limit.high);
    }
    worlds += inside ? 1 : 0;
    hits += inside && cases[w] ? 1 : 0;
  }
  RC_ASSERT(worlds == box.worlds);
  RC_ASSERT(hits == box.cases);
  const auto order = permutation(400, seed);
  Table moved = table;
  std::vector<bool> moved_cases;
  for (Input& input : moved.inputs) input.values = permuted(input.values, order);
  for (const std::size_t k : order) moved_cases.push_back(cases[k]);
  RC_ASSERT(discover_scenarios(moved, moved_cases, options).boxes[0].text == box.text);
}

TEST(BinomialTail, HandValues) {
  EXPECT_NEAR(binomial_upper_tail(2, 3, 0.5), 0.5, 1e-14);
  EXPECT_NEAR(binomial_upper_tail(8, 10, 0.5), 56.0 / 1024.0, 1e-14);
  EXPECT_NEAR(binomial_upper_tail(1, 50, 0.01), 1.0 - std::pow(0.99, 50), 1e-12);
  EXPECT_NEAR(binomial_upper_tail(500, 1000, 0.5), 0.5126125, 1e-6);  // 1/2 + C(1000, 500) / 2^1001
  EXPECT_EQ(binomial_upper_tail(0, 5, 0.2), 1.0);
  EXPECT_EQ(binomial_upper_tail(6, 5, 0.2), 0.0);
  EXPECT_NEAR(binomial_upper_tail(5, 5, 0.2), 0.00032, 1e-12);
}

TEST(Readable, ShortestNumberBetween) {
  EXPECT_EQ(readable_between(0.3333, 0.3421), 0.34);
  EXPECT_EQ(readable_between(1.0, 2.0), 1.5);
  EXPECT_EQ(readable_between(-0.2, 0.31), 0.05);
  EXPECT_EQ(readable_between(1234.1, 1239.7), 1237.0);
}

}  // namespace
}  // namespace offramp::sensitivity
