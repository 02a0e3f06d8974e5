// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "offramp/bargaining/frontier/key.h"
#include "offramp/base/run/progress.h"

namespace offramp::bargaining {

/// The groups of a table as whole numbers >= 0, ready to be merged; value[row * parties + party].
struct MergeInput {
  std::size_t parties = 0;
  std::vector<std::vector<std::uint64_t>> groups;  ///< [group]
  std::vector<std::uint64_t> least;                ///< sums below this for some party are not wanted
  std::size_t max_points = 1;                      ///< of a layer, at least 1; wider ones are thinned
};

/// The maximal sums of one row from each group, layer by layer: layer k holds the maximal sums over the
/// first k groups, as keys in falling order. Kept so that a sum can be taken apart again. Key: one of those
/// of key.h; merge.cc has each.
template <class Key>
class Merged {
 public:
  /// Merges all groups; largest groups first go fastest. `layout` must hold the sum of the groups' largest
  /// values for each party. Two parties by sorted or dense arrays, three with a staircase sweep, more with
  /// k-d forests. Reports progress as "frontier". @throws Stopped.
  Merged(const MergeInput& input, KeyLayout layout, const RunControl& control);
  /// Points in the last layer: the frontier.
  std::size_t size() const { return layers_.back().size(); }
  /// A party's sum at a point, in units above the groups' least. point < size().
  std::uint64_t value(std::size_t point, std::size_t party) const {
    return layout_.get(layers_.back()[point], party);
  }
  /// One row for every group that together give the point.
  std::vector<std::uint32_t> rows(std::size_t point) const;
  /// How far, for each party, a maximal sum may be above the nearest point kept; all 0: complete.
  const std::vector<std::uint64_t>& epsilon() const { return epsilon_; }
  /// Sums looked at on the way.
  double candidates() const { return candidates_; }

 private:
  void merge_group(std::size_t group);
  std::vector<Key> candidates_of(const std::vector<Key>& from, std::size_t group,
                                 const KeyLayout& layout) const;
  bool merge_dense(const std::vector<Key>& from, std::size_t group, std::vector<Key>& to) const;
  void keep_maximal(std::vector<Key>& keys) const;
  void keep_maximal_pairs(std::vector<Key>& keys) const;
  void keep_maximal_triples(std::vector<Key>& keys) const;
  void keep_maximal_tuples(std::vector<Key>& keys) const;
  void drop_hopeless(std::vector<Key>& keys, std::size_t group) const;
  void thin(std::vector<Key>& keys);

  std::size_t n_;
  KeyLayout layout_;
  std::size_t max_points_;
  std::vector<std::vector<Key>> groups_;          // rows as keys
  std::vector<std::vector<std::uint64_t>> rest_;  // [group][party]: most that the groups after it can add
  std::vector<std::uint64_t> least_;
  std::vector<std::vector<std::uint64_t>> top_;  // [group][party]: most that the groups up to it can add
  std::vector<std::vector<Key>> layers_;
  std::vector<std::uint64_t> epsilon_;
  double candidates_ = 0.0;
};

}  // namespace offramp::bargaining
