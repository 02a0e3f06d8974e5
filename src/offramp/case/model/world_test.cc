// SPDX-License-Identifier: Apache-2.0
#include "offramp/case/model/world.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <stdexcept>
#include <string>

#include "offramp/base/number/random.h"
#include "offramp/case/testing/read_good.h"

namespace offramp {
namespace {

using bargaining::Settlement;

// Two parties with hidden types, a range, bonuses, uncertain red lines, worth, components, overrides.
constexpr const char* kText = R"(
offramp: 1
title: Two parties and a corridor
as_of: 1999-05-06
sources: {s: {title: A source}}
parties:
  north: {name: North, veto: true}
  south: {name: South, veto: true}
  guest: {name: Guest}
issues:
  force: {name: Force, options: {joint: Joint, own: Own, none: None}}
  share: {name: Share, range: [0, 100], grid: [0, 25, 60, 100]}
interests:
  north:
    source: s
    weight: {force: 30 to 45, share: 20 to 30}
    value:
      force: {joint: 40 to 70, own: 100, none: 0}
      share: {0: 0, 50: 60 to 80, 100: 100}
    bonus:
      - {id: both, when: force = joint and share > 20, add: 2 to 9}
      - {id: lost, when: force = none, add: -9 to -2}
  south:
    source: s
    weight: {force: 2, share: 6}
    value:
      force: {joint: 50, own: 0, none: 100}
      share: {0: 100, 100: 0}
red_lines:
  - {id: line_a, party: north, never: force = none, unacceptable_to: 60 % to 80 %, source: s}
  - {id: line_b, party: south, never: share > 50}
no_deal:
  north: {utility: 30 to 45, components: {cost: -8 to -2, gain: 1}, source: s}
  south: {worth: {force: joint, share: 60}, plus: -10 to 4, source: s}
types:
  north:
    hard:
      source: s
      prior: 0.4 to 0.6
      interests: {weight: {share: 60 to 80}, value: {force: {joint: 5}, share: {50: 20, 75: 30}}, bonus: [{id: both, when: share = 100, add: 12}]}
      red_lines: [{id: line_c, never: share < 20, unacceptable_to: 0.9}]
      drops: [line_a]
    soft: {source: s, prior: 0.5, drops: [lost], no_deal: {worth: {force: joint, share: 25}}}
  south:
    calm: {source: s, prior: 0.25}
    eager: {source: s, prior: 0.25, no_deal: 10}
    angry: {source: s, prior: 0.5}
joint_types:
  - {when: {north: hard, south: angry}, times: 3, source: s}
)";

// The same with everything that has a name listed in another order.
constexpr const char* kReordered = R"(
types:
  south:
    angry: {source: s, prior: 0.5}
    calm: {source: s, prior: 0.25}
    eager: {source: s, prior: 0.25, no_deal: 10}
  north:
    soft: {source: s, prior: 0.5, drops: [lost], no_deal: {worth: {share: 25, force: joint}}}
    hard:
      source: s
      prior: 0.4 to 0.6
      interests: {weight: {share: 60 to 80}, value: {share: {75: 30, 50: 20}, force: {joint: 5}}, bonus: [{id: both, when: share = 100, add: 12}]}
      red_lines: [{id: line_c, never: share < 20, unacceptable_to: 0.9}]
      drops: [line_a]
no_deal:
  south: {plus: -10 to 4, worth: {force: joint, share: 60}, source: s}
  north: {components: {gain: 1, cost: -8 to -2}, source: s, utility: 30 to 45}
red_lines:
  - {party: south, never: share > 50, id: line_b}
  - {id: line_a, unacceptable_to: 60 % to 80 %, party: north, never: force = none, source: s}
interests:
  south:
    source: s
    value:
      share: {100: 0, 0: 100}
      force: {none: 100, own: 0, joint: 50}
    weight: {share: 6, force: 2}
  north:
    source: s
    bonus:
      - {id: lost, when: force = none, add: -9 to -2}
      - {id: both, when: force = joint and share > 20, add: 2 to 9}
    weight: {share: 20 to 30, force: 30 to 45}
    value:
      share: {100: 100, 50: 60 to 80, 0: 0}
      force: {none: 0, own: 100, joint: 40 to 70}
joint_types:
  - {when: {south: angry, north: hard}, times: 3, source: s}
issues:
  share: {name: Share, range: [0, 100], grid: [0, 25, 60, 100]}
  force: {name: Force, options: {none: None, own: Own, joint: Joint}}
parties:
  guest: {name: Guest}
  south: {name: South, veto: true}
  north: {name: North, veto: true}
sources: {s: {title: A source}}
as_of: 1999-05-06
title: Two parties and a corridor
offramp: 1
)";

