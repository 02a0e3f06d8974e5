// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <stdexcept>

#include "offramp/bargaining/open/open_points.h"
#include "offramp/bargaining/open/open_problem.h"
#include "offramp/base/number/elementary.h"

namespace offramp::bargaining {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

class OpenPointSolver {
 public:
  OpenPointSolver(const OpenProblem& problem, const OpenPointOptions& options, const RunControl& control)
      : problem_(problem), options_(options), control_(control), n_(problem.parties()) {}
  OpenPointSummary run();

 private:
  void check() const;
  OpenOptimum best(const Objective& objective) const {
    return frontier_
               ? best_on_frontier(*frontier_, problem_.reservation, objective)
               : branch_and_bound(problem_, objective, tolerance_of(objective), options_.max_nodes, control_);
  }
  double tolerance_of(const Objective& objective) const {
    if (objective.family != Objective::Family::product) return options_.tolerance;
    double total = 0.0;  // levels are roots of this degree of the product
    for (double w : objective.weight) total += w;
    return options_.nash_tolerance / std::max(1.0, total);
  }
  bool find_ideals();
  Objective objective() const;
  std::vector<double> ranges() const;
  double value_of(double level) const;
  void finish(PointSummary::Stop stop);

  const OpenProblem& problem_;
  const OpenPointOptions& options_;
  const RunControl& control_;
  std::size_t n_;
  std::optional<OpenFrontier> frontier_;
  std::vector<double> ideal_gain_;
  Objective objective_;
  OpenPointSummary summary_;
};

void OpenPointSolver::check() const {
  problem_.check();
  const bool weighted = options_.fairness == Fairness::nash || options_.fairness == Fairness::utilitarian;
  bool fits = options_.weights.empty() || (weighted && options_.weights.size() == n_);
  for (double w : options_.weights) fits = fits && std::isfinite(w) && w > 0.0;
  fits = fits && options_.interim.size() == (options_.fairness == Fairness::gupta_livne ? n_ : 0);
  if (!fits || !(options_.tolerance > 0.0) || !(options_.nash_tolerance > 0.0) || options_.max_nodes == 0) {
    throw std::invalid_argument(
        "OpenPointOptions: weights (positive, Nash and utilitarian only) and interim (Gupta-Livne only) need "
        "one "
        "number for each party; both tolerances and max_nodes must be positive");
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
    ideal_gain_.push_back(best_gain.level);
    summary_.ideal.push_back(best_gain.level + problem_.reservation[i]);
  }
  return true;
}

// Largest minus least utility over all packages.
std::vector<double> OpenPointSolver::ranges() const {
  std::vector<double> range(n_, 0.0);
  for (const OpenIssue& issue : problem_.issues) {
    for (std::size_t p = 0; p < n_; ++p) {
      const auto* open = std::get_if<RangeIssue>(&issue);
      const auto& values = open != nullptr ? open->value[p].value : std::get<OptionIssue>(issue).value[p];
      const auto [low, high] = std::minmax_element(values.begin(), values.end());
      range[p] += *high - *low;
    }
  }
  return range;
}

Objective OpenPointSolver::objective() const {
  Objective result;
  result.least_gain.assign(n_, -kTieTolerance);
  result.tie = 1e-12;
  const std::vector<double> weights =
      options_.weights.empty() ? std::vector<double>(n_, 1.0) : options_.weights;
  if (options_.fairness == Fairness::nash) {
    result.family = Objective::Family::product;
    result.weight = weights;
    return result;
  }
  if (options_.fairness == Fairness::utilitarian || options_.fairness == Fairness::relative_utilitarian) {
    result.weight = weights;
    if (options_.fairness == Fairness::utilitarian) return result;
    const std::vector<double> range = ranges();
    for (std::size_t p = 0; p < n_; ++p) result.weight[p] = range[p] > 0.0 ? 1.0 / range[p] : 0.0;
    return result;
  }
  result.family = Objective::Family::leximin;
  result.origin.assign(n_, 0.0);
  result.step.assign(n_, 1.0);
  for (std::size_t p = 0; p < n_; ++p) {
    if (options_.fairness == Fairness::equal_loss) result.origin[p] = ideal_gain_[p];
    if (options_.fairness == Fairness::gupta_livne) {
      result.origin[p] = options_.interim[p] - problem_.reservation[p];
      if (result.origin[p] > ideal_gain_[p] + kTieTolerance) {
        throw std::invalid_argument(
            fmt::format("OpenPointOptions::interim: {} for party {} is above its ideal {}",
                        options_.interim[p], p, summary_.ideal[p]));
      }
    }
    if (options_.fairness == Fairness::gupta_livne || options_.fairness == Fairness::kalai_smorodinsky) {
      const double way = ideal_gain_[p] - result.origin[p];
      if (way > kTieTolerance) result.step[p] = way;
    }
  }
  return result;
}

double OpenPointSolver::value_of(double level) const {
  if (objective_.family == Objective::Family::leximin) return level;
  double total = 0.0;
  double constant = 0.0;
  for (std::size_t p = 0; p < n_; ++p) {
    total += objective_.weight[p];
    constant += objective_.weight[p] * problem_.reservation[p];
  }
  if (objective_.family == Objective::Family::sum) return level + constant;
  return level > 0.0 ? portable_exp(portable_log(level) * total) : 0.0;
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
      summary_.message = "the gap stayed above the tolerance (max_nodes or the relaxation's accuracy)";
      break;
  }
}

OpenPointSummary OpenPointSolver::run() {
  check();
  if (n_ == 2) frontier_ = solve_open_frontier(problem_, control_);
  const bool needs_ideal = options_.fairness == Fairness::kalai_smorodinsky ||
                           options_.fairness == Fairness::gupta_livne ||
                           options_.fairness == Fairness::equal_loss;
  if (needs_ideal && !find_ideals()) return std::move(summary_);
  objective_ = objective();
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

OpenPointSummary solve_open_point(const OpenProblem& problem, const OpenPointOptions& options,
                                  const RunControl& control) {
  return OpenPointSolver(problem, options, control).run();
}

}  // namespace offramp::bargaining
