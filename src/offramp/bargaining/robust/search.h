// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "offramp/bargaining/robust/table.h"

namespace offramp::bargaining {

/// The mean of the lowest share `alpha` of the slacks, in (0, 1], the last one in part.
double tail_mean(std::vector<double> slack, double alpha);
/// What a whole settlement is worth under the goal, exactly; higher is better.
double goal_value(const RobustTable& table, const RobustOptions& options, const Settlement& settlement);

/// The three ways of most_robust. Each fills settlement, value, bound, ties, nodes, status and reason.
void enumerate_robust(const RobustTable& table, const RobustOptions& options, const RunControl& control,
                      RobustSummary& summary);
void search_share(RobustTable& table, const RobustOptions& options, const RunControl& control,
                  RobustSummary& summary);
void search_tail(const RobustTable& table, const RobustOptions& options, const RunControl& control,
                 RobustSummary& summary);

/// Iterated local search: single changes that raise the number of accepting worlds or, at equal number,
/// lower the total shortfall; then random kicks. Feasible settlement or nothing.
std::optional<Settlement> local_search(const RobustTable& table, const RobustOptions& options,
                                       const RunControl& control);

}  // namespace offramp::bargaining
