// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/tied/search.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <unordered_set>

#include "offramp/bargaining/model/dominance.h"

namespace offramp::bargaining {
namespace {

constexpr int kRounds = 2;  // of the bound at each set of open conditions

// Partial settlements of the same depth, row by row.
struct Layer {
  std::size_t depth = 0;
  std::size_t size = 0;
  std::vector<double> gain;           // parties a row
  std::vector<std::uint32_t> state;   // slots a row
  std::vector<std::uint16_t> choice;  // depth a row: options of the issues in order
  std::vector<double> bound;          // parties + directions a row
  const Directions* directions = nullptr;
};

class TiedSearcher {
 public:
  TiedSearcher(TiedModel& model, SearchGoal& goal, const TiedSearchOptions& options,
               const RunControl& control)
      : model_(model), goal_(goal), options_(options), control_(control), n_(model.parties()) {}

  TiedSearchEnd run() {
    Layer root;
    root.size = 1;
    root.gain = model_.base();
    bound(root);
    if (root.size > 0) open(root, 0, 1, 0.0, 1.0);
    end_.complete = !given_up_;
    return end_;
  }

 private:
  GainBound bound_of(const Layer& layer, std::size_t row) const {
    const double* at = &layer.bound[row * (n_ + layer.directions->weight.size())];
    return {at, at + n_, layer.directions};
  }

  bool halted() {
    if (control_.stop.stop_requested()) end_.stopped = true;
    return end_.stopped || end_.nodes >= options_.max_nodes;
  }

  void open(const Layer& layer, std::size_t begin, std::size_t end, double from, double to);
  void expand(const Layer& layer, std::size_t row, Layer& children);
  bool child(const Layer& layer, std::size_t row, std::uint16_t option, Layer& children);
  void offer(const Layer& layer);
  void offer_once(const Settlement& settlement);
  bool fits(const double* gain) const {
    for (std::size_t p = 0; p < n_ && options_.rational; ++p) {
      if (gain[p] < model_.least_gain()[p]) return false;
    }
    return true;
  }
  Layer merged(const Layer& layer);
  bool replaces(const Layer& layer, std::uint32_t better, std::uint32_t row) const;
  void drop_replaced(const Layer& layer, std::vector<std::uint32_t>& rows) const;
  void keep_maximal(const Layer& layer, const std::vector<std::uint32_t>& rows,
                    std::vector<std::uint32_t>& kept) const;
  void bound(Layer& layer);
  bool bound_group(Layer& layer, std::size_t begin, std::size_t end);
  void sift(Layer& layer);
  void copy_row(const Layer& from, std::size_t row, Layer& to, bool with_bound) const;
  Settlement settlement_of(const Layer& layer, std::size_t row) const;

