// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>

#include <string>

#include "offramp/dynamics/testing/builder.h"

/// Models that simulation is timed with.
namespace offramp::bench {

/// A war that drags on: 10 stocks, a ladder, 4 normal and 3 uniform numbers, 3 exponentials, 2 logarithms a
/// step of a week, over five years. `plain_war.h` and peers/numpy_war.py compute the same.
inline dynamics::Model war() {
  return dynamics::testing::Builder()
      .time(0, 65, 0.25)
      .aux("intensity", "0.2 + 0.4*phase")
      .aux("support", "1/(1 + EXP(4 - 4*cohesion_a))")
      .aux("price", "EXP(log_price)")
      .aux("burden", "LN(1 + debt)")
      .stock("front", "0", {"advance"})
      .noise("fortune", "0.8*intensity")
      .flow("advance", "0.5*intensity*LN((men_a + 1)/(men_b + 1))")
      .stock("men_a", "100", {"recruits_a"}, {"losses_a"})
      .non_negative()
      .stock("men_b", "90", {"recruits_b"}, {"losses_b"})
      .non_negative()
      .flow("recruits_a", "2*support")
      .flow("losses_a", "0.02*men_b*intensity")
      .flow("recruits_b", "1.2*cohesion_b")
      .flow("losses_b", "0.02*men_a*intensity")
      .stock("cohesion_a", "1", {"mending_a"})
      .noise("opinion", "0.03*cohesion_a")
      .flow("mending_a", "0.05*(1 - cohesion_a) - 0.01*fatigue")
      .stock("cohesion_b", "1", {"mending_b"})
      .flow("mending_b", "0.05*(1 - cohesion_b) - 0.008*fatigue")
      .stock("output", "100", {"growth"})
      .noise("business", "0.02*output")
      .flow("growth", "0.02*output*(1 - output/120) - 0.3*intensity*burden")
      .stock("log_price", "0", {}, {"return"})
      .noise("market", "0.1")
      .flow("return", "0.2*log_price")
      .stock("reserves", "50", {}, {"spending"})
      .flow("spending", "0.5*price - 0.004*output")
      .stock("debt", "20", {"borrowing"})
      .non_negative()
      .flow("borrowing", "0.3*intensity + 0.002*debt - 0.001*output")
      .stock("fatigue", "0", {"wear"}, {"rest"})
      .flow("wear", "0.04*intensity")
      .flow("rest", "0.02*fatigue")
      .ladder("phase", {"calm", "skirmish", "war"}, "calm")
      .step("calm", "skirmish", "0.3")
      .step("skirmish", "war", "0.2")
      .step("war", "skirmish", "0.15")
      .step("skirmish", "calm", "0.1")
      .hazard("shock", "0.05*EXP(0.3*log_price)", {{"output", "0.95*output"}})
      .hazard("accident", "0.02*intensity", {{"cohesion_a", "0.9*cohesion_a"}})
      .model;
}

/// 40 sectors, each a stock with an inflow, an outflow and five or six values that read its neighbours; a
/// table, an exponential or a condition in each: 40 stocks and 300 other variables without chance, 1,000
/// steps by Euler. `dynamics_speed vensim` writes the same equations, so that other programs' code can be
/// timed with them.
inline dynamics::Model sectors() {
  dynamics::testing::Builder b;
  b.time(0, 250, 0.25).aux("pull", "0.3").aux("capacity", "160");
  b.aux("effect", "").table({0, 0.2, 0.4, 0.6, 0.8, 1, 1.5}, {1.3, 1.25, 1.1, 0.8, 0.4, 0.1, 0});
  for (int i = 0; i < 40; ++i) {
    const auto with = [&](const char* text) {
      return fmt::format(fmt::runtime(text), i, (i + 39) % 40, (i + 1) % 40);
    };
    b.stock(with("s{}"), fmt::format("{}", 10 + i), {with("in{}")}, {with("out{}")});
    b.flow(with("in{}"), with("0.05*s{0}*room{0} + move{0}"));
    b.flow(with("out{}"), with("drain{0}*s{0}"));
    b.aux(with("near{}"), with("0.25*s{1} + 0.5*s{0} + 0.25*s{2}"));
    b.aux(with("load{}"), with("(s{0} + 0.2*near{0})/capacity"));
    b.aux(with("room{}"), i % 2 == 0 ? with("effect(load{0})") : with("MAX(0, 1.2 - 1.1*load{0})"));
    b.aux(with("drain{}"), with("IF s{0} > 60 THEN 0.02 ELSE 0.01 + 0.0001*s{0}"));
    b.aux(with("move{}"),
          i % 4 == 0 ? with("pull*(near{0} - s{0})*EXP(-load{0})") : with("pull*(near{0} - s{0})*0.6"));
    if (i < 18) b.aux(with("net{}"), with("in{0} - out{0}"));
  }
  return b.model;
}

}  // namespace offramp::bench
