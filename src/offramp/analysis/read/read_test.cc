// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/read/read.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "offramp/analysis/drawn/drawn.h"
#include "offramp/analysis/read/add_evidence.h"
#include "offramp/analysis/read/score.h"
#include "offramp/analysis/settle/settle.h"
#include "offramp/case/file/reader.h"
#include "offramp/case/testing/read_good.h"

namespace offramp {
namespace {

// TEST FIXTURE: two parties with hidden types, exact likelihoods, one factor between them.
constexpr const char* kHead = R"yaml(offramp: 1
title: Test fixture
as_of: 2000-02-01
parties:
  north: {name: North, veto: true}
  south: {name: South, veto: true}
issues:
  land: {name: Land, options: {n: to the north, h: halved, s: to the south}}
interests:
  north: {weight: {land: 1}, value: {land: {n: 100, h: 50, s: 0}}}
  south: {weight: {land: 1}, value: {land: {n: 0, h: 50, s: 100}}}
no_deal: {north: 40, south: 45}
types:
  north:
    firm: {prior: 0.5, no_deal: {utility: 60}}
    soft: {prior: 0.5}
  south:
    fakes: {prior: 0.25, bad_faith: true, no_deal: {utility: 70}}
    means_it: {prior: 0.75}
)yaml";

std::string with_evidence(const std::string& likelihoods, const std::string& more = "") {
  return std::string(kHead) + "evidence:\n" +
         "  - {id: march, date: 2000-01-05, what: South marches, by: south, about: south, kind: deed, grade: "
         "A1, "
         "likelihood: " +
         likelihoods + "}\n" + more;
}

// A1 is worth sqrt(.95 * .90); the tempered likelihood is m + w (L - m).
std::array<double, 2> tempered(double a, double b) {
  const double w = std::sqrt(0.95 * 0.90), m = (a + b) / 2;
  return {m + w * (a - m), m + w * (b - m)};
}

BeliefResult read_small(const Case& c, std::size_t worlds = 64) {
  CaseRun run(c, {.worlds = worlds});
  return *read_evidence(run);
}

TEST(Read, FollowsBayesByHand) {
  const BeliefResult r = read_small(read_good(with_evidence("{fakes: 0.8, means_it: 0.2}")));
  const auto l = tempered(0.8, 0.2);
  const double expected = 0.25 * l[0] / (0.25 * l[0] + 0.75 * l[1]);
  ASSERT_EQ(r.parties.size(), 2u);
  const PartyBelief& south = r.parties[1];
  EXPECT_NEAR(south.posterior[0].mean, expected, 1e-12);
  EXPECT_NEAR(south.bad_faith.mean, expected, 1e-12);
  EXPECT_NEAR(south.prior_bad_faith.mean, 0.25, 1e-12);
  EXPECT_NEAR(south.items.at(0).alone[0].mean, 10 * std::log10(l[0] / l[1]), 1e-9);
  EXPECT_NEAR(south.items[0].without[0], 0.25, 1e-12);
  ASSERT_EQ(south.history.size(), 2u);
  EXPECT_EQ(south.history[0].date, "");
  EXPECT_EQ(south.history[1].date, "2000-01-05");
  ASSERT_TRUE(south.deception.bound.has_value());  // from its settlements; nothing to say for itself
  EXPECT_TRUE(south.deception.words.empty());
  EXPECT_NEAR(r.parties[0].posterior[0].mean, 0.5, 1e-12);
}

TEST(Read, StepsAddUpAlsoWhenPartiesAreLinked) {
  const std::string linked =
      "  - {id: call, date: 2000-01-09, what: North calls, about: north, kind: word, grade: B2, "
      "likelihood: {firm: 0.3 to 0.5, soft: 0.6 to 0.8}}\n"
      "joint_types:\n  - {when: {north: firm, south: fakes}, times: 2 to 4, because: they feed one "
      "another}\n";
  const BeliefResult r =
      read_small(read_good(with_evidence("{fakes: 0.6 to 0.9, means_it: 0.1 to 0.3}", linked)));
  ASSERT_EQ(r.joint.size(), 1u);
  for (const PartyBelief& p : r.parties) {
    for (std::size_t t = 0; t < p.posterior.size(); ++t) {
      double sum = p.prior_decibans[t].mean + p.linked_decibans[t];
      for (const ItemBelief& item : p.items) sum += item.step[t].mean;
      EXPECT_NEAR(sum, p.posterior_decibans[t].mean, 1e-9);
    }
    EXPECT_NE(p.linked_decibans[0], 0.0);
  }
}

TEST(Read, CertainLikelihoodsAreADiagnostic) {
  for (const char* likelihoods : {"{fakes: 1, means_it: 0.5}", "{fakes: 0, means_it: 0.5}"}) {
    const LoadedCase result = read_case("fixture.yaml", with_evidence(likelihoods));
    EXPECT_FALSE(result.value.has_value());
    EXPECT_NE(result.diagnostics.to_text().find("strictly between 0 and 1"), std::string::npos)
        << result.diagnostics.to_text();
  }
}

// So wide an interval comes to the ends of (0, 1) in floating point.
TEST(Read, BearsIntervalsThatReachTheEnds) {
  const Case c = read_good(with_evidence("{fakes: 0.000000000001 to 0.999999999999, means_it: 0.2 to 0.4}"));
  const BeliefResult r = read_small(c, 4096);
  EXPECT_TRUE(std::isfinite(r.parties[1].posterior_decibans[0].mean));
}

TEST(Read, SaysSoWhenThereIsNothingToRead) {
  Case c = read_good(kHead);
  EXPECT_EQ(read_small(c).notes.size(), 2u);  // no evidence about either
  c.types = {{}, {}};
  const BeliefResult r = read_small(c);
  EXPECT_TRUE(r.parties.empty());
  EXPECT_EQ(r.notes.size(), 1u);
}

TEST(Worlds, TypesFollowThePosterior) {
  const Case c = read_good(
      with_evidence("{fakes: 0.6 to 0.9, means_it: 0.1 to 0.3}",
                    "joint_types:\n  - {when: {north: firm, south: fakes}, times: 3, because: x}\n"));
  constexpr std::size_t kWorlds = 16384;
  CaseRun run(c, {.worlds = kWorlds});
  const DrawnWorlds& drawn = drawn_worlds(run);
  EXPECT_TRUE(drawn.types_from_evidence);
  const BeliefResult& r = *read_evidence(run);
  std::array<std::array<double, 2>, 2> share{};
  for (std::size_t k = 0; k < kWorlds; ++k) {
    share[drawn.table.type[0][k]][drawn.table.type[1][k]] += 1.0 / static_cast<double>(kWorlds);
  }
  ASSERT_EQ(r.joint.size(), 1u);
  for (std::size_t i = 0; i < r.joint[0].types.size(); ++i) {
    const auto& types = r.joint[0].types[i];
    EXPECT_NEAR(share[types[0].index()][types[1].index()], r.joint[0].chance[i], 0.005);
  }
  for (std::size_t p = 0; p < 2; ++p) {
    EXPECT_EQ(drawn.beliefs[p].posterior[0].mean, r.parties[p].posterior[0].mean);
    EXPECT_EQ(drawn.beliefs[p].prior[0].mean, r.parties[p].prior[0].mean);
  }
  EXPECT_GT(drawn.beliefs[1].posterior[0].mean, drawn.beliefs[1].prior[0].mean + 0.1);
}

// Every quantity stays what it was; without evidence the types do, too.
TEST(Worlds, OnlyTypesChange) {
  SampleOptions options;
  options.worlds = 256;
  const Case with = read_good(with_evidence("{fakes: 0.6 to 0.9, means_it: 0.1 to 0.3}"));
  const WorldTable plain = sample(with, options);
  const DrawnWorlds drawn = draw_worlds(with, {.worlds = 256});
  EXPECT_EQ(drawn.table.value, plain.value);
  EXPECT_EQ(drawn.table.type[0], plain.type[0]);
  EXPECT_NE(drawn.table.type[1], plain.type[1]);
  const Case without = read_good(kHead);
  const DrawnWorlds same = draw_worlds(without, {.worlds = 256});
  EXPECT_FALSE(same.types_from_evidence);
  EXPECT_EQ(same.table.type, sample(without, options).type);
}

TEST(Worlds, SettleUsesThemAndThreadsChangeNothing) {
  const Case c = read_good(with_evidence("{fakes: 0.6 to 0.9, means_it: 0.1 to 0.3}"));
  RunControl one, two;
  one.threads = 1;
  two.threads = 2;
  CaseRun run_one(c, {}, one), run_two(c, {}, two);
  const SettleResult &a = *settle(run_one), &b = *settle(run_two);
  EXPECT_TRUE(a.types_from_evidence);
  EXPECT_EQ(a.agreement.value, b.agreement.value);
  ASSERT_EQ(a.by_type.size(), 4u);
  for (std::size_t i = 0; i < a.by_type.size(); ++i) {
    EXPECT_EQ(a.by_type[i].worlds.value, b.by_type[i].worlds.value);
    EXPECT_EQ(a.by_type[i].posterior, b.by_type[i].posterior);
    EXPECT_NEAR(a.by_type[i].worlds.value, a.by_type[i].posterior, 0.01);
  }
  EXPECT_NEAR(a.by_type[2].prior, 0.25, 1e-12);
  EXPECT_GT(a.by_type[2].posterior, 0.4);
  const BeliefResult &r1 = *read_evidence(run_one), &r2 = *read_evidence(run_two);
  EXPECT_EQ(r1.parties[1].posterior[0].p5, r2.parties[1].posterior[0].p5);
  EXPECT_EQ(r1.parties[1].items[0].given_rest[0].mean, r2.parties[1].items[0].given_rest[0].mean);
}

TEST(AddEvidence, TakesSoundRowsAndNamesTheOthers) {
  Case c = read_good(kHead);
  const char* csv =
      "id,date,what,about,kind,grade,likelihood:fakes,likelihood:means_it,consistency:fakes,consistency:"
      "means_it\n"
      "march,2000-01-05,South marches,south,deed,A1,0.8,0.2,,\n"
      "late,2000-03-05,Too late,south,deed,A1,0.8,0.2,,\n"
      "talk,2000-01-07,South talks,south,word,,,,consistent,neutral\n"
      "nobody,2000-01-07,East talks,east,word,,0.5,0.4,,\n"
      "half,2000-01-07,South talks,south,word,,0.5,,,\n"
      "wild,2000-13-07,South talks,south,word,,0.5,0.4,,\n";
  const AddedEvidence added = add_evidence(c, csv, "more.csv");
  EXPECT_EQ(added.added, 2u);
  EXPECT_EQ(added.skipped, 4u);
  const std::string text = added.diagnostics.to_text();
  for (const char* part : {"row 3: 2000-03-05 is after", "row 5: the case has no party `east`",
                           "row 6: no likelihood is given for type `means_it`", "row 7"}) {
    EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
  }
  ASSERT_EQ(c.evidence.size(), 2u);
  EXPECT_EQ(c.evidence[1].source_grade, 'F');
  // The first row says what the same item in a case file says.
  c.evidence.pop_back();
  const BeliefResult from_csv = read_small(c),
                     from_file = read_small(read_good(with_evidence("{fakes: 0.8, means_it: 0.2}")));
  EXPECT_EQ(from_csv.parties[1].posterior[0].mean, from_file.parties[1].posterior[0].mean);
}

TEST(Score, ScoresRecordedOutcomesAndSaysWhatThatCannotShow) {
  const Case without = read_good(kHead);
  Case with = without;
  with.actual = Outcome{.date = "2000-06-01",
                        .settlement = bargaining::Settlement{1},
                        .seen = {},
                        .provenance = {},
                        .note = {}};
  ScoreOptions options;
  options.worlds = 256;
  const ScoreResult r = *score_cases({with, without}, options);
  ASSERT_EQ(r.cases.size(), 1u);
  EXPECT_EQ(r.unscored.size(), 1u);
  const double p = r.cases[0].agreement.value;
  ASSERT_TRUE(r.agreement.has_value());
  EXPECT_NEAR(r.agreement->brier, 2 * (1 - p) * (1 - p), 1e-12);
  EXPECT_NEAR(r.agreement->log_bits, -std::log2(p), 1e-9);
  EXPECT_EQ(r.cases[0].recorded_accepted.value, p);  // halving is the only settlement that both can take
  EXPECT_GE(r.limits.size(), 3u);
  EXPECT_FALSE(r.seen.has_value());
  EXPECT_FALSE(score_cases({without}, options));
}

// By hand: South fakes with .25. One sign is seen with .8 if it fakes and .46 if not, so with .545, and was
// not seen; another with .8 and .2, so with .35, and was seen. Brier scores 2 x .545^2 and 2 x .65^2, log
// scores -log2 .455 and -log2 .35. And no settlement came, whatever chance it had.
TEST(Score, ScoresStatementsThatTurnedOutFalse) {
  const std::string watch = R"yaml(watch:
  - {id: guns, what: Guns, about: south, likelihood: {fakes: 0.8, means_it: 0.46}, cost: 1, lead_time: 7}
  - {id: maps, what: Maps, about: south, likelihood: {fakes: 0.8, means_it: 0.2}, cost: 1, lead_time: 7}
actual:
  date: 2000-12-31
  agreement: none
  seen:
    guns: {seen: false, date: 2000-02-08}
    maps: {seen: true, date: 2000-02-03}
)yaml";
  ScoreOptions options;
  options.worlds = 256;
  const ScoreResult r = *score_cases({read_good(kHead + watch)}, options);
  ASSERT_TRUE(r.seen.has_value());
  EXPECT_NEAR(r.cases[0].seen[0].chance, 0.545, 1e-12);
  EXPECT_NEAR(r.cases[0].seen[1].chance, 0.35, 1e-12);
  EXPECT_NEAR(r.seen->brier, 0.545 * 0.545 + 0.65 * 0.65, 1e-12);
  EXPECT_NEAR(r.seen->log_bits, -(std::log2(0.455) + std::log2(0.35)) / 2, 1e-12);
  const auto share = [&](std::size_t bin) { return r.seen->reliability_table[bin].share_true; };
  EXPECT_EQ(share(5), 0.0);  // .545 for guns
  EXPECT_EQ(share(4), 1.0);  // .455 for no guns
  EXPECT_EQ(share(3), 1.0);  // .35 for maps
  EXPECT_EQ(share(6), 0.0);  // .65 for no maps
  const double p = r.cases[0].agreement.value;
  EXPECT_FALSE(r.cases[0].reached);
  EXPECT_NEAR(r.agreement->brier, 2 * p * p, 1e-12);
  EXPECT_FALSE(r.recorded.has_value());
  EXPECT_EQ(r.together->forecasts, 3u);
}

TEST(Score, OutcomesOfWatchItemsMustLieAhead) {
  const auto problems = [](const std::string& actual) {
    const LoadedCase result =
        read_case("fixture.yaml", kHead + ("watch:\n  - {id: guns, what: Guns, about: south, likelihood: "
                                           "{fakes: 0.8, means_it: 0.4}, cost: "
                                           "1, lead_time: 7}\nactual:\n" +
                                           actual));
    return result.diagnostics.to_text();
  };
  EXPECT_NE(problems("  {date: 2000-12-31, agreement: none, seen: {guns: {seen: true, date: 2000-02-01}}}\n")
                .find("not after as_of"),
            std::string::npos);
  EXPECT_NE(problems("  {date: 2000-12-31, agreement: none, seen: {gins: {seen: true, date: 2000-02-03}}}\n")
                .find("`gins` is not a watch item"),
            std::string::npos);
  EXPECT_NE(problems("  {date: 2000-12-31, agreement: none, settlement: {land: h}}\n").find("settlement"),
            std::string::npos);
}

}  // namespace
}  // namespace offramp
