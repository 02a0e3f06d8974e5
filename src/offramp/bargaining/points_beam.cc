// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/points_beam.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <numeric>

namespace offramp::bargaining {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr std::uint32_t kNone = 0xffffffffu;

// How a state came about; a state merged from several has a chain of them.
struct Link {
  std::uint32_t parent;
  std::uint32_t row;  // position among the slim group's rows
  std::uint32_t next;
};

struct Layer {
  std::vector<double> gains;  // row-major
  std::vector<double> count;
  std::vector<double> slack;  // least slack over the level cuts: how far the bound is above the level
  std::vector<Link> links;    // link s belongs to state s
  std::vector<Link> extra;    // further links of merged states; `next` is a position in here
  std::size_t size(std::size_t n) const { return gains.size() / n; }
};

class Search {
 public:
  Search(const Slim& slim, const Objective& objective, const std::vector<Cut>& cuts,
         const BeamOptions& options, const RunControl& control)
      : slim_(slim),
        objective_(objective),
        cuts_(cuts),
        options_(options),
        control_(control),
        n_(slim.parties) {
    prepare();
  }
  BeamResult run();

 private:
  void prepare();
  void expand(const Layer& from, std::size_t depth, Layer& children, BeamResult& result) const;
  void expand_state(const Layer& from, std::size_t state, std::size_t depth, Layer& children) const;
  void merge(Layer& layer) const;
  void merge_sorted(Layer& layer) const;
  void merge_hashed(Layer& layer) const;
  void absorb(Layer& layer, std::uint32_t into, std::uint32_t from) const;
  void keep_states(Layer& layer, const std::vector<std::uint32_t>& kept) const;
  void trim(Layer& layer, BeamResult& result) const;
  void finish(BeamResult& result) const;
  void list_choices(std::uint32_t state, BeamResult& result) const;

