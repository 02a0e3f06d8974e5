// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "offramp/bargaining/model/table.h"

namespace offramp::bargaining {

/// Smallest denominator q <= limit with |x - p / q| within 8 units in the last place of x, by continued
/// fractions; 0 if there is none.
std::uint64_t denominator(double x, std::uint64_t limit);

/// Least common multiple, or 0 above `limit` (or when one of them is 0).
std::uint64_t bounded_lcm(std::uint64_t a, std::uint64_t b, std::uint64_t limit);

/// The scaling for numbers of which at most `terms` are summed, with sums below `largest` in size.
Scaling choose_scaling(const std::vector<double>& numbers, double largest, std::size_t terms);

/// The scaling for one party's gain: every number that is summed into it, and a bound on the sum's size.
Scaling scaling_of(const Negotiator& party);

/// @throws std::invalid_argument for no or more than kMaxParties negotiators, value tables whose shape is
/// not that of the space, or a number that is not finite.
void check_problem(const Problem& problem);

/// x in whole units.
double in_units(double x, const Scaling& scaling);

}  // namespace offramp::bargaining
