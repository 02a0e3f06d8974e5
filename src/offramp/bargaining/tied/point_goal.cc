// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/tied/point_goal.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "offramp/base/number/elementary.h"

namespace offramp::bargaining {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr int kRounds = 60;  // of the shares at a new set of directions
using Family = Objective::Family;

}  // namespace

PointGoal::PointGoal(const TiedModel& model, Objective objective)
    : model_(model), objective_(std::move(objective)), n_(model.parties()), abandoned_(-kInfinity) {
  for (std::size_t p = 0; p < n_; ++p) {
    range_.push_back(
        std::max(1.0, model.rows().highest(p, model.domains()) - model.rows().lowest(p, model.domains())));
  }
  for (const double w : objective_.weight) whole_weights_ = whole_weights_ && w == std::floor(w);
  directions_.push_back(make_directions(model_, weights(), kRounds, {}));
}

void PointGoal::offer(const double* gain, const Settlement& settlement) {
  if (!objective_.admits(gain)) return;
  if (settlement_ && objective_.compare(gain, gain_.data()) <= 0) return;
  gain_.assign(gain, gain + n_);
  settlement_ = settlement;
  if (objective_.family == Family::leximin) make_corners();
}

std::vector<Settlement> PointGoal::best() const {
  return settlement_ ? std::vector<Settlement>{*settlement_} : std::vector<Settlement>{};
}

// Weights under which the parties' best sum leaves the least-off, `without` aside, as well as can be: what
// bounds max-min best (multiplicative updates of a zero-sum game, as Freund and Schapire 1999).
std::vector<double> PointGoal::balanced(std::size_t without) const {
  const Relaxation& rows = model_.rows();
  const Relaxation::State state = rows.state(model_.domains());
  std::vector<double> share(n_, 0.0);
  const auto counts = [&](std::size_t p) { return p != without && objective_.step[p] != 0.0; };
  for (std::size_t p = 0; p < n_; ++p) share[p] = counts(p) ? 1.0 : 0.0;
  Multipliers multipliers = rows.multipliers();
  std::vector<double> table, best, z(n_);
  Relaxed relaxed;
  double lowest = kInfinity;
  for (int round = 0; round < 2 * kRounds; ++round) {
    double total = 0.0, offset = 0.0;
    for (const double s : share) total += s;
    for (std::size_t p = 0; p < n_; ++p) {
      share[p] /= total > 0.0 ? total : 1.0;
      multipliers.row[p] = counts(p) ? share[p] / objective_.step[p] : 0.0;
      offset += multipliers.row[p] * (model_.zero()[p] - objective_.origin[p]);
    }
    rows.evaluate(model_.domains(), state, multipliers, table, relaxed);
    if (relaxed.bound + offset < lowest) {
      lowest = relaxed.bound + offset;
      best = multipliers.row;
    }
    double widest = 1e-300, mean = relaxed.bound + offset;
    for (std::size_t p = 0; p < n_; ++p) {
      if (!counts(p)) continue;
      z[p] = (relaxed.row_value[p] + model_.zero()[p] - objective_.origin[p]) / objective_.step[p];
      widest = std::max(widest, std::fabs(z[p] - mean));
    }
    const double rate = 0.5 / (1.0 + 0.1 * round);
    for (std::size_t p = 0; p < n_; ++p) {
      if (counts(p)) share[p] *= 1.0 - rate * (z[p] - mean) / widest;
      if (counts(p)) share[p] = std::max(share[p], 1e-6);
    }
    rows.shift(state, relaxed, 0.3 / (1.0 + 0.1 * round), multipliers);
  }
  return best;
}

std::vector<std::vector<double>> PointGoal::weights() const {
  std::vector<double> even(n_, 0.0);
  for (std::size_t p = 0; p < n_; ++p) even[p] = 1.0 / range_[p];
  if (objective_.family == Family::sum) return {objective_.weight, even};
  if (objective_.family == Family::product) {
    std::vector<double> tangent(n_, 0.0);
    for (std::size_t p = 0; p < n_; ++p) {
      if (objective_.weight[p] == 0.0) even[p] = 0.0;
      const double gain = settlement_ ? std::max(1.0, gain_[p]) : range_[p];
      tangent[p] = objective_.weight[p] / gain;
    }
    return {tangent, even};
  }
  std::vector<std::vector<double>> all{balanced(n_), even};
  for (std::size_t p = 0; p < n_ && n_ > 1; ++p) all.push_back(balanced(p));
  return all;
}

const Directions& PointGoal::directions() {
  if (objective_.family == Family::product && settlement_) {
    const double now = level();
    if (now > level_at_directions_ * (1.0 + 1e-4)) {
      directions_.push_back(make_directions(model_, weights(), kRounds, {}));
      level_at_directions_ = now;
    }
  }
  return directions_.back();
}

