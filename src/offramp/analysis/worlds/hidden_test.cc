// SPDX-License-Identifier: Apache-2.0
// Circumstances, clauses, and evidence about circumstances and red lines, against enumeration.
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <string>

#include "offramp/analysis/testing/naive_model.h"
#include "offramp/analysis/testing/random_case.h"
#include "offramp/analysis/worlds/worlds.h"
#include "offramp/base/number/elementary.h"
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
  south:
    source: s
    weight: {who: 1}
    value:
      who: {a: 0, b: {value: 30 to 50, instead: [{if: {north: firm, force: yes}, value: 60 to 90}, {if: {force: yes}, value: 55}]}, c: 100}
no_deal: {north: {source: s, utility: 40}, south: {source: s, utility: 30}}
types:
  north:
    firm: {prior: 0.3, source: s}
    weak: {prior: 0.7, source: s}
red_lines:
  - {id: never_a, party: south, never: who = a, unacceptable_to: 0.6, source: s}
)";

constexpr const char* kForce = R"(
circumstances:
  rain: {chance: 0.2, source: s}
  force: {chance: {value: 0.4, source: s, instead: [{if: {north: firm, rain: no}, value: 0.8}, {if: {rain: yes}, value: 0.1}]}}
)";

Case read(const std::string& more) {
  return read_good(kHead + more);
}

double share(const WorldTable& table, const std::function<bool(std::size_t)>& holds) {
  double n = 0.0;
  for (std::size_t k = 0; k < table.worlds; ++k) n += holds(k) ? 1.0 : 0.0;
  return n / static_cast<double>(table.worlds);
}

// Chance of the force given type (0 firm) and rain, as the file has it.
double force_given(int type, bool rain) {
  if (type == 0 && !rain) return 0.8;
  return rain ? 0.1 : 0.4;
}

// Of every combination: type of north, rain, force, whether the line holds.
using Joint = std::map<std::tuple<int, int, int, int>, double>;
Joint joint_prior() {
  Joint joint;
  for (int t : {0, 1})
    for (int rain : {0, 1})
      for (int force : {0, 1})
        for (int line : {0, 1}) {
          const double f = force_given(t, rain == 1);
          joint[{t, rain, force, line}] = (t == 0 ? 0.3 : 0.7) * (rain == 1 ? 0.2 : 0.8) *
                                          (force == 1 ? f : 1 - f) * (line == 1 ? 0.6 : 0.4);
        }
  return joint;
}

void expect_drawn(const WorldTable& table, Joint joint) {
  double total = 0.0;
  for (const auto& [at, p] : joint) total += p;
  for (const auto& [at, p] : joint) {
    const auto [t, rain, force, line] = at;
    const double seen = share(table, [&, t = t, rain = rain, force = force, line = line](std::size_t k) {
      return table.type[0][k] == t && table.circumstance[0][k] == rain && table.circumstance[1][k] == force &&
             table.red_line_holds[0][k] == (line == 1);
    });
    EXPECT_NEAR(seen, p / total, 0.006) << t << rain << force << line;
  }
}

constexpr std::size_t kWorlds = 1 << 14;

// Likelihoods as stated, whatever the grade.
DrawnWorlds drawn_as_stated(const Case& c) {
  RunOptions options{.worlds = kWorlds};
  options.reading.temper_by_grade = false;
  return draw_worlds(c, options);
}

TEST(Hidden, CircumstancesDependOnTypesAndEachOther) {
  const Case c = read(kForce);
  const DrawnWorlds drawn = draw_worlds(c, {.worlds = kWorlds});
  expect_drawn(drawn.table, joint_prior());
  ASSERT_EQ(drawn.yes_no.size(), 2u);
  EXPECT_NEAR(drawn.yes_no[0].prior.mean, 0.2, 1e-12);
  double force = 0.0;
  for (const auto& [at, p] : joint_prior()) force += std::get<2>(at) == 1 ? p : 0.0;
  EXPECT_NEAR(drawn.yes_no[1].prior.mean, force, 1e-12);
  EXPECT_NEAR(drawn.beliefs[0].prior[0].mean, 0.3, 1e-12) << "what depends on a type leaves its prior";
}

TEST(Hidden, EvidenceSpeaksOfCircumstancesAndLines) {
  const Case c = read(std::string(kForce) + R"(
evidence:
  - {id: offer, date: 1999-12-01, what: It tabled it itself, about: red_lines.never_a, kind: deed, grade: A1, likelihood: {yes: 0.1, no: 0.8}, source: s}
  - {id: tanks, date: 1999-12-02, what: Tanks, about: circumstances.force, kind: deed, grade: A1, likelihood: {yes: 0.9, no: 0.3}, source: s}
  - {id: words, date: 1999-12-03, what: Words, about: north, kind: word, grade: A1, likelihood: {firm: 0.7, weak: 0.5}, source: s}
)");
  const DrawnWorlds drawn = drawn_as_stated(c);
  Joint joint = joint_prior();
  double total = 0.0, line = 0.0, force = 0.0;
  for (auto& [at, p] : joint) {
    const auto [t, rain, f, l] = at;
    p *= (l == 1 ? 0.1 : 0.8) * (f == 1 ? 0.9 : 0.3) * (t == 0 ? 0.7 : 0.5);
    total += p;
    line += l == 1 ? p : 0.0;
    force += f == 1 ? p : 0.0;
  }
  expect_drawn(drawn.table, joint);
  ASSERT_EQ(drawn.yes_no.size(), 3u);
  EXPECT_NEAR(drawn.yes_no[1].posterior.mean, force / total, 1e-9);
  EXPECT_NEAR(drawn.yes_no[2].posterior.mean, line / total, 1e-9);
  EXPECT_NEAR(drawn.yes_no[2].posterior.mean, 0.06 / (0.06 + 0.32), 1e-9);
}

