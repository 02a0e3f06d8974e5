// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

/// Random numbers of simulated paths: Philox4x32-10 (Salmon, Moraes, Dror and Shaw 2011, through Random123),
/// keyed by (scenario, seed) with counter (path, step, draw). A number depends on its place alone, so any
/// path can be made again without the others.
namespace offramp::dynamics {

/// What a draw is for; draws of one kind are counted on their own.
enum class DrawKind : std::uint32_t { function = 0, noise = 1, event = 2, ladder = 3, split = 4 };

struct DrawKey {
  std::uint64_t seed = 0;
  std::uint32_t scenario = 0;  ///< scenarios of one number share their draws: common random numbers

  /// The key of Philox: the scenario goes through an odd factor into both halves; scenario 0 is the seed
  /// itself.
  std::uint64_t philox() const { return seed ^ (scenario * 0x9E3779B97F4A7C15u); }
  /// Uniform in (0, 1), on the middle of 2^52 equal cells. `draw` below 2^28.
  double uniform(std::uint64_t path, std::uint32_t step, DrawKind kind, std::uint32_t draw) const;
  /// Standard normal, by inversion.
  double normal(std::uint64_t path, std::uint32_t step, DrawKind kind, std::uint32_t draw) const;
};

}  // namespace offramp::dynamics
