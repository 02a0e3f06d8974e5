// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "offramp/bargaining/robust/pairs.h"
#include "offramp/bargaining/robust/search.h"

namespace offramp::bargaining {
namespace {

using Status = RobustSummary::Status;

// Weights of the parties of one world whose weighted slack has the lowest maximum: fictitious play
// between the choices from a depth on, the rest being made, and a party that falls short.
std::vector<double> joint_weights(const RobustTable& table, std::size_t world,
                                  const std::vector<double>& lanes, std::size_t from_depth) {
  const std::size_t parties = table.parties(), count = table.worlds();
  std::vector<double> weight(parties, 1.0 / static_cast<double>(parties)), best(parties), slack(parties);
  double lowest = 1e300;
  std::vector<double> average = weight;
  for (int round = 0; round < 150; ++round) {
    for (std::size_t p = 0; p < parties; ++p) slack[p] = lanes[p * count + world];
    for (std::size_t d = from_depth; d < table.depths(); ++d) {
      std::size_t chosen = 0;
      double most = -1e300;
      for (std::size_t o = 0; o < table.options(d); ++o) {
        double sum = 0.0;
        for (std::size_t p = 0; p < parties; ++p) sum += average[p] * table.gain(d, o)[p * count + world];
        if (sum > most) {
          most = sum;
          chosen = o;
        }
      }
      for (std::size_t p = 0; p < parties; ++p) slack[p] += table.gain(d, chosen)[p * count + world];
    }
    double bound = 0.0;
    for (std::size_t p = 0; p < parties; ++p) bound += average[p] * slack[p];
    if (bound < lowest) {
      lowest = bound;
      best = average;
    }
    const auto least = std::min_element(slack.begin(), slack.end()) - slack.begin();
    const double step = 1.0 / (round + 2.0);
    for (double& w : average) w *= 1.0 - step;
    average[static_cast<std::size_t>(least)] += step;
  }
  return best;
}

// Depth first: is there a settlement that at least `target` worlds accept? Sums are in single precision
// with room for their rounding; a settlement is always judged by the table itself.
class ShareSearch {
 public:
  ShareSearch(const RobustTable& table, const std::vector<WorldPairs>& pairs, const RobustOptions& options,
              const RunControl& control, RobustSummary& summary)
      : table_(table), pairs_(pairs), options_(options), control_(control), summary_(summary) {
    chosen_.resize(table.depths());
    margin_.resize(table.worlds());
    level_.resize(table.depths() + 1);
    for (Level& level : level_) level.lanes.resize(table.lanes());
    for (std::size_t lane = 0; lane < table.lanes(); ++lane) {
      level_[0].lanes[lane] = static_cast<float>(table.start()[lane]);
    }
    level_[0].open.assign(table.worlds(), 1);
    prepare();
  }

  // True when it is settled: found (in `best`) or refuted.
  bool settle(std::size_t target) {
    target_ = target;
    found_ = false;
    halted_ = false;
    visit(0);
    return !halted_;
  }
  bool found() const { return found_; }
  const Settlement& best() const { return best_; }
  std::size_t best_count() const { return best_count_; }

 private:
  struct Level {
    std::vector<float> lanes;
    std::vector<char> open;
    std::vector<std::pair<std::size_t, std::size_t>> order;  // worlds that may still accept, option
  };

