// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/robust/table.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <stdexcept>

#include "offramp/bargaining/worlds/settlement_in_worlds.h"

namespace offramp::bargaining {

RobustTable::RobustTable(const UncertainProblem& problem, const RobustOptions& options)
    : problem_(problem), worlds_(std::min(problem.worlds, options.worlds)) {
  check_problem(problem);
  for (const UncertainNegotiator& negotiator : problem.negotiators) {
    if (negotiator.veto) parties_.push_back(&negotiator);
  }
  if (parties_.empty()) throw std::invalid_argument("most_robust: there is no veto player");
  rows_ = parties();
  choose_lines(options.red_lines);
  order_issues();
  fill();
}

void RobustTable::choose_lines(RobustOptions::RedLines red_lines) {
  for (const Condition& rule : problem_.feasible) must_.push_back({&rule, true});
  for (const UncertainRedLine& line : problem_.red_lines) {
    if (!problem_.negotiators[line.negotiator].veto) continue;
    if (red_lines == RobustOptions::RedLines::where_they_bind) {
      binding_.push_back(&line);
    } else if (binds_in_most(line)) {
      must_.push_back({&line.never, false});
    }
  }
}

// Issues that move slack the most come first.
void RobustTable::order_issues() {
  std::vector<double> spread(problem_.space.issues(), 0.0);
  for (std::size_t k = 0; k < worlds_; ++k) {
    for (const UncertainNegotiator* party : parties_) {
      for (std::size_t i = 0; i < spread.size(); ++i) {
        double low = std::numeric_limits<double>::infinity(), high = -low;
        for (const std::vector<double>& column : party->value[i]) {
          low = std::min(low, column[k]);
          high = std::max(high, column[k]);
        }
        spread[i] += high - low;
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

void RobustTable::fill_party(std::size_t p) {
  const UncertainNegotiator& party = *parties_[p];
  const std::size_t first = p * worlds_;
  for (std::size_t k = 0; k < worlds_; ++k) start_[first + k] = -party.asks(k);
  for (std::size_t d = 0; d < depths(); ++d) {
    for (std::size_t o = 0; o < options(d); ++o) {
      const std::vector<double>& column = party.value[order_[d]][o];
      std::copy_n(column.begin(), worlds_, gain_[d].data() + o * lanes() + first);
    }
  }
  for (const UncertainBonus& bonus : party.bonuses) {
    for (std::size_t k = 0; k < worlds_; ++k) start_[first + k] += std::max(0.0, bonus.amount[k]);
  }
}

void RobustTable::fill_surrogates() {
  for (std::size_t s = 0; s < surrogates_.size(); ++s) {
    const auto add = [&](double* lanes_of) {
      for (std::size_t k = 0; k < worlds_; ++k) {
        double sum = 0.0;
        for (std::size_t p = 0; p < parties(); ++p) sum += surrogates_[s][k][p] * lanes_of[p * worlds_ + k];
        lanes_of[(parties() + s) * worlds_ + k] = sum;
      }
    };
    add(start_.data());
    for (std::size_t d = 0; d < depths(); ++d) {
      for (std::size_t o = 0; o < options(d); ++o) add(gain_[d].data() + o * lanes());
    }
  }
}

// Conditions at the depth that settles them.
void RobustTable::place() {
  const std::size_t settled = std::max<std::size_t>(1, depths());
  late_.assign(settled, {});
  rules_.assign(settled, {});
  lines_.assign(settled, {});
  for (std::size_t p = 0; p < parties(); ++p) {
    for (const UncertainBonus& bonus : parties_[p]->bonuses) {
      late_[last_depth(bonus.when)].push_back({p, &bonus});
    }
  }
  for (const Rule& rule : must_) rules_[last_depth(*rule.condition)].push_back(&rule);
  for (const UncertainRedLine* line : binding_) lines_[last_depth(line->never)].push_back(line);
}

void RobustTable::fill() {
  const std::size_t n = lanes();
  start_.assign(n, 0.0);
  gain_.clear();
  for (std::size_t d = 0; d < depths(); ++d) gain_.emplace_back(options(d) * n, 0.0);
  for (std::size_t p = 0; p < parties(); ++p) fill_party(p);
  fill_surrogates();
  place();
  rest_.assign(depths() + 1, std::vector<double>(n, 0.0));
  for (std::size_t d = depths(); d-- > 0;) {
    for (std::size_t lane = 0; lane < n; ++lane) {
      double best = -std::numeric_limits<double>::infinity();
      for (std::size_t o = 0; o < options(d); ++o) best = std::max(best, gain(d, o)[lane]);
      rest_[d][lane] = rest_[d + 1][lane] + best;
    }
  }
}

void RobustTable::add_surrogates(std::vector<std::vector<std::vector<double>>> weights) {
  for (auto& weight : weights) surrogates_.push_back(std::move(weight));
  rows_ = parties() + surrogates_.size();
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
                     [&](const Rule* rule) { return rule->obeyed(chosen); });
}

void RobustTable::cross(std::size_t depth, const Settlement& chosen, std::vector<char>& open) const {
  for (const UncertainRedLine* line : lines_[depth]) {
    if (!line->never.holds(chosen)) continue;
    for (std::size_t k = 0; k < worlds_; ++k) {
      if (line->binds.contains(k)) open[k] = 0;
    }
  }
}

WorldSet RobustTable::crossed(const Settlement& settlement) const {
  WorldSet set(problem_.worlds);
  for (const UncertainRedLine* line : binding_) {
    if (line->never.holds(settlement)) set |= line->binds;
  }
  return set;
}

std::vector<double> RobustTable::slack(const Settlement& settlement, double crossed_slack) const {
  std::vector<double> least(worlds_, std::numeric_limits<double>::infinity()), utility(worlds_);
  for (const UncertainNegotiator* party : parties_) {
    utilities_of(*party, settlement, utility);
    for (std::size_t k = 0; k < worlds_; ++k) least[k] = std::min(least[k], utility[k] - party->asks(k));
  }
  const WorldSet lost = crossed(settlement);
  for (std::size_t k = 0; k < worlds_; ++k) {
    if (lost.contains(k)) least[k] = std::min(least[k], crossed_slack);
  }
  return least;
}

WorldSet RobustTable::accepted(const Settlement& settlement) const {
  std::vector<char> accepts(worlds_, 1);
  std::vector<double> utility(worlds_);
  for (const UncertainNegotiator* party : parties_) {
    utilities_of(*party, settlement, utility);
    for (std::size_t k = 0; k < worlds_; ++k) {
      if (!meets_reservation(utility[k], party->asks(k))) accepts[k] = 0;
    }
  }
  const WorldSet lost = crossed(settlement);
  WorldSet set(worlds_);
  for (std::size_t k = 0; k < worlds_; ++k) {
    if (accepts[k] != 0 && !lost.contains(k)) set.insert(k);
  }
  return set;
}

bool RobustTable::feasible(const Settlement& settlement) const {
  return std::all_of(must_.begin(), must_.end(), [&](const Rule& rule) { return rule.obeyed(settlement); });
}

}  // namespace offramp::bargaining