TEST(Sample, RefusesOptionsOutOfRange) {
  const Case c = read_good(kText);
  EXPECT_THROW(sample(c, {1, 0}), std::invalid_argument);
  EXPECT_THROW(sample(c, {1, (std::size_t{1} << 24) + 1}), std::invalid_argument);
}

TEST(Sample, EachInputIsItsQuantileAtThePointOfItsPath) {
  const Case c = read_good(kText);
  const WorldTable table = sample(c, {7, 64});
  std::map<std::string, std::size_t> paths;  // sorted, as the header says
  for (const Input& input : c.inputs) {
    if (input.quantity.uncertain()) paths[input.path] = 0;
  }
  for (const char* path : {"types.north", "types.south", "red_lines.line_a", "red_lines.line_c"})
    paths[path] = 0;
  std::size_t next = 0;
  for (auto& [path, dimension] : paths) dimension = next++;
  const SobolPoints points(paths.size(), 7);
  for (std::size_t i = 0; i < c.inputs.size(); ++i) {
    const Quantity& quantity = c.inputs[i].quantity;
    ASSERT_EQ(table.value[i].size(), quantity.uncertain() ? 64u : 1u) << c.inputs[i].path;
    for (std::uint32_t k = 0; quantity.uncertain() && k < 64; ++k) {
      if (!table.coordinate[i].empty()) continue;  // a common cause moves it: factors_test.cc
      EXPECT_EQ(table.value[i][k], quantity.quantile(points.at(k, paths[c.inputs[i].path])));
    }
  }
  const std::size_t share = input_named(c, "red_lines.line_a.unacceptable_to").index();
  for (std::uint32_t k = 0; k < 64; ++k) {
    EXPECT_EQ(table.red_line_holds[0][k], points.at(k, paths["red_lines.line_a"]) < table.value[share][k]);
  }
  EXPECT_TRUE(table.red_line_holds[1].empty());
}

TEST(Sample, MarginalsMeetTheQuantiles) {
  const Case c = read_good(kText);
  const WorldTable table = sample(c, {3, 4096});
  for (std::size_t i = 0; i < c.inputs.size(); ++i) {
    const Quantity& quantity = c.inputs[i].quantity;
    if (!quantity.uncertain()) continue;
    int below5 = 0, below50 = 0, below95 = 0;
    for (const double x : table.value[i]) {
      below5 += x < quantity.p5() ? 1 : 0;
      below50 += x < quantity.median() ? 1 : 0;
      below95 += x < quantity.p95() ? 1 : 0;
    }
    // 2^12 points of a digital net: every dyadic interval of length 2^-12 holds one point; moved by a common
    // cause, two dimensions together do.
    const double near = table.coordinate[i].empty() ? 1.0 : 25.0;
    EXPECT_NEAR(below5, 0.05 * 4096, near) << c.inputs[i].path;
    EXPECT_NEAR(below50, 0.50 * 4096, near) << c.inputs[i].path;
    EXPECT_NEAR(below95, 0.95 * 4096, near) << c.inputs[i].path;
  }
}

TEST(Sample, SameBitsForAnyNumberOfThreads) {
  const Case c = read_good(kText);
  RunControl one, two;
  one.threads = 1;
  two.threads = 2;
  const WorldTable a = sample(c, {5, 3000}, one);
  const WorldTable b = sample(c, {5, 3000}, two);
  EXPECT_EQ(a.value, b.value);
  EXPECT_EQ(a.type, b.type);
  EXPECT_EQ(a.red_line_holds, b.red_line_holds);
}

TEST(Sample, FewerWorldsAreTheFirstOfMore) {
  const Case c = read_good(kText);
  const WorldTable few = sample(c, {5, 100});
  const WorldTable many = sample(c, {5, 1000});
  for (std::size_t p = 0; p < few.type.size(); ++p) {
    for (std::size_t k = 0; k < few.type[p].size(); ++k) EXPECT_EQ(few.type[p][k], many.type[p][k]);
  }
}

