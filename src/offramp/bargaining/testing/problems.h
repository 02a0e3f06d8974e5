// SPDX-License-Identifier: Apache-2.0
#pragma once

// For tests only: small random problems full of hard cases, and their enumeration.

#include <cstddef>
#include <string>
#include <vector>

#include "offramp/bargaining/model/utility.h"
#include "offramp/base/number/random.h"

namespace offramp::bargaining::testing {

/// How large a random problem may be: at least one of everything, at most these.
struct ProblemShape {
  std::size_t max_issues = 4;
  std::size_t max_options = 4;
  std::size_t min_parties = 2;
  std::size_t max_parties = 6;
  std::size_t max_rules = 3;    ///< feasibility rules, and red lines of each party
  std::size_t max_bonuses = 3;  ///< of each party
  double harshness = 0.6;       ///< reservations, as a share of the range
};

Space random_space(RandomStream& random, const ProblemShape& shape);

/// One issue takes one of a random set of options, which may be empty.
Condition random_member(RandomStream& random, const Space& space);

/// A tree of that depth at most; constants now and then.
Condition random_condition(RandomStream& random, const Space& space, int depth = 2);

/// Values with ties, with negative ones, doubling from issue to issue or in tenths; up to `bonuses` bonuses.
Utility random_utility(RandomStream& random, const Space& space, std::size_t bonuses);

/// Of a space that is small enough, in order of their index.
std::vector<Settlement> all_settlements(const Space& space);

/// A space, rules, and parties with the hard cases that solvers trip over: equal parties, reservations met
/// exactly or by nobody, red lines.
Problem random_problem(RandomStream& random, const ProblemShape& shape = {});

/// Feasible, and every party accepts: read off the definition.
bool accepted(const Problem& problem, const Settlement& settlement);

}  // namespace offramp::bargaining::testing
