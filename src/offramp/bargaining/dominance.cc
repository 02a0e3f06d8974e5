// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/dominance.h"

#include <algorithm>
#include <numeric>

namespace offramp::bargaining {

std::vector<std::size_t> undominated(const std::vector<std::vector<double>>& point) {
  if (point.empty()) return {};
  const std::size_t dimensions = point.size();
  // After sorting downwards by the first coordinate, then the next, nobody is dominated by a later one.
  std::vector<std::size_t> order(point.front().size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    for (const std::vector<double>& coordinate : point) {
      if (coordinate[a] != coordinate[b]) return coordinate[a] > coordinate[b];
    }
    return a < b;
  });
  const auto dominates = [&](const double* high, std::size_t low) {
    bool higher = false;
    for (std::size_t d = 0; d < dimensions; ++d) {
      if (high[d] < point[d][low]) return false;
      higher = higher || high[d] > point[d][low];
    }
    return higher;
  };
  std::vector<std::size_t> frontier;
  std::vector<double> kept;  // coordinates of the frontier, point by point; recent dominators in front
  for (const std::size_t candidate : order) {
    bool dominated = false;
    for (std::size_t i = 0; i < kept.size() && !dominated; i += dimensions) {
      if (!dominates(&kept[i], candidate)) continue;
      dominated = true;
      if (dimensions > 2 && i > 0) {
        const std::size_t ahead = i / dimensions / 2 * dimensions;
        std::swap_ranges(kept.begin() + static_cast<std::ptrdiff_t>(i),
                         kept.begin() + static_cast<std::ptrdiff_t>(i + dimensions),
                         kept.begin() + static_cast<std::ptrdiff_t>(ahead));
      }
    }
    if (dominated) continue;
    frontier.push_back(candidate);
    if (dimensions == 2) kept.clear();  // the latest has the highest second coordinate so far
    for (std::size_t d = 0; d < dimensions; ++d) kept.push_back(point[d][candidate]);
  }
  std::sort(frontier.begin(), frontier.end());
  return frontier;
}

}  // namespace offramp::bargaining
