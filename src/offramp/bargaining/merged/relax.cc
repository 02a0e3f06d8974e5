// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/merged/relax.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "offramp/bargaining/merged/leximin.h"
#include "offramp/bargaining/merged/mixture.h"

namespace offramp::bargaining {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// Collects tangents; keeps the tightest in front and a sample of the others.
class Tangents {
 public:
  Tangents(const Slim& slim, ConvexRelaxation& result) : slim_(slim), result_(result) {
    result_.bound = kInfinity;
  }
  bool add(Cut cut, bool keep = false) {
    const double bound = support(slim_, cut.weight) + cut.offset;
    if (!std::isfinite(bound)) return false;
    const bool better = bound < result_.bound;
    if (better) {
      result_.bound = bound;
      result_.cuts.insert(result_.cuts.begin(), std::move(cut));
      if (result_.cuts.size() > kMost) result_.cuts.pop_back();
    } else if (keep) {
      result_.cuts.push_back(std::move(cut));
    }
    return better;
  }

 private:
  static constexpr std::size_t kMost = 4;
  const Slim& slim_;
  ConvexRelaxation& result_;
};

std::vector<double> gradient(const Barrier& barrier, const std::vector<double>& y) {
  std::vector<double> w(y.size());
  for (std::size_t i = 0; i < y.size(); ++i) w[i] = barrier.derivative(i, y[i]);
  return w;
}

// Method of centres for the smallest z: maximise -sum (z_i - c)^-8 with c a little below the least z.
// Calls on_gradient(weights) after each cycle; stops when it says so.
template <class OnGradient>
void centre(Mixture& mixture, const std::vector<double>& origin, const std::vector<double>& step,
            OnGradient on_gradient) {
  const std::size_t n = origin.size();
  const auto z = [&](std::size_t i) { return (mixture.point()[i] - origin[i]) / step[i]; };
  double softness = 0.0;
  for (int round = 0; round < 40; ++round) {
    double least = kInfinity;
    double most = -kInfinity;
    for (std::size_t i = 0; i < n; ++i) {
      if (step[i] == 0.0) continue;
      least = std::min(least, z(i));
      most = std::max(most, z(i));
    }
    const double spread = std::max(most - least, 1e-6 * std::max(1.0, std::fabs(least)));
    softness = round == 0 ? spread : std::max(softness * 0.75, 1e-7 * spread);
    Barrier barrier{Barrier::Shape::centre, std::vector<double>(n, 0.0), std::vector<double>(n, 0.0),
                    std::vector<double>(n, 0.0), std::vector<double>(n, 1.0)};
    for (std::size_t i = 0; i < n; ++i) {
      if (step[i] == 0.0) continue;
      barrier.weight[i] = 1.0 / step[i];
      barrier.floor[i] = origin[i] + (least - softness) * step[i];
      barrier.scale[i] = softness * step[i];
    }
    for (int k = 0; k < 3; ++k) mixture.cycle(barrier);
    if (!on_gradient(gradient(barrier, mixture.point()))) return;
  }
}

// Moves the mixture to gains above the floors, or proves that no package reaches them.
// Steps are the parties' ranges, so that no party dominates by its units.
bool reach(Mixture& mixture, const Slim& slim, const std::vector<double>& floors, double margin,
           bool& empty) {
  const std::size_t n = floors.size();
  std::vector<double> origin(n, 0.0);
  std::vector<double> step(n, 0.0);
  for (std::size_t i = 0; i < n; ++i) {
    if (std::isinf(floors[i])) continue;
    std::vector<double> unit(n, 0.0);
    unit[i] = 1.0;
    origin[i] = floors[i];
    step[i] = std::max(1.0, support(slim, unit) - floors[i]);
  }
  const auto reached = [&] {
    for (std::size_t i = 0; i < n; ++i) {
      if (step[i] != 0.0 && !(mixture.point()[i] > origin[i] + margin * step[i])) return false;
    }
    return true;
  };
  if (reached()) return true;
  Objective distance;
  distance.family = Objective::Family::leximin;
  distance.least_gain.assign(n, -kInfinity);
  distance.origin = origin;
  distance.step = step;
  bool done = false;
  centre(mixture, origin, step, [&](const std::vector<double>& w) {
    if (reached()) return !(done = true);
    const Cut cut = leximin_tangent(distance, w);
    empty = support(slim, cut.weight) + cut.offset < -1e-11;
    return !empty;
  });
  if (done || empty) return done;
  LinearOptimum optimum = linear_optimum(slim, distance, -kInfinity);
  if (!optimum.solved) return false;
  empty = support(slim, optimum.cut.weight) + optimum.cut.offset < -1e-11;
  mixture.set(std::move(optimum.share));
  return reached();
}

void relax_product(const Slim& slim, const Objective& objective, Mixture& mixture, ConvexRelaxation& result,
                   double gap) {
  const std::size_t n = slim.parties;
  Tangents tangents(slim, result);
  std::vector<double> floors(n, 0.0);
  for (std::size_t i = 0; i < n; ++i) {
    if (objective.weight[i] == 0.0) floors[i] = objective.least_gain[i];
  }
  if (!reach(mixture, slim, floors, 1e-6, result.empty)) {
    // Not even mixtures give everybody something (or barely so): bound by the soft tangent at unit gains.
    tangents.add(product_tangent(objective, std::vector<double>(n, 1.0)), true);
    return;
  }
  Barrier barrier{Barrier::Shape::logarithm, std::vector<double>(n, 0.0), objective.weight,
                  std::vector<double>(n, 0.0), std::vector<double>(n, 1.0)};
  for (int round = 0; round < (gap < 1e-5 ? 600 : 60); ++round) {
    mixture.cycle(barrier);
    if (round % 3 != 2) continue;
    tangents.add(product_tangent(objective, mixture.point()));
    if (result.bound <= objective.level(mixture.point().data()) * (1 + gap)) break;
  }
  constexpr double kFactors[] = {0.97, 1.03, 0.85, 1.18, 0.6, 1.7};
  for (std::size_t i = 0; i < n && n > 1; ++i) {
    if (objective.weight[i] == 0.0) continue;
    for (double factor : kFactors) {
      std::vector<double> at = mixture.point();
      at[i] *= factor;
      tangents.add(product_tangent(objective, at), true);
    }
  }
}

// Bound and mixture of the linear program.
void add_linear_optimum(const Slim& slim, const Objective& objective, Mixture& mixture, Tangents& tangents) {
  LinearOptimum optimum = linear_optimum(slim, objective, objective.level(mixture.point().data()));
  if (!optimum.solved) return;
  tangents.add(std::move(optimum.cut));
  mixture.set(std::move(optimum.share));
}

void relax_leximin(const Slim& slim, const Objective& objective, Mixture& mixture, ConvexRelaxation& result,
                   double gap) {
  const std::size_t n = slim.parties;
  Tangents tangents(slim, result);
  int round = 0;
  bool open = true;
  centre(mixture, objective.origin, objective.step, [&](const std::vector<double>& w) {
    ++round;
    tangents.add(leximin_tangent(objective, w), round == 2 || round == 5);
    const double level = objective.level(mixture.point().data());
    return open = result.bound > level + std::min(1e-6, gap) * std::max(1e-3, std::fabs(level));
  });
  if (open) add_linear_optimum(slim, objective, mixture, tangents);
  if (result.cuts.empty()) {  // not even one finite gradient: fall back on equal weights
    std::vector<double> even(n, 0.0);
    for (std::size_t i = 0; i < n; ++i) even[i] = objective.step[i] > 0.0 ? 1.0 / objective.step[i] : 0.0;
    tangents.add(leximin_tangent(objective, std::move(even)));
  }
  const std::vector<double> centre_weight = result.cuts.front().weight;
  for (std::size_t i = 0; i < n; ++i) {
    if (objective.step[i] == 0.0) continue;
    for (double factor : {0.0, 0.5, 0.8, 1.25, 2.0, 5.0}) {
      std::vector<double> w = centre_weight;
      w[i] *= factor;
      double total = 0.0;
      for (double x : w) total += x;
      if (total > 0.0) tangents.add(leximin_tangent(objective, std::move(w)), true);
    }
    for (double share : {0.02, 0.1}) {
      std::vector<double> w = centre_weight;
      w[i] += share / objective.step[i];
      tangents.add(leximin_tangent(objective, std::move(w)), true);
    }
    std::vector<double> unit(n, 0.0);
    unit[i] = 1.0;
    tangents.add(leximin_tangent(objective, std::move(unit)), true);
  }
}

void relax_sum(const Slim& slim, const Objective& objective, Mixture& mixture, ConvexRelaxation& result) {
  const std::size_t n = slim.parties;
  Tangents tangents(slim, result);
  tangents.add({objective.weight, 0.0, true}, true);
  std::vector<double> floors = objective.least_gain;
  bool any = false;
  for (double f : floors) any = any || !std::isinf(f);
  if (!any) return;
  const bool inside = reach(mixture, slim, floors, 1e-6, result.empty);
  if (result.empty) return;
  Barrier barrier{Barrier::Shape::logarithm, objective.weight, std::vector<double>(n, 0.0), floors,
                  std::vector<double>(n, 1.0)};
  double tau = 0.1 * std::max(1e-300, std::fabs(result.bound)) / static_cast<double>(n);
  for (int round = 0; inside && round < 24; ++round, tau *= 0.6) {
    for (std::size_t i = 0; i < n; ++i) barrier.weight[i] = std::isinf(floors[i]) ? 0.0 : tau;
    for (std::size_t i = 0; i < n; ++i) barrier.floor[i] = std::isinf(floors[i]) ? 0.0 : floors[i];
    for (int k = 0; k < 3; ++k) mixture.cycle(barrier);
    Cut cut{gradient(barrier, mixture.point()), 0.0, true};
    for (std::size_t i = 0; i < n; ++i) {
      if (!std::isinf(floors[i])) cut.offset -= (cut.weight[i] - objective.weight[i]) * floors[i];
    }
    tangents.add(std::move(cut), round == 4 || round == 8);
  }
  add_linear_optimum(slim, objective, mixture, tangents);
}

}  // namespace

