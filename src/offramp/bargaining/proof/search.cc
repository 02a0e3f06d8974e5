// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/proof/search.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace offramp::bargaining {
namespace {

using Goal = SearchTask::Goal;
using Outcome = SearchAnswer::Outcome;
constexpr int kRounds = 4;  // of the Lagrangian bound at a node; measured best of 3 to 25

class Searcher {
 public:
  Searcher(const SearchModel& model, const SearchTask& task, StopToken stop, const Progress& progress)
      : model_(model), rows_(model.rows), task_(task), stop_(stop), progress_(progress) {
    for (std::size_t i = 0; i < model.domains.issues(); ++i) {
      locked_.push_back(std::any_of(model.rules.begin(), model.rules.end(),
                                    [&](const Rule& rule) { return rule.mentions(i); }));
    }
    answer_.core.assign(model.rules.size() + rows_.rows(), false);
    for (std::size_t r = 0; r < rows_.rows(); ++r) {
      bounding_.push_back(task.rows[r] || (task.goal != Goal::any && in_objective(r)));
      scale_.push_back(1.0 / std::max(1e-300, rows_.magnitude(r)));
    }
    answer_.bound = task.goal == Goal::any ? 0.0 : std::numeric_limits<double>::infinity();
  }

  SearchAnswer run() {
    Multipliers multipliers = rows_.multipliers();
    for (std::size_t r = 0; r < rows_.rows(); ++r) multipliers.row[r] = bounding_[r] ? scale_[r] : 0.0;
    if (task_.goal == Goal::product) {  // its bound knows the objective rows only
      multipliers.row.assign(rows_.rows(), 0.0);
      for (std::size_t r : task_.objective) multipliers.row[r] = scale_[r];
    }
    if (task_.goal != Goal::any) root_bound(model_.domains, multipliers);
    visit(model_.domains, std::move(multipliers), 0);
    if (halted_) {
      answer_.outcome = stop_.stop_requested() ? Outcome::stopped : Outcome::node_limit;
      if (task_.goal == Goal::any && answer_.settlement) answer_.outcome = Outcome::found;
    } else {
      answer_.outcome = answer_.settlement ? Outcome::found : Outcome::none;
      answer_.bound = answer_.value;
    }
    return std::move(answer_);
  }

 private:
  bool in_objective(std::size_t r) const {
    return std::find(task_.objective.begin(), task_.objective.end(), r) != task_.objective.end();
  }

  // What row r must reach here: its threshold, or more when it must beat the incumbent.
  double target(std::size_t r) const {
    double need = task_.rows[r] ? task_.threshold[r] : -std::numeric_limits<double>::infinity();
    if (task_.goal == Goal::least_surplus && answer_.settlement && in_objective(r)) {
      need = std::max(need, task_.base[r] + answer_.value + kTieTolerance);
    }
    return need;
  }

  double goal_value(const Settlement& settlement) const {
    if (task_.goal == Goal::any) return 0.0;
    double least = std::numeric_limits<double>::infinity(), product = 1.0;
    for (std::size_t r : task_.objective) {
      const double surplus = rows_.utility(r).of(settlement) - task_.base[r];
      least = std::min(least, surplus);
      product *= std::max(0.0, surplus);
    }
    return task_.goal == Goal::product ? product : least;
  }

  // Takes the settlement if it is accepted and better; notes which rules it breaks.
  bool consider(const Settlement& settlement) {
    broken_.clear();
    bool accepted = true;
    for (std::size_t k = 0; k < model_.conditions.size(); ++k) {
      if (!task_.rules[k] || model_.conditions[k].holds(settlement)) continue;
      broken_.push_back(k);
      accepted = false;
    }
    for (std::size_t r = 0; r < rows_.rows(); ++r) {
      if (!task_.rows[r] || rows_.utility(r).of(settlement) >= task_.threshold[r]) continue;
      broken_.push_back(model_.rules.size() + r);
      accepted = false;
    }
    if (!accepted) return false;
    const double value = goal_value(settlement);
    if (answer_.settlement && value <= answer_.value) return false;
    answer_.settlement = settlement;
    answer_.value = value;
    return true;
  }

  bool done() const { return task_.goal == Goal::any && answer_.settlement.has_value(); }