  TiedModel& model_;
  SearchGoal& goal_;
  const TiedSearchOptions& options_;
  const RunControl& control_;
  std::size_t n_;
  TiedSearchEnd end_;
  bool given_up_ = false;
  std::vector<double> gain_;
  std::vector<std::uint32_t> state_;
  std::unordered_set<std::uint64_t> guessed_;
  Multipliers multipliers_;
  std::vector<double> table_;
  Relaxed relaxed_;
};

Settlement TiedSearcher::settlement_of(const Layer& layer, std::size_t row) const {
  Settlement settlement(model_.issues(), 0);
  for (std::size_t d = 0; d < layer.depth; ++d) {
    settlement[model_.issue(d)] = layer.choice[row * layer.depth + d];
  }
  return settlement;
}

// Rows begin to end - 1, all that hangs on them, and what part of the whole work that is.
void TiedSearcher::open(const Layer& layer, std::size_t begin, std::size_t end, double from, double to) {
  if (layer.depth == model_.issues()) return offer(layer);
  Layer children;
  children.depth = layer.depth + 1;
  for (std::size_t row = begin; row < end; ++row) {
    if (halted()) {
      given_up_ = true;
      goal_.abandon(bound_of(layer, row));
      continue;
    }
    if (row % 256 == 0 && control_.progress) control_.progress("search", from);
    if (goal_.hopeless(bound_of(layer, row))) continue;
    end_.nodes += 1.0;
    expand(layer, row, children);
  }
  if (children.size == 0) return;
  children = merged(children);
  if (children.depth == model_.issues()) return offer(children);
  bound(children);
  sift(children);
  for (std::size_t at = 0; at < children.size; at += options_.width) {
    const std::size_t until = std::min(children.size, at + options_.width);
    const double share = (to - from) / static_cast<double>(children.size);
    open(children, at, until, from + share * static_cast<double>(at),
         from + share * static_cast<double>(until));
  }
}

void TiedSearcher::expand(const Layer& layer, std::size_t row, Layer& children) {
  for (const std::uint16_t option : model_.options(layer.depth)) {
    if (!child(layer, row, option, children)) continue;
    children.gain.insert(children.gain.end(), gain_.begin(), gain_.end());
    children.state.insert(children.state.end(), state_.begin(), state_.end());
    const auto path = layer.choice.begin() + static_cast<std::ptrdiff_t>(row * layer.depth);
    children.choice.insert(children.choice.end(), path, path + static_cast<std::ptrdiff_t>(layer.depth));
    children.choice.push_back(option);
    ++children.size;
  }
}

// The gains and open conditions after one more option; false if a rule is broken.
bool TiedSearcher::child(const Layer& layer, std::size_t row, std::uint16_t option, Layer& children) {
  const std::size_t depth = layer.depth;
  const std::size_t issue = model_.issue(depth);
  const std::uint32_t* before = layer.state.data() + row * model_.slots(depth);
  gain_.assign(layer.gain.begin() + static_cast<std::ptrdiff_t>(row * n_),
               layer.gain.begin() + static_cast<std::ptrdiff_t>((row + 1) * n_));
  for (std::size_t p = 0; p < n_; ++p) gain_[p] += model_.value(p, issue, option);
  state_.assign(model_.slots(children.depth), Residual::kNo);
  for (const TiedModel::Carry& carry : model_.carries(depth)) state_[carry.after] = before[carry.before];
  for (const TiedModel::Touch& touch : model_.touches(depth)) {
    TiedModel::Tie& tie = model_.tie(touch.tie);
    const std::uint32_t old = touch.before == TiedModel::kNone ? tie.residual.start() : before[touch.before];
    if (old == Residual::kNo) continue;  // decided earlier
    const std::uint32_t now = tie.residual.next(old, issue, option);
    if (now == Residual::kNo && tie.rule) return false;
    if (now == Residual::kYes) gain_[tie.party] += tie.amount;
    if (touch.after != TiedModel::kNone) state_[touch.after] = now == Residual::kYes ? Residual::kNo : now;
  }
  return true;
}

void TiedSearcher::offer(const Layer& layer) {
  for (std::size_t row = 0; row < layer.size; ++row) {
    const double* gain = &layer.gain[row * n_];
    if (fits(gain)) goal_.offer(gain, settlement_of(layer, row));
  }
}

// A guess of the relaxation, unless it made the same before.
void TiedSearcher::offer_once(const Settlement& settlement) {
  constexpr std::size_t kRemembered = 1 << 20;
  std::uint64_t hash = 14695981039346656037u;
  for (const std::uint16_t option : settlement) hash = (hash ^ option) * 1099511628211u;
  if (guessed_.size() >= kRemembered) guessed_.clear();
  if (!guessed_.insert(hash).second) return;
  gain_.resize(n_);
  if (model_.gains(settlement, gain_.data()) && fits(gain_.data())) goal_.offer(gain_.data(), settlement);
}

void TiedSearcher::copy_row(const Layer& from, std::size_t row, Layer& to, bool with_bound) const {
  const auto copy = [row](const auto& source, std::size_t width, auto& target) {
    const auto at = source.begin() + static_cast<std::ptrdiff_t>(row * width);
    target.insert(target.end(), at, at + static_cast<std::ptrdiff_t>(width));
  };
  copy(from.gain, n_, to.gain);
  copy(from.state, model_.slots(from.depth), to.state);
  copy(from.choice, from.depth, to.choice);
  if (with_bound) copy(from.bound, n_ + from.directions->weight.size(), to.bound);
  ++to.size;
}

// The maximal rows among some with the same open conditions, of equal ones the first.
void TiedSearcher::keep_maximal(const Layer& layer, const std::vector<std::uint32_t>& rows,
                                std::vector<std::uint32_t>& kept) const {
  constexpr std::size_t kFew = 24;
  if (rows.size() > kFew) {
    std::vector<double> gains;
    for (const std::uint32_t row : rows) {
      gains.insert(gains.end(), &layer.gain[row * n_], &layer.gain[row * n_] + n_);
    }
    for (const auto& equal : maximal_rows(gains, n_)) kept.push_back(rows[equal.front()]);
    return;
  }
  for (std::size_t a = 0; a < rows.size(); ++a) {
    const double* x = &layer.gain[rows[a] * n_];
    bool beaten = false;
    for (std::size_t b = 0; b < rows.size() && !beaten; ++b) {
      if (a == b) continue;
      const double* y = &layer.gain[rows[b] * n_];
      bool covers = true, equal = true;
      for (std::size_t p = 0; p < n_ && covers; ++p) {
        covers = y[p] >= x[p];
        equal = equal && y[p] == x[p];
      }
      beaten = covers && (!equal || b < a);
    }
    if (!beaten) kept.push_back(rows[a]);
  }
}

// Whether every completion of `row` is matched or beaten, for every party, by the same completion of
// `better`: an open gain is worth at least nothing and at most its amount.
bool TiedSearcher::replaces(const Layer& layer, std::uint32_t better, std::uint32_t row) const {
  std::array<double, kMaxParties> lead;
  for (std::size_t p = 0; p < n_; ++p) {
    lead[p] = layer.gain[better * n_ + p] - layer.gain[row * n_ + p];
    if (lead[p] < 0.0) return false;
  }
  const std::vector<std::size_t>& open = model_.open(layer.depth);
  const std::uint32_t* x = layer.state.data() + std::size_t{better} * open.size();
  const std::uint32_t* y = layer.state.data() + std::size_t{row} * open.size();
  for (std::size_t slot = 0; slot < open.size(); ++slot) {
    if (x[slot] == y[slot]) continue;
    const TiedModel::Tie& tie = model_.tie(open[slot]);
    if (tie.rule || tie.amount < 0.0) {
      if (x[slot] == Residual::kNo) continue;
      if (tie.rule) return false;
    } else if (y[slot] == Residual::kNo) {
      continue;
    }
    lead[tie.party] -= std::fabs(tie.amount);
    if (lead[tie.party] < 0.0) return false;
  }
  return true;
}

void TiedSearcher::drop_replaced(const Layer& layer, std::vector<std::uint32_t>& rows) const {
  constexpr std::size_t kTried = 1000;
  std::vector<double> sum(layer.size, 0.0);
  const std::vector<double>& weight = goal_.directions().weight.front();
  for (const std::uint32_t row : rows) {
    for (std::size_t p = 0; p < n_; ++p) sum[row] += weight[p] * layer.gain[row * n_ + p];
  }
  std::vector<std::uint32_t> order = rows;
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return sum[a] > sum[b]; });
  std::vector<bool> gone(layer.size, false);
  std::vector<std::uint32_t> strong;
  for (const std::uint32_t row : order) {
    for (std::size_t k = 0; k < strong.size() && !gone[row]; ++k) gone[row] = replaces(layer, strong[k], row);
    if (!gone[row] && strong.size() < kTried) strong.push_back(row);
  }
  std::erase_if(rows, [&](std::uint32_t row) { return gone[row]; });
}

