// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "offramp/dynamics/compile/program.h"
#include "offramp/dynamics/lanes/kernels.h"

namespace offramp::dynamics {

/// A program made ready for the processor at hand: each instruction with its kernel. Two or three of + - * /
/// that pass their results on to one another, and to nobody else, go through one kernel; each is rounded on
/// its own, so the bits are those of one after the other. Any number of machines may use one plan. The
/// program must outlive it.
class Plan {
 public:
  explicit Plan(const Program& program);
  Plan(const Plan&) = delete;
  Plan& operator=(const Plan&) = delete;

  const Kernels& kernels() const { return *kernels_; }
  std::span<const Coded> constant() const { return constant_; }
  std::span<const Coded> start() const { return start_; }
  std::span<const Coded> step() const { return step_; }
  /// The instructions of `step` that compute this scalar, as they stand in the program.
  std::span<const Coded> segment(std::uint32_t scalar) const;

 private:
  const Program* program_;
  const Kernels* kernels_;
  std::vector<TableCode> tables_;
  std::vector<Coded> constant_, start_, step_;
  std::vector<Coded> plain_;  // `step` without pairs
};

}  // namespace offramp::dynamics
