// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "offramp/bargaining/acceptance/acceptance.h"

namespace offramp::bargaining {

/// One feasible settlement, as the walk passes it. Pointers are good until the visitor returns.
struct WalkVisit {
  std::uint64_t index = 0;  ///< raw index in the space
  const Settlement* settlement = nullptr;
  const std::vector<WorldSet>* meets = nullptr;   ///< [negotiator]: worlds in which it has its reservation
  const std::vector<double>* expected = nullptr;  ///< [negotiator]: mean utility over worlds
};

/// Visits every feasible settlement of an uncertain problem once, issue by issue, carrying for every
/// negotiator and world the utility that the remaining issues must still bring; so a settlement costs one
/// comparison for each negotiator and world. The walk is cut into blocks that may run in parallel.
class SettlementWalk {
 public:
  /// @throws std::invalid_argument as enumerate_acceptance. Refers to the problem.
  explicit SettlementWalk(const UncertainProblem& problem);

  std::size_t blocks() const { return blocks_; }
  /// @throws Stopped.
  void run(std::size_t block, const StopToken& stop,
           const std::function<void(const WalkVisit&)>& visitor) const;

 private:
  struct State;
  struct PlacedBonus {
    const UncertainBonus* bonus;
    double mean;
  };
  void place_conditions();
  bool choose(State& state, std::size_t depth, std::size_t option) const;
  void descend(State& state, std::size_t depth) const;
  void leaf(State& state, std::size_t depth) const;
  bool feasible_at(const State& state, std::size_t depth) const;

  const UncertainProblem& problem_;
  std::size_t words_;
  std::size_t split_depth_ = 0;
  std::size_t blocks_ = 1;
  std::vector<std::size_t> order_;  // [depth]: issue
  std::vector<std::vector<std::vector<std::vector<double>>>>
      padded_;  // [issue][negotiator][option][world, to a multiple of 64]
  std::vector<std::vector<std::vector<double>>> mean_;  // [issue][negotiator][option]
  std::vector<std::vector<const Condition*>> rules_;    // [depth]: decided when the issue at this depth is
  std::vector<std::vector<std::vector<PlacedBonus>>> bonuses_;  // [depth][negotiator]
};

}  // namespace offramp::bargaining
