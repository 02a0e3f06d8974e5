// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "offramp/dynamics/compile/program.h"
#include "offramp/dynamics/lanes/kernels.h"
#include "offramp/dynamics/lanes/lanes.h"
#include "offramp/dynamics/lanes/scalar.h"
#include "offramp/dynamics/run/draws.h"
#include "offramp/dynamics/run/plan.h"

namespace offramp::dynamics {

/// A block of paths, each at a moment of its own: the slots of the program, and what they look back at. Every
/// operation is done lane by lane with + - * /, square root and the house's own elementary functions, so that
/// a path's bits depend neither on its neighbours nor on the machine.
class Machine {
 public:
  using Numbers = std::array<std::uint64_t, kLanes>;
  /// Lane l holds path paths[l]. The program must outlive the machine.
  Machine(const Program& program, DrawKey key, const Numbers& paths);
  /// The same on a plan of this program that is made already.
  Machine(const Program& program, std::shared_ptr<const Plan> plan, DrawKey key, const Numbers& paths);

  /// Other paths from now on; `start` comes next.
  void take(const Numbers& paths);
  /// Computes constants and initial values at the start of all lanes.
  void start();
  /// Computes flows, auxiliaries and rates, `ahead` time units behind the beginning of each lane's step.
  void compute(double ahead = 0.0);
  /// Computes one flow or auxiliary again from what the slots hold, at the time of the last `compute`.
  void recompute(std::uint32_t scalar);
  /// Keeps what is looked back at later. Once a step, after `compute`.
  void record();
  void next_step(std::size_t lane) { ++steps_[lane]; }
  void next_step() {
    for (std::uint64_t& step : steps_) ++step;
  }

  std::uint32_t step(std::size_t lane) const { return static_cast<std::uint32_t>(steps_[lane]); }
  /// Time at the beginning of the lane's step.
  double time(std::size_t lane) const {
    return program_->flat.time.start + static_cast<double>(steps_[lane]) * program_->flat.time.step;
  }
  const DrawKey& key() const { return key_; }
  std::uint64_t path(std::size_t lane) const { return paths_[lane]; }
  const Program& program() const { return *program_; }
  const Kernels& kernels() const { return plan_->kernels(); }
  Lanes& at(std::uint32_t slot) { return slots_[slot]; }
  const Lanes& at(std::uint32_t slot) const { return slots_[slot]; }

  /// The uniform numbers of a draw on all lanes.
  void uniform(DrawKind kind, std::uint32_t draw, Lanes& out) const;

  /// All that a lane is at this moment; for going on from there under another number, and so under other
  /// draws.
  struct LaneState {
    std::vector<double> slots, records;
    std::uint32_t step = 0;
  };
  LaneState lane(std::size_t lane) const;
  void set_lane(std::size_t lane, const LaneState& state, std::uint64_t path);

 private:
  Frame frame() const;
  void run(std::span<const Coded> code);

  const Program* program_;
  std::shared_ptr<const Plan> plan_;
  DrawKey key_;
  RoundKeys round_keys_;
  alignas(64) Numbers paths_;
  alignas(64) Numbers steps_{};
  Lanes times_{};
  std::vector<Lanes> slots_;
  std::vector<std::vector<Lanes>> records_;  // [record][step]
};

}  // namespace offramp::dynamics