  const Slim& slim_;
  const Objective& objective_;
  const std::vector<Cut>& cuts_;
  const BeamOptions& options_;
  const RunControl& control_;
  std::size_t n_;
  std::size_t k_ = 0;                       // cuts, padded to a multiple of 4
  std::vector<std::size_t> order_;          // open groups in the order they are decided
  std::vector<std::vector<double>> delta_;  // [depth][row * k + cut]: cut weight . row
  std::vector<std::vector<double>> best_;   // [depth][cut]: support of the groups from this depth on
  std::vector<Layer> layers_;               // layer 0 is the start
};

void Search::prepare() {
  order_.resize(slim_.open.size());
  std::iota(order_.begin(), order_.end(), std::size_t{0});
  std::vector<double> size(order_.size(), 0.0);
  std::vector<double> unit(n_, 0.0);
  for (std::size_t i = 0; i < n_; ++i) {
    for (const Cut& cut : cuts_) unit[i] = cut.level ? std::max(unit[i], cut.weight[i]) : unit[i];
  }
  for (std::size_t g = 0; g < order_.size(); ++g) {
    const auto& value = slim_.open[g].value;
    for (std::size_t i = 0; i < n_; ++i) {
      double low = kInfinity;
      double high = -kInfinity;
      for (std::size_t at = i; at < value.size(); at += n_) {
        low = std::min(low, value[at]);
        high = std::max(high, value[at]);
      }
      size[g] += unit[i] * (high - low);
    }
  }
  std::stable_sort(order_.begin(), order_.end(),
                   [&](std::size_t a, std::size_t b) { return size[a] > size[b]; });
  k_ = (cuts_.size() + 3) / 4 * 4;
  const std::size_t depths = order_.size();
  delta_.resize(depths);
  best_.assign(depths + 1, std::vector<double>(k_, 0.0));
  for (std::size_t depth = depths; depth-- > 0;) {
    const Slim::Group& group = slim_.open[order_[depth]];
    delta_[depth].assign(group.rows() * k_, 0.0);
    for (std::size_t k = 0; k < cuts_.size(); ++k) {
      double best = -kInfinity;
      for (std::size_t r = 0; r < group.rows(); ++r) {
        double value = 0.0;
        for (std::size_t i = 0; i < n_; ++i) value += cuts_[k].weight[i] * group.value[r * n_ + i];
        delta_[depth][r * k_ + k] = value;
        best = std::max(best, value);
      }
      best_[depth][k] = best_[depth + 1][k] + best;
    }
  }
}

void Search::expand_state(const Layer& from, std::size_t state, std::size_t depth, Layer& children) const {
  const Slim::Group& group = slim_.open[order_[depth]];
  const double* gain = &from.gains[state * n_];
  double room[256];  // slack of each cut before the row is added; cuts beyond 256 are not used
  const std::size_t cuts = std::min<std::size_t>(k_, 256);
  for (std::size_t k = 0; k < cuts; ++k) {
    if (k >= cuts_.size()) {
      room[k] = 1.0;
      continue;
    }
    double value = cuts_[k].offset + best_[depth + 1][k];
    for (std::size_t i = 0; i < n_; ++i) value += cuts_[k].weight[i] * gain[i];
    room[k] = cuts_[k].level ? value - options_.level : value;
  }
  for (std::size_t r = 0; r < group.rows(); ++r) {
    const double* delta = &delta_[depth][r * k_];
    int failed = 0;
    for (std::size_t k = 0; k < cuts && failed == 0; k += 4) {
      for (std::size_t j = k; j < k + 4; ++j) failed |= room[j] + delta[j] < 0.0 ? 1 : 0;
    }
    if (failed != 0) continue;
    double slack = kInfinity;
    for (std::size_t k = 0; k < cuts_.size() && k < cuts; ++k) {
      if (cuts_[k].level) slack = std::min(slack, room[k] + delta[k]);
    }
    for (std::size_t i = 0; i < n_; ++i) children.gains.push_back(gain[i] + group.value[r * n_ + i]);
    children.count.push_back(from.count[state] * group.members[r]);
    children.slack.push_back(slack);
    children.links.push_back({static_cast<std::uint32_t>(state), static_cast<std::uint32_t>(r), kNone});
  }
}

// Trims on the way, so that memory stays bounded by the width.
void Search::expand(const Layer& from, std::size_t depth, Layer& children, BeamResult& result) const {
  for (std::size_t state = 0; state < from.size(n_); ++state) {
    if (state % 4096 == 0 && control_.stop.stop_requested()) throw Stopped{};
    expand_state(from, state, depth, children);
    if (children.size(n_) <= 2 * options_.width + 64) continue;
    merge(children);
    trim(children, result);
  }
}

// State `from` has the same gains as state `into`: adds its count and its ways of coming about.
void Search::absorb(Layer& layer, std::uint32_t into, std::uint32_t from) const {
  layer.count[into] += layer.count[from];
  Link own = layer.links[from];
  std::uint32_t head = own.next;
  own.next = layer.links[into].next;
  const auto at = static_cast<std::uint32_t>(layer.extra.size());
  layer.extra.push_back(own);
  if (head == kNone) {
    head = at;
  } else {
    std::uint32_t tail = head;
    while (layer.extra[tail].next != kNone) tail = layer.extra[tail].next;
    layer.extra[tail].next = at;
  }
  layer.links[into].next = head;
}

// Keeps the given states, in this order.
void Search::keep_states(Layer& layer, const std::vector<std::uint32_t>& kept) const {
  Layer result;
  result.gains.reserve(kept.size() * n_);
  for (std::uint32_t s : kept) {
    result.gains.insert(result.gains.end(), &layer.gains[s * n_], &layer.gains[s * n_] + n_);
    result.count.push_back(layer.count[s]);
    result.slack.push_back(layer.slack[s]);
    result.links.push_back(layer.links[s]);
  }
  result.extra = std::move(layer.extra);
  layer = std::move(result);
}

// Up to three parties: sorts, merges equal vectors and drops dominated ones.
void Search::merge_sorted(Layer& layer) const {
  const auto row = [&](std::uint32_t s) { return &layer.gains[s * n_]; };
  std::vector<std::uint32_t> order(layer.size(n_));
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    for (std::size_t i = 0; i < n_; ++i) {
      if (row(a)[i] != row(b)[i]) return row(a)[i] > row(b)[i];
    }
    return a < b;
  });
  std::vector<std::uint32_t> kept;
  std::vector<std::pair<double, double>> stairs;  // (second, third) gains: second rises, third falls
  double best = -kInfinity;                       // for two parties: largest second gain so far
  for (std::uint32_t s : order) {
    if (!kept.empty() && std::equal(row(s), row(s) + n_, row(kept.back()))) {
      absorb(layer, kept.back(), s);
      continue;
    }
    if (n_ == 1 && !kept.empty()) break;
    if (n_ == 2) {
      if (row(s)[1] <= best) continue;
      best = row(s)[1];
    } else if (n_ == 3) {
      const double second = row(s)[1];
      const double third = row(s)[2];
      const auto at = std::lower_bound(stairs.begin(), stairs.end(), std::pair(second, -kInfinity));
      if (at != stairs.end() && at->second >= third) continue;
      auto from = at;
      while (from != stairs.begin() && std::prev(from)->second <= third) --from;
      const bool same = at != stairs.end() && at->first == second;
      const auto hole = stairs.erase(from, same ? std::next(at) : at);
      stairs.insert(hole, {second, third});
    }
    kept.push_back(s);
  }
  keep_states(layer, kept);
}

