// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "offramp/bargaining/fairness/objective.h"
#include "offramp/bargaining/model/table.h"

namespace offramp::bargaining {

/// The part of a table that can still matter: for each group the rows not yet ruled out; groups with one
/// row left are added into the base.
struct Slim {
  struct Group {
    std::size_t group = 0;           ///< in the table
    std::vector<double> value;       ///< as TableGroup::value
    std::vector<std::uint32_t> row;  ///< rows in the table
    std::vector<double> members;     ///< packages of the group behind each row
    std::size_t rows() const { return row.size(); }
  };
  std::size_t parties = 0;
  std::vector<double> base;            ///< gains from the groups that are decided
  double base_count = 1.0;             ///< packages of the groups that are decided
  std::vector<std::uint32_t> decided;  ///< for each group of the table its row; kOpen if open
  std::vector<Group> open;
  static constexpr std::uint32_t kOpen = 0xffffffffu;
};

/// keep[group][row]: every group keeps at least one row.
Slim make_slim(const Table& table, const std::vector<std::vector<bool>>& keep);

/// A linear bound on the level of any package worth finding, weight . gain + offset, valid for gains that
/// the objective admits; or, when `level` is false, a plain requirement weight . gain + offset >= 0.
struct Cut {
  std::vector<double> weight;
  double offset = 0.0;
  bool level = true;
};

/// The largest weight . gain over all packages.
double support(const Slim& slim, const std::vector<double>& weight);

struct ConvexRelaxation {
  std::vector<double> point;  ///< gains of a mixture of options in every group, near the best mixture
  std::vector<Cut> cuts;      ///< tangents found on the way, the tightest first
  std::vector<std::vector<double>> share;  ///< of each row in the mixture, for every open group
  double bound = 0.0;  ///< on the level of every admitted package (rounding of 1e-11 aside)
  bool empty = false;  ///< proven: no package is admitted
};

/// Maximises the level over mixtures of options (the convex hull of the sums; the gap to the best package
/// shrinks with the number of groups, by the Shapley-Folkman theorem) with a block-coordinate conditional
/// gradient method with pairwise steps, on log barriers; every gradient is a supporting weight vector,
/// whose maximum separates over the groups (Lagrangian bound). For the leximin family, where that converges
/// slowly, the linear program gives the tightest. Also gives neighbouring tangents.
/// `gap`: relative gap between mixture and bound at which it is content.
ConvexRelaxation relax(const Slim& slim, const Objective& objective, double gap = 1e-5);

/// The tangent of the level set at gains `at` (all > 0 where weighted), for the product family.
Cut product_tangent(const Objective& objective, const std::vector<double>& at);

}  // namespace offramp::bargaining
