// SPDX-License-Identifier: Apache-2.0
// Oracles: steps whose place is known by hand, and the naive reading of the model with one input held.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "offramp/analysis/drawn/drawn.h"
#include "offramp/analysis/testing/naive_model.h"
#include "offramp/analysis/testing/random_case.h"
#include "offramp/analysis/weigh/weigh.h"
#include "offramp/case/testing/read_good.h"

namespace offramp {
namespace {

using testing::Naive;

const sensitivity::TornadoBar* bar_of(const WeighResult& r, std::size_t output, const std::string& id) {
  for (const sensitivity::TornadoBar& bar : r.outputs[output].tornado) {
    if (r.inputs[bar.input].id == id) return &bar;
  }
  return nullptr;
}

// p takes x for certain, and q as long as its no-deal value is at most 60.
Case threshold_case(const std::string& no_deal) {
  const std::string text = R"(offramp: 1
title: Threshold
as_of: 2000-01-01
parties:
  p: {name: P, veto: true}
  q: {name: Q, veto: true}
issues:
  i: {name: I, options: {x: X, y: Y}}
interests:
  p: {weight: {i: 1}, value: {i: {x: 100, y: 0}}}
  q: {weight: {i: 1}, value: {i: {x: 60, y: 100}}}
no_deal:
  p: 40
  q: )" + no_deal + "\n";
  return read_good(text);
}

// The answer steps at 60, wherever that lies in what is believed: just above the 95th percentile, on it, just
// below it, in the middle, just above the 5th and just below it. Ends are certain, on whichever side they
// are.
TEST(WeighBars, EndsAreTheAnswerAtTheQuantileAndNotNearIt) {
  struct Row {
    std::string believed;
    double low, high;
  };
  const Row rows[] = {{"30 to 59", 1, 1},
                      {"30 to 60", 1, 1},
                      {"30 to 61", 1, 0},
                      {"40 to 80", 1, 0},
                      {"59.5 to 80", 1, 0},
                      {"61 to 80", 0, 0},
                      {"{p5: 30, p50: 59, p95: 59.9}", 1, 1}};
  for (const Row& row : rows) {
    const Case c = threshold_case(row.believed);
    CaseRun run(c, {.worlds = 2048});
    const WeighResult& r = *weigh(run);
    for (std::size_t output = 0; output < 2; ++output) {
      ASSERT_EQ(r.outputs[output].tornado.size(), 1u);
      const sensitivity::TornadoBar* bar = &r.outputs[output].tornado.front();
      EXPECT_TRUE(bar->held) << row.believed;
      EXPECT_EQ(bar->low.output.value, row.low) << row.believed;
      EXPECT_EQ(bar->high.output.value, row.high) << row.believed;
      EXPECT_EQ(bar->significant, row.low != row.high) << row.believed;
    }
    EXPECT_EQ(r.key_assumptions.size(), row.low != row.high ? 1u : 0u) << row.believed;
  }
}

// A no-deal value that is 40 + a + b: at the ends of a, 32 and 48 on average, for all that a is normal.
TEST(WeighBars, EndsOfASumAreItsOwn) {
  const Case c = threshold_case("{utility: 40, components: {a: -8 to 8, b: -4 to 4}}");
  CaseRun run(c);
  const WeighResult& r = *weigh(run);
  const sensitivity::TornadoBar *a = bar_of(r, 4, "no_deal.q.components.a"),
                                *b = bar_of(r, 4, "no_deal.q.components.b");
  ASSERT_TRUE(a != nullptr && b != nullptr);
  EXPECT_NEAR(a->low.output.value, 0.32, 1e-3);
  EXPECT_NEAR(a->high.output.value, 0.48, 1e-3);
  EXPECT_NEAR(b->low.output.value, 0.36, 1e-3);
  EXPECT_NEAR(b->high.output.value, 0.44, 1e-3);
}

// Share of worlds of a table in which some feasible settlement is accepted by all, and the recommended one
// is.
std::pair<double, double> shares_of(const Case& c, const WorldTable& table,
                                    const bargaining::Settlement& recommended) {
  const Naive naive{c, table};
  const auto space = c.space();
  std::vector<bargaining::Settlement> feasible;
  for (std::uint64_t i = 0; i < *space.exact_size(); ++i) {
    const auto s = space.settlement(i);
    if (std::all_of(c.feasible.begin(), c.feasible.end(),
                    [&](const Rule& rule) { return rule.condition.holds(s); }))
      feasible.push_back(s);
  }
  double agreed = 0.0, accepted = 0.0;
  for (std::size_t w = 0; w < table.worlds; ++w) {
    agreed +=
        std::any_of(feasible.begin(), feasible.end(), [&](const auto& s) { return naive.all_accept(s, w); });
    accepted += naive.all_accept(recommended, w) ? 1.0 : 0.0;
  }
  return {agreed / static_cast<double>(table.worlds), accepted / static_cast<double>(table.worlds)};
}

// What depends on types and circumstances, as they now are.
void work_out_again(const Case& c, WorldTable& table) {
  const Naive naive{c, table};
  for (std::size_t i = 0; i < c.inputs.size(); ++i) {
    for (std::size_t w = 0; w < table.worlds && !c.inputs[i].instead.empty(); ++w) {
      if (table.value[i].size() == 1) table.value[i].resize(table.worlds, table.value[i].front());
      const double x = table.coordinate[i].empty()
                           ? 0.5
                           : naive.moved(table.coordinate[i][w], Loading::Kind::input, i, 1, w);
      table.value[i][w] = naive.believed(c.inputs[i], w).quantile(x);
    }
  }
}

// The table with one input held: a number, a type with all it brings, a circumstance, a red line that all
// types have.
WorldTable held_table(const Case& c, const WorldTable& drawn, const WeighInput& input, double at) {
  WorldTable table = drawn;
  if (input.kind == WeighInput::Kind::quantity) {
    table.value[input.input.index()] = {at};
  } else if (input.kind == WeighInput::Kind::type) {
    for (std::uint16_t& type : table.type[input.party.index()]) type = static_cast<std::uint16_t>(at);
    work_out_again(c, table);
  } else if (input.kind == WeighInput::Kind::circumstance) {
    for (std::uint8_t& obtains : table.circumstance[input.circumstance.index()]) obtains = at > 0.5 ? 1 : 0;
    work_out_again(c, table);
  } else {
    table.red_line_holds[input.line.index()].assign(table.worlds, at > 0.5);
  }
  return table;
}

TEST(WeighBars, HeldEndsAreTheModelReadLiterally) {
  std::size_t compared = 0;
  for (std::uint32_t number = 0; number < 12; ++number) {
    const Case c = testing::random_case(number);
    CaseRun run(c, {.worlds = 96});
    const Answer<WeighResult>& result = weigh(run);
    if (!result) continue;
    for (std::size_t output = 0; output < 2; ++output) {
      for (const sensitivity::TornadoBar& bar : result->outputs[output].tornado) {
        const WeighInput& input = result->inputs[bar.input];
        if (!bar.held || input.through || input.by_type) continue;
        for (const sensitivity::TornadoEnd* end : {&bar.low, &bar.high}) {
          const WorldTable table = held_table(c, drawn_worlds(run).table, input, end->input);
          const auto [agreed, accepted] = shares_of(c, table, result->short_list.front().settlement);
          EXPECT_NEAR(end->output.value, output == 0 ? agreed : accepted, 1e-12) << number << " " << input.id;
          ++compared;
        }
      }
    }
  }
  EXPECT_GT(compared, 100u);
}

}  // namespace
}  // namespace offramp
