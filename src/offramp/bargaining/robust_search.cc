// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/robust_search.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "offramp/base/random.h"

namespace offramp::bargaining {
namespace {

using Status = RobustSummary::Status;
constexpr double kRounding = 1e-11;  // far above the rounding of a sum of utilities near 1

// Weights of the parties of one world whose weighted slack has the lowest maximum: fictitious play
// between a settlement that maximises and a party that falls short.
std::vector<double> joint_weights(const RobustTable& table, std::size_t world, std::size_t from_depth) {
  const std::size_t parties = table.parties(), count = table.worlds();
  std::vector<double> weight(parties, 1.0 / static_cast<double>(parties)), best(parties), slack(parties);
  double lowest = 1e300;
  std::vector<double> average = weight;
  for (int round = 0; round < 150; ++round) {
    for (std::size_t p = 0; p < parties; ++p) slack[p] = table.start()[p * count + world];
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

// Counts how many worlds accept, in the local search: then the shortfall breaks ties.
struct Score {
  std::size_t accepted = 0;
  double shortfall = 0.0;
  bool better_than(const Score& other) const {
    if (accepted != other.accepted) return accepted > other.accepted;
    return shortfall < other.shortfall - 1e-12;
  }
};

class LocalSearch {
 public:
  LocalSearch(const RobustTable& table, const RobustOptions& options)
      : table_(table), options_(options), random_({.seed = options.seed, .stream = 77}) {
    now_.resize(table.depths());
    for (std::size_t d = 0; d < table.depths(); ++d) widest_ = std::max(widest_, table.options(d));
  }

  std::optional<Settlement> run(const RunControl& control) {
    Settlement best;
    std::optional<Score> best_score;
    for (int restart = 0; restart < options_.restarts; ++restart) {
      if (control.stop.stop_requested()) break;
      if (!best_score || restart % 8 == 0) {
        for (std::size_t d = 0; d < now_.size(); ++d) redraw(d);
      } else {
        now_ = best;
        const std::uint32_t kicks = 2 + random_.index(3);
        for (std::uint32_t k = 0; k < kicks; ++k) redraw(random_.index(static_cast<std::uint32_t>(now_.size())));
      }
      const std::optional<Score> score = climb();
      if (score && (!best_score || score->better_than(*best_score))) {
        best_score = score;
        best = now_;
      }
    }
    if (!best_score) return std::nullopt;
    return best;
  }

 private:
  void redraw(std::size_t depth) {
    now_[table_.issue(depth)] =
        static_cast<std::uint16_t>(random_.index(static_cast<std::uint32_t>(table_.options(depth))));
  }

  // Nothing if it is not feasible.
  std::optional<Score> score(const Settlement& settlement) {
    if (!table_.feasible(settlement)) return std::nullopt;
    lanes_ = table_.start();
    open_.assign(table_.worlds(), 1);
    for (std::size_t d = 0; d < table_.depths(); ++d) {
      table_.choose(d, settlement, lanes_.data(), lanes_.data());
      table_.cross(d, settlement, open_);
    }
    return rate(lanes_.data(), open_);
  }

  Score rate(const double* lanes, const std::vector<char>& open) const {
    Score score;
    const std::size_t count = table_.worlds();
    for (std::size_t k = 0; k < count; ++k) {
      double least = lanes[k];
      for (std::size_t p = 1; p < table_.parties(); ++p) least = std::min(least, lanes[p * count + k]);
      if (open[k] == 0) least = std::min(least, options_.crossed_slack);
      if (least >= -kTieTolerance && open[k] != 0) {
        ++score.accepted;
      } else {
        score.shortfall += std::min(0.1, -least);
      }
    }
    return score;
  }

  // First-improvement descent over single changes; then over none is left.
  std::optional<Score> climb() {
    std::optional<Score> current = score(now_);
    bool improved = true;
    while (improved) {
      improved = false;
      for (std::size_t d = 0; d < table_.depths(); ++d) {
        const std::size_t issue = table_.issue(d);
        std::uint16_t keep = now_[issue];
        for (std::size_t o = 0; o < table_.options(d); ++o) {
          if (o == keep) continue;
          now_[issue] = static_cast<std::uint16_t>(o);
          const std::optional<Score> next = score(now_);
          if (!next || (current && !next->better_than(*current))) continue;
          current = next;
          keep = static_cast<std::uint16_t>(o);
          improved = true;
        }
        now_[issue] = keep;
      }
    }
    return current;
  }

  const RobustTable& table_;
  const RobustOptions& options_;
  RandomStream random_;
  Settlement now_;
  std::size_t widest_ = 0;
  std::vector<double> lanes_;
  std::vector<char> open_;
};

// Depth first: is there a settlement that at least `target` worlds accept?
class ShareSearch {
 public:
  ShareSearch(const RobustTable& table, const RobustOptions& options, const RunControl& control,
              RobustSummary& summary)
      : table_(table), options_(options), control_(control), summary_(summary) {
    chosen_.resize(table.depths());
    std::size_t widest = 0;
    for (std::size_t d = 0; d < table.depths(); ++d) widest = std::max(widest, table.options(d));
    level_.resize(table.depths());
    for (Level& level : level_) {
      level.lanes.assign(widest, std::vector<double>(table.lanes()));
      level.open.assign(widest, std::vector<char>(table.worlds()));
    }
  }

  // True when it is settled: found (in `best`) or refuted.
  bool settle(std::size_t target) {
    target_ = target;
    found_ = false;
    halted_ = false;
    visit(0, table_.start().data(), std::vector<char>(table_.worlds(), 1));
    return !halted_;
  }
  bool found() const { return found_; }
  const Settlement& best() const { return best_; }
  std::size_t best_count() const { return best_count_; }

 private:
  struct Level {
    std::vector<std::vector<double>> lanes;
    std::vector<std::vector<char>> open;
  };

  std::size_t alive(const double* lanes, const double* rest, std::vector<char>& open) const {
    const std::size_t count = table_.worlds();
    for (std::size_t row = 0; row < table_.rows(); ++row) {
      const double* const here = lanes + row * count;
      const double* const more = rest + row * count;
      for (std::size_t k = 0; k < count; ++k) {
        open[k] = static_cast<char>(open[k] & static_cast<char>(here[k] + more[k] >= -kTieTolerance - kRounding));
      }
    }
    return static_cast<std::size_t>(std::accumulate(open.begin(), open.end(), 0));
  }

  void visit(std::size_t depth, const double* lanes, const std::vector<char>& open) {
    ++summary_.nodes;
    if (summary_.nodes >= options_.max_nodes || control_.stop.stop_requested()) halted_ = true;
    if (halted_) return;
    if (depth == table_.depths()) return leaf(open);
    Level& level = level_[depth];
    std::vector<std::pair<std::size_t, std::size_t>> order;  // alive, option
    for (std::size_t o = 0; o < table_.options(depth); ++o) {
      chosen_[table_.issue(depth)] = static_cast<std::uint16_t>(o);
      if (!table_.feasible(depth, chosen_)) continue;
      table_.choose(depth, chosen_, lanes, level.lanes[o].data());
      level.open[o] = open;
      table_.cross(depth, chosen_, level.open[o]);
      const std::size_t left = alive(level.lanes[o].data(), table_.rest(depth + 1).data(), level.open[o]);
      if (left >= target_) order.emplace_back(left, o);
    }
    std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    for (const auto& [left, o] : order) {
      chosen_[table_.issue(depth)] = static_cast<std::uint16_t>(o);
      visit(depth + 1, level.lanes[o].data(), level.open[o]);
      if (found_ || halted_) return;
    }
  }

  void leaf(const std::vector<char>& open) {
    std::size_t count = 0;
    for (std::size_t k = 0; k < table_.worlds(); ++k) count += open[k] != 0 && table_.accepted(k, chosen_) ? 1 : 0;
    if (count < target_) return;
    found_ = true;
    best_ = chosen_;
    best_count_ = count;
  }

  const RobustTable& table_;
  const RobustOptions& options_;
  const RunControl& control_;
  RobustSummary& summary_;
  Settlement chosen_;
  std::vector<Level> level_;
  std::size_t target_ = 0;
  bool found_ = false, halted_ = false;
  Settlement best_;
  std::size_t best_count_ = 0;
};

}  // namespace

std::optional<Settlement> local_search(const RobustTable& table, const RobustOptions& options,
                                       const RunControl& control) {
  return LocalSearch(table, options).run(control);
}

void search_share(RobustTable& table, const RobustOptions& options, const RunControl& control,
                  RobustSummary& summary) {
  const double count = static_cast<double>(table.worlds());
  summary.settlement = local_search(table, options, control);
  std::size_t best = 0;
  if (summary.settlement) {
    best = static_cast<std::size_t>(std::llround(goal_value(table, options, *summary.settlement) * count));
  }
  std::vector<std::vector<double>> weights;
  for (std::size_t k = 0; k < table.worlds(); ++k) weights.push_back(joint_weights(table, k, 0));
  table.add_surrogate(weights);
  ShareSearch search(table, options, control, summary);
  std::size_t bound = table.worlds();
  // From the top down: each refuted target lowers the bound, the first one found is the optimum.
  while (bound > best || !summary.settlement) {
    if (static_cast<double>(bound - best) / count <= options.absolute_gap && summary.settlement) break;
    if (control.progress) {
      control.progress("share of worlds", 1.0 - static_cast<double>(bound - best) / count);
    }
    if (!search.settle(bound)) break;
    if (search.found()) {
      summary.settlement = search.best();
      best = search.best_count();
      break;
    }
    if (bound == 0) break;  // not even one feasible settlement
    --bound;
  }
  summary.bound = static_cast<double>(bound) / count;
  summary.value = static_cast<double>(best) / count;
  const bool halted = control.stop.stop_requested() || summary.nodes >= options.max_nodes;
  if (!summary.settlement && !halted) {
    summary.status = Status::infeasible;
    summary.reason = "no settlement is feasible";
  } else if (summary.settlement && bound == best) {
    summary.status = Status::complete;
    summary.reason = "refuted every larger share";
  } else if (!halted) {
    summary.status = Status::gap_reached;
    summary.reason = fmt::format("reached absolute_gap = {}", options.absolute_gap);
  } else if (control.stop.stop_requested()) {
    summary.status = Status::stopped;
    summary.reason = "stopped by the caller";
  } else {
    summary.status = Status::node_limit;
    summary.reason = fmt::format("reached max_nodes = {}", options.max_nodes);
  }
}

}  // namespace offramp::bargaining
