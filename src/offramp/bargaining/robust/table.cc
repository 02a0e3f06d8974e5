// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/robust/table.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>

namespace offramp::bargaining {

RobustTable::RobustTable(const UncertainProblem& problem) : problem_(problem) {
  check();
  parties_ = problem.worlds.front().utilities.size();
  rows_ = parties_;
  order_issues();
  fill();
}

void RobustTable::check() const {
  const auto fail = [](std::string text) { throw std::invalid_argument("most_robust: " + text); };
  if (problem_.worlds.empty()) fail("there is no world");
  const std::size_t parties = problem_.worlds.front().utilities.size();
  if (parties == 0) fail("there is no party");
  for (std::size_t k = 0; k < problem_.worlds.size(); ++k) {
    const UncertainWorld& world = problem_.worlds[k];
    if (world.utilities.size() != parties || world.reservations.size() != parties ||
        world.active.size() != problem_.red_lines.size()) {
      fail(fmt::format("world {} has another number of parties or red lines than the rest", k));
    }
    for (std::size_t p = 0; p < parties; ++p) {
      if (!std::isfinite(world.reservations[p])) fail("a reservation is not finite");
      const Utility& utility = world.utilities[p];
      if (utility.value.size() != problem_.space.issues()) fail("a utility has another number of issues");
      for (std::size_t i = 0; i < utility.value.size(); ++i) {
        if (utility.value[i].size() != problem_.space.axis(i).size())
          fail("a utility has another number of options");
        for (double value : utility.value[i]) {
          if (!std::isfinite(value)) fail("a value is not finite");
        }
      }
      for (const Bonus& bonus : utility.bonuses) {
        if (!std::isfinite(bonus.amount)) fail("a bonus is not finite");
      }
    }
  }
}

// Issues that move slack the most come first.
void RobustTable::order_issues() {
  std::vector<double> spread(problem_.space.issues(), 0.0);
  for (const UncertainWorld& world : problem_.worlds) {
    for (const Utility& utility : world.utilities) {
      for (std::size_t i = 0; i < spread.size(); ++i) {
        const auto [low, high] = std::minmax_element(utility.value[i].begin(), utility.value[i].end());
        spread[i] += *high - *low;
      }
    }
  }
  order_.resize(spread.size());
  std::iota(order_.begin(), order_.end(), std::size_t{0});
  std::stable_sort(order_.begin(), order_.end(),
                   [&](std::size_t a, std::size_t b) { return spread[a] > spread[b]; });
  depth_.resize(spread.size());
  for (std::size_t d = 0; d < order_.size(); ++d) depth_[order_[d]] = d;
}

std::size_t RobustTable::last_depth(const Condition& condition) const {
  std::size_t last = 0;
  for (std::size_t issue : condition.issues()) last = std::max(last, depth_[issue]);
  return last;
}

void RobustTable::fill() {
  const std::size_t n = lanes(), count = worlds();
  start_.assign(n, 0.0);
  gain_.clear();
  for (std::size_t d = 0; d < depths(); ++d) gain_.emplace_back(options(d) * n, 0.0);
  late_.assign(std::max<std::size_t>(1, depths()), {});
  for (std::size_t k = 0; k < count; ++k) {
    for (std::size_t p = 0; p < parties_; ++p) {
      const Utility& utility = problem_.worlds[k].utilities[p];
      const std::size_t lane = p * count + k;
      start_[lane] = -problem_.worlds[k].reservations[p];
      for (std::size_t d = 0; d < depths(); ++d) {
        for (std::size_t o = 0; o < options(d); ++o) gain_[d][o * n + lane] = utility.value[order_[d]][o];
      }
      for (const Bonus& bonus : utility.bonuses) {
        start_[lane] += std::max(0.0, bonus.amount);
        late_[last_depth(bonus.when)].push_back({k, p, &bonus});
      }
    }
  }
  for (std::size_t s = 0; s < surrogates_.size(); ++s) {
    const auto add = [&](double* lanes_of) {
      for (std::size_t k = 0; k < count; ++k) {
        double sum = 0.0;
        for (std::size_t p = 0; p < parties_; ++p) sum += surrogates_[s][k][p] * lanes_of[p * count + k];
        lanes_of[(parties_ + s) * count + k] = sum;
      }
    };
    add(start_.data());
    for (std::size_t d = 0; d < depths(); ++d) {
      for (std::size_t o = 0; o < options(d); ++o) add(gain_[d].data() + o * n);
    }
  }
  rest_.assign(depths() + 1, std::vector<double>(n, 0.0));
  for (std::size_t d = depths(); d-- > 0;) {
    for (std::size_t lane = 0; lane < n; ++lane) {
      double best = -std::numeric_limits<double>::infinity();
      for (std::size_t o = 0; o < options(d); ++o) best = std::max(best, gain(d, o)[lane]);
      rest_[d][lane] = rest_[d + 1][lane] + best;
    }
  }
  rules_.assign(std::max<std::size_t>(1, depths()), {});
  lines_ = rules_;
  for (std::size_t c = 0; c < problem_.feasible.size(); ++c)
    rules_[last_depth(problem_.feasible[c])].push_back(c);
  for (std::size_t c = 0; c < problem_.red_lines.size(); ++c)
    lines_[last_depth(problem_.red_lines[c])].push_back(c);
}

void RobustTable::add_surrogate(const std::vector<std::vector<double>>& weight) {
  surrogates_.push_back(weight);
  ++rows_;
  fill();
}

void RobustTable::choose(std::size_t depth, const Settlement& chosen, const double* before,
                         double* after) const {
  const double* const add = gain(depth, chosen[order_[depth]]);
  const std::size_t n = lanes();
  for (std::size_t lane = 0; lane < n; ++lane) after[lane] = before[lane] + add[lane];
  settle_bonuses(depth, chosen, after);
}

bool RobustTable::feasible(std::size_t depth, const Settlement& chosen) const {
  return std::all_of(rules_[depth].begin(), rules_[depth].end(),
                     [&](std::size_t c) { return problem_.feasible[c].holds(chosen); });
}

void RobustTable::cross(std::size_t depth, const Settlement& chosen, std::vector<char>& open) const {
  for (std::size_t c : lines_[depth]) {
    if (!problem_.red_lines[c].holds(chosen)) continue;
    for (std::size_t k = 0; k < worlds(); ++k) {
      if (problem_.worlds[k].active[c]) open[k] = 0;
    }
  }
}

double RobustTable::slack(std::size_t world, const Settlement& settlement, double crossed_slack) const {
  const UncertainWorld& w = problem_.worlds[world];
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t p = 0; p < parties_; ++p) {
    least = std::min(least, w.utilities[p].of(settlement) - w.reservations[p]);
  }
  for (std::size_t c = 0; c < problem_.red_lines.size(); ++c) {
    if (w.active[c] && problem_.red_lines[c].holds(settlement)) least = std::min(least, crossed_slack);
  }
  return least;
}

bool RobustTable::accepted(std::size_t world, const Settlement& settlement) const {
  const UncertainWorld& w = problem_.worlds[world];
  for (std::size_t p = 0; p < parties_; ++p) {
    if (w.utilities[p].of(settlement) < w.reservations[p] - kTieTolerance) return false;
  }
  for (std::size_t c = 0; c < problem_.red_lines.size(); ++c) {
    if (w.active[c] && problem_.red_lines[c].holds(settlement)) return false;
  }
  return true;
}

bool RobustTable::feasible(const Settlement& settlement) const {
  return std::all_of(problem_.feasible.begin(), problem_.feasible.end(),
                     [&](const Condition& rule) { return rule.holds(settlement); });
}

}  // namespace offramp::bargaining
