// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "offramp/base/run/progress.h"

/// One front for linear and mixed-integer programs, over COIN-OR Clp (simplex) and Cbc (branch and
/// cut; Forrest and Lougee-Heimer 2005, "CBC User Guide"). No COIN-OR type shows through.
namespace offramp::milp {

inline constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// One variable. An integer column takes whole numbers only; its bounds need not be whole.
struct Column {
  double lower = 0.0;
  double upper = kInfinity;
  double cost = 0.0;
  bool integer = false;
};

struct Entry {
  std::size_t column = 0;
  double coefficient = 0.0;
};

/// lower <= sum of coefficient * column <= upper. A column may occur more than once; entries add up.
struct Row {
  std::vector<Entry> entries;
  double lower = -kInfinity;
  double upper = kInfinity;
};

/// Minimise or maximise offset + sum of cost * column over the columns' bounds and the rows.
struct Model {
  bool maximize = false;
  double offset = 0.0;
  std::vector<Column> columns;
  std::vector<Row> rows;

  /// Both return the position of what they add.
  std::size_t add_column(Column column);
  std::size_t add_row(Row row);
};

struct Options {
  /// Nodes of the branch and bound tree, at least 1. No limit is a time, so that runs repeat.
  std::int64_t max_nodes = 10'000'000;
  /// Stop once |value - bound| is within either; both at least 0. The default asks for proof.
  double absolute_gap = 0.0;
  double relative_gap = 0.0;
  /// How far an integer column may be from a whole number, in (0, 0.1].
  double integrality = 1e-7;
  /// Cut generators (Gomory, knapsack cover, clique, mixed-integer rounding) at the nodes.
  bool cuts = true;
  std::uint32_t seed = 1;  ///< of the solver's own random choices
};

enum class Status {
  optimal,     ///< proven, within the gaps asked for
  infeasible,  ///< proven: nothing meets bounds and rows
  unbounded,   ///< the linear relaxation is unbounded
  node_limit,  ///< Options::max_nodes was reached; values, if any, are feasible
  stopped,     ///< the caller's token stopped it; values, if any, are feasible
  failed,      ///< numerical trouble, or never run
};
std::string_view to_string(Status status);

struct Summary {
  Status status = Status::failed;
  std::string reason = "milp::solve was not called";  ///< one line
  /// values[column], empty if no solution was found. Whole for integer columns.
  std::vector<double> values;
  double value = 0.0;  ///< objective of `values`, offset included
  /// No solution is better than this (NaN when infeasible, unbounded or failed).
  double bound = std::numeric_limits<double>::quiet_NaN();
  double gap = kInfinity;       ///< |value - bound|; infinite without a solution
  std::int64_t nodes = 0;       ///< 0 for a linear program
  std::int64_t iterations = 0;  ///< of the simplex method
  std::uint32_t seed = 0;
  /// Linear programs solved to optimality only: price of each row, the rate at which the objective
  /// grows as the row's active bound grows. Empty otherwise.
  std::vector<double> prices;
};

/// Solves the model on one thread. Guarantee: floating-point; feasibility and optimality hold within
/// the solver's tolerance 1e-7 (exact decisions must be checked by the caller on `values`). Same model,
/// options and library build, same result.
/// @throws std::invalid_argument naming the value when a bound is NaN, lower > upper, a coefficient or
/// cost is not finite, an entry names a column that is not there, or an option is out of range.
Summary solve(const Model& model, const Options& options = {}, const RunControl& control = {});

}  // namespace offramp::milp
