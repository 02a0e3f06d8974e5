// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "offramp/base/number/share.h"

/// Bands of belief as people give them, brought to the 90 % that a case means.
namespace offramp::elicitation {

/// Four steps (Speirs-Bridge et al. 2010, Risk Analysis, doi 10.1111/j.1539-6924.2009.01337.x): the lowest
/// plausible value, the highest, the best guess, and how sure one is that the truth lies between. lowest <=
/// best <= highest; confidence in (0, 1).
struct FourSteps {
  double lowest = 0.0, highest = 0.0, best = 0.0, confidence = 0.9;
};

struct Band {
  double p5 = 0.0, p50 = 0.0, p95 = 0.0;
};

/// The band at 90 %: either side is stretched, or shrunk, from the best guess by .9 / confidence, and the
/// ends are held inside [least, most]. Linear, and our own rule (docs/eliciting.md): rough where the
/// confidence is low, for a normal belief stated at 50 % would have to be stretched 2.44 times and not 1.8.
/// @throws std::invalid_argument for steps out of order, or a confidence outside (0, 1).
Band at_ninety(const FourSteps& steps, double least, double most);

/// How often a person's 90 % intervals held the truth.
struct HitRate {
  std::size_t hits = 0, questions = 0;
  Share share;  ///< with its Wilson interval, as if questions were drawn at random
};
/// @throws std::invalid_argument as share_of.
HitRate hit_rate(std::size_t hits, std::size_t questions);

/// By what a person's intervals are widened about their medians so that they would have held nine truths of
/// ten if errors were normal: z(.95) / z((1 + h) / 2), where h = (hits + 1) / (questions + 2), the mean of
/// the rate after an even prior (Laplace), so that few questions say little. Never below 1, for nobody's
/// intervals are narrowed; never above kMostWidening.
inline constexpr double kMostWidening = 4.0;
double widening(const HitRate& rate);

}  // namespace offramp::elicitation
