// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "offramp/dynamics/run/monte_carlo.h"
#include "offramp/dynamics/run/plan.h"
#include "offramp/dynamics/run/stepper.h"

namespace offramp::dynamics {

/// Runs blocks of paths into a summary of its own. Used by run_paths only.
class Strand {
 public:
  /// Blocks that go through time side by side: each place of the summary is then touched once for all of
  /// them.
  static constexpr std::size_t kMostSide = 8;

  Strand(const Program& program, std::shared_ptr<const Plan> plan, const MonteCarloOptions& options);

  /// The blocks [begin, end), at most kMostSide. @throws BadNumber of the first of their paths to have one.
  void run(std::uint64_t begin, std::uint64_t end);

  Summary out;

 private:
  struct Asked {
    std::uint32_t first = 0, second = 0;  // scalars
    std::size_t time = 0;                 // position among the saved
  };
  std::size_t begin_block(std::size_t side, std::uint64_t block);
  void keep(const Stepper& stepper, std::size_t time, std::size_t count);
  void keep_sums(const Lanes& values, Spread& spread, std::size_t count) const;
  void keep_joint(const Stepper& stepper, std::size_t time, std::size_t count);
  void keep_events(const Stepper& stepper, std::size_t count);
  [[noreturn]] void bad(const Stepper& stepper, std::uint32_t scalar, std::size_t lane) const;

  const Program& program_;
  std::shared_ptr<const Plan> plan_;
  const MonteCarloOptions& options_;
  std::vector<std::uint32_t> shown_;
  std::vector<std::size_t> saved_;
  std::vector<Asked> asked_;
  std::vector<std::unique_ptr<Stepper>> steppers_;
  std::vector<std::size_t> counts_;  // [stepper] paths of its block that count
};

/// How many blocks go side by side, so that their slots stay in a fast cache.
std::size_t blocks_side_by_side(const Program& program);

}  // namespace offramp::dynamics
