// SPDX-License-Identifier: Apache-2.0
#include "offramp/sensitivity/choice/information.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <stdexcept>

#include "offramp/sensitivity/choice/tried.h"
#include "offramp/sensitivity/testing/functions.h"

namespace offramp::sensitivity {
namespace {

using Columns = std::vector<std::vector<double>>;

// A discrete decision problem as a table: each state fills its share of `worlds`.
struct Textbook {
  Input state;
  Columns payoffs;
};
Textbook textbook(const std::vector<int>& worlds_of_state, const Columns& payoff_by_state) {
  Textbook book;
  book.state = {"state", {}, worlds_of_state.size(), {}};
  book.payoffs.resize(payoff_by_state.size());
  for (std::size_t s = 0; s < worlds_of_state.size(); ++s) {
    for (int k = 0; k < worlds_of_state[s]; ++k) {
      book.state.values.push_back(static_cast<double>(s));
      for (std::size_t c = 0; c < payoff_by_state.size(); ++c)
        book.payoffs[c].push_back(payoff_by_state[c][s]);
    }
  }
  return book;
}

// Wikipedia, "Expected value of perfect information", example: stock, mutual fund or certificate of deposit
// when the market goes up (.5), stays even (.3) or down (.2): 1030 - 680 = 350.
TEST(Information, InvestmentExample) {
  const Textbook book = textbook({5, 3, 2}, {{1500, 300, -800}, {900, 600, -200}, {500, 500, 500}});
  const InformationValue found = information_value(Table{{book.state}}, book.payoffs);
  EXPECT_EQ(found.best, 0u);
  EXPECT_NEAR(found.best_payoff, 680.0, 1e-9);
  EXPECT_NEAR(found.perfect.value, 350.0, 1e-9);
  EXPECT_NEAR(found.inputs[0].value, 350.0, 1e-9);
}

// Pittsburgh Development Corporation (Anderson, Sweeney and Williams, "An Introduction to Management
// Science"): small 8, 7; medium 14, 5; large 20, -9; strong demand .8. Large is best at 14.2; EVPI 17.4
// - 14.2 = 3.2.
const Columns kCondominiums = {{8, 7}, {14, 5}, {20, -9}};

TEST(Information, CondominiumExample) {
  const Textbook book = textbook({8, 2}, kCondominiums);
  const InformationValue found = information_value(Table{{book.state}}, book.payoffs);
  EXPECT_EQ(found.best, 2u);
  EXPECT_NEAR(found.best_payoff, 14.2, 1e-12);
  EXPECT_NEAR(found.perfect.value, 3.2, 1e-12);
}

// A survey that is favourable with chance .90 under strong and .25 under weak demand, by hand and unrounded:
// favourable: large, .72 * 20 - .05 * 9 = 13.95; unfavourable: medium, .08 * 14 + .15 * 5 = 1.87;
// 13.95 + 1.87 - 14.2 = 1.62.
TEST(Information, ValueOfSurvey) {
  const Textbook book = textbook({8, 2}, kCondominiums);
  const ObservationValue found = observation_value(book.state, book.payoffs, {{0.90, 0.25}, {0.10, 0.75}});
  EXPECT_NEAR(found.value, 1.62, 1e-12);
  EXPECT_NEAR(found.outcome_probability[0], 0.77, 1e-12);
  EXPECT_EQ(found.best, (std::vector<std::size_t>{2, 1}));
  EXPECT_NEAR(found.best_payoff[1], 1.87 / 0.23, 1e-9);
  EXPECT_TRUE(found.changes_choice);
}

TEST(Information, PerfectObservationIsPerfectInformationAndIdleOneIsWorthNothing) {
  const Textbook book = textbook({8, 2}, kCondominiums);
  EXPECT_NEAR(observation_value(book.state, book.payoffs, {{1, 0}, {0, 1}}).value, 3.2, 1e-12);
  const ObservationValue idle = observation_value(book.state, book.payoffs, {{0.3, 0.3}, {0.7, 0.7}});
  EXPECT_NEAR(idle.value, 0.0, 1e-12);
  EXPECT_FALSE(idle.changes_choice);
}

// Act for a U + b V with U, V uniform on (-1, 1) or do nothing for 0: knowing U is worth a / 4, V b / 4, both
// a / 4 + b^2 / (12 a) when a >= b.
TEST(Information, TwoUniformInputs) {
  const double a = 1.0, b = 0.5;
  Table table = uniform_table(3, 16384, Sampling::sobol);
  Columns payoffs(2);
  payoffs[0].assign(table.worlds(), 0.0);
  payoffs[1] =
      evaluate(table, [&](std::span<const double> u) { return a * (2 * u[0] - 1) + b * (2 * u[1] - 1); });
  InformationOptions options;
  options.groups = {{"both", {0, 1}}, {"idle", {2}}, {"empty", {}}, {"all", {2, 1, 0, 0}}};
  const InformationValue found = information_value(table, payoffs, options);
  EXPECT_NEAR(found.perfect.value, a / 4 + b * b / (12 * a), 1e-3);
  EXPECT_NEAR(found.inputs[0].value, a / 4, 2e-3);
  EXPECT_NEAR(found.inputs[1].value, b / 4, 2e-3);
  EXPECT_NEAR(found.inputs[2].value, 0.0, 1e-3);
  EXPECT_NEAR(found.groups[0].value, found.perfect.value, 1e-3);
  EXPECT_NEAR(found.groups[1].value, 0.0, 1e-3);
  EXPECT_EQ(found.groups[2].value, 0.0);
  EXPECT_NEAR(found.groups[3].value, found.perfect.value, 1e-3);
  EXPECT_GE(found.inputs[0].high, a / 4);
  EXPECT_LE(found.inputs[0].low, a / 4);
}

// Value only through an interaction: knowing U or V alone is worth nothing, both together E|U V| / 2 = 1/8.
TEST(Information, GroupSeesInteraction) {
  const Table table = uniform_table(2, 16384, Sampling::sobol);
  Columns payoffs(2, std::vector<double>(table.worlds(), 0.0));
  payoffs[1] = evaluate(table, [](std::span<const double> u) { return (2 * u[0] - 1) * (2 * u[1] - 1); });
  InformationOptions options;
  options.groups = {{"both", {0, 1}}};
  const InformationValue found = information_value(table, payoffs, options);
  EXPECT_NEAR(found.inputs[0].value, 0.0, 2e-3);
  EXPECT_NEAR(found.groups[0].value, 0.125, 2e-3);
}

TEST(Information, NoiseIsNotValue) {
  double worst = 0.0;
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    const Table table = uniform_table(2, 1000, Sampling::independent, seed);
    Columns payoffs(3, std::vector<double>(1000, 0.0));
    payoffs[1] = evaluate(table, [](std::span<const double> u) { return u[1] - 0.5; });
    payoffs[2] = evaluate(table, [](std::span<const double> u) { return 0.5 - u[1]; });
    worst = std::max(worst, information_value(table, payoffs).inputs[0].value);
  }
  EXPECT_LT(worst, 0.012);  // perfect information is worth 1/4
}

// 20 tables of 40 idle inputs and 8 groups of them, among six choices that are nearly equal: a fit on all
// worlds gives something to nearly every table. Binomial(20, .05) exceeds 5 with chance .0003.
TEST(Information, ChanceEarnsNothingWhenTried) {
  std::size_t alarms = 0, group_alarms = 0, fitted = 0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    Table table = uniform_table(46, 400, Sampling::independent, seed);
    Columns payoffs;
    for (std::size_t c = 0; c < 6; ++c) {
      payoffs.push_back(table.inputs.back().values);
      for (double& value : payoffs.back()) value = value < 0.3 ? 1.0 : 0.0;
      table.inputs.pop_back();
    }
    InformationOptions options;
    for (std::size_t g = 0; g < 8; ++g) options.groups.push_back({"g", {g, g + 8, g + 16, g + 24}});
    const InformationValue found = information_value(table, payoffs, options);
    const auto clear = [](const TriedValue& v) { return v.clear; };
    alarms += std::any_of(found.inputs_tried.begin(), found.inputs_tried.end(), clear);
    group_alarms += std::any_of(found.groups_tried.begin(), found.groups_tried.end(), clear);
    fitted +=
        std::any_of(found.groups.begin(), found.groups.end(), [](const Estimate& e) { return e.value > 0; });
  }
  EXPECT_LE(alarms, 5u);
  EXPECT_LE(group_alarms, 5u);
  EXPECT_GT(fitted, 10u);
}

