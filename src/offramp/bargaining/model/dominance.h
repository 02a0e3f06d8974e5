// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "offramp/bargaining/model/utility.h"

namespace offramp::bargaining {

/// Holds points and answers whether one of them is at least as large as a query in every coordinate.
/// A forest of k-d trees with sizes that double (Bentley and Saxe 1980, the logarithmic method): adding
/// n points takes O(n log^2 n), a query descends only into boxes whose upper corner dominates it.
class DominanceForest {
 public:
  /// For points of so many coordinates, at least 1. NaN is not allowed.
  explicit DominanceForest(std::size_t dimensions) : d_(dimensions) {}
  /// Copies `dimensions` numbers.
  void add(const double* point);
  /// Whether some point added is at least `query` in every coordinate; a point covers itself.
  bool dominates(const double* query) const;

 private:
  struct Node {
    std::size_t begin, end;  // points of the tree
    std::size_t right;       // index of the right child, the left one follows its parent; 0: leaf
  };
  struct Tree {
    std::vector<double> points;
    std::vector<Node> nodes;
    std::vector<double> upper;  // upper corner of each node
  };
  void build(Tree& tree) const;
  std::size_t build_node(Tree& tree, std::vector<std::uint32_t>& order, const std::vector<double>& points,
                         std::size_t begin, std::size_t end) const;
  bool dominates(const Tree& tree, std::size_t node, const double* query) const;
  bool covers(const double* point, const double* query) const {
    for (std::size_t i = 0; i < d_; ++i) {
      if (point[i] < query[i]) return false;
    }
    return true;
  }

  std::size_t d_;
  std::vector<double> buffer_;
  std::vector<Tree> trees_;  // tree k is empty or holds 2^k buffers
};

/// The rows of a table (rows[row * columns + column]) that no other row dominates: none is at least as
/// large everywhere and larger somewhere. Equal rows come as one class. Classes are in lexicographically
/// falling order, members in rising order. Exact for any doubles without NaN.
std::vector<std::vector<std::uint32_t>> maximal_rows(const std::vector<double>& rows, std::size_t columns);

/// The same for points given by coordinate, point[coordinate][i]: positions, increasing, of the points that
/// no other point dominates. Equal points are all kept. Utilities that are sums must not be told apart by
/// rounding: of one coordinate, numbers no more than `tolerance` apart count as equal, and so do those that a
/// chain of such steps joins (being equal carries over, so the answer is that of a dominance order).
/// tolerance 0: exact. No NaN.
std::vector<std::size_t> undominated(const std::vector<std::vector<double>>& point,
                                     double tolerance = kTieTolerance);

}  // namespace offramp::bargaining
