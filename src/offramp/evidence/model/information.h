// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

namespace offramp::evidence {

/// Shannon entropy of a distribution in bits; 0 log 0 is 0.
double entropy_bits(std::span<const double> p);

/// Jensen-Shannon divergence of two distributions over the same hypotheses, in bits: 0 for equal ones, 1
/// for ones that share nothing (Lin 1991, "Divergence Measures Based on the Shannon Entropy").
double jensen_shannon_bits(std::span<const double> p, std::span<const double> q);

/// Total variation distance, half the sum of absolute differences, in [0, 1].
double total_variation(std::span<const double> p, std::span<const double> q);

}  // namespace offramp::evidence
