// SPDX-License-Identifier: Apache-2.0
#include "offramp/dynamics/testing/instruction_sets.h"

#include <gtest/gtest.h>

#include "offramp/dynamics/run/monte_carlo.h"
#include "offramp/dynamics/run/simulate.h"
#include "offramp/dynamics/testing/builder.h"

namespace offramp::dynamics {
namespace {

using testing::Builder;
using testing::compiled;

class WholeRuns : public testing::InstructionSets {};
INSTANTIATE_TEST_SUITE_P(Highway, WholeRuns, testing::instruction_sets(), testing::instruction_set_name);

Model everything(Method method) {
  return Builder()
      .time(0, 12, 0.5, method)
      .stock("x", "NORMAL(1, 0.1)", {"in"}, {"out"})
      .noise("w", "0.2*x")
      .non_negative()
      .stock("y", "LOGNORMAL(2, 1)", {}, {"out"})
      .noise("w", "0.05*y")
      .noise("v", "0.1")
      .flow("in", "0.1*x*UNIFORM(0, 1) + SMTH3(x, 2)/100 + PREVIOUS(x, 0)/100 + 0.05*phase")
      .flow("out", "0.02*ABS(y)^1.5*effect(x) + 0.001*y^2 + EXP(-ABS(y))/50 - LN(1 + ABS(x))/90")
      .aux("effect", "")
      .table({0, 0.5, 1, 2}, {0.5, 0.9, 1, 1.2})
      .aux("rest", "SIN(x) + (x MOD 0.3) + POISSON(0.4) + PULSE(2, 3, 4) + MIN(x, y) + ROUND(7*x)")
      .ladder("phase", {"calm", "crisis", "war"}, "calm")
      .step("calm", "crisis", "0.2*x")
      .step("crisis", "calm", "0.3")
      .step("crisis", "war", "0.1")
      .hazard("shock", "0.3*x", {{"x", "0.8*x"}})
      .when("war breaks out", "phase = 2", {{"x", "x/2"}})
      .hazard("end", "IF phase = 2 THEN 0.2 ELSE 0", {}, true)
      .model;
}

// FNV-1a over all that a run keeps.
class Mark {
 public:
  void add(std::uint64_t word) { value_ = (value_ ^ word) * 0x100000001b3u; }
  void add(const ExactSum& sum) {
    for (const std::int64_t w : sum.words()) add(static_cast<std::uint64_t>(w));
  }
  void add(const Sketch& sketch) {
    for (const auto& [cell, count] : sketch.cells()) {
      add(static_cast<std::uint64_t>(static_cast<std::int64_t>(cell)));
      add(count);
    }
  }
  std::uint64_t value() const { return value_; }

 private:
  std::uint64_t value_ = 0xcbf29ce484222325u;
};

std::uint64_t mark_of(const Summary& summary) {
  Mark mark;
  mark.add(summary.paths);
  for (const auto& at : summary.spread) {
    for (const Spread& s : at) {
      mark.add(s.sketch);
      mark.add(s.sum);
      mark.add(s.squares);
    }
  }
  for (const EventCount& e : summary.events) {
    mark.add(e.paths);
    mark.add(e.times);
    mark.add(e.first);
    mark.add(e.first_sum);
    for (const std::uint64_t by : e.by) mark.add(by);
  }
  return mark.value();
}

// The marks were taken from the program as it was before it knew vectors, from scalar code at -O1;
// a processor, a compiler or an instruction set that gives another bit anywhere gives another mark.
TEST_P(WholeRuns, HaveTheSameBits) {
  MonteCarloOptions options;
  options.paths = 1000;
  options.key = {7, 2};
  const Model euler = everything(Method::euler), rk4 = everything(Method::runge_kutta_4);
  const std::uint64_t marks[] = {mark_of(run_paths(compiled(euler), options, {})),
                                 mark_of(run_paths(compiled(rk4), options, {}))};
  EXPECT_EQ(marks[0], 0x7b445bb1f82a1319u);
  EXPECT_EQ(marks[1], 0x1b8139518d01e083u);
}

}  // namespace
}  // namespace offramp::dynamics
