// SPDX-License-Identifier: Apache-2.0
// The shipped models of an economy at war and of prices: steady state, accounts, the course of 2022, what
// drives it, and closed forms.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "offramp/dynamics/loops/loop_scores.h"
#include "offramp/formats/testing/shipped_model.h"

namespace offramp::formats {
namespace {

using testing::at_end;
using testing::course;
using testing::Settings;
using testing::ShippedModel;

constexpr const char* kEconomy = "economy/war_economy.yaml";

TEST(LibraryEconomy, WithoutWarNothingMovesButPrices) {
  const dynamics::Path path =
      ShippedModel(kEconomy, {{"war", "0"}, {"sanctions", "0"}, {"default_base", "0"}}).path();
  for (const double rate : course(path, "rate")) EXPECT_NEAR(rate, 77.0, 1e-9);
  for (const double output : course(path, "output")) EXPECT_EQ(output, 100.0);
  for (const double people : course(path, "refugees")) EXPECT_EQ(people, 0.0);
  for (const double debt : course(path, "debt")) EXPECT_NEAR(debt, 20.0, 1e-9);
  const auto reserves = course(path, "reserves");
  EXPECT_EQ(reserves.front(), 630.0);
  EXPECT_NEAR(reserves.back(), 630.0, 1e-9);
  EXPECT_NEAR(at_end(path, "log_prices"), 0.06 * 2.0, 1e-9);  // two years of the usual inflation
}

TEST(LibraryEconomy, TheRateGoesUpAndThenBelowWhereItWas) {
  const dynamics::Path path = ShippedModel(kEconomy, {{"default_base", "0"}}).path();
  const auto rate = course(path, "rate");
  const auto top = std::max_element(rate.begin(), rate.end());
  const auto low = std::min_element(top, rate.end());
  const auto month = [&](auto at) { return path.times[static_cast<std::size_t>(at - rate.begin())]; };
  // The official rate: 120.4 on 11 March, 51 to 53 at the end of June 2022.
  EXPECT_NEAR(*top, 120.4, 8.0);
  EXPECT_LT(month(top), 1.0);
  EXPECT_NEAR(*low, 52.0, 6.0);
  EXPECT_GT(month(low), 3.0);
  EXPECT_LT(month(low), 8.0);
  EXPECT_GT(rate.back(), *low + 5.0);
}

const Settings kOneWay = {{"control_policy", "0"},     {"import_elasticity", "0"}, {"import_cut", "0"},
                          {"intervention_share", "0"}, {"war_premium", "0"},       {"default_base", "0"},
                          {"calm_time", "3"}};

TEST(LibraryEconomy, WithoutWhatBalancesItIsASpiral) {
  const auto rate = course(ShippedModel(kEconomy, kOneWay, {}, 3.0).path(), "rate");
  EXPECT_TRUE(std::is_sorted(rate.begin(), rate.end()));
  EXPECT_GT(rate[12], 300.0);  // after three months
  // Each of the two main balances alone keeps it from that.
  Settings controls = kOneWay, imports = kOneWay;
  controls[0].second = "1";
  imports[1].second = "0.9873";
  for (const Settings& settings : {controls, imports}) {
    EXPECT_LT(course(ShippedModel(kEconomy, settings, {}, 3.0).path(), "rate")[12], 0.5 * rate[12]);
  }
}

// How much of the movement of the rate reinforcing loops carry, from month to month, of all loops that hang
// together with it: [quarter of a month], each a mean over its steps.
std::vector<double> reinforcing(const ShippedModel& model) {
  const auto report = dynamics::loop_scores(model.program(), {}, 0);
  if (!report) throw std::runtime_error(report.because());
  const std::uint32_t rate = model.program().find("log_rate").value();
  std::uint32_t group = 0;
  for (const auto& loop : report->loops) {
    if (std::count(loop.scalars.begin(), loop.scalars.end(), rate) > 0) group = loop.group;
  }
  std::vector<double> out;
  for (std::size_t t = 0; t + 5 <= report->times.size(); t += 5) {
    double sum = 0.0;
    for (const auto& loop : report->loops) {
      for (std::size_t k = t; loop.group == group && k < t + 5; ++k)
        sum += std::max(loop.relative[k], 0.0) / 5.0;
    }
    out.push_back(sum);
  }
  return out;
}

TEST(LibraryEconomy, ReinforcingLoopsActAllThroughTheSpiralAndOnlyAtFirstInTheHump) {
  const auto spiral = reinforcing(ShippedModel(kEconomy, kOneWay, {}, 6.0));
  const auto hump = reinforcing(ShippedModel(kEconomy, {{"default_base", "0"}}, {}, 5.0));
  EXPECT_GT(spiral[0], 0.5);
  for (const double share : spiral) EXPECT_GT(share, 0.1);
  for (std::size_t k = 0; k < 4; ++k) EXPECT_GT(hump[k], 0.0) << k;            // while the rate rises
  for (std::size_t k = 4; k < hump.size(); ++k) EXPECT_EQ(hump[k], 0.0) << k;  // while it comes back
}

TEST(LibraryEconomy, KeepsAccount) {
  const dynamics::Path path = ShippedModel(kEconomy).path();
  const auto rate = course(path, "rate"), debt = course(path, "debt"), reserves = course(path, "reserves");
  EXPECT_EQ(reserves.front(), 315.0);  // half of them frozen
  EXPECT_TRUE(std::is_sorted(reserves.rbegin(), reserves.rend()));
  EXPECT_GT(debt.back(), debt.front());
  const auto controls = course(path, "controls");
  EXPECT_LE(*std::max_element(controls.begin(), controls.end()), 1.0);
  EXPECT_GE(*std::min_element(controls.begin(), controls.end()), 0.0);
  // d refugees/dt = .5 (8 - refugees) while there is violence: 8 (1 - e^(-t/2)).
  EXPECT_NEAR(course(path, "refugees")[8], 8.0 * (1.0 - std::exp(-1.0)), 0.05);
}

TEST(LibraryEconomy, DefaultComesAtItsHazardAndFeedsPanic) {
  const dynamics::Summary often = ShippedModel(kEconomy, {{"default_hazard", "0.02"}}).run(1000);
  const double p = 1.0 - std::exp(-0.02 * 24.0);
  EXPECT_NEAR(testing::share(often, "default"), p, testing::four_errors(p, 1000));
  const ShippedModel at_once(kEconomy, {{"default_hazard", "1000"}}),
      never(kEconomy, {{"default_hazard", "0"}});
  EXPECT_GT(course(at_once.path(), "panic")[1], course(never.path(), "panic")[1] + 0.3);
}

TEST(LibraryPrices, VarianceOfTheChangeGrowsAsGarchSays) {
  // One number for all four series, so that the four arrays give four times as many independent changes.
  const auto all = [](const char* name, const char* x) { return testing::Elements{name, {x, x, x, x}}; };
  const ShippedModel model("economy/prices.yaml", {},
                           {all("drift", "0"), all("base", "0.0002"), all("news", "0.1"),
                            all("memory", "0.8"), all("variance_now", "0.004"), all("price_now", "1")});
  constexpr std::uint64_t paths = 8'000;
  const dynamics::Summary run = model.run(paths);
  // E h after k months: .002 + (.004 - .002) .9^k; the log price after 12 has their sum as variance.
  double sum = 0.0;
  for (int k = 0; k < 12; ++k) sum += 0.002 + 0.002 * std::pow(0.9, k);
  std::vector<double> deviations;
  for (const char* name : {"gas", "brent", "wheat", "rouble"}) {
    const std::string log = std::string("log_price[") + name + "]", h = std::string("variance[") + name + "]";
    const auto column = [&](const std::string& wanted) {
      return static_cast<std::size_t>(std::find(run.names.begin(), run.names.end(), wanted) -
                                      run.names.begin());
    };
    EXPECT_NEAR(run.spread.back()[column(h)].mean(), 0.002 + 0.002 * std::pow(0.9, 12), 0.00015) << name;
    const dynamics::Spread& end = run.spread.back()[column(log)];
    EXPECT_NEAR(end.mean(), 0.0, 4.0 * std::sqrt(sum / paths)) << name;
    // The fourth moment of the sum is somewhat above the normal one: six normal standard errors.
    EXPECT_NEAR(end.deviation() * end.deviation(), sum, 6.0 * sum * std::sqrt(2.0 / paths)) << name;
    deviations.push_back(end.deviation());
  }
  EXPECT_NE(deviations[0], deviations[1]);  // series have draws of their own
}

}  // namespace
}  // namespace offramp::formats
