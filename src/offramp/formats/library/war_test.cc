// SPDX-License-Identifier: Apache-2.0
// The shipped models of war, brinkmanship and bargaining against their closed forms. Numbers that are not
// computed here stand in the model library's part of the requirements and were derived and simulated apart.
#include <gtest/gtest.h>

#include <cmath>

#include "offramp/formats/testing/shipped_model.h"

namespace offramp::formats {
namespace {

using testing::at_end;
using testing::at_start;
using testing::four_errors;
using testing::mean_at_end;
using testing::mean_time;
using testing::Settings;
using testing::share;
using testing::ShippedModel;

constexpr std::uint64_t kPaths = 10'000;

struct Forts {
  const char *all, *first, *p;
  double win, battles, deviation;  // the last: of the duration, rounded up
};

TEST(LibraryForts, WinAndLastAsTheGamblersRuinSays) {
  for (const Forts& f :
       {Forts{"10", "4", "0.55", 0.637586, 23.7586, 20.0}, Forts{"10", "5", "0.5", 0.5, 25.0, 21.0},
        Forts{"20", "10", "0.52", 0.690066, 95.0329, 80.0}}) {
    const ShippedModel model("military/forts.yaml", {{"forts_in_all", f.all},
                                                     {"forts_at_first", f.first},
                                                     {"chance_of_a_battle", f.p},
                                                     {"forts_held", f.first}});
    const dynamics::Path path = model.path();
    EXPECT_NEAR(at_start(path, "chance_of_winning"), f.win, 5e-7);
    EXPECT_NEAR(at_start(path, "battles_still_expected"), f.battles, 5e-5);
    if (std::string(f.all) == "20") continue;  // the horizon would cut some of these
    const dynamics::Summary run = model.run(kPaths);
    EXPECT_NEAR(share(run, "victory"), f.win, four_errors(f.win, kPaths));
    EXPECT_NEAR(mean_time(run, {"victory", "defeat"}), f.battles, 4.0 * f.deviation / 100.0);
    EXPECT_EQ(mean_at_end(run, "battles_fought"), mean_time(run, {"victory", "defeat"}));
  }
}

TEST(LibraryAttrition, OfEqualsLastsHalfTheValueOverTheCost) {
  const ShippedModel model("military/attrition.yaml");
  EXPECT_DOUBLE_EQ(at_end(model.path(), "months_expected"), 3.0);
  const dynamics::Summary run = model.run(kPaths);
  EXPECT_NEAR(mean_time(run, {"first_concedes", "second_concedes"}), 3.0, 4.0 * 3.0 / 100.0);
  EXPECT_NEAR(share(run, "first_concedes"), 0.5, four_errors(0.5, kPaths));
}

TEST(LibraryAttrition, WhoValuesThePrizeLessMakesTheOtherConcedeMore) {
  // Rates c2/V2 = .5 and c1/V1 = 1/6: the first concedes with chance .75, after 1.5 months in the mean.
  const ShippedModel model("military/attrition.yaml",
                           {{"prize_to_the_second", "2"}, {"cost_to_the_second", "1"}});
  EXPECT_NEAR(at_end(model.path(), "chance_of_winning"), 0.25, 1e-12);
  const dynamics::Summary run = model.run(kPaths);
  EXPECT_NEAR(share(run, "first_concedes"), 0.75, four_errors(0.75, kPaths));
  EXPECT_NEAR(mean_time(run, {"first_concedes", "second_concedes"}), 1.5, 4.0 * 1.5 / 100.0);
}

TEST(LibraryAttrition, WithPrivateValuesStopsAtTheEquilibriumTime) {
  const ShippedModel model("military/attrition_private.yaml", {{"value_to_the_first", "0.6"}});
  EXPECT_NEAR(at_end(model.path(), "first_gives_up_at"), 0.3163, 5e-5);
  // No other time to stop is better against an opponent of the equilibrium, on the same draws.
  const double best = mean_at_end(model.run(kPaths), "gain_of_the_first");
  for (const char* stop : {"0", "0.1", "0.2", "0.45", "0.6", "1"}) {
    const ShippedModel other("military/attrition_private.yaml",
                             {{"value_to_the_first", "0.6"}, {"first_gives_up_at", stop}});
    EXPECT_LT(mean_at_end(other.run(kPaths), "gain_of_the_first"), best) << stop;
  }
}

TEST(LibraryAttrition, WithPrivateValuesTheHigherValueWins) {
  const dynamics::Summary run = ShippedModel("military/attrition_private.yaml").run(4096);
  EXPECT_NEAR(share(run, "first_concedes"), 0.5, four_errors(0.5, 4096));
  const ShippedModel model("military/attrition_private.yaml");
  for (std::uint64_t number = 0; number < 64; ++number) {
    const dynamics::Path path = model.path(number);
    EXPECT_EQ(at_end(path, "first_wins") != 0.0,
              at_end(path, "value_to_the_first") > at_end(path, "value_to_the_second"));
  }
}

TEST(LibraryLanchester, LeavesTheSurvivorsOfTheSquareLaw) {
  const ShippedModel model("military/lanchester.yaml");
  const dynamics::Path path = model.path();
  EXPECT_NEAR(at_start(path, "survivors"), 48.16638, 5e-6);
  EXPECT_NEAR(at_end(path, "first"), 48.16638, 1e-3);
  EXPECT_NEAR(testing::event(model.run(1), "second_is_gone").first_sum.value(), 24.82718, 0.0201);
  // What the law keeps is kept until the end.
  for (std::size_t t = 0; t < 24; ++t) EXPECT_NEAR(testing::course(path, "kept")[t], 116.0, 1e-8);
}

struct Brink {
  const char *v1, *v2, *l1, *l2;
  double disaster;
};

TEST(LibraryBrinkmanship, DisasterDoesNotDependOnTheRateOfRisk) {
  for (const Brink& b : {Brink{"1", "1", "1", "1", 1.0 / 3}, Brink{"1", "1", "5", "2", 1.0 / 8},
                         Brink{"0.5", "1", "3", "3", 1.0 / 10}}) {
    for (const char* risk : {"0.05", "0.2"}) {
      const ShippedModel model("brinkmanship/concession.yaml", {{"win_of_the_first", b.v1},
                                                                {"win_of_the_second", b.v2},
                                                                {"loss_of_the_first", b.l1},
                                                                {"loss_of_the_second", b.l2},
                                                                {"risk", risk}});
      const double expected = at_end(model.path(), "months_expected");
      EXPECT_NEAR(at_end(model.path(), "chance_of_disaster"), b.disaster, 1e-12);
      EXPECT_NEAR(expected, b.disaster / std::stod(risk), 1e-9);
      const dynamics::Summary run = model.run(kPaths);
      EXPECT_NEAR(share(run, "disaster"), b.disaster, four_errors(b.disaster, kPaths));
      EXPECT_NEAR(mean_time(run, {"disaster", "first_concedes", "second_concedes"}), expected,
                  4.0 * expected / 100.0);
    }
  }
}

TEST(LibraryBrinkmanship, TheLadderEndsAtTheTopAsOftenAsARuinedGambler) {
  const ShippedModel model("brinkmanship/ladder.yaml");
  EXPECT_NEAR(at_start(model.path(), "chance_of_general_war"), 0.771429, 5e-7);
  const dynamics::Summary run = model.run(kPaths);
  EXPECT_NEAR(mean_at_end(run, "general_war"), 0.771429, four_errors(0.771429, kPaths));
  EXPECT_NEAR(mean_at_end(run, "general_war") + mean_at_end(run, "settled"), 1.0, 1e-12);
  const ShippedModel even("brinkmanship/ladder.yaml", {{"up", "0.5"}, {"down", "0.5"}});
  EXPECT_NEAR(at_start(even.path(), "chance_of_general_war"), 0.5, 1e-12);
  EXPECT_NEAR(mean_at_end(even.run(kPaths), "general_war"), 0.5, four_errors(0.5, kPaths));
}

struct Demand {
  const char *p, *cost, *most;
  double demand, war;
};

TEST(LibraryFearon, DemandsAndFightsAsRiskAgainstReturnSays) {
  for (const Demand& d : {Demand{"0.5", "0.1", "0.4", 0.65, 0.375}, Demand{"0.5", "0.1", "0.2", 0.55, 0.25},
                          Demand{"0.3", "0.05", "0.5", 0.525, 0.45}}) {
    Settings settings = {
        {"chance_of_victory", d.p}, {"cost_of_the_first", d.cost}, {"most_of_the_cost", d.most}};
    const ShippedModel model("bargaining/fearon.yaml", settings);
    EXPECT_NEAR(at_end(model.path(), "demand"), d.demand, 1e-12);
    EXPECT_NEAR(at_end(model.path(), "chance_of_war"), d.war, 1e-12);
    const dynamics::Summary run = model.run(kPaths);
    EXPECT_NEAR(mean_at_end(run, "war"), d.war, four_errors(d.war, kPaths));
    for (const double other : {d.demand - 0.05, d.demand + 0.05}) {  // pay less, on the same draws
      Settings changed = settings;
      changed.emplace_back("demand", std::to_string(other));
      EXPECT_LT(mean_at_end(ShippedModel("bargaining/fearon.yaml", changed).run(kPaths), "gain_of_the_first"),
                mean_at_end(run, "gain_of_the_first"));
    }
  }
}

TEST(LibraryCommitment, PeaceFailsExactlyBelowTheThreshold) {
  const auto falls = [](const std::string& last) {
    return share(ShippedModel("bargaining/commitment.yaml", {{"power_at_last", last}}).run(1),
                 "preventive_war") > 0.0;
  };
  const dynamics::Path path = ShippedModel("bargaining/commitment.yaml").path();
  EXPECT_NEAR(at_start(path, "lowest_power_next"), 0.645556, 5e-7);
  EXPECT_NEAR(at_start(path, "war_now"), 6.9, 1e-9);
  EXPECT_NEAR(at_start(path, "best_peace"), 5.59, 1e-9);
  EXPECT_TRUE(falls("0.6455"));
  EXPECT_FALSE(falls("0.6456"));
  for (int k = 0; k <= 70; ++k) EXPECT_EQ(falls(std::to_string(0.01 * k)), 0.01 * k < 0.645556) << k;
}

TEST(LibraryBeliefs, TheRangeOpensWhenTheGapIsDownToTheCosts) {
  const ShippedModel model("bargaining/beliefs.yaml");
  EXPECT_NEAR(at_start(model.path(), "opens_at"), 20.0, 1e-9);
  const dynamics::Summary run = model.run(500);  // whoever wins the battles
  EXPECT_EQ(share(run, "range_opens"), 1.0);
  EXPECT_NEAR(mean_time(run, {"range_opens"}), 20.0, 1e-9);
  const ShippedModel still("bargaining/beliefs.yaml", {{"learning", "0"}});
  EXPECT_EQ(share(still.run(500), "range_opens"), 0.0);
}

TEST(LibraryLeader, FightsOnDownToHisThresholdAndPastTheCountrys) {
  // V(win) .9, V(settle) .5 - .5*.3*2 = .2, V(lose) .2 - .8*.5*2 = -.6: (.2 + .6 + .01)/1.5 = .54.
  const ShippedModel model("leader/resurrection.yaml");
  EXPECT_NEAR(at_end(model.path(), "threshold"), 0.54, 1e-12);
  EXPECT_NEAR(at_end(model.path(), "threshold_of_the_country"), 0.6, 1e-12);
  EXPECT_EQ(share(model.run(64), "leader_settles"), 1.0);  // .35 is below: at once
  // A settlement that costs what defeat costs: k/(V(win) - V(lose)) = .01/1.5.
  const Settings mixed = {{"keeps_office_after_settlement", "0.2"},
                          {"punished_if_he_settles_and_falls", "0.5"}};
  const ShippedModel gambler("leader/resurrection.yaml", mixed);
  EXPECT_NEAR(at_end(gambler.path(), "threshold"), 0.01 / 1.5, 1e-12);
  EXPECT_EQ(at_start(gambler.path(), "gambles"), 1.0);
  // Without chance in the war he settles when the trend has eaten his hope: (.35 - .00667)/.01 months.
  Settings certain = mixed;
  certain.emplace_back("swing", "0");
  EXPECT_NEAR(mean_time(ShippedModel("leader/resurrection.yaml", certain).run(1), {"leader_settles"}), 34.5,
              0.26);
}

TEST(LibraryLeader, TheCoalitionsPriceIsWhatMakesLeavingNoBetter) {
  const ShippedModel model("leader/selectorate.yaml");
  const dynamics::Path path = model.path();
  const double d = 0.95, w = 0.02, s = 0.5, z = at_end(path, "price_of_loyalty");
  EXPECT_NEAR(z / w / (1 - d), 1.0 / w + d * (w / s) * (z / w) / (1 - d), 1e-9);
  EXPECT_NEAR(z, 0.05 / 0.962, 1e-12);
  // A wide coalition is dear: W = S leaves nothing, so that the first loss of revenue brings him down.
  const ShippedModel wide("leader/selectorate.yaml", {{"coalition", "0.5"}});
  EXPECT_NEAR(at_end(wide.path(), "price_of_loyalty"), 1.0, 1e-12);
  EXPECT_EQ(mean_time(wide.run(1), {"falls"}), 1.0);
  const ShippedModel quarter("leader/selectorate.yaml", {{"coalition", "0.45"}});
  const double months = std::log(1.0 / at_start(quarter.path(), "price_of_loyalty")) / 0.02;
  EXPECT_NEAR(at_start(quarter.path(), "months_until_he_falls"), months, 1e-9);
  EXPECT_NEAR(mean_time(quarter.run(1), {"falls"}), months, 1.0 + 0.02 * months);
}

}  // namespace
}  // namespace offramp::formats
