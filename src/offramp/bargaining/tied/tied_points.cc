// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/tied/tied_points.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "offramp/bargaining/model/scale.h"
#include "offramp/bargaining/tied/point_goal.h"
#include "offramp/base/number/elementary.h"

namespace offramp::bargaining {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
using Family = Objective::Family;
using Stop = PointSummary::Stop;

// The ranges of options that solve_point has, checked by it on a problem of no size.
void check(const PointOptions& options, const TiedPointLimits& limits, std::size_t parties) {
  if (limits.width == 0 || !(limits.max_nodes >= 1.0)) {
    throw std::invalid_argument(
        fmt::format("TiedPointLimits: max_nodes = {}, width = {}; both must be at least 1", limits.max_nodes,
                    limits.width));
  }
  PointOptions plain = options;
  plain.interim.assign(options.interim.size(), 0.0);
  Problem problem{Space({}), {}, std::vector<Negotiator>(parties)};
  solve_point(problem, plain);
}

class TiedPointSolver {
 public:
  TiedPointSolver(const Problem& problem, const PointOptions& options, const TiedPointLimits& limits,
                  const RunControl& control)
      : problem_(problem),
        options_(options),
        limits_(limits),
        control_(control),
        n_(problem.negotiators.size()),
        model_(problem) {}

  PointSummary run();

 private:
  struct Found {
    TiedSearchEnd end;
    PointGoal goal;
  };
  Found maximise(TiedModel& model, Objective objective, bool rational);
  bool usable(const Found& found, const char* what, std::size_t party);
  bool find_ideals();
  bool find_ranges();
  Objective objective() const;
  Objective leximin(std::vector<double> step) const;
  std::vector<double> sum_weights(const std::vector<double>& weight,
                                  const std::vector<double>& divisor) const;
  void measure_from_interim(Objective& objective) const;
  double value_of(const Objective& objective, double level) const;
  void report(const Objective& objective, const Found& found);
  void finish(Stop stop, std::string message) {
    summary_.stop = stop;
    summary_.message = std::move(message);
  }

