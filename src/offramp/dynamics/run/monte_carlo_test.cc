// SPDX-License-Identifier: Apache-2.0
#include "offramp/dynamics/run/monte_carlo.h"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

#include "offramp/base/number/elementary.h"
#include "offramp/dynamics/run/simulate.h"
#include "offramp/dynamics/testing/builder.h"

namespace offramp::dynamics {
namespace {

using testing::Builder;
using testing::compiled;

std::size_t variable(const Summary& s, const std::string& name) {
  for (std::size_t v = 0; v < s.names.size(); ++v) {
    if (s.names[v] == name) return v;
  }
  throw std::runtime_error("no " + name);
}

Summary run(const Model& model, std::uint64_t paths, std::uint64_t seed = 1, int threads = 0) {
  MonteCarloOptions options;
  options.paths = paths;
  options.key.seed = seed;
  RunControl control;
  control.threads = threads;
  return run_paths(compiled(model), options, control);
}

// A share over n paths lies within four standard errors of the true one in all but 1 of 16,000 runs; the seed
// is fixed.
void expect_share(std::uint64_t hits, std::uint64_t paths, double truth) {
  const auto n = static_cast<double>(paths);
  EXPECT_NEAR(static_cast<double>(hits) / n, truth, 4.0 * std::sqrt(truth * (1.0 - truth) / n));
}

std::uint64_t event_paths(const Summary& s, const std::string& name) {
  for (std::size_t e = 0; e < s.event_names.size(); ++e) {
    if (s.event_names[e] == name) return s.events[e].paths;
  }
  throw std::runtime_error("no " + name);
}

// Random walk between forts (Smith 1998; gambler's ruin): N = 10, n = 4, p = .55.
Model forts() {
  return Builder()
      .time(0, 2000, 1)
      .stock("position", "4", {"move"})
      .flow("move", "IF position <= 0 OR position >= 10 THEN 0 ELSE IF UNIFORM(0,1) < 0.55 THEN 1 ELSE -1")
      .when("won", "position >= 10", {}, true)
      .when("lost", "position <= 0", {}, true)
      .model;
}

TEST(MonteCarlo, RandomWalkBetweenForts) {
  Model model = forts();
  model.time.save = 2000;
  const Summary s = run(model, 40'000);
  expect_share(event_paths(s, "won"), s.paths, 0.637586);
  EXPECT_EQ(event_paths(s, "won") + event_paths(s, "lost"), s.paths);
  const double duration =
      (s.events[0].first_sum.value() + s.events[1].first_sum.value()) / static_cast<double>(s.paths);
  EXPECT_NEAR(duration, 23.7586, 4.0 * 21.0 / std::sqrt(static_cast<double>(s.paths)));
}

// Lanchester's square law: 100 against 80, .05 and .06: survivors 48.16638 at 24.82718 (futures.md, section
// 2).
TEST(MonteCarlo, LanchesterSquareLaw) {
  Model model = Builder()
                    .time(0, 24.82718, 24.82718 / 8192, Method::runge_kutta_4)
                    .stock("first", "100", {}, {"lost first"})
                    .stock("second", "80", {}, {"lost second"})
                    .flow("lost first", "0.06*second")
                    .flow("lost second", "0.05*first")
                    .model;
  model.time.save = 24.82718;
  const Path path = simulate_path(compiled(model), {}, 0);
  EXPECT_NEAR(path.rows.back()[0], 48.16638, 1e-5);
  EXPECT_NEAR(path.rows.back()[1], 0.0, 1e-4);
}

// A ladder of 6 rungs from 3, up against down .6 to .4: the top first with .771429; whatever the step, since
// holding times are exact.
TEST(MonteCarlo, LadderReachesItsTop) {
  Builder b;
  b.time(0, 400, 20).ladder("rung", {"0", "1", "2", "3", "4", "5", "6"}, "3");
  for (int i = 1; i < 6; ++i) {
    b.step(std::to_string(i), std::to_string(i + 1), "0.6")
        .step(std::to_string(i), std::to_string(i - 1), "0.4");
  }
  const Summary s = run(b.model, 40'000);
  const Spread& last = s.spread.back()[variable(s, "rung")];
  EXPECT_EQ(last.sketch.count_of(6.0) + last.sketch.count_of(0.0), s.paths);
  expect_share(last.sketch.count_of(6.0), s.paths, 0.771429);
}

// Two states: P(on at t) = a/(a+b) (1 - e^-(a+b)t).
TEST(MonteCarlo, LadderAtATime) {
  const Summary s = run(Builder()
                            .time(0, 2, 0.5)
                            .ladder("war", {"off", "on"}, "off")
                            .step("off", "on", "0.3")
                            .step("on", "off", "0.9")
                            .model,
                        40'000);
  for (std::size_t t = 1; t < s.times.size(); ++t) {
    expect_share(s.spread[t][0].sketch.count_of(1.0), s.paths, 0.25 * (1.0 - std::exp(-1.2 * s.times[t])));
  }
}

// Concession hazards with autonomous risk (oracles.md, row 6): mu_1 = lambda L2/V2, mu_2 = lambda L1/V1;
// P(disaster) = 1/(1 + L1/V1 + L2/V2) whatever lambda, mean duration 1/(lambda + mu_1 + mu_2). With L/V of 1
// and 1: 1/3.
Model brink(const std::string& lambda) {
  return Builder()
      .time(0, 4000, 5)
      .aux("lambda", lambda)
      .aux("mu", "lambda*1")
      .hazard("disaster", "lambda", {}, true)
      .hazard("first concedes", "mu", {}, true)
      .hazard("second concedes", "mu", {}, true)
      .model;
}

TEST(MonteCarlo, RiskOfDisasterDoesNotDependOnItsRate) {
  for (const double lambda : {0.01, 0.1}) {
    Model model = brink(std::to_string(lambda));
    model.time.save = 4000;
    const Summary s = run(model, 40'000, 3);
    expect_share(event_paths(s, "disaster"), s.paths, 1.0 / 3.0);
    ExactSum all;
    for (const EventCount& event : s.events) all.add(event.first_sum);
    const double mean = 1.0 / (3.0 * lambda);
    EXPECT_NEAR(all.value() / static_cast<double>(s.paths), mean, 4.0 * mean / std::sqrt(40'000.0));
    EXPECT_EQ(s.events[0].paths + s.events[1].paths + s.events[2].paths, s.paths);
  }
}

// A hazard that rises with what it has done: a pure birth process of rate b n from 1 is geometric, mean e^bt
// (Yule).
TEST(MonteCarlo, StateDependentHazard) {
  const Summary s =
      run(Builder().time(0, 2, 1.0 / 128).stock("n", "1").hazard("birth", "0.5*n", {{"n", "n + 1"}}).model,
          20'000);
  const Spread& end = s.spread.back()[0];
  EXPECT_NEAR(end.mean(), std::exp(1.0), 0.06);
  expect_share(end.sketch.count_of(1.0), s.paths, std::exp(-1.0));
}

// Ornstein and Uhlenbeck: variance s^2 (1 - e^-2kT) / 2k = .0606188 for k = 1.2, s = .4, T = 1; geometric
// Brownian motion: median e^((m - s^2/2) T), by its logarithm's own equation.
TEST(MonteCarlo, BrownianTerms) {
  Model model = Builder()
                    .time(0, 1, 1.0 / 256)
                    .stock("x", "0", {}, {"back"})
                    .noise("w", "0.4")
                    .flow("back", "1.2*x")
                    .stock("price", "1", {"drift"})
                    .noise("w", "0.3*price")
                    .flow("drift", "0.1*price")
                    .model;
  model.time.save = 1;
  const Summary s = run(model, 20'000);
  const Spread& x = s.spread.back()[variable(s, "x")];
  EXPECT_NEAR(x.deviation() * x.deviation(), 0.0606188, 4.0 * 0.0606188 * std::sqrt(2.0 / 20'000.0) + 3e-4);
  EXPECT_NEAR(x.mean(), 0.0, 4.0 * 0.2462 / std::sqrt(20'000.0));
  const Spread& price = s.spread.back()[variable(s, "price")];
  EXPECT_NEAR(price.mean(), std::exp(0.1), 4.0 * 0.34 / std::sqrt(20'000.0));
  EXPECT_NEAR(price.sketch.quantile(0.5), std::exp(0.1 - 0.045), 0.012);
}

// Drift b and volatility s: P(hit a before T) by the reflection principle, within what a step of 1/1024
// misses.
TEST(MonteCarlo, FirstPassage) {
  Model model =
      Builder().time(0, 1, 1.0 / 1024).stock("x", "0").noise("w", "1").when("hit", "x >= 1", {}, true).model;
  model.time.save = 1;
  const Summary s = run(model, 8'000);
  EXPECT_NEAR(static_cast<double>(s.events[0].paths) / 8000.0, 2.0 * normal_cdf(-1.0), 0.03);
}

TEST(MonteCarlo, FunctionsOfChanceHaveTheirMoments) {
  const Summary s = run(Builder()
                            .time(0, 1, 1)
                            .aux("u", "UNIFORM(2, 6)")
                            .aux("n", "NORMAL(3, 2)")
                            .aux("l", "LOGNORMAL(3, 2)")
                            .aux("e", "EXPRND(4)")
                            .aux("p", "POISSON(2.5)")
                            .aux("b", "BERNOULLI(0.3)")
                            .model,
                        40'000);
  const auto check = [&](const std::string& name, double mean, double deviation) {
    const Spread& spread = s.spread[1][variable(s, name)];
    EXPECT_NEAR(spread.mean(), mean, 4.0 * deviation / 200.0) << name;
    EXPECT_NEAR(spread.deviation(), deviation, 0.06 * deviation) << name;
  };
  check("u", 4.0, 4.0 / std::sqrt(12.0));
  check("n", 3.0, 2.0);
  check("l", 3.0, 2.0);
  check("e", 4.0, 4.0);
  check("p", 2.5, std::sqrt(2.5));
  check("b", 0.3, std::sqrt(0.21));
}

Model everything() {
  return Builder()
      .time(0, 12, 0.5)
      .stock("x", "NORMAL(1, 0.1)", {"in"})
      .noise("w", "0.2*x")
      .non_negative()
      .flow("in", "0.1*x*UNIFORM(0, 1) + SMTH3(x, 2)/100 + PREVIOUS(x, 0)/100 + 0.05*phase")
      .ladder("phase", {"calm", "crisis", "war"}, "calm")
      .step("calm", "crisis", "0.2*x")
      .step("crisis", "calm", "0.3")
      .step("crisis", "war", "0.1")
      .hazard("shock", "0.3*x", {{"x", "0.8*x"}})
      .when("war breaks out", "phase = 2", {{"x", "x/2"}})
      .hazard("end", "IF phase = 2 THEN 0.2 ELSE 0", {}, true)
      .model;
}

bool same(const Summary& a, const Summary& b) {
  if (a.paths != b.paths || a.names != b.names) return false;
  for (std::size_t t = 0; t < a.spread.size(); ++t) {
    for (std::size_t v = 0; v < a.names.size(); ++v) {
      const Spread &p = a.spread[t][v], &q = b.spread[t][v];
      if (p.sketch.cells() != q.sketch.cells() || p.sum.words() != q.sum.words()) return false;
      if (p.squares.words() != q.squares.words()) return false;
    }
  }
  for (std::size_t e = 0; e < a.events.size(); ++e) {
    const EventCount &p = a.events[e], &q = b.events[e];
    if (p.paths != q.paths || p.by != q.by || p.first.cells() != q.first.cells()) return false;
    if (p.times.words() != q.times.words() || p.first_sum.words() != q.first_sum.words()) return false;
  }
  return true;
}

TEST(MonteCarlo, ThreadsAndShardsChangeNothing) {
  const Program program = compiled(everything());
  MonteCarloOptions options;
  options.paths = 1000;
  options.key.seed = 7;
  RunControl one;
  one.threads = 1;
  const Summary whole = run_paths(program, options, one);
  EXPECT_TRUE(same(whole, run_paths(program, options, {})));
  for (const std::uint64_t shards : {2u, 3u, 50u}) {
    Summary sum;
    options.shards = shards;
    for (std::uint64_t k = shards; k >= 1; --k) {
      options.shard = k;
      const Summary part = run_paths(program, options, {});
      if (part.paths > 0) sum.add(part);
    }
    EXPECT_TRUE(same(whole, sum)) << shards;
  }
}

// Every path made again alone: its rows are those that the run kept.
TEST(MonteCarlo, AnyPathIsMadeAgainBitForBit) {
  const Program program = compiled(everything());
  MonteCarloOptions options;
  options.paths = 45;
  options.key = {7, 2};
  const Summary whole = run_paths(program, options, {});
  std::vector<std::vector<ExactSum>> sums(whole.times.size(), std::vector<ExactSum>(whole.names.size()));
  std::size_t happenings = 0;
  for (std::uint64_t p = 0; p < options.paths; ++p) {
    const Path path = simulate_path(program, options.key, p);
    happenings += path.happenings.size();
    for (std::size_t t = 0; t < path.rows.size(); ++t) {
      for (std::size_t v = 0; v < path.rows[t].size(); ++v) sums[t][v].add(path.rows[t][v]);
    }
  }
  EXPECT_GT(happenings, 20u);
  for (std::size_t t = 0; t < sums.size(); ++t) {
    for (std::size_t v = 0; v < sums[t].size(); ++v) {
      EXPECT_EQ(sums[t][v].words(), whole.spread[t][v].sum.words()) << t << " " << whole.names[v];
    }
  }
}

TEST(MonteCarlo, ScenariosShareTheirDrawsUnlessNumbered) {
  const auto end = [](const std::string& drift, std::uint32_t scenario) {
    const Model model =
        Builder().time(0, 10, 1).stock("x", "0", {"in"}).noise("w", "1").flow("in", drift).model;
    return simulate_path(compiled(model), {5, scenario}, 3).rows.back()[0];
  };
  EXPECT_NEAR(end("0.5", 0) - end("0", 0), 5.0, 1e-12);
  EXPECT_GT(std::fabs(end("0.5", 1) - end("0", 0) - 5.0), 1e-3);
}

TEST(MonteCarlo, BadNumbersAndArguments) {
  const Program program =
      compiled(Builder().time(0, 5, 1).stock("x", "1").hazard("h", "UNIFORM(-0.001, 1)").model);
  MonteCarloOptions options;
  try {
    run_paths(program, options, {});
    FAIL();
  } catch (const BadNumber& bad) {
    EXPECT_EQ(bad.variable, "h (hazard)");
    EXPECT_LT(bad.value, 0.0);
    EXPECT_THROW(simulate_path(program, options.key, bad.path), BadNumber);
  }
  options.paths = 0;
  EXPECT_THROW(run_paths(program, options, {}), std::invalid_argument);
  options = {};
  options.shard = 2;
  EXPECT_THROW(run_paths(program, options, {}), std::invalid_argument);
  StopSource source;
  source.request_stop();
  EXPECT_THROW(run_paths(compiled(Builder().aux("x", "1").model), {}, {{}, source.token(), 0}), Stopped);
}

TEST(Sketch, QuantilesAreNearAndWholeNumbersExact) {
  Sketch s;
  for (int i = -1000; i <= 3000; ++i) s.add(i * 0.37);
  for (const double p : {0.001, 0.1, 0.25, 0.5, 0.9, 0.999}) {
    const double truth = (std::ceil(p * 4001.0) - 1001.0) * 0.37;
    EXPECT_NEAR(s.quantile(p), truth, std::fabs(truth) / 512.0 + 1e-12) << p;
  }
  Sketch whole;
  for (int i = 0; i < 300; ++i) whole.add(i);
  EXPECT_EQ(whole.count_of(0.0), 1u);
  EXPECT_EQ(whole.quantile(0.5), 149.0);
  EXPECT_EQ(Sketch::cell_of(-0.0), 0);
  EXPECT_LT(Sketch::cell_of(-2.0), Sketch::cell_of(-1.0));
}

TEST(Sketch, CountsBeyond32Bits) {
  Sketch s, other;
  for (int i = 0; i < 5; ++i) {
    s.add_cell(Sketch::cell_of(3.0), 0x70000000);
    other.add_cell(Sketch::cell_of(-2.0), 0x300000000);
  }
  s.add(5.0);
  s.add(other);
  const std::map<std::int32_t, std::uint64_t> expected = {
      {Sketch::cell_of(-2.0), 5 * std::uint64_t{0x300000000}},
      {Sketch::cell_of(3.0), 5 * std::uint64_t{0x70000000}},
      {Sketch::cell_of(5.0), 1}};
  EXPECT_EQ(s.cells(), expected);
  EXPECT_EQ(s.count(), 5 * (std::uint64_t{0x300000000} + 0x70000000) + 1);
}

}  // namespace
}  // namespace offramp::dynamics
