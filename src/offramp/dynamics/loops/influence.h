// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "offramp/dynamics/compile/program.h"

/// Who feeds whom in a model, and along which closed ways.
namespace offramp::dynamics {

struct Link {
  std::uint32_t from = 0, to = 0;  ///< scalars
  enum class Kind : std::uint8_t { reads, inflow, outflow };
  Kind kind = Kind::reads;
};

struct Influence {
  std::vector<Link> links;  ///< by `to`, then in order of reading; once for each pair
  /// [scalar] number of its strongly connected component; kNone outside all loops.
  std::vector<std::uint32_t> component;
  std::size_t components = 0;
};

/// Links between what changes: constants, initial values and states of ladders feed no loop.
Influence influence_of(const Program& program);

struct LoopList {
  std::vector<std::vector<std::uint32_t>> loops;  ///< links of each, in order around it
  bool complete = true;                           ///< false: there are more than were asked for
};

/// All closed ways that pass no scalar twice (Johnson 1975), up to `most`. Each begins at its lowest scalar.
LoopList loops_of(const Influence& influence, std::size_t most);

}  // namespace offramp::dynamics
