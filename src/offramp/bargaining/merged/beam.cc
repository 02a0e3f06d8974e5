// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/merged/beam.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "offramp/bargaining/merged/layer.h"
#include "offramp/bargaining/merged/leximin.h"

namespace offramp::bargaining {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

constexpr std::size_t kMostCuts = 256;    // that are used; a multiple of 4
constexpr std::size_t kSlots = 64;        // for cuts made on the way
constexpr std::size_t kSamples = 16;      // states that get a cut of their own after each group
constexpr std::size_t kWorthwhile = 256;  // states from which on that pays

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
  void order_groups();
  void spread(std::size_t cut);
  void sharpen(Layer& layer, std::size_t depth);
  void apply(std::size_t cut, std::size_t depth, Layer& layer) const;
  double reach(std::size_t cut, std::size_t depth, const double* gain) const;
  std::size_t tightest(std::size_t depth, const double* gain) const;
  void expand(const Layer& from, std::size_t depth, Layer& children, BeamResult& result) const;
  void expand_state(const Layer& from, std::size_t state, std::size_t depth, Layer& children) const;
  void trim(Layer& layer, BeamResult& result) const;
  void finish(BeamResult& result) const;
  void list_choices(std::uint32_t state, BeamResult& result) const;

  const Slim& slim_;
  const Objective& objective_;
  std::vector<Cut> cuts_;  // the caller's, then slots for those made on the way
  std::size_t given_ = 0;
  std::size_t made_ = 0;
  const BeamOptions& options_;
  const RunControl& control_;
  std::size_t n_;
  std::size_t k_ = 0;                       // cuts, padded to a multiple of 4
  std::vector<std::size_t> order_;          // open groups in the order they are decided
  std::vector<std::vector<double>> delta_;  // [depth][row * k + cut]: cut weight . row
  std::vector<std::vector<double>> best_;   // [depth][cut]: support of the groups from this depth on
  std::vector<Layer> layers_;               // layer 0 is the start
};

void Search::order_groups() {
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
}

void Search::prepare() {
  order_groups();
  given_ = cuts_.size();
  if (objective_.family == Objective::Family::leximin && n_ > 2 && given_ < kMostCuts) {
    const Cut idle{std::vector<double>(n_, 0.0), 1.0, false};
    cuts_.resize(std::min(kMostCuts, given_ + kSlots), idle);
  }
  k_ = (cuts_.size() + 3) / 4 * 4;
  delta_.resize(order_.size());
  best_.assign(order_.size() + 1, std::vector<double>(k_, 0.0));
  for (std::size_t depth = 0; depth < order_.size(); ++depth) {
    delta_[depth].assign(slim_.open[order_[depth]].rows() * k_, 0.0);
  }
  for (std::size_t cut = 0; cut < cuts_.size(); ++cut) spread(cut);
}

// Fills in what a cut says of every row.
void Search::spread(std::size_t cut) {
  for (std::size_t depth = order_.size(); depth-- > 0;) {
    const Slim::Group& group = slim_.open[order_[depth]];
    double best = -kInfinity;
    for (std::size_t r = 0; r < group.rows(); ++r) {
      double value = 0.0;
      for (std::size_t i = 0; i < n_; ++i) value += cuts_[cut].weight[i] * group.value[r * n_ + i];
      delta_[depth][r * k_ + cut] = value;
      best = std::max(best, value);
    }
    best_[depth][cut] = best_[depth + 1][cut] + best;
  }
}

// The bound of a cut on a partial package before the group at `depth` is decided.
double Search::reach(std::size_t cut, std::size_t depth, const double* gain) const {
  double value = cuts_[cut].offset + best_[depth][cut];
  for (std::size_t i = 0; i < n_; ++i) value += cuts_[cut].weight[i] * gain[i];
  return value;
}

std::size_t Search::tightest(std::size_t depth, const double* gain) const {
  std::size_t at = 0;
  double least = kInfinity;
  for (std::size_t k = 0; k < cuts_.size(); ++k) {
    const double value = cuts_[k].level ? reach(k, depth, gain) : kInfinity;
    if (value < least) least = value, at = k;
  }
  return at;
}

