// SPDX-License-Identifier: Apache-2.0
#include "offramp/case/model/factors.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "offramp/base/number/elementary.h"
#include "offramp/case/file/reader.h"
#include "offramp/case/testing/read_good.h"

namespace offramp {
namespace {

constexpr const char* kHead = R"(
offramp: 1
title: Two parties
as_of: 2000-01-01
sources: {s: {title: A source}}
parties: {north: {name: North, veto: true}, south: {name: South, veto: true}}
issues: {who: {name: Who, options: {a: A, b: B, c: C}}}
interests:
  north: {source: s, weight: {who: 1}, value: {who: {a: 100, b: 40 to 60, c: 0}}}
  south: {source: s, weight: {who: 1}, value: {who: {a: 0, b: 30 to 70, c: 100}}}
no_deal:
  north: {source: s, utility: 30 to 50, components: {sanctions: -9 to -1, pride: 2 to 8}}
  south: {source: s, utility: 30 to 50}
red_lines:
  - {id: never_a, party: south, never: who = a, unacceptable_to: 0.6, source: s}
  - {id: never_b, party: south, never: who = b, unacceptable_to: 0.3, source: s}
types:
  south:
    soft: {prior: 0.25, source: s}
    middling: {prior: 0.35, source: s}
    hard: {prior: 0.4, source: s}
)";

Case read(const std::string& more) {
  return read_good(kHead + more);
}

// Normal scores of a number: of its rank among the worlds.
std::vector<double> scores(std::vector<double> values) {
  std::vector<double> sorted = values;
  std::sort(sorted.begin(), sorted.end());
  for (double& x : values) {
    const auto rank = std::lower_bound(sorted.begin(), sorted.end(), x) - sorted.begin();
    x = normal_quantile((static_cast<double>(rank) + 0.5) / static_cast<double>(sorted.size()));
  }
  return values;
}

double correlation(const std::vector<double>& a, const std::vector<double>& b) {
  double ab = 0.0, aa = 0.0, bb = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) ab += a[i] * b[i], aa += a[i] * a[i], bb += b[i] * b[i];
  return ab / std::sqrt(aa * bb);
}

constexpr std::size_t kWorlds = 1 << 14;

TEST(Factors, PartsOfNoDealGoTogetherByDefault) {
  const Case c = read("");
  ASSERT_EQ(c.factors.size(), 2u);
  EXPECT_EQ(c.factors[0].id, "no_deal.north");
  EXPECT_EQ(c.factors[0].loads.size(), 3u);
  const WorldTable table = sample(c, {1, kWorlds});
  const auto column = [&](const char* path) { return scores(table.value[input_named(c, path).index()]); };
  const auto utility = column("no_deal.north.utility"),
             sanctions = column("no_deal.north.components.sanctions"),
             pride = column("no_deal.north.components.pride"), other = column("no_deal.south.utility");
  EXPECT_NEAR(correlation(utility, sanctions), 0.49, 0.01);
  EXPECT_NEAR(correlation(utility, pride), 0.49, 0.01);
  EXPECT_NEAR(correlation(utility, other), 0.0, 0.01);
}

// Two lines that hold with .6 and .3: each keeps its chance, and both hold with that of two normal scores
// that correlate by .49, here integrated over the factor by the trapezoid rule.
TEST(Factors, RedLinesOfAPartyGoTogetherByDefault) {
  const Case c = read("");
  EXPECT_EQ(c.factors[1].id, "red_lines of south");
  const WorldTable table = sample(c, {1, kWorlds});
  double a = 0.0, b = 0.0, both = 0.0;
  for (std::size_t k = 0; k < kWorlds; ++k) {
    a += table.red_line_holds[0][k] ? 1.0 : 0.0;
    b += table.red_line_holds[1][k] ? 1.0 : 0.0;
    both += table.red_line_holds[0][k] && table.red_line_holds[1][k] ? 1.0 : 0.0;
  }
  double expected = 0.0;
  for (double f = -8.0; f <= 8.0; f += 0.01) {
    const double rest = std::sqrt(0.51);
    expected += 0.01 * std::exp(-f * f / 2) / std::sqrt(2 * M_PI) *
                normal_cdf((normal_quantile(0.6) + 0.7 * f) / rest) *
                normal_cdf((normal_quantile(0.3) + 0.7 * f) / rest);
  }
  EXPECT_NEAR(a / kWorlds, 0.6, 0.003);
  EXPECT_NEAR(b / kWorlds, 0.3, 0.003);
  EXPECT_NEAR(both / kWorlds, expected, 0.004);
  EXPECT_GT(expected, 0.18 + 0.05);
}

TEST(Factors, NoneIsIndependence) {
  const Case none = read("factors: none\n");
  EXPECT_TRUE(none.factors.empty());
  const Case by_default = read("");
  const WorldTable a = sample(none, {1, 512}), b = sample(by_default, {1, 512, false});
  EXPECT_EQ(a.value, b.value);
  EXPECT_EQ(a.type, b.type);
  EXPECT_EQ(a.red_line_holds, b.red_line_holds);
}

