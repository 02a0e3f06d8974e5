// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "offramp/bargaining/testing/brute_points.h"

// What each fairness idea maximises, computed naively; for tests only.
namespace offramp::bargaining::brute {

/// [party]: the largest utility among the outcomes; -1e300 if there is none.
std::vector<double> ideals(const std::vector<Outcome>& all, std::size_t parties);

/// The score that brute force maximises lexicographically, by the definitions of Fairness read literally;
/// shares no code with fairness.h. `feasible`: what relative utilitarian ranges are taken over.
std::vector<double> score(const Problem& problem, const PointOptions& options,
                          const std::vector<double>& ideal, const std::vector<Outcome>& feasible,
                          const Outcome& o);

/// Interim claims for Gupta and Livne's idea, [negotiator]: a quarter of the way from the reservation to the
/// ideal; the reservation where `all`, the outcomes that count, is empty.
std::vector<double> quarter_claims(const Problem& problem, const std::vector<Outcome>& all,
                                   const std::vector<double>& ideal);

}  // namespace offramp::bargaining::brute
