// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/merged/merged_point.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "offramp/bargaining/merged/search.h"

namespace offramp::bargaining {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

class PointSolver {
 public:
  PointSolver(const Problem& problem, const PointOptions& options, const RunControl& control)
      : problem_(problem), options_(options), control_(control), n_(problem.negotiators.size()) {}
  PointSummary run();

 private:
  void set_scale();
  bool find_ideals();
  double value_of(double level) const { return fairness_value(options_.fairness, scale_, objective_, level); }
  void report(const Optimum& optimum);
  void list(const Optimum& optimum);
  void degenerate_nash();
  void finish(PointSummary::Stop stop, std::string message) {
    bargaining::finish(summary_, stop, std::move(message));
  }

  const Problem& problem_;
  const PointOptions& options_;
  const RunControl& control_;
  std::size_t n_;
  Table table_;
  FairnessScale scale_;
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
    scale_.ideal_gain.push_back(best.level);
    summary_.ideal.push_back(problem_.negotiators[i].reservation + best.level / table_.scaling[i].units);
  }
  return true;
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
  objective_ = fairness_objective(Fairness::egalitarian, scale_);
  report(maximise(table_, objective_, {options_.max_width, options_.max_listed, 4096}, control_));
  summary_.value = summary_.bound = summary_.gap = 0.0;
  summary_.all_ties = false;
  if (summary_.stop == PointSummary::Stop::proven) {
    summary_.message = "proven: no settlement gives every party more than its reservation; the product is 0";
  }
}

void PointSolver::set_scale() {
  for (std::size_t i = 0; i < n_; ++i) {
    scale_.units.push_back(table_.scaling[i].units);
    scale_.reservation.push_back(problem_.negotiators[i].reservation);
  }
  scale_.weights = options_.weights;
  scale_.least = table_.lowest;
  scale_.most = table_.highest;
  scale_.interim = options_.interim;
  scale_.least_gain =
      options_.individually_rational ? table_.least_gain : std::vector<double>(n_, -kInfinity);
}

PointSummary PointSolver::run() {
  check_options(options_, n_);
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
  set_scale();
  if (idea_of(options_.fairness).from_ideal && !find_ideals()) return std::move(summary_);
  objective_ = fairness_objective(options_.fairness, scale_);
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

PointSummary solve_merged_point(const Problem& problem, const PointOptions& options,
                                const RunControl& control) {
  return PointSolver(problem, options, control).run();
}

}  // namespace offramp::bargaining
