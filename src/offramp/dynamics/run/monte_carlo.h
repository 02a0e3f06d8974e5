// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "offramp/base/number/exact_sum.h"
#include "offramp/base/run/progress.h"
#include "offramp/dynamics/compile/program.h"
#include "offramp/dynamics/run/draws.h"
#include "offramp/dynamics/run/sketch.h"

/// Many paths of one model, kept as what they come to and not as themselves.
namespace offramp::dynamics {

struct MonteCarloOptions {
  std::uint64_t paths = 10'000;
  DrawKey key;
  /// Only part `shard` of `shards` is run, from 1: whole blocks of paths. Parts add up to the same summary as
  /// one run.
  std::uint64_t shard = 1, shards = 1;
};

/// A variable at a time, over the paths.
struct Spread {
  Sketch sketch;
  ExactSum sum, squares;
  void add(double x);
  void add(const Spread& other);
  double mean() const;
  /// Standard deviation; 0 for fewer than two paths.
  double deviation() const;
};

/// An event, over the paths.
struct EventCount {
  std::uint64_t paths = 0;  ///< on which it happened
  ExactSum times;           ///< how often it happened, all paths together
  Sketch first;             ///< when first, of the paths on which it happened
  ExactSum first_sum;
  std::vector<std::uint64_t> by;  ///< [time] paths on which it had happened
};

/// What a run comes to. Counts are whole and sums exact, so summaries of any parts of the paths, made by any
/// number of threads, add up in any order to the same bytes. Memory does not grow with the number of paths.
struct Summary {
  std::uint64_t paths = 0;
  std::vector<double> times;
  std::vector<std::string> names;           ///< the model's own variables
  std::vector<std::vector<Spread>> spread;  ///< [time][variable]
  std::vector<std::string> event_names;
  std::vector<EventCount> events;
  void add(const Summary& other);
};

/// Runs the paths 0 to options.paths - 1, or the shard's part of them.
/// @throws BadNumber of the first such path among those that were run, Stopped, std::invalid_argument if
/// there are no paths or no such shard.
Summary run_paths(const Program& program, const MonteCarloOptions& options, const RunControl& control);

}  // namespace offramp::dynamics