  // Removes what single rules and rows rule out, to a fixed point; false if nothing is left.
  bool propagate(Domains& domains) {
    bool again = !domains.empty();
    while (again) {
      again = false;
      for (std::size_t k = 0; k < model_.rules.size(); ++k) {
        if (!task_.rules[k] || !(model_.rules[k].enforce(domains) || domains.empty())) continue;
        answer_.core[k] = true;
        if (domains.empty()) return false;
        again = true;
      }
      for (std::size_t r = 0; r < rows_.rows(); ++r) {
        const double need = target(r);
        if (!std::isfinite(need)) continue;
        const double room = rows_.highest(r, domains) - need + 2 * rows_.rounding(r);
        if (room < 0) {
          answer_.core[model_.rules.size() + r] = true;
          return false;
        }
        again = filter_row(r, room, domains) || again;
      }
    }
    return !domains.empty();
  }

  // Each party's own best in the box, all at once, would not beat the incumbent's product.
  bool hopeless(const Domains& domains) const {
    if (task_.goal != Goal::product || !answer_.settlement) return false;
    double product = 1.0;
    for (std::size_t r : task_.objective) {
      product *= std::max(0.0, rows_.highest(r, domains) - task_.base[r] + 2 * rows_.rounding(r));
    }
    return product <= answer_.value + 1e-12;
  }

  bool filter_row(std::size_t r, double room, Domains& domains) {
    bool removed = false;
    for (std::size_t i = 0; i < domains.issues(); ++i) {
      if (domains.count(i) < 2) continue;
      double best = -std::numeric_limits<double>::infinity();
      domains.for_each(i, [&](std::size_t o) { best = std::max(best, rows_.value(r, i, o)); });
      domains.for_each(i, [&](std::size_t o) {
        if (best - rows_.value(r, i, o) <= room) return;
        domains.remove(i, o);
        removed = true;
      });
    }
    if (removed) answer_.core[model_.rules.size() + r] = true;
    return removed;
  }

  // How far the relaxed maximum is above what must be reached; below 0 is a refutation.
  double room(const Multipliers& multipliers) const {
    if (task_.goal == Goal::product) return product_room(multipliers);
    double room = relaxed_.bound;
    for (std::size_t r = 0; r < rows_.rows(); ++r) {
      const double weight = multipliers.row[r];
      if (weight > 0) room -= weight * (target(r) - 2 * rows_.rounding(r));
    }
    return room;
  }

  // Means: for x >= 0, prod x <= (sum w x / n)^n / prod w. The sum must exceed n (value * prod w)^(1/n).
  double product_room(const Multipliers& multipliers) const {
    const double n = static_cast<double>(task_.objective.size());
    double sum = relaxed_.bound, weights = 1.0, power = 1.0;
    for (std::size_t r : task_.objective) {
      sum -= multipliers.row[r] * (task_.base[r] - kTieTolerance - 2 * rows_.rounding(r));
    }
    if (!answer_.settlement) return sum;
    for (std::size_t r : task_.objective) {
      weights *= multipliers.row[r];
      power *= std::max(0.0, sum) / n;
    }
    return power <= (answer_.value + 1e-12) * weights ? -1.0 : sum;
  }

  // Shifts weight towards the rows that fall short at the relaxed maximum (polynomial weights).
  void reweigh(Multipliers& multipliers, double rate) const {
    std::vector<double> slack(rows_.rows(), 0.0);
    if (task_.goal == Goal::product) {
      const double n = static_cast<double>(task_.objective.size());
      double sum = relaxed_.bound;
      for (std::size_t r : task_.objective) sum -= multipliers.row[r] * task_.base[r];
      for (std::size_t r : task_.objective) {
        const double ideal =
            sum > 0 ? multipliers.row[r] * (relaxed_.row_value[r] - task_.base[r]) * n / sum : 1.0;
        multipliers.row[r] *= 1.0 + rate * std::clamp(1.0 - ideal, -0.9, 0.9);
      }
      return;
    }
    double centre = 0.0, weight = 0.0, largest = 0.0;
    for (std::size_t r = 0; r < rows_.rows(); ++r) {
      if (multipliers.row[r] <= 0) continue;
      slack[r] = (relaxed_.row_value[r] - target(r)) * scale_[r];
      centre += multipliers.row[r] / scale_[r] * slack[r];
      weight += multipliers.row[r] / scale_[r];
    }
    centre /= std::max(weight, 1e-300);
    for (std::size_t r = 0; r < rows_.rows(); ++r) {
      if (multipliers.row[r] > 0) largest = std::max(largest, std::fabs(slack[r] - centre));
    }
    if (largest <= 0) return;
    double total = 0.0;
    for (std::size_t r = 0; r < rows_.rows(); ++r) {
      if (multipliers.row[r] <= 0) continue;
      multipliers.row[r] *= 1.0 - rate * (slack[r] - centre) / largest;
      multipliers.row[r] = std::max(multipliers.row[r], 1e-9 * scale_[r]);
      total += multipliers.row[r] / scale_[r];
    }
    for (double& w : multipliers.row) w /= total;
  }

