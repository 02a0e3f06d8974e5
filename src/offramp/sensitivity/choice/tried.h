// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

#include "offramp/sensitivity/choice/information.h"
#include "offramp/sensitivity/fit/conditional.h"
#include "offramp/sensitivity/fit/surrogate.h"

namespace offramp::sensitivity {

/// What an input or a group of them is worth when acted on in worlds that did not teach it; see TriedValue.
/// differences[rival][world]: payoff of each rival less that of the best choice. `chance`: of a false alarm.
TriedValue try_input(const Ranking& ranking, const Bins& bins,
                     const std::vector<std::vector<double>>& differences, double chance,
                     Taught taught = Taught::crosswise);
TriedValue try_group(std::span<const InputBasis> bases, std::span<const std::size_t> inputs,
                     const std::vector<std::vector<double>>& differences, const SurrogateOptions& options,
                     double chance, Taught taught, const RunControl& control);

/// The same for an imperfect observation of a categorical input: see ObservationValue for `likelihood`.
/// Payoff sums by level are all that it needs, so that one object answers for many likelihoods.
class ObservationTrial {
 public:
  /// @throws std::invalid_argument as observation_value.
  ObservationTrial(const Input& input, const std::vector<std::vector<double>>& payoffs,
                   Taught taught = Taught::crosswise);
  /// Mean gain over worlds, without its error.
  double gain(const std::vector<std::vector<double>>& likelihood) const;
  /// With standard error and verdict.
  TriedValue value(const std::vector<std::vector<double>>& likelihood, double chance) const;

 private:
  struct Rule {
    std::size_t plain = 0;          // choice without the observation
    std::vector<std::size_t> best;  // [outcome]
  };
  std::size_t lessons() const { return taught_ == Taught::crosswise ? 2 : 1; }
  std::size_t scored() const { return taught_ == Taught::crosswise ? worlds_ : worlds_ - middle_; }
  Rule learn(std::size_t half, const std::vector<std::vector<double>>& likelihood) const;

  const Input& input_;
  const std::vector<std::vector<double>>& payoffs_;
  Taught taught_;
  std::size_t worlds_ = 0, middle_ = 0;
  std::vector<std::vector<double>> sums_[2];  // [half][choice][level]
};

}  // namespace offramp::sensitivity
