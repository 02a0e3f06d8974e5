// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/tied/model.h"

#include <algorithm>
#include <cmath>

#include "offramp/bargaining/model/scale.h"

namespace offramp::bargaining {
namespace {

// The utilities in whole units.
std::vector<Utility> whole_utilities(const Problem& problem) {
  check_problem(problem);
  std::vector<Utility> utilities;
  for (const Negotiator& party : problem.negotiators) {
    const Scaling scaling = scaling_of(party);
    Utility& whole = utilities.emplace_back();
    for (const auto& values : party.utility.value) {
      std::vector<double>& row = whole.value.emplace_back();
      for (const double value : values) row.push_back(in_units(value, scaling));
    }
    for (const Bonus& bonus : party.utility.bonuses) {
      const double amount = in_units(bonus.amount, scaling);
      if (amount != 0.0) whole.bonuses.push_back({bonus.when, amount});
    }
  }
  return utilities;
}

}  // namespace

TiedModel::TiedModel(const Problem& problem)
    : rows_(problem.space, whole_utilities(problem)), domains_(problem.space) {
  for (const Negotiator& party : problem.negotiators) {
    scaling_.push_back(scaling_of(party));
    const Scaling& scaling = scaling_.back();
    base_.push_back(-in_units(party.reservation, scaling));
    const double slack = scaling.rational ? kTieTolerance : kTieTolerance + scaling.tolerance;
    least_gain_.push_back(-std::floor(slack * scaling.units));
  }
  zero_ = base_;
  add_ties(problem);
  trim(problem.space);
  choose_order();
  plan();
}

void TiedModel::add_ties(const Problem& problem) {
  must_ = problem.feasible;
  for (const Negotiator& party : problem.negotiators) {
    for (const Condition& line : party.red_lines) must_.push_back(Condition::negation(line));
  }
  const auto add = [&](std::size_t party, double amount, bool rule, const Condition& condition) {
    Tie tie{party, amount, rule, Residual(condition)};
    const std::uint32_t start = tie.residual.start();
    if (start > Residual::kYes) return ties_.push_back(std::move(tie));
    if (rule && start == Residual::kNo) contradictory_ = true;
    if (!rule && start == Residual::kYes) base_[party] += amount;
  };
  for (const Condition& condition : must_) {
    add(0, 0.0, true, condition);
    rules_.emplace_back(condition, false);
  }
  for (std::size_t p = 0; p < parties(); ++p) {
    for (const Bonus& bonus : rows_.utility(p).bonuses) add(p, bonus.amount, false, bonus.when);
  }
}

// Leaves out options that the rules forbid, or that another option replaces.
void TiedModel::trim(const Space& space) {
  for (bool again = true; again && !domains_.empty();) {
    again = false;
    for (const Rule& rule : rules_) again = rule.enforce(domains_) || again;
  }
  if (domains_.empty()) {
    contradictory_ = true;
    domains_ = Domains(space);
    return;
  }
  std::vector<bool> locked(space.issues(), false);
  for (const Tie& tie : ties_) {
    if (!tie.rule) continue;
    for (const std::size_t issue : tie.residual.issues()) locked[issue] = true;
  }
  for (Relaxation::State state = rows_.state(domains_); rows_.drop_dominated(state, locked, domains_);) {
    state = rows_.state(domains_);
  }
}

// Greedy: next comes the issue after which the fewest ties are half decided; of several the one that
// touches the most ties.
void TiedModel::choose_order() {
  const std::size_t n = domains_.issues();
  std::vector<bool> done(n, false);
  std::vector<std::size_t> left(ties_.size());
  for (std::size_t t = 0; t < ties_.size(); ++t) left[t] = ties_[t].residual.issues().size();
  std::vector<bool> begun(ties_.size(), false);
  while (order_.size() < n) {
    std::size_t best = n;
    std::ptrdiff_t best_opened = 0;
    std::size_t best_touched = 0;
    for (std::size_t i = 0; i < n; ++i) {
      if (done[i]) continue;
      std::ptrdiff_t opened = 0;
      std::size_t touched = 0;
      for (std::size_t t = 0; t < ties_.size(); ++t) {
        const auto& on = ties_[t].residual.issues();
        if (!std::binary_search(on.begin(), on.end(), i)) continue;
        ++touched;
        if (!begun[t] && left[t] > 1) ++opened;
        if (begun[t] && left[t] == 1) --opened;
      }
      if (best != n && (opened > best_opened || (opened == best_opened && touched <= best_touched))) continue;
      best = i;
      best_opened = opened;
      best_touched = touched;
    }
    done[best] = true;
    order_.push_back(best);
    for (std::size_t t = 0; t < ties_.size(); ++t) {
      const auto& on = ties_[t].residual.issues();
      if (!std::binary_search(on.begin(), on.end(), best)) continue;
      begun[t] = true;
      --left[t];
    }
  }
}

void TiedModel::plan() {
  const std::size_t n = order_.size();
  std::vector<std::size_t> depth_of(n);
  for (std::size_t d = 0; d < n; ++d) depth_of[order_[d]] = d;
  slots_.resize(n + 1);
  touches_.resize(n);
  carries_.resize(n);
  for (std::size_t t = 0; t < ties_.size(); ++t) {
    std::vector<std::size_t> depths;
    for (const std::size_t issue : ties_[t].residual.issues()) depths.push_back(depth_of[issue]);
    std::sort(depths.begin(), depths.end());
    const std::size_t first = depths.front(), last = depths.back();
    for (std::size_t d = first; d <= last; ++d) {
      const std::size_t before = d == first ? kNone : slots_[d].size() - 1;
      const std::size_t after = d == last ? kNone : slots_[d + 1].size();
      if (d != last) slots_[d + 1].push_back(t);
      if (std::binary_search(depths.begin(), depths.end(), d)) {
        touches_[d].push_back({t, before, after});
      } else {
        carries_[d].push_back({before, after});
      }
    }
  }
  for (std::size_t d = 0; d < n; ++d) {
    std::vector<std::uint16_t>& options = options_.emplace_back();
    domains_.for_each(order_[d], [&](std::size_t o) { options.push_back(static_cast<std::uint16_t>(o)); });
  }
}

bool TiedModel::gains(const Settlement& settlement, double* gain) const {
  for (const Condition& rule : must_) {
    if (!rule.holds(settlement)) return false;
  }
  for (std::size_t p = 0; p < parties(); ++p) gain[p] = zero_[p] + rows_.utility(p).of(settlement);
  return true;
}

}  // namespace offramp::bargaining
