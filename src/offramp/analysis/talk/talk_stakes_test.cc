// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/talk/talk_stakes.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "offramp/analysis/read/read.h"
#include "offramp/analysis/worlds/worlds.h"
#include "offramp/base/number/random.h"
#include "offramp/case/file/reader.h"
#include "offramp/case/testing/read_good.h"

namespace offramp {
namespace {

// TEST FIXTURE: South asks for land. A firm South takes no less than a half, a soft one is content with a
// quarter. North gives as little as it can.
constexpr const char* kLand = R"yaml(offramp: 1
title: Test fixture
as_of: 2000-02-01
parties:
  north: {name: North, veto: true}
  south: {name: South, veto: true}
issues:
  land: {name: Land, options: {n: to the north, q: a quarter, h: halved, s: to the south}}
interests:
  north: {weight: {land: 1}, value: {land: {n: 100, q: 75, h: 50, s: 0}}}
  south: {weight: {land: 1}, value: {land: {n: 0, q: 25, h: 50, s: 100}}}
no_deal: {north: 10, south: 20}
types:
  south:
    firm: {prior: 0.25, no_deal: {utility: 45}}
    soft: {prior: 0.75}
evidence:
  - {id: claim, date: 2000-01-05, what: South says that it is firm, by: south, about: south, kind: word, grade: A1, likelihood: {firm: 0.8, soft: 0.4}}
  - {id: shrug, date: 2000-01-06, what: South says good morning, by: south, about: south, kind: word, grade: A1, likelihood: {firm: 0.5, soft: 0.5}}
  - {id: rumour, date: 2000-01-06, what: North says that South is firm, by: north, about: south, kind: word, grade: A1, likelihood: {firm: 0.8, soft: 0.4}}
)yaml";

const PartyBelief& south(const BeliefResult& r) {
  return r.parties.back();
}

BeliefResult read_small(const Case& c) {
  CaseRun run(c, {.worlds = 64});
  return *read_evidence(run);
}

// By hand. To the soft a quarter: North 75 - 10 = 65, South 25 - 20 = 5. To the firm a half: North 40, firm
// South 5, soft South 30. Unheard, North offers the quarter (.75 x 65 = 48.75 > 40): the firm gets nothing.
// The soft would gain 25 by passing for firm, so the claim to be firm is worth nothing.
TEST(TalkStakes, FirmnessIsClaimedByTheSoft) {
  const BeliefResult r = read_small(read_good(kLand));
  const DeceptionView& d = south(r).deception;
  ASSERT_TRUE(d.bound.has_value());
  EXPECT_EQ(d.basis, TalkStakes::Basis::derived);
  EXPECT_TRUE(d.exhaustive);
  EXPECT_EQ(d.unheard.answer.offer, (bargaining::Settlement{1}));
  EXPECT_NEAR(d.unheard.payoff[0], 0.0, 1e-9);
  EXPECT_NEAR(d.unheard.payoff[1], 5.0, 1e-9);
  EXPECT_EQ(d.if_taken_for[0].answer.offer, (bargaining::Settlement{2}));
  EXPECT_NEAR(d.if_taken_for[0].payoff[0], 5.0, 1e-9);
  EXPECT_NEAR(d.if_taken_for[0].payoff[1], 30.0, 1e-9);
  EXPECT_TRUE(d.bound->talk.only_babbling);
  EXPECT_EQ(d.bound->talk.claims[0].tempted, (std::vector<std::uint32_t>{1}));
  EXPECT_NEAR(d.discounted[0], 0.25, 1e-12);
  EXPECT_NEAR(d.bound->high[0], 0.25, 1e-12);
  EXPECT_GT(d.face_value[0], 0.4);
  EXPECT_TRUE(d.bound->beyond[0]);
  ASSERT_EQ(d.words.size(), 2u);  // what others say of it is no claim of its own
  EXPECT_EQ(d.words[0].verdict, WordClaim::Verdict::tempted);
  EXPECT_EQ(d.words[0].speaks_for, TypeId(0));
  EXPECT_EQ(d.words[1].verdict, WordClaim::Verdict::says_nothing);
}

// The soft cares for peace of mind in another coin: what the firm is offered is worth less to it than its own
// offer, so each tells the truth (a common interest; Crawford and Sobel 1982).
TEST(TalkStakes, DifferentWantsAreBelieved) {
  std::string text = kLand;
  const std::string old = "soft: {prior: 0.75}";
  text.replace(text.find(old), old.size(),
               "soft: {prior: 0.75, interests: {value: {land: {n: 30, q: 60, h: 10, s: 0}}}}");
  const BeliefResult r = read_small(read_good(text));
  const DeceptionView& d = south(r).deception;
  ASSERT_TRUE(d.bound.has_value());
  EXPECT_TRUE(d.bound->talk.fully_truthful);
  EXPECT_EQ(d.words[0].verdict, WordClaim::Verdict::believable);
  EXPECT_NEAR(d.bound->high[0], 1.0, 1e-12);
  EXPECT_FALSE(d.bound->beyond[0]);
}

TEST(TalkStakes, StatedPayoffsComeFirst) {
  const std::string talk = R"yaml(talk:
  south:
    answers: {wait: North waits, press: North presses on}
    speaker: {firm: {wait: 12, press: 0}, soft: {wait: 2, press: 4}}
    listener: {firm: {wait: 0, press: -5}, soft: {wait: -6, press: 0}}
    lying: {soft: 1 to 3}
)yaml";
  const Case c = read_good(std::string(kLand) + talk);
  const BeliefResult r = read_small(c);
  const DeceptionView& d = south(r).deception;
  ASSERT_TRUE(d.bound.has_value());
  EXPECT_EQ(d.basis, TalkStakes::Basis::stated);
  EXPECT_EQ(d.unheard.answer.name, "North presses on");
  EXPECT_EQ(d.if_taken_for[0].answer.name, "North waits");
  EXPECT_TRUE(d.bound->talk.fully_truthful);
  EXPECT_EQ(c.inputs.back().path, "talk.south.lying.soft");
}

