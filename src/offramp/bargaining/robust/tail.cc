// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "offramp/bargaining/robust/search.h"

namespace offramp::bargaining {
namespace {

using Status = RobustSummary::Status;
constexpr double kNothing = -std::numeric_limits<double>::infinity();

// The tail mean is the least expected slack over weights on worlds of at most 1 / (alpha K) each, and a
// world's slack the least weighted slack of its parties: any such weights on lanes bound it from above.
class TailSearch {
 public:
  TailSearch(const RobustTable& table, const RobustOptions& options, const RunControl& control,
             RobustSummary& summary)
      : table_(table), options_(options), control_(control), summary_(summary) {
    const double count = static_cast<double>(table.worlds());
    cap_ = options.goal == RobustOptions::Goal::tail ? 1.0 / std::max(1.0, options.alpha * count) : 1.0;
    chosen_.resize(table.depths());
    candidate_.resize(table.depths());
    lanes_.assign(table.depths() + 1, table.start());
    score_.resize(table.depths());
  }

  void run() {
    if (const std::optional<Settlement> first = local_search(table_, options_, control_)) consider(*first);
    std::vector<double> weight(table_.lanes(), 0.0);
    respond(table_.start(), weight, 1.0);
    const double left = visit(0, weight, 400);
    summary_.bound = std::max(left, summary_.value);
    if (!halted_) {
      summary_.status = summary_.settlement ? Status::complete : Status::infeasible;
      summary_.reason = summary_.settlement ? "searched every settlement" : "no settlement is feasible";
      if (left > summary_.value + kTieTolerance) {
        summary_.status = Status::gap_reached;
        summary_.reason = fmt::format("reached absolute_gap = {}", options_.absolute_gap);
      }
    } else if (control_.stop.stop_requested()) {
      summary_.status = Status::stopped;
      summary_.reason = "stopped by the caller";
    } else {
      summary_.status = Status::node_limit;
      summary_.reason = fmt::format("reached max_nodes = {}", options_.max_nodes);
    }
  }

 private:
  void consider(const Settlement& settlement) {
    if (!table_.feasible(settlement)) return;
    const double value = goal_value(table_, options_, settlement);
    if (summary_.settlement && value <= summary_.value) return;
    summary_.settlement = settlement;
    summary_.value = value;
  }

  // Mixes into the weights, at `rate`, those that make the given lanes look worst.
  void respond(const std::vector<double>& lanes, std::vector<double>& weight, double rate) {
    const std::size_t count = table_.worlds();
    order_.resize(count);
    for (std::size_t k = 0; k < count; ++k) {
      std::size_t least = 0;
      for (std::size_t p = 1; p < table_.parties(); ++p) {
        if (lanes[p * count + k] < lanes[least * count + k]) least = p;
      }
      order_[k] = {lanes[least * count + k], least * count + k};
    }
    const std::size_t touched = std::min(count, static_cast<std::size_t>(std::ceil(1.0 / cap_)));
    std::partial_sort(order_.begin(), order_.begin() + static_cast<std::ptrdiff_t>(touched), order_.end());
    for (double& w : weight) w *= 1.0 - rate;
    double mass = 1.0;
    for (std::size_t k = 0; k < touched && mass > 0; ++k) {
      const double part = std::min(cap_, mass);
      weight[order_[k].second] += rate * part;
      mass -= part;
    }
  }

  // Weighted gain of each remaining option; returns the bound from `depth` on, given the lanes so far.
  double weigh(std::size_t depth, const std::vector<double>& weight) {
    heavy_.clear();
    for (std::size_t lane = 0; lane < weight.size(); ++lane) {
      if (weight[lane] > 0) heavy_.push_back(lane);
    }
    double bound = 0.0;
    for (std::size_t lane : heavy_) bound += weight[lane] * lanes_[depth][lane];
    for (std::size_t d = depth; d < table_.depths(); ++d) {
      score_[d].assign(table_.options(d), 0.0);
      std::size_t best = 0;
      for (std::size_t o = 0; o < table_.options(d); ++o) {
        const double* const gain = table_.gain(d, o);
        double sum = 0.0;
        for (std::size_t lane : heavy_) sum += weight[lane] * gain[lane];
        score_[d][o] = sum;
        if (sum > score_[d][best]) best = o;
      }
      candidate_[table_.issue(d)] = static_cast<std::uint16_t>(best);
      bound += score_[d][best];
    }
    return bound;
  }

