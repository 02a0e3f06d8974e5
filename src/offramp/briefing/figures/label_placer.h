// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "offramp/briefing/figures/svg.h"

namespace offramp::briefing {

struct Box {
  double left = 0, top = 0, right = 0, bottom = 0;
  bool overlaps(const Box& other) const {
    return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
  }
};

/// Where a label went: the baseline of its text, and whether a leader line should join it to its point.
struct PlacedLabel {
  double x = 0, y = 0;
  Svg::Anchor anchor = Svg::Anchor::start;
  bool leader = false;
  double leader_x = 0, leader_y = 0;
};

/// Puts labels beside points so that they cover neither each other nor an obstacle, trying nearer places
/// first. Greedy: heuristic, the order of calls matters. If no place is free, the least bad is taken.
class LabelPlacer {
 public:
  explicit LabelPlacer(Box frame) : frame_(frame) {}
  void obstacle(const Box& box) { taken_.push_back(box); }
  PlacedLabel place(double x, double y, double width, double height);

 private:
  double cost(const Box& box) const;
  Box frame_;
  std::vector<Box> taken_;
};

}  // namespace offramp::briefing
