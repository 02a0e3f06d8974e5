// SPDX-License-Identifier: Apache-2.0
#include "offramp/base/solver/milp.h"

#include <fmt/format.h>

#include <CbcEventHandler.hpp>
#include <CbcHeuristic.hpp>
#include <CbcModel.hpp>
#include <CglClique.hpp>
#include <CglGomory.hpp>
#include <CglKnapsackCover.hpp>
#include <CglMixedIntegerRounding2.hpp>
#include <ClpEventHandler.hpp>
#include <ClpSimplex.hpp>
#include <CoinPackedMatrix.hpp>
#include <OsiClpSolverInterface.hpp>
#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace offramp::milp {
namespace {

void check_bounds(std::string_view what, std::size_t index, double lower, double upper) {
  if (std::isnan(lower) || std::isnan(upper) || lower > upper || lower == kInfinity || upper == -kInfinity) {
    throw std::invalid_argument(
        fmt::format("milp: bounds of {} {} must be ordered; got [{}, {}]", what, index, lower, upper));
  }
}

void check(const Model& model, const Options& options) {
  if (options.max_nodes < 1) {
    throw std::invalid_argument(fmt::format("milp: max_nodes must be at least 1; got {}", options.max_nodes));
  }
  if (!(options.absolute_gap >= 0.0) || !(options.relative_gap >= 0.0)) {
    throw std::invalid_argument("milp: gaps must be at least 0");
  }
  if (!(options.integrality > 0.0 && options.integrality <= 0.1)) {
    throw std::invalid_argument(
        fmt::format("milp: integrality must be in (0, 0.1]; got {}", options.integrality));
  }
  for (std::size_t c = 0; c < model.columns.size(); ++c) {
    check_bounds("column", c, model.columns[c].lower, model.columns[c].upper);
    if (!std::isfinite(model.columns[c].cost)) {
      throw std::invalid_argument(fmt::format("milp: cost of column {} is not finite", c));
    }
  }
  for (std::size_t r = 0; r < model.rows.size(); ++r) {
    check_bounds("row", r, model.rows[r].lower, model.rows[r].upper);
    for (const Entry& entry : model.rows[r].entries) {
      if (entry.column >= model.columns.size() || !std::isfinite(entry.coefficient)) {
        throw std::invalid_argument(fmt::format("milp: row {} has {} times column {} of {}", r,
                                                entry.coefficient, entry.column, model.columns.size()));
      }
    }
  }
}

double coin(double bound) {
  return std::isfinite(bound) ? bound : bound > 0 ? COIN_DBL_MAX : -COIN_DBL_MAX;
}

// Costs are negated for maximisation: Cbc is at its most reliable when it minimises.
void load(const Model& model, OsiClpSolverInterface& solver) {
  const double sign = model.maximize ? -1.0 : 1.0;
  CoinPackedMatrix matrix(false, 0, 0);
  const int columns = static_cast<int>(model.columns.size());
  matrix.setDimensions(0, columns);
  std::vector<double> lower, upper, cost, row_lower, row_upper;
  for (const Column& column : model.columns) {
    lower.push_back(coin(column.integer ? std::ceil(column.lower - 1e-9) : column.lower));
    upper.push_back(coin(column.integer ? std::floor(column.upper + 1e-9) : column.upper));
    cost.push_back(sign * column.cost);
  }
  std::vector<double> dense(model.columns.size(), 0.0);
  for (const Row& row : model.rows) {
    for (const Entry& entry : row.entries) dense[entry.column] += entry.coefficient;
    std::vector<int> indices;
    std::vector<double> values;
    for (const Entry& entry : row.entries) {
      if (dense[entry.column] == 0.0) continue;
      indices.push_back(static_cast<int>(entry.column));
      values.push_back(dense[entry.column]);
      dense[entry.column] = 0.0;
    }
    matrix.appendRow(static_cast<int>(indices.size()), indices.data(), values.data());
    row_lower.push_back(coin(row.lower));
    row_upper.push_back(coin(row.upper));
  }
  solver.loadProblem(matrix, lower.data(), upper.data(), cost.data(), row_lower.data(), row_upper.data());
  for (int c = 0; c < columns; ++c) {
    if (model.columns[static_cast<std::size_t>(c)].integer) solver.setInteger(c);
  }
}

void silence(OsiClpSolverInterface& solver) {
  solver.messageHandler()->setLogLevel(0);
  solver.getModelPtr()->setLogLevel(0);
  solver.setHintParam(OsiDoReducePrint, true, OsiHintTry);
}

// Stops the simplex method.
class SimplexEvents final : public ClpEventHandler {
 public:
  explicit SimplexEvents(StopToken stop) : stop_(stop) {}
  int event(Event) override { return stop_.stop_requested() ? 5 : -1; }
  ClpEventHandler* clone() const override { return new SimplexEvents(*this); }

