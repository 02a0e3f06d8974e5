// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "offramp/base/text/diagnostics.h"
#include "offramp/dynamics/compile/program.h"
#include "offramp/dynamics/run/draws.h"

namespace offramp::dynamics {

/// A number that a simulation cannot go on from: infinite, not a number, a negative hazard. Names where it
/// came up.
struct BadNumber {
  std::uint64_t path = 0;
  std::uint32_t step = 0;
  double time = 0.0;
  std::string variable;
  double value = 0.0;
  Place place;  ///< of the variable's equation
  /// "path 17, step 4, time 1: `x` is not a number".
  std::string text() const;
};

/// What happened on a path.
struct Happening {
  double time = 0.0;
  std::string text;  ///< "ceasefire", "ladder: crisis -> war"
};

/// One path as a table: a row for each kept time, a column for each of the model's own variables.
struct Path {
  std::vector<std::string> names;
  std::vector<double> times;
  std::vector<std::vector<double>> rows;  ///< [time][variable]
  std::vector<Happening> happenings;
};

/// Simulates one path; it is bit for bit the one that any larger run has under the same key and number.
/// @throws BadNumber.
Path simulate_path(const Program& program, DrawKey key, std::uint64_t path);

}  // namespace offramp::dynamics