double support(const Slim& slim, const std::vector<double>& weight) {
  const std::size_t n = slim.parties;
  double total = 0.0;
  for (std::size_t i = 0; i < n; ++i) total += weight[i] * slim.base[i];
  for (const Slim::Group& group : slim.open) {
    double best = -kInfinity;
    for (std::size_t at = 0; at < group.value.size(); at += n) {
      double value = 0.0;
      for (std::size_t i = 0; i < n; ++i) value += weight[i] * group.value[at + i];
      best = std::max(best, value);
    }
    total += best;
  }
  return total;
}

Slim make_slim(const Table& table, const std::vector<std::vector<bool>>& keep) {
  const std::size_t n = table.parties;
  Slim slim{n, table.base, 1.0, std::vector<std::uint32_t>(table.groups.size(), Slim::kOpen), {}};
  for (std::size_t g = 0; g < table.groups.size(); ++g) {
    Slim::Group open{g, {}, {}, {}};
    const auto& first = table.groups[g].first;
    for (std::uint32_t r = 0; r < table.groups[g].rows; ++r) {
      if (!keep[g][r]) continue;
      open.row.push_back(r);
      open.members.push_back(first[r + 1] - first[r]);
      const double* value = &table.groups[g].value[r * n];
      open.value.insert(open.value.end(), value, value + n);
    }
    if (open.rows() > 1) {
      slim.open.push_back(std::move(open));
      continue;
    }
    slim.decided[g] = open.row.front();
    slim.base_count *= open.members.front();
    for (std::size_t i = 0; i < n; ++i) slim.base[i] += open.value[i];
  }
  return slim;
}