  // gain_: single precision; need_: what the lanes before a choice must reach for it to stay possible.
  void prepare() {
    const std::size_t n = table_.lanes();
    std::vector<double> magnitude(n);
    for (std::size_t lane = 0; lane < n; ++lane)
      magnitude[lane] = 1.0 + 2.0 * std::fabs(table_.start()[lane]);
    for (std::size_t d = 0; d < table_.depths(); ++d) {
      for (std::size_t lane = 0; lane < n; ++lane) {
        double largest = 0.0;
        for (std::size_t o = 0; o < table_.options(d); ++o) {
          largest = std::max(largest, std::fabs(table_.gain(d, o)[lane]));
        }
        magnitude[lane] += largest;
      }
    }
    const double units = static_cast<double>(table_.depths() + 4) * std::numeric_limits<float>::epsilon();
    for (std::size_t d = 0; d < table_.depths(); ++d) {
      gain_.emplace_back();
      need_.emplace_back();
      for (std::size_t o = 0; o < table_.options(d); ++o) {
        for (std::size_t lane = 0; lane < n; ++lane) {
          const double gain = table_.gain(d, o)[lane];
          gain_.back().push_back(static_cast<float>(gain));
          need_.back().push_back(
              static_cast<float>(-gain - table_.rest(d + 1)[lane] - kTieTolerance - units * magnitude[lane]));
        }
      }
    }
  }

  // How many worlds may still accept after the option; stops early once they are too few.
  std::size_t possible(std::size_t depth, std::size_t option) {
    const std::size_t count = table_.worlds(), rows = table_.rows();
    const Level& level = level_[depth];
    const float* const need = need_[depth].data() + option * table_.lanes();
    for (std::size_t k = 0; k < count; ++k) margin_[k] = level.open[k] != 0 ? 1.0f : -1.0f;
    std::size_t left = 0;
    for (std::size_t step = 0; step < rows; ++step) {
      // Surrogates first, the one made for about this depth before the rest.
      const std::size_t surrogates = rows - table_.parties();
      const std::size_t shift = surrogates == 0 ? 0 : depth * surrogates / table_.depths();
      const std::size_t row =
          step < surrogates ? table_.parties() + (step + shift) % surrogates : step - surrogates;
      const float* const lanes = level.lanes.data() + row * count;
      const float* const least = need + row * count;
      float* const margin = margin_.data();
      for (std::size_t k = 0; k < count; ++k) margin[k] = std::min(margin[k], lanes[k] - least[k]);
      int alive = 0;
      for (std::size_t k = 0; k < count; ++k) alive += margin[k] >= 0.0f ? 1 : 0;
      left = static_cast<std::size_t>(alive);
      if (left < target_) return left;
    }
    for (std::size_t step = 0; step < pairs_.size(); ++step) {
      const std::size_t s = (step + depth * pairs_.size() / table_.depths()) % pairs_.size();
      const float* const lanes = level.lanes.data() + (table_.parties() + s) * count;
      const std::size_t clashes = pairs_[s].clashing(depth, option, lanes, margin_.data());
      if (left - clashes < target_) return left - clashes;
    }
    return left;
  }

  void enter(std::size_t depth, std::size_t option) {
    const Level& from = level_[depth];
    Level& to = level_[depth + 1];
    const float* const gain = gain_[depth].data() + option * table_.lanes();
    const std::size_t n = table_.lanes();
    for (std::size_t lane = 0; lane < n; ++lane) to.lanes[lane] = from.lanes[lane] + gain[lane];
    to.open = from.open;
    table_.settle_bonuses(depth, chosen_, to.lanes.data());
    table_.cross(depth, chosen_, to.open);
  }