  // Rows without a finite target carry no weight; those that have one carry some.
  void enlist(Multipliers& multipliers) const {
    if (task_.goal == Goal::product) return;
    for (std::size_t r = 0; r < rows_.rows(); ++r) {
      const bool counts = bounding_[r] && std::isfinite(target(r));
      if (!counts) multipliers.row[r] = 0.0;
      if (counts && multipliers.row[r] <= 0) multipliers.row[r] = 0.1 * scale_[r];
    }
  }

  void mark(const Multipliers& multipliers) {
    for (std::size_t r = 0; r < rows_.rows(); ++r) {
      if (multipliers.row[r] > 0) answer_.core[model_.rules.size() + r] = true;
    }
  }

  // The same refutation with fewer rows, if those of small weight turn out not to matter.
  Multipliers thinned(const Domains& domains, const Relaxation::State& state,
                      const Multipliers& multipliers) {
    if (task_.goal != Goal::any) return multipliers;
    double largest = 0.0;
    for (std::size_t r = 0; r < rows_.rows(); ++r)
      largest = std::max(largest, multipliers.row[r] / scale_[r]);
    Multipliers fewer = multipliers;
    for (std::size_t r = 0; r < rows_.rows(); ++r) {
      if (fewer.row[r] < 0.1 * largest * scale_[r]) fewer.row[r] = 0.0;
    }
    if (fewer.row == multipliers.row) return multipliers;
    rows_.evaluate(domains, state, fewer, table_, relaxed_);
    return room(fewer) < 0 ? fewer : multipliers;
  }

  // Lagrangian bound; false if the box is refuted or an answer ends the search. Keeps the multipliers of
  // the lowest bound met and leaves its table_ and relaxed_.
  bool bound(Domains& domains, Multipliers& multipliers, int rounds) {
    Relaxation::State state = rows_.state(domains);
    if (rows_.drop_dominated(state, locked_, domains)) state = rows_.state(domains);
    enlist(multipliers);
    Multipliers best = multipliers;
    double lowest = std::numeric_limits<double>::infinity();
    const double first_step = rounds > 20 ? 0.5 : 0.1;
    for (int round = 0; round < rounds; ++round) {
      rows_.evaluate(domains, state, multipliers, table_, relaxed_);
      const double left = room(multipliers);
      if (left < 0) {
        mark(thinned(domains, state, multipliers));
        return false;
      }
      if (left < lowest) {
        lowest = left;
        best = multipliers;
      }
      if (consider(relaxed_.best)) {
        if (done()) return false;
        enlist(multipliers);
        lowest = std::numeric_limits<double>::infinity();
      }
      const double step = first_step / (1.0 + 0.2 * round);
      rows_.shift(state, relaxed_, step, multipliers);
      reweigh(multipliers, step);
    }
    multipliers = std::move(best);
    enlist(multipliers);
    rows_.evaluate(domains, state, multipliers, table_, relaxed_);
    const double left = room(multipliers);
    if (left < 0) {
      mark(multipliers);
      return false;
    }
    filter(left, multipliers, domains);
    return !domains.empty();
  }

  void filter(double left, const Multipliers& multipliers, Domains& domains) {
    if (task_.goal == Goal::product) return;
    bool removed = false;
    for (std::size_t i = 0; i < domains.issues(); ++i) {
      if (domains.count(i) < 2) continue;
      const double best = table_[rows_.flat(i, relaxed_.best[i])];
      domains.for_each(i, [&](std::size_t o) {
        if (best - table_[rows_.flat(i, o)] <= left) return;
        domains.remove(i, o);
        removed = true;
      });
    }
    if (removed) mark(multipliers);
  }

