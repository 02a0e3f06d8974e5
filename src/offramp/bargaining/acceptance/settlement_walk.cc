// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/acceptance/settlement_walk.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <numeric>
#include <stdexcept>

#include "offramp/bargaining/worlds/acceptance_kernel.h"

namespace offramp::bargaining {
namespace {

constexpr std::size_t kBlocksWanted = 64;

void check(const UncertainProblem& problem) {
  check_problem(problem);
  const auto size = problem.space.exact_size();
  if (!size || *size > kEnumerationLimit) {
    throw std::invalid_argument(
        fmt::format("acceptance: {:.3g} settlements are too many to list; the limit is {}",
                    problem.space.size(), kEnumerationLimit));
  }
}

// Depth at which the last issue of a condition is chosen; 0 for a condition without issues.
std::size_t decided_at(const Condition& condition, const std::vector<std::size_t>& depth_of) {
  std::size_t last = 0;
  for (const std::size_t issue : condition.issues()) last = std::max(last, depth_of[issue]);
  return last;
}

}  // namespace

struct SettlementWalk::State {
  Settlement settlement;
  std::vector<std::vector<std::vector<double>>> need;  // [depth][negotiator][world]: utility still to come
  std::vector<std::vector<double>> expected;           // [depth][negotiator]: mean so far
  std::vector<WorldSet> meets;
  std::vector<double> total;
  std::vector<double> scratch;
  const StopToken* stop = nullptr;
  const std::function<void(const WalkVisit&)>* visitor = nullptr;
};

SettlementWalk::SettlementWalk(const UncertainProblem& problem)
    : problem_(problem), words_(WorldSet(problem.worlds).words()) {
  check(problem);
  const std::size_t issues = problem.space.issues();
  place_conditions();
  padded_.resize(issues);
  mean_.resize(issues);
  for (std::size_t issue = 0; issue < issues; ++issue) {
    for (const UncertainNegotiator& negotiator : problem.negotiators) {
      padded_[issue].push_back(negotiator.value[issue]);
      std::vector<double>& means = mean_[issue].emplace_back();
      for (std::vector<double>& column : padded_[issue].back()) {
        means.push_back(mean_of(column));
        column.resize(words_ * 64, 0.0);
      }
    }
  }
  while (split_depth_ + 1 < issues && blocks_ < kBlocksWanted) {
    blocks_ *= problem.space.axis(order_[split_depth_++]).size();
  }
}

// Issues that conditions mention come first, so that infeasible branches are cut early and bonuses are
// added rarely; among the others the longest comes last, where it costs least.
void SettlementWalk::place_conditions() {
  const std::size_t issues = problem_.space.issues();
  std::vector<std::size_t> mentions(issues, 0);
  const auto count = [&](const Condition& condition) {
    for (const std::size_t issue : condition.issues()) ++mentions[issue];
  };
  for (const Condition& rule : problem_.feasible) count(rule);
  for (const UncertainNegotiator& negotiator : problem_.negotiators) {
    for (const UncertainBonus& bonus : negotiator.bonuses) count(bonus.when);
  }
  order_.resize(issues);
  std::iota(order_.begin(), order_.end(), std::size_t{0});
  std::stable_sort(order_.begin(), order_.end(), [&](std::size_t a, std::size_t b) {
    if (mentions[a] != mentions[b]) return mentions[a] > mentions[b];
    return problem_.space.axis(a).size() < problem_.space.axis(b).size();
  });
  std::vector<std::size_t> depth_of(issues);
  for (std::size_t depth = 0; depth < issues; ++depth) depth_of[order_[depth]] = depth;
  const std::size_t depths = std::max<std::size_t>(issues, 1);
  rules_.resize(depths);
  bonuses_.assign(depths, std::vector<std::vector<PlacedBonus>>(problem_.negotiators.size()));
  for (const Condition& rule : problem_.feasible) rules_[decided_at(rule, depth_of)].push_back(&rule);
  for (std::size_t n = 0; n < problem_.negotiators.size(); ++n) {
    for (const UncertainBonus& bonus : problem_.negotiators[n].bonuses) {
      bonuses_[decided_at(bonus.when, depth_of)][n].push_back({&bonus, mean_of(bonus.amount)});
    }
  }
}

bool SettlementWalk::feasible_at(const State& state, std::size_t depth) const {
  return std::all_of(rules_[depth].begin(), rules_[depth].end(),
                     [&](const Condition* rule) { return rule->holds(state.settlement); });
}

// Fixes the option of the issue at `depth` and carries needs and means one depth on; false if infeasible.
bool SettlementWalk::choose(State& state, std::size_t depth, std::size_t option) const {
  const std::size_t issue = order_[depth];
  state.settlement[issue] = static_cast<std::uint16_t>(option);
  if (!feasible_at(state, depth)) return false;
  for (std::size_t n = 0; n < problem_.negotiators.size(); ++n) {
    const std::vector<double>& value = padded_[issue][n][option];
    const std::vector<double>& before = state.need[depth][n];
    std::vector<double>& after = state.need[depth + 1][n];
    subtract_worlds(before.data(), value.data(), after.size(), after.data());
    double expected = state.expected[depth][n] + mean_[issue][n][option];
    for (const PlacedBonus& placed : bonuses_[depth][n]) {
      if (!placed.bonus->when.holds(state.settlement)) continue;
      subtract_worlds(after.data(), placed.bonus->amount.data(), problem_.worlds, after.data());
      expected += placed.mean;
    }
    state.expected[depth + 1][n] = expected;
  }
  return true;
}

void SettlementWalk::descend(State& state, std::size_t depth) const {
  if (depth + 1 == order_.size()) return leaf(state, depth);
  for (std::size_t option = 0; option < problem_.space.axis(order_[depth]).size(); ++option) {
    if (choose(state, depth, option)) descend(state, depth + 1);
  }
}

void SettlementWalk::leaf(State& state, std::size_t depth) const {
  if (state.stop->stop_requested()) throw Stopped{};
  const std::size_t issue = order_[depth];
  for (std::size_t option = 0; option < problem_.space.axis(issue).size(); ++option) {
    state.settlement[issue] = static_cast<std::uint16_t>(option);
    if (!feasible_at(state, depth)) continue;
    for (std::size_t n = 0; n < problem_.negotiators.size(); ++n) {
      const std::vector<double>* need = &state.need[depth][n];
      state.total[n] = state.expected[depth][n] + mean_[issue][n][option];
      bool copied = false;
      for (const PlacedBonus& placed : bonuses_[depth][n]) {
        if (!placed.bonus->when.holds(state.settlement)) continue;
        if (!copied) state.scratch = *need;
        copied = true;
        subtract_worlds(state.scratch.data(), placed.bonus->amount.data(), problem_.worlds,
                        state.scratch.data());
        state.total[n] += placed.mean;
      }
      compare_worlds(padded_[issue][n][option].data(), copied ? state.scratch.data() : need->data(), words_,
                     state.meets[n].data());
    }
    (*state.visitor)({problem_.space.index(state.settlement), &state.settlement, &state.meets, &state.total});
  }
}

void SettlementWalk::run(std::size_t block, const StopToken& stop,
                         const std::function<void(const WalkVisit&)>& visitor) const {
  const std::size_t negotiators = problem_.negotiators.size();
  State state;
  state.stop = &stop;
  state.visitor = &visitor;
  state.settlement.assign(problem_.space.issues(), 0);
  state.meets.assign(negotiators, WorldSet(problem_.worlds));
  state.total.assign(negotiators, 0.0);
  const std::size_t depths = std::max<std::size_t>(order_.size(), 1);
  state.expected.assign(depths, std::vector<double>(negotiators, 0.0));
  state.need.assign(depths, std::vector<std::vector<double>>(negotiators, std::vector<double>(words_ * 64)));
  for (std::size_t n = 0; n < negotiators; ++n) {
    // Padding worlds need more than anything brings, so that they never count.
    std::vector<double>& need = state.need[0][n];
    std::fill(need.begin(), need.end(), std::numeric_limits<double>::infinity());
    for (std::size_t w = 0; w < problem_.worlds; ++w) {
      need[w] = problem_.negotiators[n].asks(w) - kTieTolerance;
    }
  }
  if (order_.empty()) return;
  for (std::size_t depth = split_depth_; depth-- > 0;) {
    const std::size_t options = problem_.space.axis(order_[depth]).size();
    state.settlement[order_[depth]] = static_cast<std::uint16_t>(block % options);
    block /= options;
  }
  for (std::size_t depth = 0; depth < split_depth_; ++depth) {
    if (!choose(state, depth, state.settlement[order_[depth]])) return;
  }
  descend(state, split_depth_);
}

}  // namespace offramp::bargaining
