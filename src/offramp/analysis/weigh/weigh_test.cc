// SPDX-License-Identifier: Apache-2.0
// Oracles: the naive reading of the model (naive_model.h) on random cases, and definitions taken literally.
#include "offramp/analysis/weigh/weigh.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "offramp/analysis/drawn/drawn.h"
#include "offramp/analysis/testing/naive_model.h"
#include "offramp/analysis/testing/random_case.h"
#include "offramp/analysis/weigh/inputs.h"
#include "offramp/analysis/weigh/parts.h"
#include "offramp/analysis/worlds/case_problem.h"
#include "offramp/bargaining/acceptance/agreement.h"
#include "offramp/base/number/elementary.h"
#include "offramp/base/number/random.h"

namespace offramp {
namespace {

using testing::Naive;
using testing::random_case;

constexpr std::uint32_t kCases = 30;

struct Weighed {
  Case c;
  DrawnWorlds drawn;
  SettleResult settled;
  WeighResult result;
};

// Nothing if the random case has no feasible settlement or nothing uncertain.
std::optional<Weighed> weighed(std::uint32_t number, std::size_t worlds, WeighOptions options = {},
                               int threads = 1) {
  Weighed w;
  w.c = random_case(number);
  RunControl control;
  control.threads = threads;
  CaseRun run(w.c, {.worlds = worlds}, control);
  run.set(options);
  const Answer<WeighResult>& result = weigh(run);
  if (!result) return std::nullopt;
  w.drawn = drawn_worlds(run);
  w.settled = *settle(run);
  w.result = *result;
  return w;
}

TEST(Weigh, OutputsAreTheModelReadLiterally) {
  std::size_t tried = 0;
  for (std::uint32_t number = 0; number < kCases; ++number) {
    const auto w = weighed(number, 64);
    if (!w) continue;
    ++tried;
    const Naive naive{w->c, w->drawn.table};
    const auto space = w->c.space();
    std::vector<bargaining::Settlement> feasible;
    for (std::uint64_t i = 0; i < *space.exact_size(); ++i) {
      const auto s = space.settlement(i);
      if (std::all_of(w->c.feasible.begin(), w->c.feasible.end(),
                      [&](const Rule& rule) { return rule.condition.holds(s); }))
        feasible.push_back(s);
    }
    for (std::size_t k = 0; k < 64; ++k) {
      const bool agreed = std::any_of(feasible.begin(), feasible.end(),
                                      [&](const auto& s) { return naive.all_accept(s, k); });
      EXPECT_EQ(w->result.outputs[0].values[k], agreed ? 1.0 : 0.0) << number << " " << k;
      EXPECT_EQ(w->result.outputs[1].values[k],
                naive.all_accept(w->settled.ranked[0].settlement, k) ? 1.0 : 0.0)
          << number << " " << k;
    }
  }
  EXPECT_GT(tried, 15u);
}

TEST(Weigh, ShortListHasTheRecommendedFirstAndNoneTwice) {
  for (std::uint32_t number = 0; number < kCases; ++number) {
    const auto w = weighed(number, 64);
    if (!w) continue;
    const auto& list = w->result.short_list;
    EXPECT_EQ(list.front().settlement, w->settled.ranked.front().settlement);
    EXPECT_LE(list.size(), 12u);
    for (std::size_t i = 0; i < list.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) EXPECT_NE(list[i].settlement, list[j].settlement);
    }
  }
}

// An input that is left out, changed alone, changes no world; and one world's answer depends on listed
// inputs only.
TEST(Weigh, WhatIsLeftOutCannotMoveTheAnswer) {
  for (std::uint32_t number = 0; number < kCases; ++number) {
    const auto w = weighed(number, 32);
    if (!w) continue;
    const std::vector<WorldDimension> dimensions = world_dimensions(w->c);
    RandomStream random({7, 1, number, 0});
    std::vector<double> points(32 * dimensions.size());
    for (double& x : points) x = random.uniform();
    const auto answer = [&](const std::vector<double>& at) {
      const WorldTable table = draw_at(w->c, dimensions, at);
      return bargaining::agreement_worlds(case_problem(w->c, table, false)->problem);
    };
    std::vector<double> moved = points;
    for (std::size_t d = 0; d < dimensions.size(); ++d) {
      const bool listed =
          dimensions[d].kind == WorldDimension::Kind::factor ||  // measured by itself
          std::any_of(w->result.inputs.begin(), w->result.inputs.end(),
                      [&](const WeighInput& input) { return input.id == dimensions[d].path; });
      for (std::size_t k = 0; k < 32 && !listed; ++k) moved[k * dimensions.size() + d] = random.uniform();
    }
    EXPECT_EQ(answer(points), answer(moved)) << number;
  }
}

TEST(Weigh, CoordinatesOfTheSampleGiveTheSample) {
  for (std::uint32_t number = 0; number < kCases; ++number) {
    const Case c = random_case(number);
    const std::vector<WorldDimension> dimensions = world_dimensions(c);
    if (dimensions.empty()) continue;
    const SobolPoints sobol(dimensions.size(), 1);
    std::vector<double> points;
    for (std::uint32_t k = 0; k < 40; ++k) {
      for (std::size_t d = 0; d < dimensions.size(); ++d) points.push_back(sobol.at(k, d));
    }
    const WorldTable drawn = draw_worlds(c, {.worlds = 40}).table, at = draw_at(c, dimensions, points);
    EXPECT_EQ(drawn.value, at.value);
    EXPECT_EQ(drawn.type, at.type);
    EXPECT_EQ(drawn.red_line_holds, at.red_line_holds);
  }
}

TEST(Weigh, AgreementByTheShortWayIsAgreementByEnumeration) {
  for (std::uint32_t number = 0; number < kCases; ++number) {
    const Case c = random_case(number);
    SampleOptions sampling;
    sampling.worlds = 100;
    const WorldTable table = sample(c, sampling);
    const auto agreed = bargaining::agreement_worlds(case_problem(c, table, false)->problem);
    const auto zone = bargaining::enumerate_acceptance(case_problem(c, table)->problem).zone_size;
    for (std::size_t k = 0; k < 100; ++k) EXPECT_EQ(agreed.contains(k), zone[k] > 0);
  }
}

// For a mediator, perfect information about everything is worth the share of worlds in which some settlement
// is signed, less that of the settlement signed most often in the first half; both by the second half.
TEST(Weigh, PerfectInformationByDefinition) {
  for (std::uint32_t number = 0; number < kCases; ++number) {
    const auto w = weighed(number, 128);
    if (!w) continue;
    const Naive naive{w->c, w->drawn.table};
    const Information& x = w->result.information;
    std::size_t most = 0;
    double any = 0.0, best = 0.0;
    for (const bargaining::Settlement& s : x.choices) {
      std::size_t first = 0, second = 0;
      for (std::size_t k = 0; k < 64; ++k) first += naive.all_accept(s, k);
      for (std::size_t k = 64; k < 128; ++k) second += naive.all_accept(s, k);
      if (first > most) most = first, best = static_cast<double>(second);
    }
    for (std::size_t k = 64; k < 128; ++k) any += w->settled.agreed[k] ? 1.0 : 0.0;
    EXPECT_NEAR(x.value.best_payoff, best / 64.0, 1e-12) << number;
    EXPECT_NEAR(x.value.perfect.value, (any - best) / 64.0, 1e-12) << number;
    for (const auto& input : x.value.inputs_tried) EXPECT_LE(input.gain.value, x.value.perfect.value + 1e-12);
  }
}

TEST(Weigh, SameForAnyNumberOfThreads) {
  for (std::uint32_t number = 0; number < 8; ++number) {
    WeighOptions options;
    options.design = true;
    options.base_points = 64;
    const auto one = weighed(number, 256, options, 1), two = weighed(number, 256, options, 2);
    ASSERT_EQ(one.has_value(), two.has_value());
    if (!one) continue;
    const auto totals = [](const WeighResult& r) {
      std::vector<double> values;
      for (const auto& x : r.outputs[0].indices.inputs) values.push_back(x.total.value);
      for (const auto& x : r.information.value.inputs_tried) values.push_back(x.gain.value);
      for (const auto& output : r.design->indices) {
        for (const auto& x : output.total) values.push_back(x.value);
      }
      for (const auto& x : r.answer_flips.joint) values.push_back(x.check.beyond.value);
      for (const auto& x : r.answer_flips.nearest) values.push_back(x.short_of.value);
      for (const auto& x : r.settlement_flips.levels) values.push_back(x.beyond.value);
      for (const auto& bar : r.outputs[1].tornado) values.push_back(bar.swing);
      return values;
    };
    EXPECT_EQ(totals(one->result), totals(two->result));
  }
}

// Payoff +1 where a + b > 1.5 in scores: the border is a straight line, nearest to the middle at distance
// 1.5 / sqrt 2 along the diagonal.
TEST(Weigh, PairFlipFindsTheBorder) {
  sensitivity::Table table;
  table.inputs.resize(2);
  std::vector<std::vector<double>> payoffs(2);
  const SobolPoints points(2, 3);
  for (std::uint32_t k = 0; k < 8192; ++k) {
    const double a = normal_quantile(points.at(k, 0)), b = normal_quantile(points.at(k, 1));
    table.inputs[0].values.push_back(a);
    table.inputs[1].values.push_back(b);
    payoffs[0].push_back(0.0);
    payoffs[1].push_back(a + b - 1.5);
  }
  const auto flips = pair_flips(table, payoffs, 0, {0, 1}, 5, {});
  ASSERT_EQ(flips.size(), 1u);
  EXPECT_NEAR(flips[0].distance, 1.5 / std::sqrt(2.0), 0.01);
  EXPECT_NEAR(flips[0].score_a, 0.75, 0.1);
  EXPECT_EQ(flips[0].to, 1u);
}

TEST(Weigh, RefusesWhatDoesNotFit) {
  const Case c = random_case(1);
  CaseRun run(c, {.worlds = 16});
  WeighOptions nothing_listed;
  nothing_listed.short_list = 0;
  run.set(nothing_listed);
  EXPECT_THROW((void)weigh(run), std::invalid_argument);
  const std::vector<WorldDimension> dimensions = world_dimensions(c);
  const std::vector<double> outside(dimensions.size(), 1.0);
  EXPECT_THROW(sample_at(c, dimensions, outside), std::invalid_argument);
  EXPECT_THROW(sample_at(c, {}, outside), std::invalid_argument);
}

}  // namespace
}  // namespace offramp