TEST(Sample, OrderOfTheFileChangesNothing) {
  const Case a = read_good(kText);
  const Case b = read_good(kReordered);
  const WorldTable in_a = sample(a, {9, 500});
  const WorldTable in_b = sample(b, {9, 500});
  for (std::size_t i = 0; i < a.inputs.size(); ++i) {
    EXPECT_EQ(in_a.value[i], in_b.value[input_named(b, a.inputs[i].path).index()]) << a.inputs[i].path;
  }
  for (const auto& [p, q] : {std::pair<std::size_t, std::size_t>{0, 2}, {1, 1}}) {
    ASSERT_EQ(a.parties[p].id, b.parties[q].id);
    for (std::size_t k = 0; k < 500; ++k) {
      EXPECT_EQ(a.types[p][in_a.type[p][k]].id, b.types[q][in_b.type[q][k]].id);
      const PartyWorld x = party_world(a, in_a, PartyId(p), k);
      const PartyWorld y = party_world(b, in_b, PartyId(q), k);
      EXPECT_NEAR(x.reservation, y.reservation, 1e-12);
    }
  }
}

// The association changes, the priors do not; what else the table is follows from its odds ratios.
TEST(Sample, JointTypesKeepThePriors) {
  const Case c = read_good(kText);
  const std::size_t worlds = 1 << 14;
  const WorldTable table = sample(c, {2, worlds});
  const std::size_t prior = input_named(c, "types.north.hard.prior").index();
  double hard = 0.0, expected_hard = 0.0;
  std::map<std::pair<int, int>, double> seen;
  for (std::size_t k = 0; k < worlds; ++k) {
    const double p = table.value[prior][k];
    expected_hard += p / (p + 0.5) / static_cast<double>(worlds);
    hard += table.type[0][k] == 0 ? 1.0 / static_cast<double>(worlds) : 0.0;
    seen[{table.type[0][k], table.type[1][k]}] += 1.0 / static_cast<double>(worlds);
  }
  EXPECT_NEAR(hard, expected_hard, 0.002);
  for (int s = 0; s < 3; ++s)
    EXPECT_NEAR(seen[std::pair(0, s)] + seen[std::pair(1, s)], s == 2 ? 0.5 : 0.25, 0.002);
  // Hard with angry three times: angry against calm, and against eager, by 3; calm against eager by 1.
  const auto ratio = [&](int a, int b) {
    return seen[std::pair(0, a)] * seen[std::pair(1, b)] / (seen[std::pair(0, b)] * seen[std::pair(1, a)]);
  };
  EXPECT_NEAR(ratio(2, 0), 3.0, 0.2);
  EXPECT_NEAR(ratio(2, 1), 3.0, 0.2);
  EXPECT_NEAR(ratio(0, 1), 1.0, 0.05);
}

TEST(Sample, GivenChancesTakeThePlaceOfPriors) {
  const Case c = read_good(kText);
  WorldTable table = sample(c, {1, 200});
  std::vector<HiddenChances> groups(1);
  groups[0].members = {{Hidden::Kind::type, 0}, {Hidden::Kind::type, 1}};
  groups[0].chances = [](const WorldTable& of, std::size_t world) {
    EXPECT_FALSE(of.value.empty());
    std::vector<double> weights(6, 0.0);
    weights[world % 2 == 0 ? 1 : 5] = 0.25;  // hard and eager, or soft and angry
    return weights;
  };
  redraw_hidden(c, groups, table);
  for (std::size_t k = 0; k < 200; ++k) {
    EXPECT_EQ(table.type_of(PartyId(0), k), TypeId(k % 2 == 0 ? 0 : 1));
    EXPECT_EQ(table.type_of(PartyId(1), k), TypeId(k % 2 == 0 ? 1 : 2));
  }
  groups[0].chances = [](const WorldTable&, std::size_t) { return std::vector<double>(5, 1.0); };
  EXPECT_THROW(redraw_hidden(c, groups, table), std::invalid_argument);
  groups[0].chances = [](const WorldTable&, std::size_t) { return std::vector<double>(6, 0.0); };
  EXPECT_THROW(redraw_hidden(c, groups, table), std::invalid_argument);
}

