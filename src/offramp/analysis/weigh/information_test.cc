// SPDX-License-Identifier: Apache-2.0
// What knowledge is worth: against an exhaustive search over all settlements, and against figures that
// somebody else worked out over all settlements of the same file.
#include <gtest/gtest.h>

#include "offramp/analysis/drawn/drawn.h"
#include "offramp/analysis/testing/naive_model.h"
#include "offramp/analysis/testing/random_case.h"
#include "offramp/analysis/weigh/parts.h"
#include "offramp/base/testing/paths.h"
#include "offramp/case/file/reader.h"

namespace offramp {
namespace {

using testing::Naive;
using testing::random_case;

// Of the types alone.
WeighResult types_of(CaseRun& run) {
  const SettleResult& settled = *settle(run);
  const CaseProblem& posed = *case_problem(run);
  WeighResult result;
  result.short_list.push_back({settled.ranked.front().settlement, {}, {}});
  result.inputs = weigh_inputs(run.c(), run.c().veto_players(), true).inputs;
  std::erase_if(result.inputs, [](const WeighInput& x) { return x.kind != WeighInput::Kind::type; });
  if (result.inputs.empty()) return result;
  result.table = weigh_columns(run.c(), posed.table, result.inputs);
  weigh_information(posed, settled, result, {});
  return result;
}

TEST(Information, KosovoAsSomebodyElseHasIt) {
  const LoadedCase loaded = read_case_file(checkout::root() + "/tests/cases/replica/kosovo-1999.yaml");
  ASSERT_TRUE(loaded.value) << loaded.diagnostics.to_text();
  CaseRun run(*loaded.value, {.worlds = 16384, .words = Credence::all});
  const WeighResult r = types_of(run);
  const sensitivity::InformationValue& x = r.information.value;
  std::map<std::string, double> alone;
  for (std::size_t i = 0; i < r.inputs.size(); ++i) alone[r.inputs[i].id] = x.inputs_tried[i].gain.value;
  constexpr double kPoint = 0.01;
  EXPECT_NEAR(alone.at("types.fry"), 0.097, kPoint);
  EXPECT_NEAR(alone.at("types.nato"), 0.064, kPoint);
  EXPECT_NEAR(x.sets_tried.front().gain.value, 0.123, kPoint);  // all types
  EXPECT_NEAR(x.perfect.value, 0.29, kPoint);
}

// All settlements, read literally: which is signed most often in the first half, overall and by level of a
// type; what that earns in the second.
class Exhaustive {
 public:
  Exhaustive(const Case& c, const WorldTable& table) : naive_{c, table}, half_(table.worlds / 2) {
    const auto space = c.space();
    for (std::uint64_t i = 0; i < *space.exact_size(); ++i) {
      const auto s = space.settlement(i);
      if (std::all_of(c.feasible.begin(), c.feasible.end(),
                      [&](const Rule& rule) { return rule.condition.holds(s); })) {
        std::vector<char>& signs = signs_.emplace_back(table.worlds);
        for (std::size_t w = 0; w < table.worlds; ++w) signs[w] = naive_.all_accept(s, w);
      }
    }
  }

  double earned(const std::vector<double>& level) const {
    const std::size_t worlds = 2 * half_;
    std::map<double, std::size_t> best;
    const std::size_t general = best_where([](std::size_t) { return true; });
    for (const double x : level) {
      if (!best.contains(x)) best[x] = best_where([&](std::size_t w) { return level[w] == x; });
    }
    double sum = 0.0;
    for (std::size_t w = half_; w < worlds; ++w) sum += signs_[best[level[w]]][w] - signs_[general][w];
    return sum / static_cast<double>(half_);
  }

 private:
  std::size_t best_where(const auto& holds) const {
    std::size_t best = 0, most = 0;
    for (std::size_t s = 0; s < signs_.size(); ++s) {
      std::size_t count = 0;
      for (std::size_t w = 0; w < half_; ++w) count += holds(w) && signs_[s][w];
      if (count > most) best = s, most = count;
    }
    return best;
  }

  Naive naive_;
  std::size_t half_;
  std::vector<std::vector<char>> signs_;
};

TEST(Information, AgainstExhaustiveSearchOnSmallCases) {
  std::size_t compared = 0;
  double sum = 0.0;
  for (std::uint32_t number = 0; number < 60; ++number) {
    const Case c = random_case(number);
    CaseRun run(c, {.worlds = 512});
    if (!settle(run)) continue;
    const WeighResult r = types_of(run);
    if (r.inputs.empty()) continue;
    const Exhaustive all(c, case_problem(run)->table);
    for (std::size_t i = 0; i < r.inputs.size(); ++i) {
      const sensitivity::TriedValue& tried = r.information.value.inputs_tried[i];
      const double exhaustive = all.earned(r.table.inputs[i].values);
      // Settlements that tie in the half that teaches may differ in the one that is scored.
      EXPECT_NEAR(tried.gain.value, exhaustive, 0.03) << number << " " << r.inputs[i].id;
      sum += tried.gain.value - exhaustive;
      ++compared;
    }
  }
  EXPECT_GT(compared, 20u);
  EXPECT_NEAR(sum / static_cast<double>(compared), 0.0, 0.003);
}

}  // namespace
}  // namespace offramp