// Rows with the same open conditions side by side, only maximal ones.
Layer TiedSearcher::merged(const Layer& layer) {
  const std::size_t slots = model_.slots(layer.depth);
  std::vector<std::uint32_t> order(layer.size);
  std::iota(order.begin(), order.end(), 0u);
  const auto compare = [&](std::uint32_t a, std::uint32_t b) {
    const auto first = layer.state.begin() + static_cast<std::ptrdiff_t>(a * slots);
    const auto second = layer.state.begin() + static_cast<std::ptrdiff_t>(b * slots);
    return std::lexicographical_compare_three_way(first, first + static_cast<std::ptrdiff_t>(slots), second,
                                                  second + static_cast<std::ptrdiff_t>(slots));
  };
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    const auto by_state = compare(a, b);
    return by_state != 0 ? by_state < 0 : a < b;
  });
  Layer result;
  result.depth = layer.depth;
  std::vector<std::uint32_t> group, kept;
  for (std::size_t at = 0; at < order.size();) {
    group.clear();
    const std::uint32_t head = order[at];
    while (at < order.size() && compare(head, order[at]) == 0) group.push_back(order[at++]);
    keep_maximal(layer, group, kept);
  }
  drop_replaced(layer, kept);
  for (const std::uint32_t row : kept) copy_row(layer, row, result, false);
  return result;
}

