// SPDX-License-Identifier: Apache-2.0
// What a model can do wrong while it runs ends with path, step, variable and the place of its equation.
#include <gtest/gtest.h>

#include <functional>
#include <optional>

#include "offramp/dynamics/run/monte_carlo.h"
#include "offramp/dynamics/run/simulate.h"
#include "offramp/dynamics/run/splitting.h"
#include "offramp/dynamics/testing/builder.h"

namespace offramp::dynamics {
namespace {

using testing::Builder;
using testing::compiled;
using testing::errors_of;

std::optional<BadNumber> thrown(const std::function<void()>& run) {
  try {
    run();
  } catch (const BadNumber& bad) {
    return bad;
  }
  return std::nullopt;
}

// The same from one path, from many, and by splitting.
void expect_bad(const Model& model, const std::string& text, int line) {
  const Program program = compiled(model);
  const auto alone = thrown([&] { simulate_path(program, {}, 0); });
  ASSERT_TRUE(alone) << text;
  EXPECT_EQ(alone->text(), text);
  EXPECT_EQ(alone->place.line, line) << text;
  MonteCarloOptions options;
  options.paths = 100;
  const auto many = thrown([&] { run_paths(program, options, {}); });
  ASSERT_TRUE(many);
  EXPECT_EQ(many->text(), text);
  EXPECT_EQ(many->place.line, line);
  SplitOptions split;
  split.variable = "x";
  split.levels = {1e300};
  split.repetitions = 2;
  split.particles = 10;
  const auto rare = thrown([&] { rare_chance(program, split, {}); });
  ASSERT_TRUE(rare);
  EXPECT_EQ(rare->variable, alone->variable);
}

TEST(BadModels, NoNumber) {
  expect_bad(Builder()
                 .time(0, 5, 0.5)
                 .stock("x", "2", {"in"})
                 .flow("in", "-1")
                 .aux("root", "SQRT(x)")
                 .flow("gain", "root")
                 .stock("y", "0", {"gain"})
                 .model,
             "path 0, step 5, time 2.5: `root` is not a number", 3);
}

TEST(BadModels, DivisionByZero) {
  expect_bad(Builder()
                 .time(0, 5, 1)
                 .stock("x", "3", {}, {"out"})
                 .flow("out", "1")
                 .aux("share", "1/x")
                 .stock("y", "0", {"in"})
                 .flow("in", "share")
                 .model,
             "path 0, step 3, time 3: `share` is beyond all numbers", 3);
}

TEST(BadModels, Explosion) {
  expect_bad(Builder().time(0, 100, 1).stock("x", "2", {"in"}).flow("in", "x*x").model,
             "path 0, step 9, time 9: `in` is beyond all numbers", 2);
}

TEST(BadModels, NegativeHazard) {
  expect_bad(
      Builder().time(0, 9, 1).stock("x", "1", {}, {"out"}).flow("out", "0.5").hazard("shock", "x").model,
      "path 0, step 3, time 3: `shock (hazard)` is -0.5, which cannot be gone on from", 3);
}

TEST(BadModels, NegativeRateOfALadder) {
  expect_bad(Builder()
                 .time(0, 9, 1)
                 .stock("x", "1", {}, {"out"})
                 .flow("out", "0.5")
                 .ladder("l", {"a", "b"}, "a")
                 .step("a", "b", "IF x > 0 THEN 0 ELSE x")
                 .model,
             "path 0, step 3, time 3: `l (rate from a to b)` is -0.5, which cannot be gone on from", 3);
}

TEST(BadModels, NoiseWithoutEnd) {
  expect_bad(
      Builder().time(0, 9, 1).stock("x", "1", {}, {"out"}).noise("w", "1/(x - x)").flow("out", "0.5").model,
      "path 0, step 0, time 0: `x (noise by w)` is beyond all numbers", 2);
}

// A value that feeds nothing stops the run where it is kept.
TEST(BadModels, AValueThatFeedsNothing) {
  const Model model =
      Builder().time(0, 3, 1).stock("x", "1", {}, {"out"}).flow("out", "1").aux("log", "LN(x - 1.5)").model;
  const Program program = compiled(model);
  const auto bad = thrown([&] { run_paths(program, {}, {}); });
  ASSERT_TRUE(bad);
  EXPECT_EQ(bad->text(), "path 0, step 0, time 0: `log` is not a number");
}

TEST(BadModels, ThePathIsTheOneThatBreaks) {
  const Model model = Builder()
                          .time(0, 50, 1)
                          .stock("x", "1")
                          .noise("w", "0.2")
                          .aux("root", "SQRT(x)")
                          .stock("y", "0", {"in"})
                          .flow("in", "root")
                          .model;
  const Program program = compiled(model);
  MonteCarloOptions options;
  options.paths = 5000;
  RunControl one;
  one.threads = 1;
  const auto bad = thrown([&] { run_paths(program, options, one); });
  ASSERT_TRUE(bad);
  EXPECT_EQ(thrown([&] { run_paths(program, options, {}); })->text(), bad->text());
  const auto alone = thrown([&] { simulate_path(program, {}, bad->path); });
  ASSERT_TRUE(alone);
  EXPECT_EQ(alone->text(), bad->text());
}

// Limits: told with their place, in little time and memory.
TEST(BadModels, AMillionVariables) {
  Builder b;
  b.dimension("thousand", std::vector<std::string>(1000)).aux("x", "1", {"thousand", "thousand"});
  for (std::size_t i = 0; i < 1000; ++i) b.model.dimensions[0].elements[i] = "e" + std::to_string(i);
  EXPECT_NE(errors_of(b.model).find("200000"), std::string::npos) << errors_of(b.model).substr(0, 500);
}

TEST(BadModels, DeepNesting) {
  const auto nested = [](std::size_t depth) {
    return errors_of(Builder().aux("x", std::string(depth, '(') + "1" + std::string(depth, ')')).model);
  };
  EXPECT_EQ(nested(400), "");
  EXPECT_NE(nested(100'000).find(":1:"), std::string::npos) << nested(100'000).substr(0, 300);
  const std::string negations = errors_of(Builder().aux("x", std::string(100'000, '-') + "1").model);
  EXPECT_NE(negations.find(":1:"), std::string::npos) << negations.substr(0, 300);
}

}  // namespace
}  // namespace offramp::dynamics