  void visit(std::size_t depth) {
    ++summary_.nodes;
    if (summary_.nodes >= options_.max_nodes || control_.stop.stop_requested()) halted_ = true;
    if (halted_) return;
    if (depth == table_.depths()) return leaf();
    auto& order = level_[depth].order;
    order.clear();
    for (std::size_t o = 0; o < table_.options(depth); ++o) {
      chosen_[table_.issue(depth)] = static_cast<std::uint16_t>(o);
      if (!table_.feasible(depth, chosen_)) continue;
      const std::size_t left = possible(depth, o);
      if (left >= target_) order.emplace_back(left, o);
    }
    std::stable_sort(order.begin(), order.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    for (const auto& [left, o] : order) {
      chosen_[table_.issue(depth)] = static_cast<std::uint16_t>(o);
      enter(depth, o);
      visit(depth + 1);
      if (found_ || halted_) return;
    }
  }

  void leaf() {
    const std::size_t count = table_.accepted(chosen_).count();
    if (count < target_) return;
    found_ = true;
    best_ = chosen_;
    best_count_ = count;
  }

  const RobustTable& table_;
  const std::vector<WorldPairs>& pairs_;  // one for each surrogate row
  const RobustOptions& options_;
  const RunControl& control_;
  RobustSummary& summary_;
  Settlement chosen_;
  std::vector<std::vector<float>> gain_, need_;
  std::vector<float> margin_;
  std::vector<Level> level_;
  std::size_t target_ = 0;
  bool found_ = false, halted_ = false;
  Settlement best_;
  std::size_t best_count_ = 0;
};

// Rows that join the parties of each world, made for several depths along a good settlement; and pairs of
// worlds on them.
std::vector<WorldPairs> add_surrogates(RobustTable& table, const std::optional<Settlement>& along) {
  const std::size_t surrogates = along ? 4 : 1;
  std::vector<std::vector<std::vector<double>>> all;
  const auto from = [&](std::size_t s) { return s * table.depths() / surrogates; };
  std::vector<double> lanes = table.start();
  for (std::size_t s = 0, depth = 0; s < surrogates; ++s) {
    for (; depth < from(s); ++depth) table.choose(depth, *along, lanes.data(), lanes.data());
    all.emplace_back();
    for (std::size_t k = 0; k < table.worlds(); ++k)
      all.back().push_back(joint_weights(table, k, lanes, from(s)));
  }
  table.add_surrogates(std::move(all));
  std::vector<WorldPairs> pairs;
  lanes = table.start();
  for (std::size_t s = 0, depth = 0; s < surrogates; ++s) {
    for (; depth < from(s); ++depth) table.choose(depth, *along, lanes.data(), lanes.data());
    pairs.emplace_back(table, table.parties() + s, lanes, from(s));
  }
  return pairs;
}

void conclude(bool halted, bool closed, const RobustOptions& options, const RunControl& control,
              RobustSummary& summary) {
  if (halted) {
    const bool stopped = control.stop.stop_requested();
    summary.status = stopped ? Status::stopped : Status::node_limit;
    summary.reason =
        stopped ? "stopped by the caller" : fmt::format("reached max_nodes = {}", options.max_nodes);
  } else if (!summary.settlement) {
    summary.status = Status::infeasible;
    summary.reason = "no settlement is feasible";
  } else if (closed) {
    summary.status = Status::complete;
    summary.reason = "refuted every larger share";
  } else {
    summary.status = Status::gap_reached;
    summary.reason = fmt::format("reached absolute_gap = {}", options.absolute_gap);
  }
}

}  // namespace

void search_share(RobustTable& table, const RobustOptions& options, const RunControl& control,
                  RobustSummary& summary) {
  const double count = static_cast<double>(table.worlds());
  summary.settlement = local_search(table, options, control);
  std::size_t best = 0;
  if (summary.settlement) {
    best = static_cast<std::size_t>(std::llround(goal_value(table, options, *summary.settlement) * count));
  }
  const std::vector<WorldPairs> pairs = add_surrogates(table, summary.settlement);
  ShareSearch search(table, pairs, options, control, summary);
  std::size_t bound = table.worlds();
  bool halted = false, empty = false;
  // From the top down: each refuted target lowers the bound, the first one found is the optimum.
  while (!empty && (bound > best || !summary.settlement)) {
    if (summary.settlement && static_cast<double>(bound - best) / count <= options.absolute_gap) break;
    if (control.progress) {
      control.progress("share of worlds", 1.0 - static_cast<double>(bound - best) / count);
    }
    halted = !search.settle(bound);
    if (halted) break;
    if (search.found()) {
      summary.settlement = search.best();
      best = search.best_count();
      bound = best;
    } else if (bound == 0) {
      empty = true;
    } else {
      --bound;
    }
  }
  summary.bound = static_cast<double>(bound) / count;
  summary.value = static_cast<double>(best) / count;
  conclude(halted, bound == best, options, control, summary);
}

}  // namespace offramp::bargaining