// Bounds for every row; drops those without hope. Rows with the same open conditions stand together.
void TiedSearcher::bound(Layer& layer) {
  layer.directions = &goal_.directions();
  const std::size_t slots = model_.slots(layer.depth);
  layer.bound.assign(layer.size * (n_ + layer.directions->weight.size()), 0.0);
  std::vector<bool> alive(layer.size, true);
  for (std::size_t begin = 0, end = 0; begin < layer.size; begin = end) {
    for (end = begin + 1; end < layer.size; ++end) {
      const std::uint32_t* a = layer.state.data() + begin * slots;
      if (!std::equal(a, a + slots, layer.state.data() + end * slots)) break;
    }
    const bool possible = bound_group(layer, begin, end);
    for (std::size_t row = begin; row < end; ++row) {
      alive[row] = possible && !goal_.hopeless(bound_of(layer, row));
    }
  }
  Layer result;
  result.depth = layer.depth;
  result.directions = layer.directions;
  for (std::size_t row = 0; row < layer.size; ++row) {
    if (alive[row]) copy_row(layer, row, result, true);
  }
  layer = std::move(result);
}

// What the issues still open can add at most, and with it the bounds of rows begin to end - 1. False if the
// rules leave nothing.
bool TiedSearcher::bound_group(Layer& layer, std::size_t begin, std::size_t end) {
  Domains domains = model_.domains();
  for (std::size_t d = 0; d < layer.depth; ++d) {
    domains.fix(model_.issue(d), layer.choice[begin * layer.depth + d]);
  }
  for (bool again = !model_.rules().empty(); again && !domains.empty();) {
    again = false;
    for (const Rule& rule : model_.rules()) again = rule.enforce(domains) || again;
  }
  if (domains.empty()) return false;
  const Relaxation& rows = model_.rows();
  const Relaxation::State state = rows.state(domains);
  const Directions& directions = *layer.directions;
  const std::size_t width = n_ + directions.weight.size();
  const double* first = &layer.gain[begin * n_];
  std::vector<double> ahead(width);
  for (std::size_t p = 0; p < n_; ++p) {
    const double decided = first[p] - model_.zero()[p];
    ahead[p] = rows.highest(p, domains) - decided + 2 * rows.rounding(p);
  }
  for (std::size_t k = 0; k < directions.weight.size(); ++k) {
    multipliers_ = directions.multipliers[k];
    double least = std::numeric_limits<double>::infinity();
    for (int round = 0; round < kRounds; ++round) {
      if (round > 0) rows.shift(state, relaxed_, 0.3, multipliers_);
      rows.evaluate(domains, state, multipliers_, table_, relaxed_);
      least = std::min(least, relaxed_.bound);
    }
    for (std::size_t p = 0; p < n_; ++p) {
      least -= directions.weight[k][p] * (first[p] - model_.zero()[p] - 4 * rows.rounding(p));
    }
    ahead[n_ + k] = least;
    offer_once(relaxed_.best);
  }
  for (std::size_t row = begin; row < end; ++row) {
    double* const at = &layer.bound[row * width];
    const double* gain = &layer.gain[row * n_];
    for (std::size_t p = 0; p < n_; ++p) at[p] = gain[p] + ahead[p];
    for (std::size_t k = 0; k < directions.weight.size(); ++k) {
      at[n_ + k] = ahead[n_ + k];
      for (std::size_t p = 0; p < n_; ++p) at[n_ + k] += directions.weight[k][p] * gain[p];
    }
  }
  return true;
}

// Most promising rows first, when there are too many to open together.
void TiedSearcher::sift(Layer& layer) {
  if (layer.size <= options_.width) return;
  std::vector<double> promise(layer.size);
  for (std::size_t row = 0; row < layer.size; ++row) promise[row] = goal_.promise(bound_of(layer, row));
  std::vector<std::uint32_t> order(layer.size);
  std::iota(order.begin(), order.end(), 0u);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return promise[a] > promise[b]; });
  Layer result;
  result.depth = layer.depth;
  result.directions = layer.directions;
  for (const std::uint32_t row : order) copy_row(layer, row, result, true);
  layer = std::move(result);
}

}  // namespace

TiedSearchEnd tied_search(TiedModel& model, SearchGoal& goal, const TiedSearchOptions& options,
                          const RunControl& control) {
  if (model.contradictory()) return {true, false, 0.0};
  return TiedSearcher(model, goal, options, control).run();
}

}  // namespace offramp::bargaining