  double cutoff() const {
    return summary_.settlement ? summary_.value + std::max(options_.absolute_gap, 0.5 * kTieTolerance)
                               : kNothing;
  }

  // Upper bound of what stays unexplored below (kNothing if all was explored or cannot beat the best).
  double visit(std::size_t depth, std::vector<double> weight, int rounds) {
    ++summary_.nodes;
    if (depth == table_.depths()) {
      consider(chosen_);
      return kNothing;
    }
    double lowest = std::numeric_limits<double>::infinity();
    std::vector<double> best_weight = weight;
    for (int round = 0; round < rounds; ++round) {
      candidate_ = chosen_;
      const double bound = weigh(depth, weight) + 1e-12;
      if (bound < lowest) {
        lowest = bound;
        best_weight = weight;
      }
      if (candidate_ != considered_) consider(candidate_);
      considered_ = candidate_;
      if (lowest <= cutoff()) return pruned(lowest);
      total_ = lanes_[depth];
      for (std::size_t d = depth; d < table_.depths(); ++d) {
        const double* const gain = table_.gain(d, candidate_[table_.issue(d)]);
        for (std::size_t lane = 0; lane < total_.size(); ++lane) total_[lane] += gain[lane];
      }
      respond(total_, weight, rounds > 50 ? 1.0 / (round + 2.0) : 0.25 / (round + 2.0));
    }
    if (summary_.nodes >= options_.max_nodes || control_.stop.stop_requested()) halted_ = true;
    if (halted_) return lowest;
    return branch(depth, best_weight, weigh(depth, best_weight) + 1e-12);
  }

  double pruned(double bound) const { return bound > summary_.value + kTieTolerance ? bound : kNothing; }

  double branch(std::size_t depth, const std::vector<double>& weight, double bound) {
    const std::vector<double> score = score_[depth];
    std::vector<std::size_t> order(score.size());
    for (std::size_t o = 0; o < order.size(); ++o) order[o] = o;
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return score[a] > score[b]; });
    const double top = score[order.front()];
    double left = kNothing;
    for (std::size_t k = 0; k < order.size(); ++k) {
      const double here = bound - top + score[order[k]];
      if (here <= cutoff()) {
        left = std::max(left, pruned(here));
        continue;
      }
      if (halted_) return std::max(left, here);
      chosen_[table_.issue(depth)] = static_cast<std::uint16_t>(order[k]);
      if (!table_.feasible(depth, chosen_)) continue;
      table_.choose(depth, chosen_, lanes_[depth].data(), lanes_[depth + 1].data());
      left = std::max(left, std::min(here, visit(depth + 1, weight, 4)));
      if (depth == 0 && control_.progress) {
        control_.progress("tail", static_cast<double>(k + 1) / static_cast<double>(order.size()));
      }
    }
    return left;
  }

  const RobustTable& table_;
  const RobustOptions& options_;
  const RunControl& control_;
  RobustSummary& summary_;
  double cap_ = 1.0;
  bool halted_ = false;
  Settlement chosen_, candidate_;
  Settlement considered_;  // the last candidate: most rounds find it again
  std::vector<std::vector<double>> lanes_;
  std::vector<std::vector<double>> score_;
  std::vector<double> total_;
  std::vector<std::pair<double, std::size_t>> order_;
  std::vector<std::size_t> heavy_;
};

}  // namespace

void search_tail(const RobustTable& table, const RobustOptions& options, const RunControl& control,
                 RobustSummary& summary) {
  TailSearch(table, options, control, summary).run();
}

}  // namespace offramp::bargaining
