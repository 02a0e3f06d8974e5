// SPDX-License-Identifier: Apache-2.0
// How far words are believed: ends and mixtures by hand, bounds against what talk can induce.
#include "offramp/analysis/drawn/drawn.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "offramp/case/testing/read_good.h"

namespace offramp {
namespace {

// Two types of south, one word and one deed about it; payoffs of talk as stated.
Case with_talk(const std::string& talk) {
  return read_good(R"(offramp: 1
title: Two parties
as_of: 2000-01-01
sources: {s: {title: A source}}
parties: {north: {name: North, veto: true}, south: {name: South, veto: true}}
issues: {who: {name: Who, options: {a: A, b: B}}}
interests:
  north: {source: s, weight: {who: 1}, value: {who: {a: 100, b: 0}}}
  south: {source: s, weight: {who: 1}, value: {who: {a: 0, b: 100}}}
no_deal: {north: {source: s, utility: 30}, south: {source: s, utility: 30}}
types:
  south:
    firm: {prior: 0.5, source: s}
    soft: {prior: 0.5, source: s}
evidence:
  - {id: word, date: 1999-12-01, what: It says so, by: south, about: south, kind: word, grade: A1, likelihood: {firm: 0.2, soft: 0.8}, source: s}
  - {id: deed, date: 1999-12-02, what: It does so, by: south, about: south, kind: deed, grade: A1, likelihood: {firm: 0.6, soft: 0.3}, source: s}
)" + talk);
}

// Who is soft wants to be taken for it and nobody else does: words can be believed.
constexpr const char* kHonest = R"(talk:
  south:
    source: s
    answers: {wait: They wait, press: They press}
    speaker: {firm: {wait: 0, press: 10}, soft: {wait: 10, press: 0}}
    listener: {firm: {wait: 0, press: 10}, soft: {wait: 10, press: 0}}
)";
// Everybody wants the same answer: only babbling is left.
constexpr const char* kTempted = R"(talk:
  south:
    source: s
    answers: {wait: They wait, press: They press}
    speaker: {firm: {wait: 10, press: 0}, soft: {wait: 10, press: 0}}
    listener: {firm: {wait: 0, press: 10}, soft: {wait: 10, press: 0}}
)";

double soft(const Case& c, Credence words) {
  CaseRun run(c, {.worlds = 256, .words = words});
  return drawn_worlds(run).beliefs[0].posterior[1].mean;
}

RunOptions as_stated(Credence words) {
  RunOptions options{.worlds = 256, .words = words};
  options.reading.temper_by_grade = false;
  return options;
}

TEST(Words, AllAndNoneAreBayesWithAndWithoutThem) {
  const Case c = with_talk(kTempted);
  const auto posterior = [&](Credence words) {
    CaseRun run(c, as_stated(words));
    return drawn_worlds(run).beliefs[0].posterior[1].mean;
  };
  EXPECT_NEAR(posterior(Credence::all), 0.8 * 0.3 / (0.8 * 0.3 + 0.2 * 0.6), 1e-12);
  EXPECT_NEAR(posterior(Credence::none), 0.3 / 0.9, 1e-12);
  EXPECT_NEAR(posterior(Credence::credible), 0.3 / 0.9, 1e-12) << "only babbling is left";
}

TEST(Words, ThoseThatCanBeBelievedAre) {
  const Case honest = with_talk(kHonest);
  EXPECT_NEAR(soft(honest, Credence::credible), soft(honest, Credence::all), 1e-12);
  CaseRun run(honest, {.worlds = 256});
  EXPECT_EQ(credible_words(run), WordTrust{1.0});
  EXPECT_TRUE(talk_bounds(run)[0].bound->words_count);
}

TEST(Words, WithoutWordsNobodyIsAsked) {
  Case c = with_talk(kTempted);
  c.evidence.erase(c.evidence.begin());
  CaseRun run(c, {.worlds = 64});
  EXPECT_EQ(credible_words(run), WordTrust{1.0});
  EXPECT_EQ(soft(c, Credence::credible), soft(c, Credence::all));
}

// In between the chances are mixed world by world, and types are drawn from the mixture.
TEST(Words, TrustMixesTheTwoReadings) {
  const Case c = with_talk(kTempted);
  const RunOptions options{.worlds = 1 << 12};
  const auto at = [&](double theta) { return draw_worlds(c, options, {}, WordTrust{theta}); };
  const DrawnWorlds none = at(0.0), half = at(0.5), all = at(1.0);
  const auto posterior = [](const DrawnWorlds& d) { return d.beliefs[0].posterior[1].mean; };
  EXPECT_NEAR(posterior(half), 0.5 * (posterior(none) + posterior(all)), 1e-12);
  double drawn = 0.0;
  for (const std::uint16_t type : half.table.type[1]) drawn += type == 1 ? 1.0 : 0.0;
  EXPECT_NEAR(drawn / (1 << 12), posterior(half), 0.002);
}

}  // namespace
}  // namespace offramp
