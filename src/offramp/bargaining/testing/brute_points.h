// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <vector>

#include "offramp/bargaining/fairness/point.h"
#include "offramp/base/number/random.h"

// Random small problems and brute force over all their settlements, for tests only.
namespace offramp::bargaining::brute {

/// Two to six parties, up to five issues of up to four options; the same problem for the same number. Numbers
/// with ties, negative, doubling, fractions or without a common denominator; `conditions`: rules, red lines
/// and bonuses.
Problem random_problem(std::uint32_t number, bool conditions);

/// A settlement and what it is worth to whom.
struct Outcome {
  Settlement settlement;
  std::vector<double> utility;  ///< [party]
};

/// Every settlement that obeys conditions and red lines; only acceptable ones if `rational`.
std::vector<Outcome> outcomes(const Problem& problem, bool rational);

/// a is better than b by `score` (compared lexicographically, equal within 1e-9): 1, 0 or -1.
int compare(const std::vector<double>& a, const std::vector<double>& b);

/// The settlements with the lexicographically largest score.
std::vector<Settlement> best(const std::vector<Outcome>& all,
                             const std::function<std::vector<double>(const Outcome&)>& score,
                             std::vector<double>* top = nullptr);

}  // namespace offramp::bargaining::brute
