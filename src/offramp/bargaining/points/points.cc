// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/points/points.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "offramp/bargaining/model/scale.h"
#include "offramp/bargaining/points/search.h"
#include "offramp/base/number/elementary.h"

namespace offramp::bargaining {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

void check(const PointOptions& options, std::size_t parties) {
  const bool weighted = options.fairness == Fairness::nash || options.fairness == Fairness::utilitarian;
  if (!options.weights.empty()) {
    double sum = 0.0;
    bool fits = weighted && options.weights.size() == parties;
    for (double w : options.weights) {
      fits = fits && std::isfinite(w) && w >= 0.0;
      sum += w;
    }
    if (!fits || !(sum > 0.0)) {
      throw std::invalid_argument(
          "PointOptions::weights: one finite weight >= 0 for each party, some positive, and only for the "
          "Nash "
          "and utilitarian points");
    }
  }
  if ((options.fairness == Fairness::gupta_livne) != (options.interim.size() == parties) ||
      (options.fairness != Fairness::gupta_livne && !options.interim.empty())) {
    throw std::invalid_argument("PointOptions::interim: one utility for each party, for Gupta-Livne only");
  }
  const bool may_ignore = options.fairness == Fairness::utilitarian ||
                          options.fairness == Fairness::egalitarian ||
                          options.fairness == Fairness::relative_utilitarian;
  if (!options.individually_rational && !may_ignore) {
    throw std::invalid_argument("PointOptions::individually_rational: this idea needs the reservations");
  }
  if (options.max_listed == 0 || options.max_width == 0 || options.max_width > (1u << 26) ||
      options.max_merged > (1u << 28)) {
    throw std::invalid_argument(fmt::format(
        "PointOptions: max_listed = {} (at least 1), max_width = {} (1 to 2^26), max_merged = {} (at "
        "most 2^28)",
        options.max_listed, options.max_width, options.max_merged));
  }
}

// Weights as whole numbers when a common factor makes them so: then sums compare exactly.
std::vector<double> whole_weights(std::vector<double> weight, const std::vector<double>& divisor,
                                  const Table& table) {
  std::uint64_t common = 1;
  constexpr std::uint64_t kLimit = std::uint64_t{1} << 40;
  for (std::size_t i = 0; i < weight.size(); ++i) {
    if (weight[i] == 0.0) continue;
    const std::uint64_t fraction = denominator(weight[i], 1000);
    const auto whole = static_cast<std::uint64_t>(divisor[i]);
    common = whole > kLimit / 1000 ? 0 : bounded_lcm(common, whole * fraction, kLimit);
  }
  std::vector<double> scaled(weight.size(), 0.0);
  double size = 0.0;
  for (std::size_t i = 0; i < weight.size(); ++i) {
    if (weight[i] == 0.0) continue;
    scaled[i] = std::floor(weight[i] * static_cast<double>(common) / divisor[i] + 0.5);
    size += scaled[i] * std::max(std::fabs(table.lowest[i]), std::fabs(table.highest[i]));
  }
  if (common != 0 && size < 9e15) return scaled;
  for (std::size_t i = 0; i < weight.size(); ++i) weight[i] = divisor[i] > 0.0 ? weight[i] / divisor[i] : 0.0;
  return weight;
}

class PointSolver {
 public:
  PointSolver(const Problem& problem, const PointOptions& options, const RunControl& control)
      : problem_(problem), options_(options), control_(control), n_(problem.negotiators.size()) {}
  PointSummary run();

 private:
  bool find_ideals();
  void measure_from_interim(Objective& objective) const;
  Objective objective();
  double value_of(double level) const;
  void report(const Optimum& optimum);
  void list(const Optimum& optimum);
  void degenerate_nash();
  void finish(PointSummary::Stop stop, std::string message) {
    summary_.stop = stop;
    summary_.message = std::move(message);
  }