// What is seen may be likelier or not as other things are: every combination by Bayes' rule. The two items of
// a group are one report; the one that depends on the force makes the report depend on it.
TEST(Hidden, LikelihoodsMayDependOnOtherThings) {
  const Case c = read(std::string(kForce) + R"(
evidence:
  - {id: words, date: 1999-12-03, what: Words, about: north, kind: word, grade: A1, likelihood: {firm: {value: 0.7, instead: [{if: {force: yes}, value: 0.2}, {if: {rain: yes}, value: 0.9}]}, weak: 0.5}, source: s}
  - {id: told, date: 1999-12-03, what: Told, about: north, kind: deed, grade: A1, group: g, likelihood: {firm: 0.4, weak: {value: 0.2, instead: [{if: {force: no}, value: 0.6}]}}, source: s}
  - {id: retold, date: 1999-12-04, what: Retold, about: north, kind: deed, grade: A1, group: g, likelihood: {firm: 0.5, weak: 0.3}, source: s}
)");
  const DrawnWorlds drawn = drawn_as_stated(c);
  Joint joint = joint_prior();
  double total = 0.0, firm = 0.0, force = 0.0;
  for (auto& [at, p] : joint) {
    const auto [t, rain, f, l] = at;
    const double words = t == 1 ? 0.5 : f == 1 ? 0.2 : rain == 1 ? 0.9 : 0.7;
    const double told = t == 0 ? 0.4 : f == 0 ? 0.6 : 0.2, retold = t == 0 ? 0.5 : 0.3;
    p *= words * std::sqrt(told * retold);
    total += p;
    firm += t == 0 ? p : 0.0;
    force += f == 1 ? p : 0.0;
  }
  expect_drawn(drawn.table, joint);
  EXPECT_NEAR(drawn.beliefs[0].posterior[0].mean, firm / total, 1e-9);
  EXPECT_NEAR(drawn.yes_no[1].posterior.mean, force / total, 1e-9);
  EXPECT_NEAR(drawn.beliefs[0].prior[0].mean, 0.3, 1e-12);
}

// Each number is that of the first clause that holds, by the number's own draw.
TEST(Hidden, ClausesShareTheDraw) {
  const Case c = read(kForce);
  const WorldTable table = draw_worlds(c, {.worlds = 512}).table;
  const std::size_t at = input_named(c, "interests.south.value.who.b").index();
  const Quantity own = Quantity::interval(30, 50, Domain::bounded(0, 100)),
                 firm = Quantity::interval(60, 90, Domain::bounded(0, 100));
  bool seen[3] = {};
  for (std::size_t k = 0; k < 512; ++k) {
    const double u = table.coordinate[at][k];
    const bool force = table.circumstance[1][k] == 1, is_firm = table.type[0][k] == 0;
    seen[force ? (is_firm ? 1 : 2) : 0] = true;
    EXPECT_EQ(table.value[at][k], !force ? own.quantile(u) : is_firm ? firm.quantile(u) : 55.0);
  }
  EXPECT_TRUE(seen[0] && seen[1] && seen[2]);
}

