// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/tied/tied_point.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "offramp/bargaining/tied/point_goal.h"

namespace offramp::bargaining {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
using Family = Objective::Family;
using Stop = PointSummary::Stop;

class TiedPointSolver {
 public:
  TiedPointSolver(const Problem& problem, const PointOptions& options, const RunControl& control)
      : problem_(problem),
        options_(options),
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
  void set_scale();
  double value_of(const Objective& objective, double level) const {
    return fairness_value(options_.fairness, scale_, objective, level);
  }
  void report(const Objective& objective, const Found& found);
  void finish(Stop stop, std::string message) { bargaining::finish(summary_, stop, std::move(message)); }

  const Problem& problem_;
  const PointOptions& options_;
  const RunControl& control_;
  std::size_t n_;
  TiedModel model_;
  FairnessScale scale_;
  PointSummary summary_;
};

TiedPointSolver::Found TiedPointSolver::maximise(TiedModel& model, Objective objective, bool rational) {
  Found found{{}, PointGoal(model, std::move(objective))};
  const TiedSearchOptions search{options_.width, options_.max_nodes, rational};
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
    scale_.ideal_gain.push_back(best.goal.gain()[p]);
    summary_.ideal.push_back(problem_.negotiators[p].reservation +
                             scale_.ideal_gain.back() / model_.scaling()[p].units);
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
      (sign < 0.0 ? scale_.least : scale_.most)[p] = sign * best.goal.gain()[0];
    }
  }
  return true;
}

void TiedPointSolver::set_scale() {
  for (std::size_t p = 0; p < n_; ++p) {
    scale_.units.push_back(model_.scaling()[p].units);
    scale_.reservation.push_back(problem_.negotiators[p].reservation);
    const double largest = model_.rows().magnitude(p) + std::fabs(model_.base()[p]);
    scale_.least.push_back(-largest);  // bounds, until somebody needs the range itself
    scale_.most.push_back(largest);
  }
  scale_.weights = options_.weights;
  scale_.interim = options_.interim;
  scale_.least_gain =
      options_.individually_rational ? model_.least_gain() : std::vector<double>(n_, -kInfinity);
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
  finish(Stop::limit, fmt::format("max_nodes = {:.0f} was not enough for a proof", options_.max_nodes));
}

PointSummary TiedPointSolver::run() {
  summary_.scaling = model_.scaling();
  const Fairness idea = options_.fairness;
  set_scale();
  if (idea_of(idea).from_ideal && !find_ideals()) return std::move(summary_);
  if (idea == Fairness::relative_utilitarian && !find_ranges()) return std::move(summary_);
  const Objective wanted = fairness_objective(idea, scale_);
  const Found found = maximise(model_, wanted, options_.individually_rational);
  const bool nothing_to_share =
      idea == Fairness::nash && found.end.complete && found.goal.settlement() && found.goal.level() <= 0.0;
  if (!nothing_to_share) {
    report(wanted, found);
    return std::move(summary_);
  }
  // No settlement gives every weighted party something: the leximin order of gains chooses.
  const Objective gains = fairness_objective(Fairness::egalitarian, scale_);
  report(gains, maximise(model_, gains, true));
  summary_.value = summary_.bound = summary_.gap = 0.0;
  if (summary_.stop == Stop::proven) {
    summary_.message = "proven: no settlement gives every party more than its reservation; the product is 0";
  }
  return std::move(summary_);
}

}  // namespace

PointSummary solve_tied_point(const Problem& problem, const PointOptions& options,
                              const RunControl& control) {
  check_options(options, problem.negotiators.size());
  return TiedPointSolver(problem, options, control).run();
}

}  // namespace offramp::bargaining