  const Problem& problem_;
  const PointOptions& options_;
  const TiedPointLimits& limits_;
  const RunControl& control_;
  std::size_t n_;
  TiedModel model_;
  std::vector<double> ideal_gain_, lowest_, highest_;  // in units
  PointSummary summary_;
};

TiedPointSolver::Found TiedPointSolver::maximise(TiedModel& model, Objective objective, bool rational) {
  Found found{{}, PointGoal(model, std::move(objective))};
  const TiedSearchOptions search{limits_.width, limits_.max_nodes, rational};
  tied_heuristic(model, found.goal, search, control_);
  found.end = tied_search(model, found.goal, search, control_);
  summary_.nodes += found.end.nodes;
  return found;
}

// Whether a search for one party's extreme ended with a proof.
bool TiedPointSolver::usable(const Found& found, const char* what, std::size_t party) {
  if (found.end.complete && found.goal.settlement()) return true;
  if (found.end.complete) {
    finish(Stop::no_agreement, "proven: no settlement is acceptable to every party");
  } else {
    finish(found.end.stopped ? Stop::stopped : Stop::limit,
           fmt::format("{} while looking for the {} of party {}",
                       found.end.stopped ? "stopped" : "max_nodes was reached", what, party));
    summary_.bound = summary_.gap = kInfinity;
  }
  return false;
}

bool TiedPointSolver::find_ideals() {
  for (std::size_t p = 0; p < n_; ++p) {
    Objective own;
    own.weight.assign(n_, 0.0);
    own.weight[p] = 1.0;
    own.least_gain = model_.least_gain();
    const Found best = maximise(model_, own, true);
    if (!usable(best, "ideal", p)) return false;
    ideal_gain_.push_back(best.goal.gain()[p]);
    summary_.ideal.push_back(problem_.negotiators[p].reservation +
                             ideal_gain_.back() / model_.scaling()[p].units);
  }
  return true;
}

// Least and largest gain over the feasible settlements. The least is the largest of the utility turned round,
// with the other parties' red lines as rules: what the others want must not thin the options.
bool TiedPointSolver::find_ranges() {
  for (std::size_t p = 0; p < n_; ++p) {
    for (const double sign : {-1.0, 1.0}) {
      Problem alone{problem_.space, problem_.feasible, {problem_.negotiators[p]}};
      for (const Negotiator& party : problem_.negotiators) {
        for (const Condition& line : party.red_lines) alone.feasible.push_back(Condition::negation(line));
      }
      Negotiator& only = alone.negotiators.front();
      only.red_lines.clear();
      only.reservation *= sign;
      for (auto& values : only.utility.value) {
        for (double& value : values) value *= sign;
      }
      for (Bonus& bonus : only.utility.bonuses) bonus.amount *= sign;
      TiedModel model(alone);
      Objective own;
      own.weight = {1.0};
      own.least_gain = {-kInfinity};
      const Found best = maximise(model, own, false);
      if (!usable(best, "range", p)) return false;
      // The same numbers up to sign have the same scaling.
      (sign < 0.0 ? lowest_ : highest_).push_back(sign * best.goal.gain()[0]);
    }
  }
  return true;
}

// Weights in gains; whole numbers when a common factor makes them so: then sums compare exactly.
std::vector<double> TiedPointSolver::sum_weights(const std::vector<double>& weight,
                                                 const std::vector<double>& divisor) const {
  std::uint64_t common = 1;
  constexpr std::uint64_t kLimit = std::uint64_t{1} << 40;
  for (std::size_t p = 0; p < n_; ++p) {
    if (weight[p] == 0.0) continue;
    const auto whole = static_cast<std::uint64_t>(divisor[p]);
    common = whole > kLimit / 1000 ? 0 : bounded_lcm(common, whole * denominator(weight[p], 1000), kLimit);
  }
  std::vector<double> scaled(n_, 0.0), plain(n_, 0.0);
  double size = 0.0;
  for (std::size_t p = 0; p < n_; ++p) {
    if (weight[p] == 0.0) continue;
    scaled[p] = std::floor(weight[p] * static_cast<double>(common) / divisor[p] + 0.5);
    plain[p] = weight[p] / divisor[p];
    size += scaled[p] * (model_.rows().magnitude(p) + std::fabs(model_.base()[p]));
  }
  return common != 0 && size < 9e15 ? scaled : plain;
}

Objective TiedPointSolver::leximin(std::vector<double> step) const {
  Objective objective;
  objective.family = Family::leximin;
  objective.origin.assign(n_, 0.0);
  objective.step = std::move(step);
  objective.least_gain =
      options_.individually_rational ? model_.least_gain() : std::vector<double>(n_, -kInfinity);
  return objective;
}

// The way from the interim agreement to the ideal is the unit.
void TiedPointSolver::measure_from_interim(Objective& objective) const {
  objective.tie = 1e-12;  // the interim need not be a whole number of units
  for (std::size_t p = 0; p < n_; ++p) {
    const double units = model_.scaling()[p].units;
    objective.origin[p] = (options_.interim[p] - problem_.negotiators[p].reservation) * units;
    const double way = ideal_gain_[p] - objective.origin[p];
    if (way < -kTieTolerance * units) {
      throw std::invalid_argument(fmt::format("PointOptions::interim: {} for party {} is above its ideal {}",
                                              options_.interim[p], p, summary_.ideal[p]));
    }
    if (way > kTieTolerance * units) objective.step[p] = way;
  }
}

Objective TiedPointSolver::objective() const {
  std::vector<double> units;
  for (const Scaling& scaling : model_.scaling()) units.push_back(scaling.units);
  const std::vector<double> ones = options_.weights.empty() ? std::vector<double>(n_, 1.0) : options_.weights;
  Objective objective = leximin(units);
  const auto no_leximin = [&](Family family, std::vector<double> weight) {
    objective.family = family;
    objective.weight = std::move(weight);
    objective.origin.clear();
    objective.step.clear();
  };
  switch (options_.fairness) {
    case Fairness::nash:
      no_leximin(Family::product, ones);
      break;
    case Fairness::utilitarian:
      no_leximin(Family::sum, sum_weights(ones, units));
      break;
    case Fairness::relative_utilitarian: {
      std::vector<double> range, weight;
      for (std::size_t p = 0; p < n_; ++p) range.push_back(highest_[p] - lowest_[p]);
      for (const double r : range) weight.push_back(r > 0.0 ? 1.0 : 0.0);
      no_leximin(Family::sum, sum_weights(weight, range));
      break;
    }
    case Fairness::egalitarian:
      break;
    case Fairness::kalai_smorodinsky:
      if (*std::max_element(ideal_gain_.begin(), ideal_gain_.end()) <= 0.0) break;  // nobody can gain
      for (std::size_t p = 0; p < n_; ++p) objective.step[p] = std::max(0.0, ideal_gain_[p]);
      break;
    case Fairness::equal_loss:
      objective.origin = ideal_gain_;
      break;
    case Fairness::gupta_livne:
      measure_from_interim(objective);
      break;
  }
  return objective;
}

// A level in the public value's units.
double TiedPointSolver::value_of(const Objective& objective, double level) const {
  if (objective.family == Family::leximin || std::isinf(level)) return level;
  if (objective.family == Family::product) {
    double log_units = 0.0, total = 0.0;
    for (std::size_t p = 0; p < n_; ++p) {
      log_units += objective.weight[p] * portable_log(model_.scaling()[p].units);
      total += objective.weight[p];
    }
    return level > 0.0 ? portable_exp(portable_log(level) * total - log_units) : 0.0;
  }
  double factor = 1.0, constant = 0.0;
  const bool relative = options_.fairness == Fairness::relative_utilitarian;
  for (std::size_t p = 0; p < n_; ++p) {
    const double weight = relative ? 1.0 : options_.weights.empty() ? 1.0 : options_.weights[p];
    const double divisor = relative ? highest_[p] - lowest_[p] : model_.scaling()[p].units;
    if (weight == 0.0 || divisor == 0.0) continue;
    factor = objective.weight[p] * divisor / weight;
    constant += relative ? -lowest_[p] / divisor : weight * problem_.negotiators[p].reservation;
  }
  return level / factor + constant;
}

void TiedPointSolver::report(const Objective& objective, const Found& found) {
  const bool some = found.goal.settlement().has_value();
  if (!some && found.end.complete) {
    return finish(Stop::no_agreement, options_.individually_rational
                                          ? "proven: no settlement is acceptable to every party"
                                          : "proven: no settlement is feasible and inside all red lines");
  }
  if (some) {
    summary_.settlements = {*found.goal.settlement()};
    summary_.value = value_of(objective, found.goal.level());
    for (const Negotiator& party : problem_.negotiators) {
      summary_.utility.push_back(party.utility.of(summary_.settlements.front()));
    }
  }
  if (found.end.complete) {
    summary_.bound = summary_.value;
    return finish(Stop::proven, "proven optimal; whether others tie was not asked");
  }
  summary_.bound =
      value_of(objective, std::max(found.goal.abandoned(), some ? found.goal.level() : -kInfinity));
  summary_.gap = some ? std::max(0.0, summary_.bound - summary_.value) : kInfinity;
  if (found.end.stopped) return finish(Stop::stopped, "stopped by the caller");
  finish(Stop::limit, fmt::format("max_nodes = {:.0f} was not enough for a proof", limits_.max_nodes));
}

PointSummary TiedPointSolver::run() {
  summary_.scaling = model_.scaling();
  const Fairness idea = options_.fairness;
  const bool needs_ideal =
      idea == Fairness::kalai_smorodinsky || idea == Fairness::gupta_livne || idea == Fairness::equal_loss;
  if (needs_ideal && !find_ideals()) return std::move(summary_);
  if (idea == Fairness::relative_utilitarian && !find_ranges()) return std::move(summary_);
  const Objective wanted = objective();
  const Found found = maximise(model_, wanted, options_.individually_rational);
  const bool nothing_to_share =
      idea == Fairness::nash && found.end.complete && found.goal.settlement() && found.goal.level() <= 0.0;
  if (!nothing_to_share) {
    report(wanted, found);
    return std::move(summary_);
  }
  // No settlement gives every weighted party something: the leximin order of gains chooses.
  std::vector<double> units;
  for (const Scaling& scaling : model_.scaling()) units.push_back(scaling.units);
  const Objective gains = leximin(units);
  report(gains, maximise(model_, gains, true));
  summary_.value = summary_.bound = summary_.gap = 0.0;
  if (summary_.stop == Stop::proven) {
    summary_.message = "proven: no settlement gives every party more than its reservation; the product is 0";
  }
  return std::move(summary_);
}

}  // namespace

PointSummary solve_tied_point(const Problem& problem, const PointOptions& options,
                              const TiedPointLimits& limits, const RunControl& control) {
  check(options, limits, problem.negotiators.size());
  return TiedPointSolver(problem, options, limits, control).run();
}

PointSummary solve_any_point(const Problem& problem, const PointOptions& options, const RunControl& control,
                             const TiedPointLimits& limits) {
  PointOptions merged = options;
  merged.max_merged = std::min<std::size_t>(options.max_merged, 1 << 16);  // above, tied search is faster
  PointSummary summary = solve_point(problem, merged, control);
  if (summary.stop != PointSummary::Stop::too_large) return summary;
  return solve_tied_point(problem, options, limits, control);
}

}  // namespace offramp::bargaining
