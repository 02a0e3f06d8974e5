// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/tied/tied_frontier.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>

#include "offramp/bargaining/search/search_region.h"
#include "offramp/bargaining/tied/search.h"

namespace offramp::bargaining {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kLowest = -1e300;             // of a coordinate without a floor
constexpr std::size_t kMostCorners = 100'000;  // of the search region; beyond, only points are compared

// Whole weights that sum to `steps`, all of them, as shares of each party's range.
std::vector<std::vector<double>> lattice(std::size_t parties, int steps) {
  std::vector<std::vector<double>> all{{}};
  for (std::size_t p = 0; p < parties; ++p) {
    std::vector<std::vector<double>> longer;
    for (const std::vector<double>& head : all) {
      const double left = steps - std::accumulate(head.begin(), head.end(), 0.0);
      for (double w = p + 1 == parties ? left : 0.0; w <= left; w += 1.0) {
        longer.push_back(head);
        longer.back().push_back(w);
      }
    }
    all = std::move(longer);
  }
  return all;
}

std::vector<double> ranges_of(const TiedModel& model) {
  std::vector<double> ranges;
  for (std::size_t p = 0; p < model.parties(); ++p) {
    ranges.push_back(
        std::max(1.0, model.rows().highest(p, model.domains()) - model.rows().lowest(p, model.domains())));
  }
  return ranges;
}

class FrontierGoal : public SearchGoal {
 public:
  FrontierGoal(const TiedModel& model, const TiedFrontierOptions& options)
      : n_(model.parties()),
        most_(options.max_points),
        range_(ranges_of(model)),
        gap_(n_, 0.0),
        least_(options.individually_rational ? model.least_gain() : std::vector<double>(n_, kLowest)),
        region_(least_, gap_) {
    const int steps = n_ == 1 ? 1 : n_ == 2 ? 8 : n_ == 3 ? 4 : n_ <= 5 ? 2 : 1;
    std::vector<std::vector<double>> weights = lattice(n_, steps);
    weights.insert(weights.begin(), std::vector<double>(n_, static_cast<double>(steps)));
    for (std::vector<double>& w : weights) {
      for (std::size_t p = 0; p < n_; ++p) w[p] /= range_[p] * steps;
    }
    directions_ = make_directions(model, std::move(weights), 100, {});
  }

  void offer(const double* gain, const Settlement& settlement) override {
    if (!wanted(gain)) return;
    std::erase_if(points_, [&](const Known& known) { return covers(gain, known.gain.data()); });
    points_.push_back({std::vector<double>(gain, gain + n_), settlement});
    if (!compare_points_) region_.cut(gain);
    if (region_.size() > kMostCorners) compare_points_ = true;
    if (points_.size() > most_) thin();
  }

  std::vector<Settlement> best() const override {
    std::vector<Settlement> all;
    for (const Known& known : points_) all.push_back(known.settlement);
    return all;
  }

  bool hopeless(const GainBound& bound) override {
    if (compare_points_) return hopeless_against_points(bound);
    const std::size_t corners = region_.size();
    if (corners == 0) return true;
    for (std::size_t k = 0; k < corners; ++k) {  // the corner that helped last is a good guess
      const std::size_t at = (last_ + k) % corners;
      if (!reaches(bound, region_.corner(at))) continue;
      last_ = at;
      return false;
    }
    return true;
  }

  double promise(const GainBound& bound) const override { return bound.sum[0]; }

  void abandon(const GainBound& bound) override {
    double most = compare_points_ || region_.size() == 0 ? points_excess(bound) : -kInfinity;
    for (std::size_t k = 0; !compare_points_ && k < region_.size(); ++k) {
      most = std::max(most, excess(bound, region_.corner(k)));
    }
    excess_ = std::max(excess_, most);
  }

  const Directions& directions() override { return directions_; }

  bool thinned() const { return *std::max_element(gap_.begin(), gap_.end()) > 0.0; }
  /// In units of each party.
  std::vector<double> epsilon() const {
    std::vector<double> epsilon = gap_;
    for (std::size_t p = 0; p < n_; ++p) epsilon[p] += std::max(0.0, excess_) * range_[p];
    return epsilon;
  }

  struct Known {
    std::vector<double> gain;
    Settlement settlement;
  };
  const std::vector<Known>& points() const { return points_; }

