// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>

namespace offramp::evidence {

/// A number over all worlds: its mean, and the quantiles that bound the central 90 % of worlds
/// (quantile_of). With one world all four are that world's number.
struct Belief {
  double mean = 0.0;
  double p5 = 0.0;
  double p50 = 0.0;
  double p95 = 0.0;
};

/// Requires at least one value.
Belief summarise(std::span<const double> worlds);

/// log(sum of e^x), without overflow; -infinity for no values or only -infinity.
double log_sum(std::span<const double> logs);

/// The same without the entry at `except`.
double log_sum_except(std::span<const double> logs, std::size_t except);

/// log(P(h) / P(not h)) from the logarithms of all probabilities; any common factor of them cancels.
/// +infinity when there is no alternative.
double log_odds(std::span<const double> logs, std::size_t hypothesis);

/// after - before, and 0 where both are the same infinity: what nothing could move was not moved.
double log_odds_change(double before, double after);

/// Natural log odds in decibans, 10 log10 of the odds (Turing's unit; Good 1950, "Probability and the
/// Weighing of Evidence").
double decibans(double natural_log);

/// Turns logarithms into probabilities that sum to 1, in place. At least one must be finite.
void normalise_logs(std::span<double> logs);

}  // namespace offramp::evidence
