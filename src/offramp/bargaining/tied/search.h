// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "offramp/bargaining/tied/model.h"
#include "offramp/base/run/progress.h"

namespace offramp::bargaining {

/// Several weightings of the parties' gains, each with the shares of bonuses (see Relaxation) that bound
/// its sum best over the whole space.
struct Directions {
  std::vector<std::vector<double>> weight;  ///< [direction][party], in 1 a unit
  std::vector<Multipliers> multipliers;     ///< [direction]
};

/// No completion of a partial settlement gains more than `highest[party]`, nor more than `sum[direction]`
/// in the weighted sum. Gains are complete ones: base and what is decided included; rounding is covered.
struct GainBound {
  const double* highest;
  const double* sum;
  const Directions* directions;
};

/// What a search is after. Gain vectors compare componentwise: a larger one must never be worse.
class SearchGoal {
 public:
  virtual ~SearchGoal() = default;
  /// An acceptable settlement with its gains; every one the search meets is offered.
  virtual void offer(const double* gain, const Settlement& settlement) = 0;
  /// The best settlements so far.
  virtual std::vector<Settlement> best() const = 0;
  /// Whether nothing inside the bound is of any use, given what was offered.
  virtual bool hopeless(const GainBound& bound) = 0;
  /// Which bounds to open first: larger first.
  virtual double promise(const GainBound& bound) const = 0;
  /// The search gives up on everything inside the bound.
  virtual void abandon(const GainBound& bound) = 0;
  /// The directions to bound with from now on; must stay alive and unchanged to the end.
  virtual const Directions& directions() = 0;
};

struct TiedSearchOptions {
  std::size_t width = 1 << 13;  ///< partial settlements opened together, at least 1
  double max_nodes = 1e8;       ///< partial settlements opened, at least 1
  bool rational = true;         ///< only settlements with gains of at least least_gain()
};

struct TiedSearchEnd {
  bool complete = false;
  bool stopped = false;  ///< by the caller; otherwise, if not complete, by max_nodes
  double nodes = 0.0;
};

/// Optimises the shares of each weight's bound over the whole space. The settlements met on the way go to
/// `offer`.
Directions make_directions(const TiedModel& model, std::vector<std::vector<double>> weight, int rounds,
                           const std::function<void(const Settlement&)>& offer);

/// Decides issue by issue. Of partial settlements that leave the same conditions open only those with
/// Pareto-maximal gains live on (variable elimination, with the conditions' automata as state; dynamic
/// programming over decision diagrams, Bergman, Cire, van Hoeve and Hooker 2016), and those whose bound
/// is hopeless go. A layer that is too wide is opened in parts, best first, each part to the end before
/// the next (so memory stays within depth times width, and answers come early). Complete search: exact.
/// Deterministic, one thread.
TiedSearchEnd tied_search(TiedModel& model, SearchGoal& goal, const TiedSearchOptions& options,
                          const RunControl& control);

/// Offers what the bounds' relaxation meets, and then, again and again, all that differs from one of the
/// goal's best settlements in one issue (Pareto local search; Paquete, Chiarandini and Stützle 2004).
void tied_heuristic(TiedModel& model, SearchGoal& goal, const TiedSearchOptions& options,
                    const RunControl& control);

}  // namespace offramp::bargaining
