// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/frontier/merge.h"

#include <algorithm>
#include <utility>

#include "offramp/bargaining/frontier/stairs.h"
#include "offramp/bargaining/model/dominance.h"

namespace offramp::bargaining {

template <class Key>
Merged<Key>::Merged(const MergeInput& input, KeyLayout layout, const RunControl& control)
    : n_(input.parties),
      layout_(std::move(layout)),
      max_points_(input.max_points),
      least_(input.least),
      epsilon_(input.parties, 0) {
  const std::size_t count = input.groups.size();
  rest_.assign(count + 1, std::vector<std::uint64_t>(n_, 0));
  top_.assign(count + 1, std::vector<std::uint64_t>(n_, 0));
  std::vector<std::vector<std::uint64_t>> most(count, std::vector<std::uint64_t>(n_, 0));
  for (std::size_t g = 0; g < count; ++g) {
    groups_.emplace_back();
    for (std::size_t at = 0; at < input.groups[g].size(); at += n_) {
      groups_.back().push_back(layout_.template pack<Key>(&input.groups[g][at]));
      for (std::size_t p = 0; p < n_; ++p) most[g][p] = std::max(most[g][p], input.groups[g][at + p]);
    }
    for (std::size_t p = 0; p < n_; ++p) top_[g + 1][p] = top_[g][p] + most[g][p];
  }
  for (std::size_t g = count; g-- > 0;) {
    for (std::size_t p = 0; p < n_; ++p) rest_[g][p] = rest_[g + 1][p] + most[g][p];
  }
  layers_.push_back({Key{}});
  drop_hopeless(layers_.back(), 0);
  for (std::size_t g = 0; g < count; ++g) {
    if (control.stop.stop_requested()) throw Stopped{};
    merge_group(g);
    if (control.progress)
      control.progress("frontier", static_cast<double>(g + 1) / static_cast<double>(count));
  }
}

template <class Key>
void Merged<Key>::merge_group(std::size_t group) {
  const std::vector<Key>& from = layers_.back();
  candidates_ += static_cast<double>(from.size()) * static_cast<double>(groups_[group].size());
  std::vector<Key> to;
  if (!merge_dense(from, group, to)) {
    to = candidates_of(from, group, layout_);
    keep_maximal(to);
  }
  drop_hopeless(to, group + 1);
  thin(to);
  layers_.push_back(std::move(to));
}

// All sums of a key and a row, in falling order, each once. Each row shifts the sorted layer, so the
// shifted copies are merged pairwise; for two parties dominated sums go at once.
template <class Key>
std::vector<Key> Merged<Key>::candidates_of(const std::vector<Key>& from, std::size_t group,
                                            const KeyLayout&) const {
  std::vector<std::vector<Key>> lists;
  for (const Key& row : groups_[group]) {
    lists.emplace_back(from.size());
    for (std::size_t i = 0; i < from.size(); ++i) lists.back()[i] = from[i] + row;
  }
  while (lists.size() > 1) {
    std::vector<std::vector<Key>> merged;
    for (std::size_t k = 0; k + 1 < lists.size(); k += 2) {
      const std::vector<Key>& a = lists[k];
      const std::vector<Key>& b = lists[k + 1];
      std::vector<Key> out(a.size() + b.size());
      std::size_t i = 0;
      std::size_t j = 0;
      std::size_t m = 0;
      while (i < a.size() && j < b.size()) {
        const bool first = b[j] < a[i];
        const bool same = a[i] == b[j];
        out[m++] = first ? a[i] : b[j];
        i += first || same ? 1 : 0;
        j += first ? 0 : 1;
      }
      while (i < a.size()) out[m++] = a[i++];
      while (j < b.size()) out[m++] = b[j++];
      out.resize(m);
      if (n_ == 2) keep_maximal_pairs(out);
      merged.push_back(std::move(out));
      lists[k] = lists[k + 1] = {};
    }
    if (lists.size() % 2 == 1) merged.push_back(std::move(lists.back()));
    lists = std::move(merged);
  }
  return lists.empty() ? std::vector<Key>{} : std::move(lists.front());
}

template <class Key>
void Merged<Key>::keep_maximal(std::vector<Key>& keys) const {
  if (n_ == 1 && keys.size() > 1) keys.resize(1);
  if (n_ == 2) keep_maximal_pairs(keys);
  if (n_ == 3) keep_maximal_triples(keys);
  if (n_ > 3) keep_maximal_tuples(keys);
}

template <class Key>
void Merged<Key>::keep_maximal_pairs(std::vector<Key>& keys) const {
  std::size_t kept = 0;
  std::uint64_t next = 0;  // second value needed: one more than the largest so far
  for (const Key& key : keys) {
    const std::uint64_t second = layout_.get(key, 1);
    const bool better = second >= next;
    keys[kept] = key;
    kept += better ? 1 : 0;
    next = better ? second + 1 : next;
  }
  keys.resize(kept);
}

// Two parties with few possible sums: the largest second value for every first value, in an array.
template <class Key>
bool Merged<Key>::merge_dense(const std::vector<Key>& from, std::size_t group, std::vector<Key>& to) const {
  constexpr std::uint64_t kMost = std::uint64_t{1} << 30;
  const std::uint64_t range = top_[group + 1][0] + 1;
  if (n_ != 2 || top_[group + 1][1] >= kMost || range > 24 * from.size() || range > kMost) return false;
  const std::size_t before = top_[group][0] + 1;
  // best[x]: largest second value of a key whose first value is at least x; -1 far to the right.
  std::vector<std::int32_t> best(before, -1);
  std::size_t filled = 0;  // entries below this are set
  for (auto key = from.rbegin(); key != from.rend(); ++key) {
    const std::size_t first = layout_.get(*key, 0);
    std::fill(best.begin() + static_cast<std::ptrdiff_t>(filled),
              best.begin() + static_cast<std::ptrdiff_t>(first + 1),
              static_cast<std::int32_t>(layout_.get(*key, 1)));
    filled = first + 1;
  }
  std::vector<std::int32_t> sum(range, -1);
  for (const Key& row : groups_[group]) {
    const std::size_t shift = layout_.get(row, 0);
    const auto add = static_cast<std::int32_t>(layout_.get(row, 1));
    std::int32_t* out = &sum[shift];
    const std::int32_t* in = best.data();
    for (std::size_t x = 0; x < filled; ++x) {
      const std::int32_t value = in[x] + add;
      out[x] = value > out[x] ? value : out[x];
    }
  }
  std::int32_t last = -1;
  for (std::size_t x = range; x-- > 0;) {
    if (sum[x] <= last) continue;
    last = sum[x];
    const std::uint64_t pair[2] = {x, static_cast<std::uint64_t>(last)};
    to.push_back(layout_.template pack<Key>(pair));
  }
  return true;
}

template <class Key>
void Merged<Key>::keep_maximal_triples(std::vector<Key>& keys) const {
  std::vector<std::uint64_t> seconds;  // when the values are too many for an array: the ones that occur
  std::uint64_t size = 1;
  for (const Key& key : keys) size = std::max(size, layout_.get(key, 1) + 1);
  if (size > 4 * keys.size() + 65536) {
    for (const Key& key : keys) seconds.push_back(layout_.get(key, 1));
    std::sort(seconds.begin(), seconds.end());
    seconds.erase(std::unique(seconds.begin(), seconds.end()), seconds.end());
    size = seconds.size();
  }
  Staircase stairs(size);
  std::size_t kept = 0;
  for (const Key& key : keys) {
    std::uint64_t second = layout_.get(key, 1);
    if (!seconds.empty()) {
      second = static_cast<std::uint64_t>(std::lower_bound(seconds.begin(), seconds.end(), second) -
                                          seconds.begin());
    }
    if (stairs.add(second, layout_.get(key, 2))) keys[kept++] = key;
  }
  keys.resize(kept);
}

template <class Key>
void Merged<Key>::keep_maximal_tuples(std::vector<Key>& keys) const {
  DominanceForest forest(n_ - 1);
  std::vector<double> later(n_ - 1);
  std::size_t kept = 0;
  for (const Key& key : keys) {
    for (std::size_t p = 1; p < n_; ++p) later[p - 1] = static_cast<double>(layout_.get(key, p));
    if (forest.dominates(later.data())) continue;
    forest.add(later.data());
    keys[kept++] = key;
  }
  keys.resize(kept);
}

// Drops sums that cannot reach the least wanted value of some party any more.
template <class Key>
void Merged<Key>::drop_hopeless(std::vector<Key>& keys, std::size_t group) const {
  for (std::size_t p = 0; p < n_; ++p) {
    const std::uint64_t rest = rest_[group][p];
    if (least_[p] <= rest) continue;
    const std::uint64_t needed = least_[p] - rest;
    std::erase_if(keys, [&](const Key& key) { return layout_.get(key, p) < needed; });
  }
}

// More points than allowed: keeps the first of every box of a grid, with boxes as small as will do.
template <class Key>
void Merged<Key>::thin(std::vector<Key>& keys) {
  if (keys.size() <= max_points_) return;
  for (unsigned fine = 40; fine-- > 0;) {  // boxes of 2^-fine of the range
    std::vector<std::pair<Key, std::size_t>> boxes;
    for (std::size_t i = 0; i < keys.size(); ++i) {
      Key box{};
      for (std::size_t p = 0; p < n_; ++p) {
        const unsigned drop = layout_.bits[p] > fine ? layout_.bits[p] - fine : 0;
        layout_.put(box, p, drop >= 64 ? 0 : layout_.get(keys[i], p) >> drop << drop);
      }
      boxes.emplace_back(box, i);
    }
    std::sort(boxes.begin(), boxes.end());
    std::vector<std::size_t> first;
    for (std::size_t i = 0; i < boxes.size(); ++i) {
      if (i == 0 || !(boxes[i].first == boxes[i - 1].first)) first.push_back(boxes[i].second);
    }
    if (first.size() > max_points_ / 2 + 1 && fine > 0) continue;
    std::sort(first.begin(), first.end());
    for (std::size_t i = 0; i < first.size(); ++i) keys[i] = keys[first[i]];
    keys.resize(first.size());
    for (std::size_t p = 0; p < n_; ++p) {
      const unsigned drop = layout_.bits[p] > fine ? layout_.bits[p] - fine : 0;
      epsilon_[p] += (std::uint64_t{1} << drop) - 1;
    }
    return;
  }
}

template <class Key>
std::vector<std::uint32_t> Merged<Key>::rows(std::size_t point) const {
  std::vector<std::uint32_t> chosen(groups_.size(), 0);
  Key key = layers_.back()[point];
  for (std::size_t g = groups_.size(); g-- > 0;) {
    const std::vector<Key>& before = layers_[g];
    for (std::uint32_t r = 0; r < groups_[g].size(); ++r) {
      const Key rest = key - groups_[g][r];
      const auto at = std::lower_bound(before.begin(), before.end(), rest,
                                       [](const Key& a, const Key& b) { return b < a; });
      if (at == before.end() || !(*at == rest)) continue;
      chosen[g] = r;
      key = rest;
      break;
    }
  }
  return chosen;
}

template class Merged<std::uint64_t>;
template class Merged<Key128>;
template class Merged<KeyLimbs<6>>;
template class Merged<KeyLimbs<16>>;

}  // namespace offramp::bargaining