// A type and a line that load on one factor with a number: evidence about the type moves line and number by
// way of the factor. Everything by numerical integration over the factor.
TEST(Hidden, EvidenceReachesWhatSharesAFactor) {
  const Case c = read(std::string(kForce) + R"(
factors:
  resolve: {loads: [{of: types.north, strength: 0.6}, {of: red_lines.never_a, strength: 0.5}, {of: interests.north.value.who.b, strength: 0.7}]}
evidence:
  - {id: words, date: 1999-12-03, what: Words, about: north, kind: deed, grade: A1, likelihood: {firm: 0.1, weak: 0.9}, source: s}
  - {id: offer, date: 1999-12-01, what: It tabled it, about: red_lines.never_a, kind: deed, grade: A1, likelihood: {yes: 0.9, no: 0.3}, source: s}
)");
  const DrawnWorlds drawn = drawn_as_stated(c);
  double total = 0.0, weak = 0.0, line = 0.0, both = 0.0, score = 0.0;
  for (double f = -8.0; f <= 8.0; f += 0.01) {
    const double density = 0.01 * std::exp(-f * f / 2) / std::sqrt(2 * M_PI);
    const double is_weak = 1.0 - normal_cdf((normal_quantile(0.3) - 0.6 * f) / 0.8);
    const double holds = normal_cdf((normal_quantile(0.6) + 0.5 * f) / std::sqrt(0.75));
    const double of_type = is_weak * 0.9 + (1 - is_weak) * 0.1, of_line = holds * 0.9 + (1 - holds) * 0.3;
    total += density * of_type * of_line;
    weak += density * is_weak * 0.9 * of_line;
    line += density * of_type * holds * 0.9;
    both += density * is_weak * 0.9 * holds * 0.9;
    score += density * f * of_type * of_line;
  }
  EXPECT_NEAR(drawn.beliefs[0].posterior[1].mean, weak / total, 2e-3);
  EXPECT_NEAR(drawn.yes_no[2].posterior.mean, line / total, 2e-3);
  const WorldTable& t = drawn.table;
  EXPECT_NEAR(share(t, [&](std::size_t k) { return t.type[0][k] == 1; }), weak / total, 0.006);
  EXPECT_NEAR(share(t, [&](std::size_t k) { return t.type[0][k] == 1 && t.red_line_holds[0][k]; }),
              both / total, 0.006);
  double mean = 0.0;
  for (const double f : t.factor[0]) mean += f / kWorlds;
  EXPECT_NEAR(mean, score / total, 0.01);
  EXPECT_GT(score / total, 0.15);
  EXPECT_NEAR(drawn.beliefs[0].prior[0].mean, 0.3, 1e-12)
      << "before the evidence is the prior that was written";
}

// A copy of a type, split into two alike that share its prior and likelihood, changes no belief in the
// others.
TEST(Hidden, ATypeSplitInTwoChangesNothingElse) {
  const auto with = [](const std::string& types, const std::string& likelihood) {
    std::string text = kHead;
    const std::string old = "    firm: {prior: 0.3, source: s}\n    weak: {prior: 0.7, source: s}\n";
    text.replace(text.find(old), old.size(), types);
    text +=
        "evidence:\n  - {id: w, date: 1999-12-03, what: W, about: north, kind: deed, grade: B2, likelihood: "
        "{" +
        likelihood + "}, source: s}\n";
    const std::string clause =
        ", instead: [{if: {north: firm, force: yes}, value: 60 to 90}, {if: {force: yes}, value: 55}]";
    text.replace(text.find(clause), clause.size(), "");
    return draw_worlds(read_good(text), {.worlds = 4096});
  };
  const DrawnWorlds one =
      with("    firm: {prior: 0.3, source: s}\n    weak: {prior: 0.7, source: s}\n", "firm: 0.8, weak: 0.2");
  const DrawnWorlds two = with(
      "    firm: {prior: 0.3, source: s}\n    weak: {prior: 0.5, source: s}\n    weak2: {prior: 0.2, source: "
      "s}\n",
      "firm: 0.8, weak: 0.2, weak2: 0.2");
  EXPECT_NEAR(one.beliefs[0].posterior[0].mean, two.beliefs[0].posterior[0].mean, 1e-12);
  EXPECT_NEAR(one.beliefs[0].posterior[1].mean,
              two.beliefs[0].posterior[1].mean + two.beliefs[0].posterior[2].mean, 1e-12);
}

// Of random cases with clauses and common causes: every number, circumstance and line of every world by its
// definition.
TEST(Hidden, EveryDrawIsAsDefined) {
  std::size_t moved = 0, by_clause = 0;
  for (std::uint32_t number = 0; number < 300; ++number) {
    SCOPED_TRACE(number);
    const Case c = testing::random_case(number);
    const WorldTable t = sample(c, {.worlds = 16});
    const testing::Naive naive{c, t};
    for (std::size_t w = 0; w < t.worlds; ++w) {
      for (std::size_t i = 0; i < c.inputs.size(); ++i) {
        const Quantity& believed = naive.believed(c.inputs[i], w);
        by_clause += &believed != &c.inputs[i].quantity ? 1 : 0;
        if (t.coordinate[i].empty()) continue;
        const double x = naive.moved(t.coordinate[i][w], Loading::Kind::input, i, 1, w);
        moved += x != t.coordinate[i][w] ? 1 : 0;
        ASSERT_NEAR(t.value[i][w], believed.quantile(x), 1e-9) << c.inputs[i].path;
      }
      for (std::size_t i = 0; i < c.circumstances.size(); ++i) {
        const double x = naive.moved(t.circumstance_coordinate[i][w], Loading::Kind::circumstance, i, -1, w);
        ASSERT_EQ(t.circumstance[i][w] != 0, x < t.at(c.circumstances[i].chance, w));
      }
      for (std::size_t r = 0; r < c.red_lines.size(); ++r) {
        if (!c.red_lines[r].unacceptable_to) continue;
        const double x = naive.moved(t.red_line_coordinate[r][w], Loading::Kind::red_line, r, -1, w);
        ASSERT_EQ(t.red_line_holds[r][w], x < t.at(*c.red_lines[r].unacceptable_to, w));
      }
    }
  }
  EXPECT_GT(moved, 1000u);
  EXPECT_GT(by_clause, 1000u);
}

}  // namespace
}  // namespace offramp