// Trying out what is really worth something finds it: U decides which of two choices pays, E max - max E =
// 1/4.
TEST(Information, TriedValueOfAClearCase) {
  const Table table = uniform_table(2, 4096, Sampling::sobol);
  Columns payoffs(2, std::vector<double>(table.worlds(), 0.0));
  payoffs[0] = evaluate(table, [](std::span<const double> u) { return u[0] - 0.499; });
  payoffs[1] = evaluate(table, [](std::span<const double> u) { return 0.5 - u[0] + 0.2 * (u[1] - 0.5); });
  InformationOptions options;
  options.groups = {{"both", {0, 1}}};
  const InformationValue found = information_value(table, payoffs, options);
  EXPECT_TRUE(found.inputs_tried[0].clear);
  EXPECT_NEAR(found.inputs_tried[0].gain.value, 0.25, 0.01);
  EXPECT_FALSE(found.inputs_tried[1].gain.value > 0.02);
  EXPECT_TRUE(found.groups_tried[0].clear);
  EXPECT_NEAR(found.groups_tried[0].gain.value, found.perfect.value, 0.01);
}

// Two states, even odds; acting pays 1 in the first and costs 2 in the second, not acting pays nothing. A
// test right nine times in ten: act when seen, .5 (.9 - .1 * 2) = .35. Many worlds make the trial meet the
// definition.
TEST(Information, TriedObservationMeetsTheClosedForm) {
  Input state{"state", {}, 2, {}};
  Columns payoffs(2);
  RandomStream random({11, 3, 0, 0});
  for (std::size_t w = 0; w < 20000; ++w) {
    const double s = random.uniform() < 0.5 ? 0.0 : 1.0;
    state.values.push_back(s);
    payoffs[0].push_back(0.0);
    payoffs[1].push_back(s < 0.5 ? 1.0 : -2.0);
  }
  const Columns likelihood = {{0.9, 0.1}, {0.1, 0.9}};
  const ObservationTrial trial(state, payoffs);
  const TriedValue value = trial.value(likelihood, 0.01);
  EXPECT_NEAR(value.gain.value, 0.35, 0.02);
  EXPECT_NEAR(value.gain.value, observation_value(state, payoffs, likelihood).value, 1e-9);
  EXPECT_NEAR(value.gain.value, trial.gain(likelihood), 1e-9);
  EXPECT_TRUE(value.clear);
  const TriedValue idle = trial.value({{0.5, 0.5}, {0.5, 0.5}}, 0.01);
  EXPECT_EQ(idle.gain.value, 0.0);
  EXPECT_FALSE(idle.clear);
}

