// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "offramp/bargaining/search/relaxation.h"
#include "offramp/base/run/progress.h"

namespace offramp::bargaining {

/// What a search may ask of settlements: rules that must hold, and rows (utilities) with a least value.
struct SearchModel {
  SearchModel(const Space& space, const std::vector<Condition>& must_hold,
              const std::vector<Utility>& utilities)
      : domains(space), conditions(must_hold), rows(space, utilities) {
    for (const Condition& condition : must_hold) rules.emplace_back(condition, false);
  }

  Domains domains;                    ///< all options
  std::vector<Condition> conditions;  ///< decide exactly on a settlement
  std::vector<Rule> rules;            ///< the same, for propagation
  Relaxation rows;
};

/// One question to it. A settlement is accepted when every active rule holds and every active row's
/// Utility::of is at least its threshold.
struct SearchTask {
  enum class Goal {
    any,            ///< any accepted settlement
    least_surplus,  ///< one with the greatest min over objective rows of (utility - base)
    product,        ///< one with the greatest product over objective rows of max(0, utility - base)
  };
  std::vector<bool> rules;        ///< which are active
  std::vector<bool> rows;         ///< which thresholds are active
  std::vector<double> threshold;  ///< one a row
  Goal goal = Goal::any;
  std::vector<std::size_t> objective;  ///< rows
  std::vector<double> base;            ///< one a row
  std::int64_t max_nodes = 10'000'000;
};

struct SearchAnswer {
  enum class Outcome { found, none, node_limit, stopped };
  Outcome outcome = Outcome::none;
  std::optional<Settlement> settlement;  ///< best accepted one seen
  double value = 0.0;                    ///< of the goal there
  double bound = 0.0;  ///< no accepted settlement has more; equals value once the search is complete
  std::int64_t nodes = 0;
  /// Outcome::none: rules, then rows, that the refutation used; they clash without the others.
  std::vector<bool> core;
};

/// Depth-first branch and bound with propagation of rules and rows, Lagrangian bounds over the active
/// rows, and removal of options by their reduced value. Outcome::none is a proof: rounding is covered by
/// an error bound, and acceptance is always decided on the settlement itself. The best value is exact
/// to kTieTolerance (relative to 1 for `product`). With outcome node_limit or stopped the bound is the
/// one at the root. Deterministic.
SearchAnswer search(const SearchModel& model, const SearchTask& task, StopToken stop = {},
                    const Progress& progress = {});

}  // namespace offramp::bargaining
