// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/open/open_point.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <stdexcept>

#include "offramp/bargaining/open/best_package.h"

namespace offramp::bargaining {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

class OpenPointSolver {
 public:
  OpenPointSolver(const OpenProblem& problem, const PointOptions& options, const RunControl& control)
      : problem_(problem), options_(options), control_(control), n_(problem.parties()) {}
  PointSummary run();

 private:
  void check() const;
  OpenOptimum best(const Objective& objective) const {
    return frontier_ ? best_on_frontier(*frontier_, problem_.reservation, objective)
                     : branch_and_bound(problem_, objective, tolerance_of(objective),
                                        options_.max_relaxations, control_);
  }
  double tolerance_of(const Objective& objective) const {
    if (objective.family != Objective::Family::product) return options_.tolerance;
    double total = 0.0;  // levels are roots of this degree of the product
    for (double w : objective.weight) total += w;
    return options_.nash_tolerance / std::max(1.0, total);
  }
  bool find_ideals();
  void set_scale();
  double value_of(double level) const { return fairness_value(options_.fairness, scale_, objective_, level); }
  void finish(PointSummary::Stop stop);

  const OpenProblem& problem_;
  const PointOptions& options_;
  const RunControl& control_;
  std::size_t n_;
  std::optional<OpenFrontier> frontier_;
  FairnessScale scale_;
  Objective objective_;
  PointSummary summary_;
};

void OpenPointSolver::check() const {
  problem_.check();
  check_options(options_, n_);
  bool fits = options_.individually_rational;
  for (double w : options_.weights) fits = fits && w > 0.0;
  if (!fits) {
    throw std::invalid_argument(
        "PointOptions: ranges without a grid need positive weights and individually_rational");
  }
}

bool OpenPointSolver::find_ideals() {
  for (std::size_t i = 0; i < n_; ++i) {
    Objective own;
    own.weight.assign(n_, 0.0);
    own.weight[i] = 1.0;
    own.least_gain.assign(n_, -kTieTolerance);
    const OpenOptimum best_gain = best(own);
    summary_.nodes += best_gain.nodes;
    if (best_gain.stop != PointSummary::Stop::proven) {
      finish(best_gain.stop);
      return false;
    }
    scale_.ideal_gain.push_back(best_gain.level);
    summary_.ideal.push_back(best_gain.level + problem_.reservation[i]);
  }
  return true;
}

// Gains are utilities; the ranges are over all packages.
void OpenPointSolver::set_scale() {
  scale_.whole = false;
  scale_.units.assign(n_, 1.0);
  scale_.reservation = problem_.reservation;
  scale_.weights = options_.weights;
  scale_.interim = options_.interim;
  scale_.least_gain.assign(n_, -kTieTolerance);
  for (std::size_t p = 0; p < n_; ++p) {
    double least = -problem_.reservation[p], most = least;
    for (const OpenIssue& issue : problem_.issues) {
      const auto* open = std::get_if<RangeIssue>(&issue);
      const auto& values = open != nullptr ? open->value[p].value : std::get<OptionIssue>(issue).value[p];
      const auto [low, high] = std::minmax_element(values.begin(), values.end());
      least += *low;
      most += *high;
    }
    scale_.least.push_back(least);
    scale_.most.push_back(most);
  }
}

void OpenPointSolver::finish(PointSummary::Stop stop) {
  summary_.stop = stop;
  switch (stop) {
    case PointSummary::Stop::proven:
      summary_.message = frontier_ ? "exact" : "proven within the tolerance";
      break;
    case PointSummary::Stop::no_agreement:
      summary_.message = "no package is acceptable to every party";
      break;
    case PointSummary::Stop::stopped:
      summary_.message = "stopped by the caller";
      break;
    default:
      summary_.message = "the gap stayed above the tolerance (max_relaxations or the relaxation's accuracy)";
      break;
  }
}

PointSummary OpenPointSolver::run() {
  check();
  if (n_ == 2) frontier_ = solve_open_frontier(problem_, control_);
  set_scale();
  if (idea_of(options_.fairness).from_ideal && !find_ideals()) return std::move(summary_);
  objective_ = fairness_objective(options_.fairness, scale_);
  const OpenOptimum optimum = best(objective_);
  summary_.nodes += optimum.nodes;
  finish(optimum.stop);
  if (optimum.stop == PointSummary::Stop::no_agreement) return std::move(summary_);
  summary_.bound = value_of(optimum.bound);
  summary_.gap = kInfinity;
  if (optimum.found) {
    summary_.value = value_of(optimum.level);
    summary_.gap = std::max(0.0, summary_.bound - summary_.value);
    summary_.package = optimum.package;
    summary_.utility = problem_.utility(optimum.package);
  }
  return std::move(summary_);
}

}  // namespace

PointSummary solve_open_point(const OpenProblem& problem, const PointOptions& options,
                              const RunControl& control) {
  return OpenPointSolver(problem, options, control).run();
}

}  // namespace offramp::bargaining
