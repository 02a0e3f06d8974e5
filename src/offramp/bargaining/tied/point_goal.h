// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <vector>

#include "offramp/bargaining/fairness/objective.h"
#include "offramp/bargaining/tied/search.h"

namespace offramp::bargaining {

/// The best settlement under one objective (in gains, see Objective), as a goal of tied_search. Of
/// settlements that tie the first one met stays. Bounds come from a few directions in which the weighted sum
/// of gains is bounded: the tangent plane of the product at the incumbent, the weights of the sum, or for
/// leximin weights under which the least-off, or all but one party, are bounded best. Refers to the model.
class PointGoal : public SearchGoal {
 public:
  /// The objective must be over the gains of the model, in its units.
  PointGoal(const TiedModel& model, Objective objective);

  // See SearchGoal.
  void offer(const double* gain, const Settlement& settlement) override;
  std::vector<Settlement> best() const override;
  bool hopeless(const GainBound& bound) override;
  double promise(const GainBound& bound) const override { return level_of(bound); }
  void abandon(const GainBound& bound) override;
  const Directions& directions() override;

  /// The incumbent; none if no settlement that the objective admits was met.
  const std::optional<Settlement>& settlement() const { return settlement_; }
  const std::vector<double>& gain() const { return gain_; }        ///< [party], in units; needs a settlement
  double level() const { return objective_.level(gain_.data()); }  ///< needs a settlement
  double abandoned() const { return abandoned_; }                  ///< level that nothing given up exceeds

 private:
  std::vector<std::vector<double>> weights() const;
  std::vector<double> balanced(std::size_t without) const;
  void make_corners();
  bool unacceptable(const GainBound& bound) const;
  bool reaches(const GainBound& bound, const double* corner) const;
  double level_of(const GainBound& bound) const;
  double product_level(const GainBound& bound, std::size_t direction) const;
  double leximin_level(const GainBound& bound, std::size_t direction) const;

  const TiedModel& model_;
  Objective objective_;
  std::size_t n_;
  std::vector<double> range_;
  bool whole_weights_ = true;
  std::optional<Settlement> settlement_;
  std::vector<double> gain_;
  std::deque<Directions> directions_;
  double level_at_directions_ = 0.0;
  std::vector<double> corners_;  // leximin: some corner must be reached to beat the incumbent
  double abandoned_;
};

}  // namespace offramp::bargaining
