// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace offramp::sensitivity {

/// One uncertain input over all worlds: values[world], finite. `levels` above 0 makes it categorical:
/// values are then 0, 1, ..., levels - 1 and have no order.
struct Input {
  std::string name;                      ///< for messages and readable limits; may be empty
  std::vector<double> values;            ///< [world]
  std::size_t levels = 0;                ///< 0: a number
  std::vector<std::string> level_names;  ///< of a categorical input; may be empty

  bool categorical() const { return levels > 0; }
};

/// The table of worlds, column by column. Worlds carry equal weight.
struct Table {
  std::vector<Input> inputs;

  std::size_t worlds() const { return inputs.empty() ? 0 : inputs.front().values.size(); }
};

/// @throws std::invalid_argument, naming input, world and rule, when there is no input, a column is
/// empty or of another length, a value is not finite, or a categorical value is not one of its levels.
void check_table(const Table& table);
/// @throws std::invalid_argument when `output` is not one finite number per world; `what` names it.
void check_column(std::span<const double> output, std::size_t worlds, const std::string& what);
/// payoff[choice][world]. @throws std::invalid_argument when there is no choice, or as check_column.
void check_payoffs(const std::vector<std::vector<double>>& payoffs, std::size_t worlds);

/// An estimate with its standard error and 95 % interval.
struct Estimate {
  double value = 0.0;
  double standard_error = 0.0;
  double low = 0.0;
  double high = 0.0;
};
/// value -+ 1.96 standard errors.
Estimate normal_estimate(double value, double standard_error);

/// Order and ties of one input. Nothing here depends on the numbering of worlds but `order` among ties.
struct Ranking {
  std::vector<std::uint32_t> order;  ///< worlds by increasing value
  std::vector<std::uint32_t> group;  ///< [world]: which distinct value, from 0
  std::vector<std::uint32_t> start;  ///< [group]: first position in `order`; one more entry at the end
  /// Categorical, or so few distinct values that each is treated on its own.
  bool discrete = false;

  std::size_t worlds() const { return order.size(); }
  std::size_t groups() const { return start.size() - 1; }
  bool constant() const { return groups() < 2; }
  /// Middle of the group's share of worlds, in (0, 1): the empirical quantile level of its value.
  double level(std::size_t group_number) const {
    return 0.5 * (static_cast<double>(start[group_number]) + static_cast<double>(start[group_number + 1])) /
           static_cast<double>(order.size());
  }
};

/// Radix sort, O(n). A numeric input with at most `discrete_values` distinct values becomes discrete.
Ranking rank_input(const Input& input, std::size_t discrete_values = 10);

/// Value of the ranked column at quantile level p in (0, 1), linear between neighbouring order statistics
/// (definition 5 of Hyndman and Fan 1996: order statistic k at level (k - 1/2) / n).
double quantile_at(std::span<const double> values, const Ranking& ranking, double p);

}  // namespace offramp::sensitivity
