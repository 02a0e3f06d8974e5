// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "offramp/base/number/exact_sum.h"
#include "offramp/base/run/progress.h"
#include "offramp/dynamics/compile/program.h"
#include "offramp/dynamics/run/draws.h"
#include "offramp/dynamics/run/joint.h"
#include "offramp/dynamics/run/sketch.h"

/// Many paths of one model, kept as what they come to and not as themselves.
namespace offramp::dynamics {

struct MonteCarloOptions {
  std::uint64_t paths = 10'000;
  DrawKey key;
  /// Only part `shard` of `shards` is run, from 1: whole blocks of paths. Parts add up to the same summary as
  /// one run.
  std::uint64_t shard = 1, shards = 1;
  /// Two variables that are counted together at a time: at the kept time nearest to it, or at the end.
  struct Joint {
    std::string first, second;
    std::optional<double> time;
  };
  std::vector<Joint> joint = {};
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

/// Beyond as many events pairs are not counted.
inline constexpr std::size_t kMaxPaired = 64;

/// What a run comes to. Counts are whole and sums exact, so summaries of any parts of the paths, made by any
/// number of threads, add up in any order to the same bytes. Memory does not grow with the number of paths.
struct Summary {
  std::uint64_t paths = 0;
  std::vector<double> times;
  std::vector<std::string> names;           ///< the model's own variables
  std::vector<std::vector<Spread>> spread;  ///< [time][variable]
  std::vector<std::string> event_names;
  std::vector<EventCount> events;
  std::vector<std::vector<EventPair>>
      pairs;                      ///< [event][another event]; empty for more than kMaxPaired events
  std::vector<JointTable> joint;  ///< as asked for
  void add(const Summary& other);
};

/// Runs the paths 0 to options.paths - 1, or the shard's part of them.
/// @throws BadNumber of the first such path among those that were run, Stopped, std::invalid_argument if
/// there are no paths, no such shard, or no such variable.
Summary run_paths(const Program& program, const MonteCarloOptions& options, const RunControl& control);

}  // namespace offramp::dynamics