TEST(Sample, RedLinesBindByChanceAndType) {
  const Case c = read_good(kText);
  const WorldTable table = sample(c, {4, 400});
  ASSERT_EQ(c.red_lines.size(), 3u);
  int held = 0;
  for (std::size_t k = 0; k < 400; ++k) {
    const bool hard = table.type[0][k] == 0;
    EXPECT_EQ(table.binds(c, RedLineId(0), k), !hard && table.red_line_holds[0][k]);
    EXPECT_TRUE(table.binds(c, RedLineId(1), k));
    EXPECT_EQ(table.binds(c, RedLineId(2), k), hard && table.red_line_holds[2][k]);
    held += table.red_line_holds[2][k] ? 1 : 0;
  }
  EXPECT_NEAR(held, 360, 5);
}

// The definition of docs/case-format.md, written once more by hand for this case.
double naive_utility(const Case& c, const WorldTable& table, std::size_t party, std::size_t k, double force,
                     double share, Settlement s) {
  const auto at = [&](const std::string& path) { return table.at(input_named(c, path), k); };
  const bool hard = party == 0 && table.type[0][k] == 0;
  const bool soft = party == 0 && table.type[0][k] == 1;
  const std::string own = party == 0 ? "interests.north." : "interests.south.";
  const double weight_force = at(own + "weight.force");
  const double weight_share = at(hard ? "types.north.hard.interests.weight.share" : own + "weight.share");
  double sum = (weight_force * force + weight_share * share) / (weight_force + weight_share);
  if (party == 0 && !hard && s[0] == 0 && s[1] >= 1) sum += at("interests.north.bonus.both");
  if (party == 0 && !soft && s[0] == 2) sum += at("interests.north.bonus.lost");
  if (hard && s[1] == 3) sum += 12.0;
  return sum / 100.0;
}

TEST(PartyWorld, AgreesWithTheDefinition) {
  const Case c = read_good(kText);
  const WorldTable table = sample(c, {11, 300});
  const auto bonuses = party_bonuses(c, PartyId(0));
  ASSERT_EQ(bonuses.size(), 3u);
  for (std::size_t k = 0; k < 300; ++k) {
    const auto at = [&](const std::string& path) { return table.at(input_named(c, path), k); };
    const bool hard = table.type[0][k] == 0;
    const PartyWorld north = party_world(c, table, PartyId(0), k);
    const double middle = hard ? 20.0 : at("interests.north.value.share.50");
    const double at60 = hard ? 20.0 + 10.0 * 10.0 / 25.0 : middle + (100.0 - middle) * 0.2;
    const double share[] = {0.0, middle / 2.0, at60, 100.0};
    const double force[] = {hard ? 5.0 : at("interests.north.value.force.joint"), 100.0, 0.0};
    for (std::uint16_t f = 0; f < 3; ++f) {
      for (std::uint16_t s = 0; s < 4; ++s) {
        double utility = north.value[0][f] + north.value[1][s];
        for (std::size_t b = 0; b < bonuses.size(); ++b) {
          if (bonuses[b]->when.condition.holds({f, s})) utility += north.bonus[b];
        }
        EXPECT_NEAR(utility, naive_utility(c, table, 0, k, force[f], share[s], {f, s}), 1e-12);
      }
    }
    const double no_deal =
        hard ? (at("no_deal.north.utility") + at("no_deal.north.components.cost") + 1.0) / 100.0
             : naive_utility(c, table, 0, k, force[0], share[1], {0, 1});
    EXPECT_NEAR(north.reservation, no_deal, 1e-12);
    const PartyWorld south = party_world(c, table, PartyId(1), k);
    const bool eager = table.type[1][k] == 1;
    const double worth = naive_utility(c, table, 1, k, 50.0, 40.0, {0, 2}) + at("no_deal.south.plus") / 100.0;
    EXPECT_NEAR(south.reservation, eager ? 0.1 : worth, 1e-12);
  }
}

TEST(PartyWorld, WeightsSumToOne) {
  const Case c = read_good(kText);
  const WorldTable table = sample(c, {1, 50});
  for (std::size_t k = 0; k < 50; ++k) {
    const PartyWorld south = party_world(c, table, PartyId(1), k);
    EXPECT_NEAR(south.value[0][2] + south.value[1][0], 1.0, 1e-15);  // its best option on each issue
  }
}

TEST(PartyWorld, RefusesPartiesWithoutInterests) {
  const Case c = read_good(kText);
  const WorldTable table = sample(c, {1, 4});
  EXPECT_THROW(party_world(c, table, PartyId(2), 0), std::invalid_argument);
}

}  // namespace
}  // namespace offramp
