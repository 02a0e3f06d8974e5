// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/figures/label_placer.h"

#include <algorithm>
#include <array>

namespace offramp::briefing {

double LabelPlacer::cost(const Box& box) const {
  double covered = 0;
  for (const Box& other : taken_) {
    if (!box.overlaps(other)) continue;
    covered += (std::min(box.right, other.right) - std::max(box.left, other.left)) *
               (std::min(box.bottom, other.bottom) - std::max(box.top, other.top));
  }
  const bool outside = box.left < frame_.left || box.right > frame_.right || box.top < frame_.top ||
                       box.bottom > frame_.bottom;
  return covered + (outside ? 1e6 : 0);
}

PlacedLabel LabelPlacer::place(double x, double y, double width, double height) {
  // Directions, nearest reading order first: right, left, above, below and the corners.
  static constexpr std::array<std::pair<int, int>, 8> kDirections = {
      {{1, 0}, {-1, 0}, {1, -1}, {-1, -1}, {1, 1}, {-1, 1}, {0, -1}, {0, 1}}};
  PlacedLabel best;
  Box best_box;
  double best_cost = 1e18;
  for (const double distance : {10.0, 18.0, 30.0, 46.0, 66.0, 90.0, 120.0}) {
    for (const auto& [dx, dy] : kDirections) {
      const double away = dx != 0 && dy != 0 ? distance * 0.75 : distance;
      const double cx = x + dx * away, cy = y + dy * away;
      const double left = dx > 0 ? cx : dx < 0 ? cx - width : cx - width / 2;
      const Box box{left, cy - height / 2, left + width, cy + height / 2};
      const double cost = this->cost(box) + distance * 0.01;
      if (cost >= best_cost) continue;
      best_cost = cost;
      best_box = box;
      best.anchor = dx > 0 ? Svg::Anchor::start : dx < 0 ? Svg::Anchor::end : Svg::Anchor::middle;
      best.x = cx;
      best.y = cy + height * 0.3;
      best.leader = distance > 12.0;
      best.leader_x = dx == 0 ? cx : cx - dx * 2;
      best.leader_y = dx == 0 ? cy - dy * height / 2 : cy;
    }
    if (best_cost < 1.5) break;
  }
  taken_.push_back(best_box);
  return best;
}

}  // namespace offramp::briefing
