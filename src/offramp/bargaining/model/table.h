// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "offramp/bargaining/model/utility.h"
#include "offramp/base/run/progress.h"

namespace offramp::bargaining {

/// How the utilities of one party were turned into whole numbers, on which every comparison is exact.
struct Scaling {
  double units = 1.0;      ///< whole-number units in 1 of utility; utility = whole number / units
  bool rational = true;    ///< every input is a fraction with this common denominator: nothing is lost
  double tolerance = 0.0;  ///< largest error of a settlement's utility by rounding; 0 if rational
};

/// Issues that conditions or bonuses tie together, as one issue: each row is one combination of their
/// options that obeys every condition, with each party's utility in whole units.
/// Equal rows are one row with several members; dominated rows are dropped.
struct TableGroup {
  std::vector<std::size_t> issues;
  std::size_t rows = 0;
  std::vector<double> value;          ///< value[row * parties + party], whole numbers below 2^53
  std::vector<std::uint32_t> first;   ///< members of row r: member[first[r]] .. member[first[r + 1] - 1]
  std::vector<std::uint32_t> member;  ///< mixed-radix number of a combination, last issue fastest
};

/// A problem as a sum over independent groups of issues, on whole numbers.
struct Table {
  enum class Status { ready, infeasible, too_large };
  Status status = Status::ready;
  std::size_t parties = 0;
  std::vector<Scaling> scaling;  ///< for each party
  std::vector<double> base;      ///< gain over the reservation before any group is added, in units
  std::vector<double>
      least_gain;               ///< gains below this are below the reservation (0, or kTieTolerance in units)
  std::vector<double> lowest;   ///< least utility of a feasible settlement minus reservation, in units
  std::vector<double> highest;  ///< largest, likewise
  std::vector<TableGroup> groups;
  std::vector<std::size_t> radix;  ///< options of every issue, to take a group's number apart

  std::size_t issue_count() const { return radix.size(); }
  /// Writes the options of one member of one row of one group.
  void assign(std::size_t group, std::uint32_t member, Settlement& settlement) const;
};

inline constexpr std::size_t kMaxParties = 16;

/// Scales every party's values, bonuses and reservation to a common denominator (continued fractions;
/// denominators up to 2^24 each, sums below 2^46), which is exact for decimals and for quotients of small
/// whole numbers; a party whose numbers have none is rounded to a grid of about 2^-44 of its range.
/// Issues joined by a condition, red line or bonus become one group if it has at most `max_merged`
/// combinations; otherwise the status is too_large. Infeasible: some group has no combination left.
/// @throws std::invalid_argument for no or more than kMaxParties negotiators, value tables whose shape is
/// not that of the space, or numbers that are not finite; Stopped.
Table make_table(const Problem& problem, std::size_t max_merged, const StopToken& stop = {});

}  // namespace offramp::bargaining