 private:
  bool covers(const double* a, const double* b) const {
    for (std::size_t p = 0; p < n_; ++p) {
      if (a[p] + (compare_points_ ? gap_[p] : 0.0) < b[p]) return false;
    }
    return true;
  }
  bool wanted(const double* gain) const {
    if (!compare_points_) return region_.contains(gain);
    return std::none_of(points_.begin(), points_.end(),
                        [&](const Known& known) { return covers(known.gain.data(), gain); });
  }
  bool hopeless_against_points(const GainBound& bound) const {
    for (std::size_t p = 0; p < n_; ++p) {
      if (bound.highest[p] < least_[p]) return true;
    }
    return std::any_of(points_.begin(), points_.end(),
                       [&](const Known& known) { return covers(known.gain.data(), bound.highest); });
  }
  bool reaches(const GainBound& bound, const double* corner) const {
    for (std::size_t p = 0; p < n_; ++p) {
      if (bound.highest[p] < corner[p]) return false;
    }
    const auto& weights = bound.directions->weight;
    for (std::size_t k = 0; k < weights.size(); ++k) {
      double need = 0.0;
      for (std::size_t p = 0; p < n_; ++p) need += weights[k][p] * corner[p];
      if (bound.sum[k] < need - 1e-12 * std::fabs(need)) return false;
    }
    return true;
  }
  // By which share of the ranges the bound passes the known points at a corner.
  double excess(const GainBound& bound, const double* corner) const {
    double least = kInfinity;
    for (std::size_t p = 0; p < n_; ++p) {
      least = std::min(least, (bound.highest[p] - corner[p] + 1.0) / range_[p]);
    }
    const auto& weights = bound.directions->weight;
    for (std::size_t k = 0; k < weights.size(); ++k) {
      double over = bound.sum[k], scale = 0.0;
      for (std::size_t p = 0; p < n_; ++p) {
        over -= weights[k][p] * (corner[p] - 1.0);
        scale += weights[k][p] * range_[p];
      }
      if (scale > 0.0) least = std::min(least, over / scale);
    }
    return least;
  }
  double points_excess(const GainBound& bound) const {
    double least = kInfinity;
    for (const Known& known : points_) {
      double most = 0.0;
      for (std::size_t p = 0; p < n_; ++p) {
        most = std::max(most, (bound.highest[p] - known.gain[p] - gap_[p]) / range_[p]);
      }
      least = std::min(least, most);
    }
    return least;
  }
  // Fewer points, further apart.
  void thin() {
    share_ = share_ > 0.0 ? 2.0 * share_ : 1.0 / 4096.0;
    std::vector<double> step;
    for (std::size_t p = 0; p < n_; ++p) {
      step.push_back(std::ceil(share_ * range_[p]));
      gap_[p] += step.back();
    }
    std::sort(points_.begin(), points_.end(), [](const Known& a, const Known& b) { return a.gain > b.gain; });
    std::vector<Known> kept;
    SearchRegion near(least_, step);
    region_ = SearchRegion(least_, gap_);
    for (Known& known : points_) {
      if (!near.contains(known.gain.data())) continue;
      near.cut(known.gain.data());
      region_.cut(known.gain.data());
      kept.push_back(std::move(known));
    }
    points_ = std::move(kept);
    if (points_.size() > most_) thin();
  }

  std::size_t n_, most_;
  std::vector<double> range_, gap_, least_;
  SearchRegion region_;
  Directions directions_;
  std::vector<Known> points_;
  bool compare_points_ = false;
  std::size_t last_ = 0;
  double share_ = 0.0;
  double excess_ = -kInfinity;
};

void describe(const TiedSearchEnd& end, const FrontierGoal& goal, const TiedFrontierOptions& options,
              TiedFrontier& frontier) {
  using Stop = TiedFrontier::Stop;
  frontier.nodes = end.nodes;
  if (!end.complete) {
    frontier.stop = end.stopped ? Stop::stopped : Stop::limit;
    frontier.message = end.stopped ? "stopped by the caller"
                                   : fmt::format("max_nodes = {:.0f} was reached", options.max_nodes);
  } else if (goal.points().empty()) {
    frontier.stop = Stop::no_agreement;
    frontier.message = options.individually_rational ? "proven: no settlement is acceptable to every party"
                                                     : "proven: no settlement is feasible";
  } else if (goal.thinned()) {
    frontier.stop = Stop::thinned;
    frontier.message = fmt::format("thinned: there are more than {} points", options.max_points);
  } else {
    frontier.stop = Stop::complete;
    frontier.message = fmt::format("complete: {} points", goal.points().size());
  }
}

}  // namespace

TiedFrontier solve_tied_frontier(const Problem& problem, const TiedFrontierOptions& options,
                                 const RunControl& control) {
  if (options.max_points == 0 || options.width == 0 || !(options.max_nodes >= 1.0)) {
    throw std::invalid_argument(fmt::format(
        "TiedFrontierOptions: max_points = {}, max_nodes = {}, width = {}; all must be at least 1",
        options.max_points, options.max_nodes, options.width));
  }
  TiedModel model(problem);
  FrontierGoal goal(model, options);
  const TiedSearchOptions search{options.width, options.max_nodes, options.individually_rational};
  tied_heuristic(model, goal, search, control);
  const TiedSearchEnd end = tied_search(model, goal, search, control);
  TiedFrontier frontier;
  frontier.scaling = model.scaling();
  describe(end, goal, options, frontier);
  const std::vector<double> epsilon = goal.epsilon();
  for (std::size_t p = 0; p < model.parties(); ++p) {
    const bool unknown = goal.points().empty() && frontier.stop != TiedFrontier::Stop::no_agreement;
    frontier.epsilon.push_back(unknown ? kInfinity : epsilon[p] / model.scaling()[p].units);
  }
  for (const FrontierGoal::Known& known : goal.points()) {
    std::vector<double> utility;
    for (std::size_t p = 0; p < model.parties(); ++p) {
      utility.push_back(problem.negotiators[p].utility.of(known.settlement));
    }
    frontier.points.push_back({known.settlement, std::move(utility)});
  }
  std::sort(frontier.points.begin(), frontier.points.end(),
            [](const auto& a, const auto& b) { return a.utility > b.utility; });
  return frontier;
}

}  // namespace offramp::bargaining
