// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "offramp/bargaining/merged/relax.h"

namespace offramp::bargaining {

/// A separable concave function of the gains, by its derivative: what a relaxation climbs. logarithm: slope y
/// + weight log(y - floor), for products and as a barrier; centre: a steep barrier of the same kind that
/// pulls into the middle of what is admitted. Defined for y > floor.
struct Barrier {
  enum class Shape { logarithm, centre };
  Shape shape = Shape::logarithm;
  std::vector<double> slope;   // constant part of the derivative
  std::vector<double> weight;  // logarithm: weight / (y - floor); centre: weight / (y - floor)^9, scaled
  std::vector<double> floor;
  std::vector<double> scale;  // centre: unit in which y - floor is measured

  /// By party i at y > floor[i].
  double derivative(std::size_t i, double y) const {
    if (weight[i] == 0.0) return slope[i];
    if (shape == Shape::logarithm) return slope[i] + weight[i] / (y - floor[i]);
    const double z = scale[i] / (y - floor[i]);
    const double z2 = z * z;
    const double z4 = z2 * z2;
    return slope[i] + weight[i] * z4 * z4 * z;
  }
};

/// A mixture of rows in every group: shares that sum to 1, and the gains they give. Improved group by group,
/// by moving share from the row that is worst under the present derivative to the best (a pairwise
/// conditional gradient step with exact line search, up to seven halvings). Refers to the slim table.
class Mixture {
 public:
  /// Equal shares.
  explicit Mixture(const Slim& slim) : slim_(slim), point_(slim.base) {
    for (const Slim::Group& group : slim.open) {
      const double share = 1.0 / static_cast<double>(group.rows());
      share_.emplace_back(group.rows(), share);
      for (std::size_t at = 0; at < group.value.size(); ++at) {
        point_[at % slim.parties] += share * group.value[at];
      }
    }
  }
  /// The gains [party] of the mixture.
  const std::vector<double>& point() const { return point_; }
  /// [open group][row], each at least 0.
  const std::vector<std::vector<double>>& share() const { return share_; }
  /// Takes other shares, of the same shape.
  void set(std::vector<std::vector<double>> share) {
    share_ = std::move(share);
    point_ = slim_.base;
    for (std::size_t g = 0; g < slim_.open.size(); ++g) {
      const Slim::Group& group = slim_.open[g];
      for (std::size_t at = 0; at < group.value.size(); ++at) {
        point_[at % slim_.parties] += share_[g][at / slim_.parties] * group.value[at];
      }
    }
  }
  /// One step in every group. Never leaves what the barrier is defined on, if the point is inside it.
  void cycle(const Barrier& barrier) {
    for (std::size_t g = 0; g < slim_.open.size(); ++g) step(g, barrier);
  }

 private:
  void step(std::size_t g, const Barrier& barrier);
  double line_search(const Barrier& barrier, const double* to, const double* from, double most) const;
  const Slim& slim_;
  std::vector<double> point_;
  std::vector<std::vector<double>> share_;
};

}  // namespace offramp::bargaining
