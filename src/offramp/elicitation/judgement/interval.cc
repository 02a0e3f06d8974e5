// SPDX-License-Identifier: Apache-2.0
#include "offramp/elicitation/judgement/interval.h"

#include <algorithm>
#include <stdexcept>

#include "offramp/base/number/elementary.h"

namespace offramp::elicitation {
namespace {

constexpr double kStandard = 0.9;

}  // namespace

Band at_ninety(const FourSteps& steps, double least, double most) {
  if (!(steps.lowest <= steps.best && steps.best <= steps.highest))
    throw std::invalid_argument("at_ninety: lowest, best and highest must stand in this order");
  if (!(steps.confidence > 0.0 && steps.confidence < 1.0))
    throw std::invalid_argument("at_ninety: the confidence must lie between 0 and 1");
  const double stretch = kStandard / steps.confidence;
  return {std::clamp(steps.best - stretch * (steps.best - steps.lowest), least, most), steps.best,
          std::clamp(steps.best + stretch * (steps.highest - steps.best), least, most)};
}

HitRate hit_rate(std::size_t hits, std::size_t questions) {
  return {hits, questions, share_of(hits, questions)};
}

double widening(const HitRate& rate) {
  const double h = (static_cast<double>(rate.hits) + 1.0) / (static_cast<double>(rate.questions) + 2.0);
  const double factor = normal_quantile(0.95) / normal_quantile(0.5 * (1.0 + h));
  return std::clamp(factor, 1.0, kMostWidening);
}

}  // namespace offramp::elicitation
