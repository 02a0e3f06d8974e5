// SPDX-License-Identifier: Apache-2.0
// Oracle: a case whose answer is known in closed form, so that every flip, and what a second run finds at it,
// can be worked out by hand.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "offramp/analysis/weigh/parts.h"
#include "offramp/analysis/weigh/weigh.h"
#include "offramp/base/number/elementary.h"
#include "offramp/base/number/random.h"
#include "offramp/case/testing/read_good.h"
#include "offramp/sensitivity/measure/tornado.h"

namespace offramp {
namespace {

// One issue; a wants x, b wants y. x is worth 100 to a and `b_of_x` to b. a accepts x always, so there is
// agreement exactly where b's no-deal value is at most that, or a's at most what y is worth to it (20).
Case two_party_case(const std::string& no_deal_b, const std::string& b_of_z, const std::string& more = "") {
  const std::string text = R"(offramp: 1
title: Two parties
as_of: 2000-01-01
parties:
  a: {name: A, veto: true}
  b: {name: B, veto: true}
issues:
  i: {name: I, options: {x: X, y: Y, z: Z}}
  j: {name: J, options: {u: U, v: V}}
interests:
  a: {weight: {i: 100, j: 0}, value: {i: {x: 100, y: 0, z: 90}, j: {u: 100, v: 0}}}
  b: {weight: {i: 100, j: 0}, value: {i: {x: 0, y: 100, z: )" +
                           b_of_z + R"(}, j: {u: 0, v: 100}}}
no_deal:
  a: {utility: 30}
  b: {utility: )" + no_deal_b +
                           "}\n" + more;
  return read_good(text);
}

WeighResult weighed(const Case& c, std::size_t worlds = 4096) {
  CaseRun run(c, {.worlds = worlds});
  return *weigh(run);
}

// b's no deal lies evenly between 20 and 80; z gives it 60. So agreement fails from 60 up: at two thirds of
// the range, that is at score .43.
TEST(WeighFlip, NumberFlipIsWhereTheModelTurns) {
  const Case c = two_party_case("35 to 70", "60");
  const WeighResult r = weighed(c);
  ASSERT_EQ(r.answer_flips.points.nearest.size(), 1u);
  const sensitivity::Flip& flip = r.answer_flips.points.nearest[0];
  EXPECT_EQ(r.inputs[flip.input].id, "no_deal.b.utility");
  EXPECT_NEAR(flip.value, 60.0, 2.0);
  EXPECT_NEAR(c.quantity(r.inputs[flip.input].input).quantile(normal_cdf(flip.score)), 60.0, 2.0);
  const FlipCheck& check = r.answer_flips.nearest[0];
  EXPECT_TRUE(check.run && check.confirmed);
  EXPECT_EQ(check.worlds, 2048u);
  // Held on either side, no other number matters: all worlds agree, then none does.
  EXPECT_EQ(check.short_of.value, -1.0);
  EXPECT_EQ(check.beyond.value, 1.0);
}

// A red line against z that holds in three tenths of the worlds: where it does, nothing is left to agree on.
TEST(WeighFlip, LevelFlipIsRunOnFreshWorlds) {
  const Case c =
      two_party_case("30 to 55", "60",
                     "red_lines:\n  - {id: no_z, party: b, never: i = z, kind: moral, because: it is so, "
                     "unacceptable_to: 0.3}\n");
  const WeighResult r = weighed(c);
  ASSERT_EQ(r.answer_flips.points.levels.size(), 1u);
  EXPECT_EQ(r.inputs[r.answer_flips.points.levels[0].input].id, "red_lines.no_z");
  EXPECT_EQ(r.answer_flips.points.levels[0].level, 1u);
  EXPECT_NEAR(r.answer_flips.points.levels[0].share, 0.3, 0.01);
  const FlipCheck& check = r.answer_flips.levels[0];
  EXPECT_TRUE(check.confirmed);
  EXPECT_EQ(check.beyond.value, 1.0);     // never agreement
  EXPECT_LT(check.short_of.value, -0.9);  // agreement in nearly all others
  EXPECT_NEAR(static_cast<double>(check.worlds), 0.3 * 2048.0, 60.0);
}

// Agreement is A and B: b's no deal is at most 60 (chance p), the line is not held (chance .7). So with
// V = p q (1 - p q) the shares are q^2 p (1 - p) / V alone and q p (1 - p) / V in total for A, and so for B.
TEST(WeighFlip, DesignMeetsTheClosedFormAndTheTable) {
  const Case c =
      two_party_case("35 to 70", "60",
                     "red_lines:\n  - {id: no_z, party: b, never: i = z, kind: moral, because: it is so, "
                     "unacceptable_to: 0.3}\n");
  CaseRun run(c);
  WeighOptions options;
  options.design = true;
  options.base_points = 4096;
  run.set(options);
  const WeighResult& r = *weigh(run);
  ASSERT_TRUE(r.design.has_value());
  ASSERT_EQ(r.design->indices.size(), r.outputs.size());
  double low = 0.0, high = 1.0;
  const std::size_t number = r.inputs[0].kind == WeighInput::Kind::quantity ? 0 : 1;
  for (int k = 0; k < 60; ++k) {
    const double middle = 0.5 * (low + high);
    (c.quantity(r.inputs[number].input).quantile(middle) <= 60.0 ? low : high) = middle;
  }
  const double p = low, q = 0.7, v = p * q * (1.0 - p * q);
  const double first[] = {q * q * p * (1 - p) / v, p * p * q * (1 - q) / v};
  const double total[] = {q * p * (1 - p) / v, p * q * (1 - q) / v};
  for (std::size_t g = 0; g < 2; ++g) {
    const std::size_t input = r.design->inputs[g], at = input == number ? 0 : 1;
    EXPECT_NEAR(r.design->indices[0].first[g].value, first[at], 0.03);
    EXPECT_NEAR(r.design->indices[0].total[g].value, total[at], 0.03);
    const sensitivity::InputIndices& table = r.outputs[0].indices.inputs[input];
    EXPECT_NEAR(table.first.value, first[at], 0.03);
    EXPECT_LE(table.total.low, total[at] + 0.03);
    EXPECT_GE(table.total.high, total[at] - 0.03);
    // All of b's no-deal value is the number's; nothing of a's varies.
    EXPECT_NEAR(r.design->indices[4].total[g].value, at == 0 ? 1.0 : 0.0, 1e-3);
  }
  EXPECT_FALSE(r.design->indices[3].available);
  // The settlement recommended is the one that agreement comes by: acceptance is the same output.
  EXPECT_EQ(r.design->indices[1].total[0].value, r.design->indices[0].total[0].value);
}

// Everybody signs x and z; a parliament of b carries z with .55, x with anything from .2 to .7. By what is
// signed the two are alike; by what is ratified z leads, up to where x is carried more often.
TEST(WeighFlip, WhatLeadsGoesByTheLastRung) {
  const Case c = two_party_case(
      "0", "60",
      "ratifiers:\n  - {id: diet, of: b, carries: 0.2 to 0.7, where: [{when: i = z, carries: 0.55}]}\n");
  const WeighResult r = weighed(c, 8192);
  ASSERT_EQ(r.outputs[2].kind, WeighOutput::Kind::reach);
  double reached = 0.0;
  for (const double x : r.outputs[2].values) reached += x / static_cast<double>(r.worlds);
  EXPECT_NEAR(reached, 0.55, 0.01);
  const auto number = std::find_if(r.inputs.begin(), r.inputs.end(), [&](const WeighInput& input) {
    return input.kind == WeighInput::Kind::quantity && c.inputs[input.input.index()].is(roles::carries);
  });
  ASSERT_NE(number, r.inputs.end());
  const auto& nearest = r.settlement_flips.points.nearest;
  ASSERT_FALSE(nearest.empty());
  EXPECT_EQ(r.settlement_flips.points.recommended, 0u);
  for (std::size_t k = 0; k < std::min<std::size_t>(nearest.size(), kFlipsListed); ++k) {
    EXPECT_EQ(nearest[k].input, static_cast<std::size_t>(number - r.inputs.begin()));
    EXPECT_NEAR(nearest[k].value, 0.55, 0.03);
    EXPECT_TRUE(r.settlement_flips.nearest[k].confirmed);
  }
}

// The line is drawn with chance s, and the soft half of the types has it not: it binds in b = s / 2 of the
// worlds, and there alone agreement fails. So what binds has the whole variance, b (1 - b), alone. Of the
// type, E[agreement] is 1 - s hard and 1 soft: s^2 / 4 alone, and s / 4 in total; of the line, once the type
// is known, s (1 - s) / 2. By design as from the table: for all that s itself is uncertain, it is the type
// that moves, and the line, not the coordinates by which they are drawn.
TEST(WeighFlip, LineThatATypeDropsIsCountedWhereItBinds) {
  const Case c = two_party_case(
      "40", "60",
      "red_lines:\n  - {id: no_z, party: b, never: i = z, kind: moral, because: it is so, unacceptable_to: "
      "0.6}\n"
      "types:\n  b:\n    hard: {name: Hard, prior: 0.5}\n    soft: {name: Soft, prior: 0.5, drops: "
      "[no_z]}\n");
  CaseRun run(c);
  WeighOptions options;
  options.design = true;
  options.base_points = 4096;
  run.set(options);
  const WeighResult& r = *weigh(run);
  const auto at = [&](const std::string& id) {
    std::size_t i = 0;
    while (r.inputs[i].id != id) ++i;
    return i;
  };
  const std::size_t line = at("red_lines.no_z"), type = at("types.b");
  EXPECT_TRUE(r.inputs[line].by_type);
  for (std::size_t w = 0; w < r.worlds; ++w) {
    EXPECT_EQ(r.table.inputs[line].values[w], 1.0 - r.outputs[0].values[w]);
  }
  const auto& levels = r.answer_flips.points.levels;
  const auto flip = std::find_if(levels.begin(), levels.end(),
                                 [&](const sensitivity::LevelFlip& f) { return f.input == line; });
  ASSERT_NE(flip, levels.end());
  double s = 0.0;
  for (int k = 0; k < 1000; ++k)
    s += c.quantity(*c.red_lines[0].unacceptable_to).quantile((k + 0.5) / 1000.0) / 1000.0;
  EXPECT_NEAR(flip->share, 0.5 * s, 0.01);
  const FlipCheck& check = r.answer_flips.levels[static_cast<std::size_t>(flip - levels.begin())];
  EXPECT_NEAR(static_cast<double>(check.worlds), 0.5 * s * 2048.0, 60.0);
  EXPECT_EQ(check.beyond.value, 1.0);
  EXPECT_EQ(check.short_of.value, -1.0);
  const auto bars = r.outputs[0].tornado;
  const auto bar = std::find_if(bars.begin(), bars.end(),
                                [&](const sensitivity::TornadoBar& x) { return x.input == line; });
  ASSERT_NE(bar, bars.end());
  EXPECT_EQ(std::fabs(bar->swing), 1.0);
  const std::vector<sensitivity::InputIndices>& shares = r.outputs[0].indices.inputs;
  const double v = 0.5 * s * (1.0 - 0.5 * s);
  const double first[] = {1.0, 0.25 * s * s / v}, total[] = {0.5 * s * (1.0 - s) / v, 0.25 * s / v};
  for (std::size_t g = 0; g < r.design->inputs.size(); ++g) {
    const std::size_t input = r.design->inputs[g];
    if (input != line && input != type) continue;
    const std::size_t which = input == line ? 0 : 1;
    EXPECT_NEAR(shares[input].first.value, first[which], 0.03);
    EXPECT_NEAR(shares[input].total.value, total[which], 0.03);
    EXPECT_NEAR(r.design->indices[0].first[g].value, first[which], 0.01);
    EXPECT_NEAR(r.design->indices[0].total[g].value, total[which], 0.01);
  }
}

// Payoffs are made up; inputs: two levels, two levels, a number.
struct Made {
  WeighResult result;
  WeighOutput output;
  std::vector<std::vector<double>> payoffs;
  sensitivity::FlipPoints flips;

  template <class Lead>
  Made(std::size_t worlds, const Lead& lead) {
    const SobolPoints points(3, 5);
    result.worlds = worlds;
    for (const auto kind : {WeighInput::Kind::type, WeighInput::Kind::red_line, WeighInput::Kind::quantity}) {
      WeighInput input;
      input.kind = kind;
      result.inputs.push_back(input);
      result.table.inputs.emplace_back().levels = kind == WeighInput::Kind::quantity ? 0 : 2;
    }
    payoffs.assign(2, std::vector<double>(worlds, 0.0));
    for (std::size_t w = 0; w < worlds; ++w) {
      const auto at = [&](std::size_t d) { return points.at(static_cast<std::uint32_t>(w), d); };
      const double a = at(0) < 0.4 ? 1.0 : 0.0, b = at(1) < 0.5 ? 1.0 : 0.0, x = normal_quantile(at(2));
      result.table.inputs[0].values.push_back(a);
      result.table.inputs[1].values.push_back(b);
      result.table.inputs[2].values.push_back(x);
      payoffs[1][w] = lead(a, b, x);
    }
    output.values = payoffs[1];
    output.tornado = tornado(result.table, output.values);
    flips = flip_points(result.table, payoffs);
  }
  std::vector<JointFlip> joint() const { return joint_flips(result, output, payoffs, flips, {}); }
};

// The rival leads by 1 where both hold, is behind by 3 elsewhere: neither alone turns the mean.
TEST(WeighFlip, TwoLevelsTogether) {
  const Made made(4096, [](double a, double b, double) { return a * b > 0.5 ? 1.0 : -3.0; });
  EXPECT_TRUE(made.flips.levels.empty());
  const auto found = made.joint();
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].a.level, 1u);
  EXPECT_EQ(found[0].b.level, 1u);
  EXPECT_NE(found[0].a.input, found[0].b.input);
  EXPECT_NEAR(found[0].share, 0.2, 0.01);
  EXPECT_EQ(found[0].to, 1u);
}

// Behind by 2 - x, and by 4 where a does not hold: with a, the rival leads from x = 2 on; the number alone
// flips only beyond (2 + .6 * 4 = 3.2 > reach of the table).
TEST(WeighFlip, LevelAndNumberTogether) {
  const Made made(16384, [](double a, double, double x) { return 2.0 * x - 2.0 - (a > 0.5 ? 0.0 : 8.0); });
  const auto found = made.joint();
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].a.level, 1u);
  EXPECT_FALSE(found[0].b.level.has_value());
  EXPECT_NEAR(found[0].b.score, 1.0, 0.1);
  EXPECT_NEAR(found[0].b.value, 1.0, 0.1);
}

// What one input does alone is not told again as a pair.
TEST(WeighFlip, NoPairWhereOneIsEnough) {
  const Made made(4096, [](double a, double, double) { return a > 0.5 ? 1.0 : -3.0; });
  EXPECT_EQ(made.flips.levels.size(), 1u);
  EXPECT_TRUE(made.joint().empty());
}

}  // namespace
}  // namespace offramp
