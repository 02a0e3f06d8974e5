// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "offramp/base/text/diagnostics.h"
#include "offramp/dynamics/compile/flat.h"
#include "offramp/dynamics/compile/op.h"

/// A model as a flat list of instructions over slots. A slot holds one number for each path of a block;
/// scalar number i of the flat model is slot i.
namespace offramp::dynamics {

struct Instruction {
  Op op = Op::load;  ///< load copies slot a
  std::uint32_t out = 0, a = 0, b = 0, c = 0;
  std::uint32_t index = 0;  ///< graphical function, record or draw
};

struct StockPlan {
  std::uint32_t slot = 0;
  std::uint32_t rate = 0;  ///< slot of inflows less outflows, per time unit
  bool non_negative = false;
};

struct Program {
  FlatModel flat;
  std::size_t slots = 0;
  std::vector<std::pair<std::uint32_t, double>> numbers;  ///< slots of constants
  std::vector<Instruction> constant, start, step;         ///< `step` ends with the rates
  std::vector<StockPlan> stocks;
  /// [scalar] the instructions of `step` that compute it, from the first to behind the last; equal: none do.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> segments;
  std::vector<std::uint32_t> computed;  ///< scalars in the order in which a step computes them

  /// Number of the scalar with this name, canonical or as shown: "men", "Rate A[Entry 1]". Nothing if there
  /// is none.
  std::optional<std::uint32_t> find(std::string_view name) const;
  /// Steps from start to stop: the nearest whole number.
  std::size_t steps() const;
};

/// More steps than this are refused.
inline constexpr double kMaxSteps = 10'000'000.0;

/// Compiles a model. What is wrong with it is added to the diagnostics; nothing comes back then. The model
/// must outlive the program.
std::optional<Program> compile(const Model& model, Diagnostics& diagnostics);

}  // namespace offramp::dynamics
