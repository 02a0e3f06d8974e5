// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <span>
#include <vector>

/// How good people are at saying how sure they are, measured on questions whose answers are known: the
/// classical model (Cooke 1991, "Experts in Uncertainty"; Cooke and Goossens 2008, Reliability
/// Engineering and System Safety 93, 657-674). Tested against the worked example of TU Delft, "Decision
/// Making Under Uncertainty: Introduction to Structured Expert Judgment", sections 3.7.3 and 3.8.2.
namespace offramp::elicitation {

/// What a person says of one number: 5 %, 50 % and 95 % of the belief lie below these. Strictly increasing.
struct Assessment {
  double p5 = 0.0, p50 = 0.0, p95 = 0.0;
};

/// What was asked, what was answered by each person, and the truth.
struct SeedQuestion {
  double truth = 0.0;
  std::vector<Assessment> answers;  ///< [person], the same people in every question
};

/// The belief of the classical model from three quantiles: .05, .45, .45 and .05 of it, each spread evenly
/// over its part of the intrinsic range. That range reaches from the smallest to the largest of all quantiles
/// and the truth, and a tenth of its length beyond either end.
struct IntrinsicRange {
  double low = 0.0, high = 1.0;  ///< low < high
};
IntrinsicRange intrinsic_range(const SeedQuestion& question);

/// Merits of one person.
struct Performance {
  std::array<std::size_t, 4> bins{};  ///< truths up to p5, to p50, to p95, beyond
  /// The chance, were the person's quantiles right, that the truths would fall into the four bins no less
  /// unevenly than they did: upper tail of the chi-squared distribution of 3 degrees of freedom at 2 n I(s,
  /// p). In [0, 1]; asymptotic, and rough below ten questions.
  double calibration = 0.0;
  /// Mean over questions of the relative information of the belief against an even spread over the intrinsic
  /// range, in nats; 0 or more.
  double information = 0.0;
  double weight = 0.0;  ///< calibration times information, scaled to sum 1 over people
};

/// Global weights, without a threshold on calibration (a threshold, or one that is optimised, is Cooke's
/// option). Where nobody has any weight all have the same. [person]
/// @throws std::invalid_argument for no question, differing numbers of answers, or quantiles out of order.
std::vector<Performance> performance(std::span<const SeedQuestion> questions);

/// Quantile of the weighted mixture of the answers' beliefs; `p` in (0, 1), weights of sum 1. By bisection,
/// to rounding.
double pooled_quantile(const SeedQuestion& question, std::span<const double> weights, double p);

}  // namespace offramp::elicitation
