// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/model/dominance.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace offramp::bargaining {
namespace {

constexpr std::size_t kBuffer = 32;  // points scanned one by one; also the leaf size

// The least number of each class of equal ones, increasing.
std::vector<double> class_starts(std::vector<double> numbers, double tolerance) {
  std::sort(numbers.begin(), numbers.end());
  std::vector<double> starts;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (i == 0 || numbers[i] - numbers[i - 1] > tolerance) starts.push_back(numbers[i]);
  }
  return starts;
}

}  // namespace

void DominanceForest::add(const double* point) {
  buffer_.insert(buffer_.end(), point, point + d_);
  if (buffer_.size() < kBuffer * d_) return;
  Tree merged;
  merged.points.swap(buffer_);
  for (Tree& tree : trees_) {
    if (tree.points.empty()) {
      build(merged);
      tree = std::move(merged);
      return;
    }
    merged.points.insert(merged.points.end(), tree.points.begin(), tree.points.end());
    tree = Tree{};
  }
  build(merged);
  trees_.push_back(std::move(merged));
}

void DominanceForest::build(Tree& tree) const {
  const std::vector<double> points = tree.points;
  std::vector<std::uint32_t> order(points.size() / d_);
  std::iota(order.begin(), order.end(), 0u);
  build_node(tree, order, points, 0, order.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    std::copy_n(&points[order[i] * d_], d_, &tree.points[i * d_]);
  }
}

std::size_t DominanceForest::build_node(Tree& tree, std::vector<std::uint32_t>& order,
                                        const std::vector<double>& points, std::size_t begin,
                                        std::size_t end) const {
  const std::size_t node = tree.nodes.size();
  tree.nodes.push_back({begin, end, 0});
  std::vector<double> low(d_, std::numeric_limits<double>::infinity());
  std::vector<double> high(d_, -std::numeric_limits<double>::infinity());
  for (std::size_t i = begin; i < end; ++i) {
    for (std::size_t k = 0; k < d_; ++k) {
      low[k] = std::min(low[k], points[order[i] * d_ + k]);
      high[k] = std::max(high[k], points[order[i] * d_ + k]);
    }
  }
  tree.upper.insert(tree.upper.end(), high.begin(), high.end());
  if (end - begin <= kBuffer) return node;
  std::size_t widest = 0;
  for (std::size_t k = 1; k < d_; ++k) {
    if (high[k] - low[k] > high[widest] - low[widest]) widest = k;
  }
  const std::size_t middle = begin + (end - begin) / 2;
  const auto at = [&](std::size_t i) { return order.begin() + static_cast<std::ptrdiff_t>(i); };
  // Larger points to the left: they are asked first.
  std::nth_element(at(begin), at(middle), at(end), [&](std::uint32_t a, std::uint32_t b) {
    return points[a * d_ + widest] > points[b * d_ + widest];
  });
  build_node(tree, order, points, begin, middle);
  const std::size_t right = build_node(tree, order, points, middle, end);
  tree.nodes[node].right = right;
  return node;
}

bool DominanceForest::dominates(const Tree& tree, std::size_t node, const double* query) const {
  if (!covers(&tree.upper[node * d_], query)) return false;
  const Node& at = tree.nodes[node];
  if (at.right != 0) return dominates(tree, node + 1, query) || dominates(tree, at.right, query);
  for (std::size_t i = at.begin; i < at.end; ++i) {
    if (covers(&tree.points[i * d_], query)) return true;
  }
  return false;
}

bool DominanceForest::dominates(const double* query) const {
  for (std::size_t i = 0; i < buffer_.size(); i += d_) {
    if (covers(&buffer_[i], query)) return true;
  }
  for (auto tree = trees_.rbegin(); tree != trees_.rend(); ++tree) {
    if (!tree->points.empty() && dominates(*tree, 0, query)) return true;
  }
  return false;
}

std::vector<std::vector<std::uint32_t>> maximal_rows(const std::vector<double>& rows, std::size_t columns) {
  std::vector<std::uint32_t> order(rows.size() / columns);
  std::iota(order.begin(), order.end(), 0u);
  const auto row = [&](std::uint32_t r) { return &rows[r * columns]; };
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    const auto [x, y] = std::mismatch(row(a), row(a) + columns, row(b));
    return x == row(a) + columns ? a < b : *x > *y;
  });
  std::vector<std::vector<std::uint32_t>> classes;
  DominanceForest forest(columns > 1 ? columns - 1 : 1);
  double best_second = -std::numeric_limits<double>::infinity();
  std::uint32_t last = 0;  // the last row that opened a class
  for (std::uint32_t r : order) {
    if (!classes.empty() && std::equal(row(r), row(r) + columns, row(last))) {
      classes.back().push_back(r);
      continue;
    }
    // Rows before r are lexicographically larger: r is dominated if one of them covers its later columns.
    const bool dominated = columns == 1   ? !classes.empty()
                           : columns == 2 ? !(row(r)[1] > best_second)
                                          : forest.dominates(row(r) + 1);
    if (dominated) continue;
    if (columns == 2) best_second = row(r)[1];
    if (columns > 2) forest.add(row(r) + 1);
    classes.push_back({r});
    last = r;
  }
  return classes;
}

std::vector<std::size_t> undominated(const std::vector<std::vector<double>>& point, double tolerance) {
  if (point.empty()) return {};
  const std::size_t columns = point.size();
  std::vector<double> rows(point.front().size() * columns);
  for (std::size_t d = 0; d < columns; ++d) {
    const std::vector<double> starts = class_starts(point[d], tolerance);
    for (std::size_t i = 0; i < point[d].size(); ++i) {
      rows[i * columns + d] = *(std::upper_bound(starts.begin(), starts.end(), point[d][i]) - 1);
    }
  }
  std::vector<std::size_t> frontier;
  for (const std::vector<std::uint32_t>& equal : maximal_rows(rows, columns)) {
    frontier.insert(frontier.end(), equal.begin(), equal.end());
  }
  std::sort(frontier.begin(), frontier.end());
  return frontier;
}

}  // namespace offramp::bargaining