TEST(TalkStakes, StatedPayoffsMustBeComplete) {
  const std::string head = std::string(kLand) + "talk:\n  south:\n    answers: {wait: Wait, press: Press}\n";
  const auto problems = [&](const std::string& rest) {
    const LoadedCase result = read_case("fixture.yaml", head + rest);
    EXPECT_FALSE(result.value.has_value());
    return result.diagnostics.to_text();
  };
  EXPECT_NE(
      problems("    speaker: {firm: {wait: 12, press: 0}}\n    listener: {firm: {wait: 0, press: 1}, soft: "
               "{wait: 0, press: 0}}\n")
          .find("no payoff is given for type `soft` and answer `wait`"),
      std::string::npos);
  EXPECT_NE(problems("    speaker: {firm: {wait: 1, go: 2}}\n    listener: {firm: {wait: 1, press: 2}}\n")
                .find("`go` is not among the answers"),
            std::string::npos);
}

TEST(TalkStakes, SaysWhyThereAreNone) {
  std::string text = kLand;
  const std::string old = "south: {name: South, veto: true}";
  text.replace(text.find(old), old.size(), "south: {name: South}");
  const BeliefResult r = read_small(read_good(text));
  EXPECT_FALSE(south(r).deception.bound.has_value());
  EXPECT_NE(south(r).deception.no_bound_because.find("no veto"), std::string::npos);
}

std::string random_case(RandomStream& random) {
  const auto number = [&] { return std::to_string(1 + random.index(98)); };
  const auto values = [&] { return "{a: " + number() + ", b: " + number() + ", d: " + number() + "}"; };
  std::string text = "offramp: 1\ntitle: Test fixture\nas_of: 2000-02-01\nparties:\n";
  for (const char* p : {"x", "y", "z"}) text += std::string("  ") + p + ": {name: P, veto: true}\n";
  text += "issues:\n  deal: {name: Deal, options: {a: A, b: B, d: D}}\ninterests:\n";
  for (const char* p : {"x", "y", "z"})
    text += std::string("  ") + p + ": {weight: {deal: 1}, value: {deal: " + values() + "}}\n";
  text += "no_deal: {x: 20, y: 15, z: 10}\n";
  text += "red_lines:\n  - {id: last, party: y, never: deal = d, kind: moral}\n";
  text += "types:\n  x:\n";
  for (const char* t : {"one", "two", "three"}) {
    text += std::string("    ") + t + ": {prior: " + (t[0] == 'o' ? "0.5" : "0.25") +
            ", no_deal: " + number() + ", interests: {value: {deal: " + values() + "}}}\n";
  }
  text += "  y:\n    holds: {prior: 0.5}\n    yields: {prior: 0.5, drops: [last]}\n";
  return text;
}