// Of a war: its worth while it lasts against what a month of it costs; its discount and its ends stay apart.
TEST(Factors, AWarThatIsDearIsWorthLittle) {
  const Case c = read_good(R"(offramp: 1
title: A war
as_of: 2000-01-01
parties: {north: {name: N, veto: true}, south: {name: S, veto: true}}
issues: {who: {name: W, options: {a: A, b: B}}}
interests:
  north: {weight: {who: 100}, value: {who: {a: 100, b: 0}}}
  south: {weight: {who: 100}, value: {who: {a: 0, b: 100}}}
ends:
  won: {name: North wins, chance: 20 % to 60 %, months: 6 to 24, as: {who: a}}
  lost: {name: South wins, chance: 40 % to 80 %, months: 6 to 24, as: {who: b}}
no_deal:
  north: {war: {now: 30 to 60, cost: 0.2 to 0.6, discount: 0.95 to 0.99}}
  south: {utility: 10 to 20}
)");
  const WorldTable table = sample(c, {1, kWorlds});
  const auto column = [&](const char* path) { return scores(table.value[input_named(c, path).index()]); };
  EXPECT_NEAR(correlation(column("no_deal.north.war.now"), column("no_deal.north.war.cost")), -0.49, 0.01);
  EXPECT_NEAR(correlation(column("no_deal.north.war.now"), column("no_deal.north.war.discount")), 0.0, 0.015);
}

// A strength of 0 takes a thing out of its default factor, and changes no byte.
TEST(Factors, AStrengthOfZeroLeavesTheDraw) {
  const Case c = read(R"(
factors:
  nothing:
    loads: [{of: no_deal.north, strength: 0}, {of: red_lines.never_a, strength: 0}, {of: types.south, strength: 0},
            {of: red_lines.never_b, strength: 0}]
)");
  const WorldTable a = sample(read("factors: none\n"), {1, 512}), b = sample(c, {1, 512});
  EXPECT_EQ(a.value, b.value);
  EXPECT_EQ(a.type, b.type);
  EXPECT_EQ(a.red_line_holds, b.red_line_holds);
}

TEST(Factors, StatedOnesCorrelateAsStated) {
  const Case c = read(R"(
factors:
  resolve:
    name: Resolve of the south
    loads:
      - {of: no_deal.south, strength: 0.8, because: x}
      - {of: interests.north.value.who.b, strength: -0.5}
      - {of: types.south, strength: 0.6}
      - {of: red_lines.never_a, strength: 0.7}
  luck: {loads: [{of: no_deal.south, strength: 0.6}, {of: no_deal.north.utility, strength: 0.5}]}
)");
  const WorldTable table = sample(c, {1, kWorlds});
  const auto column = [&](const char* path) { return scores(table.value[input_named(c, path).index()]); };
  const auto south = column("no_deal.south.utility"), value = column("interests.north.value.who.b"),
             north = column("no_deal.north.utility");
  EXPECT_NEAR(correlation(south, value), -0.4, 0.01);
  EXPECT_NEAR(correlation(south, north), 0.3, 0.01);
  EXPECT_NEAR(correlation(value, north), 0.0, 0.015);
  // Types keep their priors; the last, hard, goes with a high no deal and with the line that holds.
  double share[3] = {}, sum[3] = {}, holds[3] = {};
  for (std::size_t k = 0; k < kWorlds; ++k) {
    const std::size_t t = table.type[1][k];
    share[t] += 1.0 / kWorlds;
    sum[t] += south[k];
    holds[t] += table.red_line_holds[0][k] ? 1.0 : 0.0;
  }
  EXPECT_NEAR(share[0], 0.25, 0.003);
  EXPECT_NEAR(share[1], 0.35, 0.003);
  EXPECT_NEAR(share[2], 0.40, 0.003);
  // Mean of one score where another that correlates by .48 lies above its 60 % quantile: .48 phi(z) / .4.
  const double z = normal_quantile(0.6);
  EXPECT_NEAR(sum[2] / (share[2] * kWorlds), 0.48 * std::exp(-z * z / 2) / std::sqrt(2 * M_PI) / 0.4, 0.02);
  EXPECT_GT(holds[2] / share[2], holds[0] / share[0] + 1000);
}

// A load rests on its own source, or on its factor's.
TEST(Factors, LoadsHaveSources) {
  std::string text = kHead;
  const std::string s = "sources: {s: {title: A source}";
  text.replace(text.find(s), s.size(), s + ", t: {title: Another}");
  const LoadedCase loaded = read_case("case.yaml", text + R"(
factors:
  resolve:
    loads: [{of: types.south, strength: 0.6, source: t}, {of: red_lines.never_a, strength: 0.7}]
    source: s
)");
  ASSERT_TRUE(loaded.value) << loaded.diagnostics.to_text();
  EXPECT_EQ(loaded.diagnostics.to_text().find("never cited"), std::string::npos);
  const std::vector<Loading>& loads = loaded.value->factors[0].loads;
  ASSERT_EQ(loads.size(), 2u);
  EXPECT_EQ(loads[0].provenance.sources.at(0).source, SourceId(1));
  EXPECT_EQ(loads[1].provenance.sources.at(0).source, SourceId(0));
}

TEST(Factors, ChancesGivenTheScoreAverageToThoseBefore) {
  const std::vector<double> before = {0.25, 0.35, 0.4};
  for (const Hidden::Kind kind : {Hidden::Kind::type, Hidden::Kind::red_line}) {
    std::vector<double> mean(3, 0.0);
    for (std::size_t part = 0; part < kFactorParts; ++part) {
      const auto given = chances_given(before, kind, 0.6, factor_score(part));
      for (std::size_t h = 0; h < 3; ++h) mean[h] += given[h] / kFactorParts;
    }
    for (std::size_t h = 0; h < 3; ++h) EXPECT_NEAR(mean[h], before[h], 1e-3);
  }
}

}  // namespace
}  // namespace offramp
