// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "offramp/base/tree/tree.h"

namespace offramp::tree {

/// Replaces the aliases of a whole tree by copies of what they stand for. Values are known by their number
/// in the order in which the file writes them, keys included, the root being 0.
class Aliases {
 public:
  Aliases(const SourceText& source, const Rules& rules, Problems& problems)
      : source_(source), rules_(rules), problems_(problems) {}

  /// The value with this number has an anchor. Numbers must not go down.
  void name(std::size_t number, std::string anchor) { anchors_.emplace_back(number, std::move(anchor)); }
  /// The value with this number is an alias.
  void use(std::size_t number, std::string anchor) { uses_.emplace_back(number, std::move(anchor)); }

  /// `values` is how many the tree has. An alias without an anchor before it, or one that makes the tree
  /// deeper or larger than the rules allow, is an error. @return whether all is well.
  bool expand(Node& root, std::size_t values);

 private:
  using Names = std::vector<std::pair<std::size_t, std::string>>;
  bool walk(Node& node, std::size_t depth);
  bool replace(Node& node, const std::string& anchor, std::size_t depth);
  bool copy(const Node& from, Node& to, std::size_t depth, const Node& alias);

  const SourceText& source_;
  const Rules& rules_;
  Problems& problems_;
  Names anchors_, uses_;
  std::size_t number_ = 0, next_anchor_ = 0, next_use_ = 0, values_ = 0;
  std::map<std::string, const Node*> known_;  // complete values; nullptr while one is being walked
};

}  // namespace offramp::tree