// Every offer's payoffs from the case's own numbers, type by type, without tables or contexts.
TEST(TalkStakes, EqualsPlainSumsOnRandomCases) {
  std::size_t accepted = 0;
  for (std::uint32_t n = 0; n < 40; ++n) {
    RandomStream random({.seed = 5, .world = n});
    const Case c = read_good(random_case(random));
    const DrawnWorlds drawn = draw_worlds(c, {.worlds = 64});
    const TalkStakes stakes =
        talk_stakes(c, drawn.table, case_problem(c, drawn.table), PartyId(0), {0.5, 0.25, 0.25});
    ASSERT_EQ(stakes.answers.size(), 4u);
    const auto value = [&](std::size_t party, std::optional<std::size_t> type, std::size_t option) {
      const Interests& own = type ? c.types[party][*type].interests : c.interests[party];
      const Interests& from = own.value[0].empty() ? c.interests[party] : own;
      return c.quantity(from.value[0][option].value).median();
    };
    const auto no_deal = [&](std::size_t party, std::optional<std::size_t> type) {
      const NoDeal& from = type ? *c.types[party][*type].no_deal : *c.no_deal[party];
      return c.quantity(*from.utility).median();
    };
    for (std::size_t t = 0; t < 3; ++t) {
      for (std::size_t option = 0; option < 3; ++option) {
        double sender = 0.0, listener = 0.0;
        for (std::size_t w = 0; w < 64; ++w) {
          if (option == 2 && drawn.table.type[1][w] == 0) continue;  // y holds its red line
          const double x = value(0, t, option) - no_deal(0, t);
          const double y = value(1, {}, option) - no_deal(1, {}), z = value(2, {}, option) - no_deal(2, {});
          if (std::min({x, y, z}) < 0) continue;
          sender += x / 64;
          listener += (y + z) / 64;
          ++accepted;
        }
        EXPECT_NEAR(stakes.incentives.sender[t * 4 + option + 1], sender, 1e-9);
        EXPECT_NEAR(stakes.incentives.receiver[t * 4 + option + 1], listener, 1e-9);
      }
    }
  }
  EXPECT_GT(accepted, 500u);
}

// Where climbing finds its offers, the best against each group is as good as the best of all.
TEST(TalkStakes, ClimbingComesUpToListing) {
  std::string text = kLand;
  const std::string old =
      "land: {name: Land, options: {n: to the north, q: a quarter, h: halved, s: to the south}}";
  text.replace(text.find(old), old.size(), old + "\n  tax: {name: Tax, options: {a: A, b: B, e: E}}");
  for (const char* both :
       {"value: {land: {n: 100, q: 75, h: 50, s: 0}}", "value: {land: {n: 0, q: 25, h: 50, s: 100}}"}) {
    const std::string was = std::string("{weight: {land: 1}, ") + both;
    const bool north = was.find("n: 100") != std::string::npos;
    text.replace(text.find(was), was.size(),
                 std::string("{weight: {land: 2, tax: 1}, ") +
                     std::string(both, std::string(both).size() - 1) +
                     (north ? ", tax: {a: 100, b: 60, e: 0}}" : ", tax: {a: 0, b: 70, e: 100}}"));
  }
  const Case c = read_good(text);
  const DrawnWorlds drawn = draw_worlds(c);
  const Answer<CaseProblem> posed = case_problem(c, drawn.table);
  TalkOptions climbing;
  climbing.list_limit = 1;
  const std::vector<double> belief{0.25, 0.75};
  const TalkStakes all = talk_stakes(c, drawn.table, posed, PartyId(1), belief);
  const TalkStakes some = talk_stakes(c, drawn.table, posed, PartyId(1), belief, climbing);
  EXPECT_TRUE(all.exhaustive);
  EXPECT_FALSE(some.exhaustive);
  EXPECT_LT(some.answers.size(), all.answers.size());
  const auto best = [&](const TalkStakes& s, double firm) {
    double most = 0.0;
    for (std::size_t a = 0; a < s.incentives.actions; ++a)
      most = std::max(most, firm * s.incentives.receiver[a] +
                                (1 - firm) * s.incentives.receiver[s.incentives.actions + a]);
    return most;
  };
  for (const double firm : {0.0, 0.25, 1.0}) EXPECT_NEAR(best(all, firm), best(some, firm), 1e-9);
}

}  // namespace
}  // namespace offramp