 private:
  StopToken stop_;
};

// Stops the branch and bound, and tells how far it is.
class TreeEvents final : public CbcEventHandler {
 public:
  TreeEvents(const RunControl& control, std::int64_t max_nodes) : control_(&control), max_nodes_(max_nodes) {}
  CbcAction event(CbcEvent) override {
    if (control_->stop.stop_requested()) return CbcEventHandler::stop;
    if (control_->progress && model_ != nullptr) {
      const double share = static_cast<double>(model_->getNodeCount()) / static_cast<double>(max_nodes_);
      control_->progress("branch and cut", std::min(1.0, share));
    }
    return noAction;
  }
  CbcEventHandler* clone() const override { return new TreeEvents(*this); }

 private:
  const RunControl* control_;
  std::int64_t max_nodes_;
};

void take_solution(const Model& model, const double* solution, Summary& summary) {
  summary.value = model.offset;
  summary.values.assign(solution, solution + model.columns.size());
  for (std::size_t c = 0; c < model.columns.size(); ++c) {
    if (model.columns[c].integer) summary.values[c] = std::round(summary.values[c]);
    summary.value += model.columns[c].cost * summary.values[c];
  }
}

void finish(Summary& summary, Status status, std::string reason) {
  summary.status = status;
  summary.reason = std::move(reason);
  if (!summary.values.empty()) summary.gap = std::fabs(summary.value - summary.bound);
}

// Solves the linear relaxation; true if it has an optimum.
bool solve_relaxation(OsiClpSolverInterface& solver, const RunControl& control, Summary& summary) {
  SimplexEvents events(control.stop);
  solver.getModelPtr()->passInEventHandler(&events);
  solver.initialSolve();
  summary.iterations = solver.getIterationCount();
  if (control.stop.stop_requested()) {
    finish(summary, Status::stopped, "stopped by the caller in the linear relaxation");
  } else if (solver.isProvenPrimalInfeasible()) {
    finish(summary, Status::infeasible, "the linear relaxation has no solution");
  } else if (solver.isProvenDualInfeasible()) {
    finish(summary, Status::unbounded, "the linear relaxation is unbounded");
  } else if (!solver.isProvenOptimal()) {
    finish(summary, Status::failed, "the simplex method gave up");
  } else {
    return true;
  }
  return false;
}

// No probing: in Cgl 0.60.3 it cut off optima of models with negative integer bounds.
void add_cuts(CbcModel& cbc) {
  CglClique clique;
  clique.setStarCliqueReport(false);
  clique.setRowCliqueReport(false);
  CglGomory gomory;
  CglKnapsackCover knapsack;
  CglMixedIntegerRounding2 rounding;
  cbc.addCutGenerator(&gomory, -1, "gomory");
  cbc.addCutGenerator(&knapsack, -1, "knapsack");
  cbc.addCutGenerator(&clique, -1, "clique");
  cbc.addCutGenerator(&rounding, -1, "rounding");
}

void branch_and_cut(const Model& model, OsiClpSolverInterface& solver, const Options& options,
                    const RunControl& control, Summary& summary) {
  CbcModel cbc(solver);
  cbc.setLogLevel(0);
  cbc.messageHandler()->setLogLevel(0);
  cbc.solver()->messageHandler()->setLogLevel(0);
  cbc.setRandomSeed(static_cast<int>(options.seed % 2'000'000'000u));
  cbc.setMaximumNodes(static_cast<int>(std::min<std::int64_t>(options.max_nodes, 2'000'000'000)));
  cbc.setAllowableGap(options.absolute_gap);
  cbc.setAllowableFractionGap(options.relative_gap);
  cbc.setIntegerTolerance(options.integrality);
  // Cbc asks each new solution to beat the last by this much; the default suits integer costs only.
  cbc.setCutoffIncrement(std::min(1e-9, options.absolute_gap));
  // Strong branching goes through Clp's hot start, which asserts on some small models (1.17.6).
  cbc.setNumberStrong(0);
  cbc.setNumberBeforeTrust(0);
  TreeEvents events(control, options.max_nodes);
  cbc.passInEventHandler(&events);
  if (options.cuts) add_cuts(cbc);
  CbcRounding rounding(cbc);
  cbc.addHeuristic(&rounding);
  cbc.branchAndBound();

  const double sign = model.maximize ? -1.0 : 1.0;
  summary.nodes = cbc.getNodeCount();
  summary.iterations += cbc.getIterationCount();
  if (cbc.bestSolution() != nullptr) take_solution(model, cbc.bestSolution(), summary);
  summary.bound = sign * cbc.getBestPossibleObjValue() + model.offset;
  if (cbc.isProvenInfeasible() && summary.values.empty()) {
    summary.bound = std::numeric_limits<double>::quiet_NaN();
    return finish(summary, Status::infeasible, "branch and cut found every node infeasible");
  }
  if (cbc.isProvenOptimal() && !summary.values.empty()) {
    if (options.absolute_gap == 0.0 && options.relative_gap == 0.0) summary.bound = summary.value;
    return finish(summary, Status::optimal, "optimal within the gaps asked for");
  }
  if (control.stop.stop_requested()) return finish(summary, Status::stopped, "stopped by the caller");
  if (cbc.isNodeLimitReached()) {
    return finish(summary, Status::node_limit, fmt::format("reached max_nodes = {}", options.max_nodes));
  }
  finish(summary, Status::failed, fmt::format("Cbc ended with secondary status {}", cbc.secondaryStatus()));
}

}  // namespace

std::size_t Model::add_column(Column column) {
  columns.push_back(column);
  return columns.size() - 1;
}

std::size_t Model::add_row(Row row) {
  rows.push_back(std::move(row));
  return rows.size() - 1;
}

std::string_view to_string(Status status) {
  switch (status) {
    case Status::optimal:
      return "optimal";
    case Status::infeasible:
      return "infeasible";
    case Status::unbounded:
      return "unbounded";
    case Status::node_limit:
      return "node limit";
    case Status::stopped:
      return "stopped";
    case Status::failed:
      return "failed";
  }
  return "";
}

Summary solve(const Model& model, const Options& options, const RunControl& control) {
  check(model, options);
  Summary summary;
  summary.seed = options.seed;
  OsiClpSolverInterface solver;
  silence(solver);
  load(model, solver);
  for (std::size_t c = 0; c < model.columns.size(); ++c) {
    const int column = static_cast<int>(c);
    if (solver.getColLower()[column] > solver.getColUpper()[column]) {
      finish(summary, Status::infeasible, fmt::format("no whole number within the bounds of column {}", c));
      return summary;
    }
  }
  if (!solve_relaxation(solver, control, summary)) return summary;
  const auto integer = [](const Column& column) { return column.integer; };
  if (std::any_of(model.columns.begin(), model.columns.end(), integer)) {
    branch_and_cut(model, solver, options, control, summary);
    return summary;
  }
  take_solution(model, solver.getColSolution(), summary);
  summary.bound = summary.value;
  const double sign = model.maximize ? -1.0 : 1.0;
  for (std::size_t r = 0; r < model.rows.size(); ++r)
    summary.prices.push_back(sign * solver.getRowPrice()[r]);
  finish(summary, Status::optimal, "optimal by the simplex method");
  return summary;
}

}  // namespace offramp::milp
