// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "offramp/analysis/standing/context.h"
#include "offramp/base/number/world_set.h"

namespace offramp {

/// A row and the worlds of the choosing half in which it reaches the last rung that the case models.
struct RowReach {
  std::size_t row = 0;
  WorldSet reached;
};
WorldSet reached_in(const SettleContext& context, std::size_t row);

/// The row that reaches it in most worlds, the first of several; or, if that is not efficient (`pareto`, by
/// row), the best of the efficient ones that fall short of it by no more than the standard error of the
/// difference, if there is one.
const RowReach& efficient_within_error(const std::vector<RowReach>& reaches, const std::vector<bool>& pareto);

/// What leads, by rows of the context's tables; everything by the choosing half (docs/concepts.md) but what
/// is efficient.
struct Leading {
  std::size_t first = 0;            ///< what leads the page: a party's own choice, or the mediator's
  std::size_t mediator = 0;         ///< what leads a mediator's page
  std::vector<std::size_t> tabled;  ///< [negotiator] what that party does best by tabling
  std::size_t considered = 0;       ///< rows looked at for the last rung and for what parties would table
};

/// A mediator's choice: the settlement that reaches the last rung that the case models in most worlds, ties
/// as ranks_before, efficient within the error. What needs more than the tables (ratification, spoilers) is
/// looked at for a list of the rows that are meant most often and those that promise a party most. A party's
/// choice: the most that it can expect from tabling it, its gain over no deal where that rung is reached and
/// nothing elsewhere. `best`: rows in the order of ranks_before, not all of them.
Leading leading(const SettleContext& context, const std::vector<std::size_t>& best,
                const std::vector<bool>& pareto);

}  // namespace offramp