// More parties: merges equal vectors through a hash table.
void Search::merge_hashed(Layer& layer) const {
  const std::size_t size = layer.size(n_);
  std::size_t slots = 16;
  while (slots < 2 * size) slots *= 2;
  std::vector<std::uint32_t> table(slots, kNone);
  std::vector<std::uint32_t> kept;
  for (std::uint32_t s = 0; s < size; ++s) {
    const double* row = &layer.gains[s * n_];
    std::uint64_t hash = 0x9e3779b97f4a7c15ull;
    for (std::size_t i = 0; i < n_; ++i) {
      const double plain = row[i] + 0.0;  // -0 and 0 alike
      std::uint64_t bits = 0;
      std::memcpy(&bits, &plain, sizeof bits);
      hash = (hash ^ bits) * 0xff51afd7ed558ccdull;
      hash ^= hash >> 32;
    }
    std::size_t slot = hash & (slots - 1);
    while (table[slot] != kNone && !std::equal(row, row + n_, &layer.gains[table[slot] * n_])) {
      slot = (slot + 1) & (slots - 1);
    }
    if (table[slot] == kNone) {
      table[slot] = s;
      kept.push_back(s);
      continue;
    }
    absorb(layer, table[slot], s);
  }
  if (kept.size() < size) keep_states(layer, kept);
}

void Search::merge(Layer& layer) const {
  if (n_ <= 3) {
    merge_sorted(layer);
  } else {
    merge_hashed(layer);
  }
}

void Search::trim(Layer& layer, BeamResult& result) const {
  const std::size_t size = layer.size(n_);
  if (size <= options_.width) return;
  std::vector<std::uint32_t> order(size);
  std::iota(order.begin(), order.end(), 0u);
  const auto better = [&](std::uint32_t a, std::uint32_t b) {
    return layer.slack[a] != layer.slack[b] ? layer.slack[a] > layer.slack[b] : a < b;
  };
  const auto cut = order.begin() + static_cast<std::ptrdiff_t>(options_.width);
  std::nth_element(order.begin(), cut, order.end(), better);
  const double reach = layer.slack[*cut] + options_.level;
  result.dropped = result.complete ? reach : std::max(result.dropped, reach);
  result.complete = false;
  order.resize(options_.width);
  std::sort(order.begin(), order.end());
  keep_states(layer, order);
}

void Search::list_choices(std::uint32_t state, BeamResult& result) const {
  std::vector<std::uint32_t> choice = slim_.decided;
  std::vector<Link> at(layers_.size());  // the link taken into each layer
  std::size_t depth = layers_.size() - 1;
  at[depth] = layers_[depth].links[state];
  while (result.rows.size() < options_.max_rows) {
    for (; depth > 0; --depth) {  // down to the start
      const Slim::Group& group = slim_.open[order_[depth - 1]];
      choice[group.group] = group.row[at[depth].row];
      at[depth - 1] = layers_[depth - 1].links[at[depth].parent];
    }
    result.rows.push_back(choice);
    do {  // up to the first layer with another link
      if (++depth >= layers_.size()) return;
    } while (at[depth].next == kNone);
    at[depth] = layers_[depth].extra[at[depth].next];
  }
}

void Search::finish(BeamResult& result) const {
  const Layer& last = layers_.back();
  std::vector<std::uint32_t> best;
  for (std::uint32_t s = 0; s < last.size(n_); ++s) {
    const double* gain = &last.gains[s * n_];
    if (!objective_.admits(gain)) continue;
    const int order = best.empty() ? 1 : objective_.compare(gain, &last.gains[best.front() * n_]);
    if (order < 0) continue;
    if (order > 0) best.clear();
    best.push_back(s);
  }
  result.found = !best.empty();
  for (std::uint32_t s : best) {
    result.gains.insert(result.gains.end(), &last.gains[s * n_], &last.gains[s * n_] + n_);
    result.count.push_back(last.count[s]);
    list_choices(s, result);
  }
}

BeamResult Search::run() {
  BeamResult result;
  result.dropped = -kInfinity;
  layers_.resize(1);
  layers_[0].gains = slim_.base;
  layers_[0].count = {slim_.base_count};
  layers_[0].slack = {kInfinity};
  layers_[0].links = {{kNone, 0, kNone}};
  for (std::size_t depth = 0; depth < order_.size(); ++depth) {
    layers_.emplace_back();
    Layer& children = layers_.back();
    expand(layers_[depth], depth, children, result);
    layers_[depth].gains = {};
    layers_[depth].count = {};
    layers_[depth].slack = {};
    merge(children);
    if (depth + 1 < order_.size()) trim(children, result);
    result.states += static_cast<double>(children.size(n_));
  }
  finish(result);
  return result;
}

}  // namespace

BeamResult beam_search(const Slim& slim, const Objective& objective, const std::vector<Cut>& cuts,
                       const BeamOptions& options, const RunControl& control) {
  return Search(slim, objective, cuts, options, control).run();
}

}  // namespace offramp::bargaining
