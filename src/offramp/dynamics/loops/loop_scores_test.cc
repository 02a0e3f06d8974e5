// SPDX-License-Identifier: Apache-2.0
#include "offramp/dynamics/loops/loop_scores.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <numeric>
#include <set>

#include "offramp/dynamics/testing/builder.h"

namespace offramp::dynamics {
namespace {

using testing::Builder;
using testing::compiled;

LoopReport scores(const Model& model) {
  const Program program = compiled(model);
  Answer<LoopReport> answer = loop_scores(program, {}, 0);
  if (!answer) throw std::runtime_error(answer.because());
  return *answer;
}

// Births and deaths at constant fractions: shares b/(b+d) and d/(b+d) at all times.
TEST(LoopScores, BirthsAndDeaths) {
  const LoopReport r = scores(Builder()
                                  .time(0, 10, 0.25)
                                  .stock("people", "100", {"births"}, {"deaths"})
                                  .flow("births", "0.06*people")
                                  .flow("deaths", "0.02*people")
                                  .model);
  ASSERT_EQ(r.loops.size(), 2u);
  EXPECT_EQ(r.loops[0].name, "R1");
  EXPECT_EQ(r.loops[1].name, "B1");
  for (std::size_t t = 0; t < r.times.size(); ++t) {
    EXPECT_NEAR(r.loops[0].relative[t], 0.75, 1e-9);
    EXPECT_NEAR(r.loops[1].relative[t], -0.25, 1e-9);
    EXPECT_NEAR(r.loops[0].score[t] + r.loops[1].score[t], 1.0, 1e-9);  // one stock: the scores sum to 1
  }
  ASSERT_EQ(r.dominance.size(), 1u);
  EXPECT_NEAR(r.dominance[0].share, 0.75, 1e-9);
}

// Logistic growth: the reinforcing loop leads until half the capacity is reached, then the balancing one
// (Schoenberg, Davidsen and Eberlein 2020 find the shift at the inflection); the ratio of scores is (1 -
// S/K)/(S/K).
TEST(LoopScores, LogisticGrowthTurnsAtHalfItsCapacity) {
  const double dt = 1.0 / 64;
  const Model model = Builder()
                          .time(0, 12, dt)
                          .stock("s", "1", {"growth"})
                          .flow("growth", "s*room")
                          .aux("room", "1 - s/100")
                          .model;
  const LoopReport r = scores(model);
  ASSERT_EQ(r.loops.size(), 2u);
  const std::size_t reinforcing = r.loops[0].name == "R1" ? 0 : 1;
  ASSERT_EQ(r.dominance.size(), 2u);
  EXPECT_EQ(r.dominance[0].loop, reinforcing);
  EXPECT_NEAR(r.dominance[1].from, std::log(99.0), 0.1);  // s = 50 at log 99
  for (const std::size_t t : {100u, 300u, 600u}) {
    const double now = r.times[t] - dt;
    const double share = 1.0 / (1.0 + 99.0 * std::exp(-now));
    const double ratio = std::fabs(r.loops[reinforcing].relative[t] / r.loops[1 - reinforcing].relative[t]);
    EXPECT_NEAR(ratio / ((1.0 - share) / share), 1.0, 0.08) << now;
  }
}

// The one loop of a chain of stocks has score +1 or -1 whatever its links (Schoenberg and others 2020,
// section 3).
RC_GTEST_PROP(LoopScores, ALoneLoopHasScoreOne, (std::vector<std::uint8_t> gains, bool balancing)) {
  gains.resize(std::min<std::size_t>(gains.size(), 6));
  if (gains.empty()) gains.push_back(3);
  Builder b;
  b.time(0, 3, 0.25);
  const std::size_t n = gains.size();
  for (std::size_t i = 0; i < n; ++i) {
    const std::string before = std::to_string((i + n - 1) % n), own = std::to_string(i);
    b.stock("s" + own, std::to_string(1 + i), {"f" + own});
    const std::string sign = balancing && i == 0 ? "-" : "";
    b.flow("f" + own, sign + std::to_string(0.1 + gains[i] / 100.0) + "*a" + own);
    b.aux("a" + own, "s" + before + "*2 + 1");
  }
  const LoopReport r = scores(b.model);
  RC_ASSERT(r.loops.size() == 1u);
  for (std::size_t t = 1; t < r.times.size(); ++t) {
    // A loop of n stocks is closed over n steps; with one stock all links speak of one step.
    if (n == 1) RC_ASSERT(std::fabs(r.loops[0].score[t] - (balancing ? -1.0 : 1.0)) < 1e-6);
    RC_ASSERT(r.loops[0].relative[t] == (balancing ? -1.0 : 1.0) || r.loops[0].score[t] == 0.0);
  }
}

// Loops of random graphs against all sequences without repetition.
RC_GTEST_PROP(LoopScores, AllLoopsAreFound, ()) {
  const int n = *rc::gen::inRange(1, 6);
  std::vector<std::vector<int>> reads(static_cast<std::size_t>(n));
  Builder b;
  for (int i = 0; i < n; ++i) {
    std::string equation = "1";
    for (int j = 0; j < n; ++j) {
      if (*rc::gen::inRange(0, 2) == 0) continue;
      reads[static_cast<std::size_t>(i)].push_back(j);
      equation += " + s" + std::to_string(j);
    }
    b.stock("s" + std::to_string(i), "1", {"f" + std::to_string(i)}).flow("f" + std::to_string(i), equation);
  }
  std::set<std::vector<int>> expected;
  std::vector<int> way;
  const std::function<void(int)> walk = [&](int at) {
    way.push_back(at);
    for (const int next : reads[static_cast<std::size_t>(at)]) {
      if (next == way.front()) {
        expected.insert(way);
      } else if (next > way.front() && std::find(way.begin(), way.end(), next) == way.end()) {
        walk(next);
      }
    }
    way.pop_back();
  };
  for (int i = 0; i < n; ++i) walk(i);
  const Program program = compiled(b.model);
  const LoopList list = loops_of(influence_of(program), 100'000);
  RC_ASSERT(list.loops.size() == expected.size());
  if (expected.size() > 2) RC_ASSERT(!loops_of(influence_of(program), 2).complete);
}

TEST(LoopScores, SaysWhyThereIsNoAnswer) {
  const Program still = compiled(Builder().stock("x", "1", {"f"}).flow("f", "2").model);
  const Answer<LoopReport> none = loop_scores(still, {}, 0);
  ASSERT_FALSE(none);
  EXPECT_EQ(none.because(), "the model has no feedback loop");
  Builder many;
  for (int i = 0; i < 12; ++i) {
    std::string equation = "0";
    for (int j = 0; j < 12; ++j) equation += " + s" + std::to_string(j);
    many.stock("s" + std::to_string(i), "1", {"f" + std::to_string(i)})
        .flow("f" + std::to_string(i), equation);
  }
  const Program full = compiled(many.model);
  EXPECT_FALSE(loop_scores(full, {}, 0));
}

}  // namespace
}  // namespace offramp::dynamics