  std::size_t branching_issue(const Domains& domains) const {
    std::vector<double> spread(domains.issues(), 0.0);
    double total = 1e-300;
    for (std::size_t i = 0; i < domains.issues(); ++i) {
      if (domains.count(i) < 2) continue;
      double low = std::numeric_limits<double>::infinity();
      domains.for_each(i, [&](std::size_t o) { low = std::min(low, table_[rows_.flat(i, o)]); });
      spread[i] = table_[rows_.flat(i, relaxed_.best[i])] - low;
      total += spread[i];
    }
    std::size_t chosen = domains.issues();
    double best = -1.0;
    for (std::size_t i = 0; i < domains.issues(); ++i) {
      if (domains.count(i) < 2) continue;
      double score = spread[i] / total;
      for (std::size_t k : broken_) {
        if (k < model_.rules.size() && model_.rules[k].mentions(i)) score += 1.0;
      }
      score /= std::sqrt(static_cast<double>(domains.count(i)));
      if (score > best) {
        best = score;
        chosen = i;
      }
    }
    return chosen;
  }

  void visit(Domains domains, Multipliers multipliers, int depth) {
    if (halted_ || done()) return;
    if (stop_.stop_requested() || answer_.nodes >= task_.max_nodes) {
      halted_ = true;
      return;
    }
    if (++answer_.nodes % 1024 == 0 && progress_)
      progress_("search", static_cast<double>(answer_.nodes) / static_cast<double>(task_.max_nodes));
    if (!propagate(domains) || hopeless(domains)) return;
    if (!bound(domains, multipliers, depth == 0 ? 200 : kRounds)) return;
    consider(relaxed_.best);
    const std::size_t issue = branching_issue(domains);
    if (issue == domains.issues()) {  // a single settlement, just considered
      for (std::size_t k : broken_) answer_.core[k] = true;
      return;
    }
    std::vector<std::pair<double, std::size_t>> order;
    domains.for_each(issue, [&](std::size_t o) { order.emplace_back(-table_[rows_.flat(issue, o)], o); });
    std::sort(order.begin(), order.end());
    for (const auto& [value, option] : order) {
      Domains child = domains;
      child.fix(issue, option);
      visit(std::move(child), multipliers, depth + 1);
    }
  }

  // Bound on the goal over the whole box, before any branching.
  void root_bound(const Domains& domains, Multipliers multipliers) {
    const Relaxation::State state = rows_.state(domains);
    for (int round = 0; round < 100; ++round) {
      for (std::size_t r : task_.objective) {
        multipliers.row[r] = std::max(multipliers.row[r], 1e-6 * scale_[r]);
      }
      rows_.evaluate(domains, state, multipliers, table_, relaxed_);
      double sum = relaxed_.bound, objective = 0.0, weights = 1.0;
      for (std::size_t r = 0; r < rows_.rows(); ++r) {
        const bool goal = in_objective(r);
        if (goal) objective += multipliers.row[r];
        if (goal) weights *= multipliers.row[r];
        if (goal || multipliers.row[r] > 0)
          sum -= multipliers.row[r] * (goal ? task_.base[r] : task_.threshold[r]);
      }
      double bound = sum / objective;
      if (task_.goal == Goal::product) {
        bound = 1.0 / weights;
        const double n = static_cast<double>(task_.objective.size());
        for (std::size_t k = 0; k < task_.objective.size(); ++k) bound *= std::max(0.0, sum) / n;
      }
      answer_.bound = std::min(answer_.bound, bound);
      rows_.shift(state, relaxed_, 0.3 / (1.0 + 0.1 * round), multipliers);
      if (task_.goal == Goal::product) reweigh(multipliers, 0.5 / (1.0 + 0.1 * round));
    }
  }

  const SearchModel& model_;
  const Relaxation& rows_;
  const SearchTask& task_;
  StopToken stop_;
  const Progress& progress_;
  SearchAnswer answer_;
  std::vector<bool> locked_, bounding_;  // issues that some rule mentions; rows that count
  std::vector<double> scale_, table_;
  Relaxed relaxed_;
  std::vector<std::size_t> broken_;
  bool halted_ = false;
};

}  // namespace

SearchAnswer search(const SearchModel& model, const SearchTask& task, StopToken stop, const Progress& tell) {
  return Searcher(model, task, stop, tell).run();
}

}  // namespace offramp::bargaining
