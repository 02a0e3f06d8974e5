// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "offramp/analysis/standing/context.h"

namespace offramp {

/// What leads, by rows of the context's tables; everything by the choosing half (docs/concepts.md).
struct Leading {
  std::vector<std::size_t> order;   ///< as the page has it; a party's own choice stands first on its page
  std::size_t mediator = 0;         ///< what leads a mediator's page
  std::vector<std::size_t> tabled;  ///< [negotiator] what that party does best by tabling
  std::size_t considered = 0;       ///< rows looked at for the last rung and for what parties would table
};

/// A mediator's order: by the worlds in which a settlement reaches the last rung that the case models, ties
/// as ranks_before. What needs more than the tables (ratification, spoilers) is looked at for a list of the
/// rows that are meant most often and those that promise a party most. A party's choice: the most that it can
/// expect from tabling it, its gain over no deal where that rung is reached and nothing elsewhere. `best`:
/// rows in the order of ranks_before, not all of them.
Leading leading(const SettleContext& context, const std::vector<std::size_t>& best);

}  // namespace offramp
