// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "offramp/base/run/progress.h"

/// Splits the difference between two states over the changes that lead from one to the other.
namespace offramp::sensitivity {

/// What a game is worth when the players marked are in it: one number for each output, always as many.
using CoalitionValue = std::function<std::vector<double>(const std::vector<bool>& in)>;

struct ShapleyOptions {
  std::size_t exact_up_to = 8;  ///< players, at most 20: more than that are sampled (2^n values are needed)
  std::size_t pairs = 32;       ///< of permutations drawn beyond that, each with its reverse; at least 2
  std::uint64_t seed = 1;       ///< of the permutations
};

/// What each player adds, averaged over all orders in which the players can come in.
struct ShapleyShares {
  std::vector<std::vector<double>> share;  ///< [output][player]; over players they sum to all - none
  std::vector<std::vector<double>> error;  ///< [output][player] standard error of drawing orders; 0 if exact
  std::vector<double> none, all;           ///< [output] the value of nobody and of everybody
  bool exact = true;                       ///< every coalition was valued
  std::size_t orders = 0;                  ///< permutations drawn; 0 if exact
  std::size_t valued = 0;                  ///< coalitions, each once
};

/// The Shapley value (Shapley 1953, "A value for n-person games"): exact by its sum over coalitions for few
/// players, else the mean over random orders (Castro, Gomez and Tejada 2009, "Polynomial calculation of the
/// Shapley value based on sampling"), drawn in pairs with their reverses, whose means are independent and
/// give the error (Mitchell, Cooper, Frank and Holmes 2022, section 3.2). Each coalition is valued once. The
/// sum of the shares is all - none up to rounding, sampled or not, since the steps of each order add up to
/// that. Same bytes for the same values and seed. No players: no shares.
/// @throws std::invalid_argument for options out of range or values of different lengths; Stopped.
ShapleyShares shapley(std::size_t players, const CoalitionValue& value, const ShapleyOptions& options = {},
                      const RunControl& control = {});

}  // namespace offramp::sensitivity