  const Problem& problem_;
  const PointOptions& options_;
  const RunControl& control_;
  std::size_t n_;
  Table table_;
  std::vector<double> ideal_gain_;  // in units
  Objective objective_;
  PointSummary summary_;
};

// The largest gain of every party over the acceptable settlements; false when the answer is known already.
bool PointSolver::find_ideals() {
  for (std::size_t i = 0; i < n_; ++i) {
    Objective own;
    own.weight.assign(n_, 0.0);
    own.weight[i] = 1.0;
    own.least_gain = table_.least_gain;
    const Optimum best = maximise(table_, own, {options_.max_width, 1, 0}, control_);
    summary_.nodes += best.states;
    if (best.stop == Optimum::Stop::none_admitted) {
      finish(PointSummary::Stop::no_agreement, "proven: no settlement is acceptable to every party");
      return false;
    }
    if (best.stop != Optimum::Stop::proven) {
      const bool stopped = best.stop == Optimum::Stop::stopped;
      finish(stopped ? PointSummary::Stop::stopped : PointSummary::Stop::limit,
             fmt::format("{} while looking for the ideal of party {}",
                         stopped ? "stopped" : "max_width was reached", i));
      return false;
    }
    ideal_gain_.push_back(best.level);
    summary_.ideal.push_back(problem_.negotiators[i].reservation + best.level / table_.scaling[i].units);
  }
  return true;
}

// Gupta-Livne: the way from the interim agreement to the ideal is the unit.
void PointSolver::measure_from_interim(Objective& objective) const {
  objective.tie = 1e-12;  // the interim need not be a whole number of units
  for (std::size_t i = 0; i < n_; ++i) {
    const double units = table_.scaling[i].units;
    objective.origin[i] = (options_.interim[i] - problem_.negotiators[i].reservation) * units;
    const double way = ideal_gain_[i] - objective.origin[i];
    if (way < -kTieTolerance * units) {
      throw std::invalid_argument(fmt::format("PointOptions::interim: {} for party {} is above its ideal {}",
                                              options_.interim[i], i, summary_.ideal[i]));
    }
    if (way > kTieTolerance * units) objective.step[i] = way;
  }
}

Objective PointSolver::objective() {
  Objective objective;
  const std::vector<double> ones = options_.weights.empty() ? std::vector<double>(n_, 1.0) : options_.weights;
  std::vector<double> units;
  for (const Scaling& scaling : table_.scaling) units.push_back(scaling.units);
  objective.least_gain =
      options_.individually_rational ? table_.least_gain : std::vector<double>(n_, -kInfinity);
  objective.family = Objective::Family::leximin;
  objective.origin.assign(n_, 0.0);
  objective.step = units;
  switch (options_.fairness) {
    case Fairness::nash:
      objective.family = Objective::Family::product;
      objective.weight = ones;
      break;
    case Fairness::utilitarian:
      objective.family = Objective::Family::sum;
      objective.weight = whole_weights(ones, units, table_);
      break;
    case Fairness::relative_utilitarian: {
      objective.family = Objective::Family::sum;
      std::vector<double> range;
      std::vector<double> weight(n_, 1.0);
      for (std::size_t i = 0; i < n_; ++i) range.push_back(table_.highest[i] - table_.lowest[i]);
      for (std::size_t i = 0; i < n_; ++i) weight[i] = range[i] > 0.0 ? 1.0 : 0.0;
      objective.weight = whole_weights(weight, range, table_);
      break;
    }
    case Fairness::egalitarian:
      break;
    case Fairness::kalai_smorodinsky:
      if (*std::max_element(ideal_gain_.begin(), ideal_gain_.end()) <= 0.0) break;  // nobody can gain
      for (std::size_t i = 0; i < n_; ++i) objective.step[i] = std::max(0.0, ideal_gain_[i]);
      break;
    case Fairness::equal_loss:
      objective.origin = ideal_gain_;
      break;
    case Fairness::gupta_livne:
      measure_from_interim(objective);
      break;
  }
  if (objective.family != Objective::Family::leximin) objective.origin.clear(), objective.step.clear();
  return objective;
}

// The level of a search in the public value's units.
double PointSolver::value_of(double level) const {
  if (objective_.family == Objective::Family::leximin) return level;
  if (objective_.family == Objective::Family::product) {
    double log_units = 0.0;
    double total = 0.0;
    for (std::size_t i = 0; i < n_; ++i) {
      log_units += objective_.weight[i] * portable_log(table_.scaling[i].units);
      total += objective_.weight[i];
    }
    return level > 0.0 ? portable_exp(portable_log(level) * total - log_units) : 0.0;
  }
  double factor = 1.0;
  double constant = 0.0;
  const bool relative = options_.fairness == Fairness::relative_utilitarian;
  for (std::size_t i = 0; i < n_; ++i) {
    const double weight = relative ? 1.0 : options_.weights.empty() ? 1.0 : options_.weights[i];
    const double divisor = relative ? table_.highest[i] - table_.lowest[i] : table_.scaling[i].units;
    if (weight == 0.0 || divisor == 0.0) continue;
    factor = objective_.weight[i] * divisor / weight;
    constant += relative ? -table_.lowest[i] / divisor : weight * problem_.negotiators[i].reservation;
  }
  return level / factor + constant;
}

void PointSolver::list(const Optimum& optimum) {
  Settlement at(table_.issue_count(), 0);
  for (const std::vector<std::uint32_t>& rows : optimum.rows) {
    std::vector<std::uint32_t> member(rows.size(), 0);  // odometer over the equal combinations of each row
    for (bool more = true; more && summary_.settlements.size() < options_.max_listed;) {
      more = false;
      for (std::size_t g = 0; g < rows.size(); ++g) {
        const TableGroup& group = table_.groups[g];
        table_.assign(g, group.member[group.first[rows[g]] + member[g]], at);
      }
      summary_.settlements.push_back(at);
      for (std::size_t g = rows.size(); g-- > 0 && !more;) {
        const TableGroup& group = table_.groups[g];
        more = ++member[g] < group.first[rows[g] + 1] - group.first[rows[g]];
        if (!more) member[g] = 0;
      }
    }
  }
  std::sort(summary_.settlements.begin(), summary_.settlements.end());
  for (const Negotiator& party : problem_.negotiators) {
    summary_.utility.push_back(party.utility.of(summary_.settlements.front()));
  }
}

void PointSolver::report(const Optimum& optimum) {
  summary_.nodes += optimum.states;
  if (optimum.stop == Optimum::Stop::none_admitted) {
    finish(PointSummary::Stop::no_agreement, "proven: no settlement is acceptable to every party");
    return;
  }
  summary_.bound = value_of(optimum.bound);
  if (optimum.found) {
    summary_.value = value_of(optimum.level);
    summary_.all_ties = optimum.all_ties;
    for (double count : optimum.count) summary_.ties += count;
    list(optimum);
  }
  if (optimum.stop == Optimum::Stop::proven) {
    summary_.bound = summary_.value;
    finish(PointSummary::Stop::proven, fmt::format("proven optimal; {}{:.0f} settlement(s) tie",
                                                   summary_.all_ties ? "" : "at least ", summary_.ties));
  } else if (optimum.stop == Optimum::Stop::stopped) {
    finish(PointSummary::Stop::stopped, "stopped by the caller");
  } else {
    finish(PointSummary::Stop::limit,
           fmt::format("max_width = {} was not enough for a proof", options_.max_width));
  }
  summary_.gap = optimum.found ? std::max(0.0, summary_.bound - summary_.value) : kInfinity;
}

// No settlement gives every weighted party something: the leximin order of gains chooses.
void PointSolver::degenerate_nash() {
  objective_.family = Objective::Family::leximin;
  objective_.origin.assign(n_, 0.0);
  objective_.step.clear();
  for (const Scaling& scaling : table_.scaling) objective_.step.push_back(scaling.units);
  report(maximise(table_, objective_, {options_.max_width, options_.max_listed, 4096}, control_));
  summary_.value = summary_.bound = summary_.gap = 0.0;
  summary_.all_ties = false;
  if (summary_.stop == PointSummary::Stop::proven) {
    summary_.message = "proven: no settlement gives every party more than its reservation; the product is 0";
  }
}

PointSummary PointSolver::run() {
  check(options_, n_);
  try {
    table_ = make_table(problem_, options_.max_merged, control_.stop);
  } catch (const Stopped&) {
    finish(PointSummary::Stop::stopped, "stopped by the caller");
    return std::move(summary_);
  }
  summary_.scaling = table_.scaling;
  if (table_.status == Table::Status::infeasible) {
    finish(PointSummary::Stop::no_agreement, "proven: no settlement is feasible and inside all red lines");
    return std::move(summary_);
  }
  if (table_.status == Table::Status::too_large) {
    finish(PointSummary::Stop::too_large, "issues tied together by conditions have too many combinations");
    return std::move(summary_);
  }
  const bool needs_ideal = options_.fairness == Fairness::kalai_smorodinsky ||
                           options_.fairness == Fairness::gupta_livne ||
                           options_.fairness == Fairness::equal_loss;
  if (needs_ideal && !find_ideals()) return std::move(summary_);
  objective_ = objective();
  const Optimum optimum =
      maximise(table_, objective_, {options_.max_width, options_.max_listed, 4096}, control_);
  const bool nothing_to_share = options_.fairness == Fairness::nash && optimum.found &&
                                optimum.level <= 0.0 && optimum.stop == Optimum::Stop::proven;
  if (nothing_to_share) {
    summary_.nodes += optimum.states;
    degenerate_nash();
  } else {
    report(optimum);
  }
  return std::move(summary_);
}

}  // namespace

PointSummary solve_point(const Problem& problem, const PointOptions& options, const RunControl& control) {
  return PointSolver(problem, options, control).run();
}

}  // namespace offramp::bargaining