TEST(Information, RejectsBadArguments) {
  const Textbook book = textbook({8, 2}, kCondominiums);
  EXPECT_THROW(information_value(Table{{book.state}}, {}), std::invalid_argument);
  EXPECT_THROW(information_value(Table{{book.state}}, {{1.0}}), std::invalid_argument);
  InformationOptions options;
  options.groups = {{"beyond", {4}}};
  EXPECT_THROW(information_value(Table{{book.state}}, book.payoffs, options), std::invalid_argument);
  EXPECT_THROW(observation_value(book.state, book.payoffs, {{0.5, 0.5}, {0.4, 0.5}}), std::invalid_argument);
  EXPECT_THROW(observation_value(book.state, book.payoffs, {{0.5}, {0.5}}), std::invalid_argument);
  EXPECT_THROW(observation_value({"x", {1, 2}, 0, {}}, {{1, 2}}, {{1.0}}), std::invalid_argument);
}

// Brute force on random small tables: when payoffs depend on one categorical input alone, knowing it is
// knowing all.
RC_GTEST_PROP(InformationProperty, CategoricalInputAgainstBruteForce, ()) {
  const auto states = *rc::gen::inRange<std::size_t>(1, 5);
  const auto choices = *rc::gen::inRange<std::size_t>(1, 5);
  std::vector<int> worlds;
  for (std::size_t s = 0; s < states; ++s) worlds.push_back(*rc::gen::inRange(1, 6));
  Columns by_state(choices);
  for (auto& row : by_state) {
    for (std::size_t s = 0; s < states; ++s) row.push_back(*rc::gen::inRange(-20, 20));
  }
  double count = 0.0, informed = 0.0, blind = -1e9;
  for (std::size_t s = 0; s < states; ++s) {
    double best = -1e9;
    for (const auto& row : by_state) best = std::max(best, row[s]);
    informed += worlds[s] * best;
    count += worlds[s];
  }
  for (const auto& row : by_state) {
    double sum = 0.0;
    for (std::size_t s = 0; s < states; ++s) sum += worlds[s] * row[s];
    blind = std::max(blind, sum / count);
  }
  const Textbook book = textbook(worlds, by_state);
  const InformationValue found = information_value(Table{{book.state}}, book.payoffs);
  RC_ASSERT(std::fabs(found.perfect.value - (informed / count - blind)) < 1e-9);
  RC_ASSERT(std::fabs(found.inputs[0].value - found.perfect.value) < 1e-9);
}

RC_GTEST_PROP(InformationProperty, BoundsAndPermutation, ()) {
  const auto seed = *rc::gen::inRange<std::uint64_t>(0, 100000);
  const Table table = uniform_table(3, 300, Sampling::independent, seed);
  Columns payoffs;
  payoffs.push_back(evaluate(table, [](std::span<const double> u) { return u[0] + u[1] * u[2]; }));
  payoffs.push_back(evaluate(table, [](std::span<const double> u) { return 2.0 * u[1] - 0.3; }));
  payoffs.push_back(std::vector<double>(300, 0.6));
  InformationOptions options;
  options.groups = {{"pair", {0, 2}}};
  const InformationValue found = information_value(table, payoffs, options);
  for (const Estimate& value : found.inputs)
    RC_ASSERT(value.value >= 0.0 && value.value <= found.perfect.value);
  RC_ASSERT(found.groups[0].value >= std::max(found.inputs[0].value, found.inputs[2].value));
  const auto order = permutation(300, seed);
  Table moved = table;
  for (Input& input : moved.inputs) input.values = permuted(input.values, order);
  Columns moved_payoffs;
  for (const auto& payoff : payoffs) moved_payoffs.push_back(permuted(payoff, order));
  const InformationValue again = information_value(moved, moved_payoffs, options);
  for (std::size_t i = 0; i < 3; ++i)
    RC_ASSERT(std::fabs(found.inputs[i].value - again.inputs[i].value) < 1e-9);
  RC_ASSERT(std::fabs(found.groups[0].value - again.groups[0].value) < 1e-9);
}

}  // namespace
}  // namespace offramp::sensitivity