Cut product_tangent(const Objective& objective, const std::vector<double>& at) {
  double total = 0.0;
  for (double w : objective.weight) total += w;
  std::vector<double> positive(at);
  for (double& x : positive) x = std::max(x, 1e-9);
  const double mean = objective.level(positive.data());
  Cut cut{std::vector<double>(at.size(), 0.0), 0.0, true};
  for (std::size_t i = 0; i < at.size(); ++i) {
    if (objective.weight[i] > 0.0) cut.weight[i] = objective.weight[i] / total * mean / positive[i];
  }
  return cut;
}

ConvexRelaxation relax(const Slim& slim, const Objective& objective, double gap) {
  ConvexRelaxation result;
  Mixture mixture(slim);
  switch (objective.family) {
    case Objective::Family::product:
      relax_product(slim, objective, mixture, result, gap);
      break;
    case Objective::Family::leximin:
      relax_leximin(slim, objective, mixture, result, gap);
      break;
    case Objective::Family::sum:
      relax_sum(slim, objective, mixture, result);
      break;
  }
  for (std::size_t i = 0; i < slim.parties; ++i) {
    if (std::isinf(objective.least_gain[i])) continue;
    Cut own{std::vector<double>(slim.parties, 0.0), -objective.least_gain[i], false};
    own.weight[i] = 1.0;
    result.cuts.push_back(std::move(own));
  }
  result.point = mixture.point();
  result.share = mixture.share();
  return result;
}

}  // namespace offramp::bargaining