// To beat an incumbent with ordered numbers t_1 <= t_2 <= ... a vector must have all numbers above t_1, or
// all but one above t_2 and that one at least t_1, or all but two at least t_3 and those two at least t_1.
void PointGoal::make_corners() {
  std::vector<std::size_t> in;
  std::vector<double> ordered;
  for (std::size_t p = 0; p < n_; ++p) {
    if (objective_.step[p] == 0.0) continue;
    in.push_back(p);
    ordered.push_back((gain_[p] - objective_.origin[p]) / objective_.step[p]);
  }
  std::sort(ordered.begin(), ordered.end());
  corners_.clear();
  if (in.empty()) return;
  // Least whole gain whose number is at least t, or above t; a tolerance covers the rounding.
  const auto whole = [&](std::size_t p, double t, bool above) {
    const double x = objective_.origin[p] + objective_.step[p] * t;
    const double rounding = 1e-15 * (std::fabs(objective_.origin[p]) + std::fabs(objective_.step[p] * t)) +
                            objective_.tie * objective_.step[p];
    if (objective_.tie > 0.0) above = false;
    const double least = above ? std::floor(x + rounding) + 1.0 : std::ceil(x - rounding);
    return std::max(least, objective_.least_gain[p]);
  };
  const auto add = [&](std::size_t first, std::size_t second, double t, bool above) {
    for (std::size_t p = 0; p < n_; ++p) {
      const bool outside = objective_.step[p] == 0.0;
      const bool low = p == first || p == second;
      corners_.push_back(outside ? std::max(-1e300, objective_.least_gain[p])
                                 : whole(p, low ? ordered[0] : t, above && !low));
    }
  };
  add(n_, n_, ordered[0], true);
  for (std::size_t a = 0; a < in.size() && in.size() > 1; ++a) {
    add(in[a], n_, ordered[1], true);
    for (std::size_t b = a + 1; b < in.size() && in.size() > 2; ++b) add(in[a], in[b], ordered[2], false);
  }
}

bool PointGoal::reaches(const GainBound& bound, const double* corner) const {
  for (std::size_t p = 0; p < n_; ++p) {
    if (bound.highest[p] < corner[p]) return false;
  }
  for (std::size_t k = 0; k < bound.directions->weight.size(); ++k) {
    double need = 0.0;
    for (std::size_t p = 0; p < n_; ++p) {
      const double w = bound.directions->weight[k][p];
      if (w != 0.0) need += w * corner[p];
    }
    if (bound.sum[k] < need - 1e-12 * std::fabs(need)) return false;
  }
  return true;
}

bool PointGoal::unacceptable(const GainBound& bound) const {
  return std::isfinite(objective_.least_gain[0]) && !reaches(bound, objective_.least_gain.data());
}

double PointGoal::product_level(const GainBound& bound, std::size_t direction) const {
  // Weighted means: the largest product of x_p^w_p under sum of l_p x_p = s has x_p = w_p s / (w l_p).
  const std::vector<double>& slope = bound.directions->weight[direction];
  double total = 0.0, constant = 0.0;
  for (const double w : objective_.weight) total += w;
  for (std::size_t p = 0; p < n_; ++p) {
    const double w = objective_.weight[p];
    if (w == 0.0) continue;
    if (slope[p] <= 0.0) return kInfinity;
    constant += w * portable_log(w / (total * slope[p]));
  }
  const double sum = bound.sum[direction];
  return sum <= 0.0 ? 0.0 : portable_exp(constant / total + portable_log(sum)) * (1.0 + 1e-12);
}

double PointGoal::leximin_level(const GainBound& bound, std::size_t direction) const {
  const std::vector<double>& slope = bound.directions->weight[direction];
  double over = bound.sum[direction], scale = 0.0;
  for (std::size_t p = 0; p < n_; ++p) {
    if (objective_.step[p] == 0.0 && slope[p] > 0.0) return kInfinity;
    over -= slope[p] * objective_.origin[p];
    scale += slope[p] * objective_.step[p];
  }
  return scale > 0.0 ? over / scale : kInfinity;
}

double PointGoal::level_of(const GainBound& bound) const {
  if (objective_.family == Family::sum) return bound.sum[0];
  double least = objective_.level(bound.highest);
  for (std::size_t k = 0; k < bound.directions->weight.size(); ++k) {
    least = std::min(
        least, objective_.family == Family::product ? product_level(bound, k) : leximin_level(bound, k));
  }
  return least;
}

bool PointGoal::hopeless(const GainBound& bound) {
  if (unacceptable(bound)) return true;
  if (!settlement_) return false;
  std::vector<double> highest(bound.highest, bound.highest + n_);
  for (double& h : highest) h = std::floor(h);
  if (objective_.compare(highest.data(), gain_.data()) <= 0) return true;
  if (objective_.family == Family::leximin) {
    for (std::size_t at = 0; at < corners_.size(); at += n_) {
      if (reaches(bound, &corners_[at])) return false;
    }
    return !corners_.empty();
  }
  const double known = level();
  if (objective_.family == Family::sum) {
    return bound.sum[0] < known + (whole_weights_ ? 1.0 : 0.0) - 1e-12 * std::fabs(known);
  }
  return level_of(bound) < known;
}

void PointGoal::abandon(const GainBound& bound) {
  abandoned_ = std::max(abandoned_, level_of(bound));
}

}  // namespace offramp::bargaining