// Drops what the cut rules out.
void Search::apply(std::size_t cut, std::size_t depth, Layer& layer) const {
  std::vector<std::uint32_t> kept;
  for (std::uint32_t s = 0; s < layer.size(); ++s) {
    const double slack = reach(cut, depth, &layer.gains[s * n_]) - options_.level;
    if (slack < 0.0) continue;
    layer.slack[s] = std::min(layer.slack[s], slack);
    kept.push_back(s);
  }
  if (kept.size() < layer.size()) layer.keep(kept);
}

// Makes cuts for some states spread over the layer: what is left of the groups bends differently from the
// whole, so that tangents of the whole say too little here.
void Search::sharpen(Layer& layer, std::size_t depth) {
  const std::size_t slots = cuts_.size() - given_;
  if (slots == 0 || depth >= order_.size()) return;
  std::vector<const Slim::Group*> rest;
  for (std::size_t d = depth; d < order_.size(); ++d) rest.push_back(&slim_.open[order_[d]]);
  for (std::size_t k = 0; k < kSamples && layer.size() >= kWorthwhile; ++k) {
    if (control_.stop.stop_requested()) throw Stopped{};
    const double* gain = &layer.gains[(layer.size() * (2 * k + 1) / (2 * kSamples)) * n_];
    const std::size_t cut = given_ + made_++ % slots;
    cuts_[cut] = tailored_tangent(objective_, gain, rest, cuts_[tightest(depth, gain)]);
    spread(cut);
    apply(cut, depth, layer);
  }
}

void Search::expand_state(const Layer& from, std::size_t state, std::size_t depth, Layer& children) const {
  const Slim::Group& group = slim_.open[order_[depth]];
  const double* gain = &from.gains[state * n_];
  double room[kMostCuts];  // slack of each cut before the row is added
  const std::size_t cuts = std::min(k_, kMostCuts);
  for (std::size_t k = 0; k < cuts; ++k) {
    if (k >= cuts_.size()) {
      room[k] = 1.0;
      continue;
    }
    const double value = reach(k, depth + 1, gain);
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
    children.links.push_back({static_cast<std::uint32_t>(state), static_cast<std::uint32_t>(r), Link::kNone});
  }
}

// Trims on the way, so that memory stays bounded by the width.
void Search::expand(const Layer& from, std::size_t depth, Layer& children, BeamResult& result) const {
  for (std::size_t state = 0; state < from.size(); ++state) {
    if (state % 4096 == 0 && control_.stop.stop_requested()) throw Stopped{};
    expand_state(from, state, depth, children);
    if (children.size() <= 2 * options_.width + 64) continue;
    children.merge();
    trim(children, result);
  }
}

void Search::trim(Layer& layer, BeamResult& result) const {
  const std::size_t size = layer.size();
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
  layer.keep(order);
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
    } while (at[depth].next == Link::kNone);
    at[depth] = layers_[depth].extra[at[depth].next];
  }
}

void Search::finish(BeamResult& result) const {
  const Layer& last = layers_.back();
  std::vector<std::uint32_t> best;
  for (std::uint32_t s = 0; s < last.size(); ++s) {
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
  layers_.emplace_back(n_);
  layers_[0].gains = slim_.base;
  layers_[0].count = {slim_.base_count};
  layers_[0].slack = {kInfinity};
  layers_[0].links = {{Link::kNone, 0, Link::kNone}};
  for (std::size_t depth = 0; depth < order_.size(); ++depth) {
    layers_.emplace_back(n_);
    Layer& children = layers_.back();
    expand(layers_[depth], depth, children, result);
    layers_[depth].gains = {};
    layers_[depth].count = {};
    layers_[depth].slack = {};
    children.merge();
    sharpen(children, depth + 1);
    if (depth + 1 < order_.size()) trim(children, result);
    result.states += static_cast<double>(children.size());
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
