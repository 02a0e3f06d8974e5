// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "offramp/bargaining/robust/robust.h"

namespace offramp::bargaining {

/// The veto players of an UncertainProblem in the worlds that count, laid out for fast sums: lanes. Lane
/// (row, world) is at row * worlds + world. The first rows are the parties; more may be added as sums of them
/// ("surrogates"). Issues are taken in a fixed order; a bonus, red line or rule is settled at the depth where
/// the last of its issues is chosen. Until then bonuses count at their best and red lines as not crossed.
class RobustTable {
 public:
  /// @throws std::invalid_argument as most_robust.
  RobustTable(const UncertainProblem& problem, const RobustOptions& options);

  // Sizes. Depths are positions in the order of issues: those that move slack most come first.
  std::size_t worlds() const { return worlds_; }
  std::size_t parties() const { return parties_.size(); }
  std::size_t rows() const { return rows_; }
  std::size_t lanes() const { return rows_ * worlds(); }
  std::size_t depths() const { return order_.size(); }
  std::size_t issue(std::size_t depth) const { return order_[depth]; }
  std::size_t options(std::size_t depth) const { return problem_.space.axis(order_[depth]).size(); }

  /// Slack gained by an option, one number a lane.
  /// lanes() numbers from here; depth < depths().
  const double* gain(std::size_t depth, std::size_t option) const {
    return gain_[depth].data() + option * lanes();
  }
  /// Lanes before any choice: bonuses at their best, minus reservations.
  const std::vector<double>& start() const { return start_; }
  /// Best that the choices from `depth` on can add, one number a lane; depth <= depths().
  const std::vector<double>& rest(std::size_t depth) const { return rest_[depth]; }

  /// Sets the lanes, `after` may be `before`, after choosing chosen[issue] at `depth`.
  void choose(std::size_t depth, const Settlement& chosen, const double* before, double* after) const;
  /// Takes from lanes that already have the options' gains what bonuses settled at `depth` do not give.
  template <class Number>
  void settle_bonuses(std::size_t depth, const Settlement& chosen, Number* lanes) const {
    for (const Late& late : late_[depth]) {
      const bool holds = late.bonus->when.holds(chosen);
      for (std::size_t k = 0; k < worlds_; ++k) {
        const double amount = late.bonus->amount[k];
        const double change = amount > 0 ? (holds ? 0.0 : -amount) : (holds ? amount : 0.0);
        if (change == 0.0) continue;
        lanes[late.party * worlds_ + k] += static_cast<Number>(change);
        for (std::size_t s = 0; s < surrogates_.size(); ++s) {
          lanes[(parties() + s) * worlds_ + k] += static_cast<Number>(surrogates_[s][k][late.party] * change);
        }
      }
    }
  }
  /// Whether the feasibility rules settled at this depth hold.
  bool feasible(std::size_t depth, const Settlement& chosen) const;
  /// Clears the flag of each world in which a red line settled at this depth is crossed.
  void cross(std::size_t depth, const Settlement& chosen, std::vector<char>& open) const;

  /// Adds for each entry of `weights` and each world the row sum of weight[party] * party row;
  /// weights[added row][world][party] >= 0.
  void add_surrogates(std::vector<std::vector<std::vector<double>>> weights);

  /// Of a whole settlement, by utilities_of and Condition::holds: the slack in each world, at most
  /// `crossed_slack` where a line is crossed, and where all accept it.
  std::vector<double> slack(const Settlement& settlement, double crossed_slack) const;
  WorldSet accepted(const Settlement& settlement) const;
  /// Every rule is obeyed, and every red line that counts as one.
  bool feasible(const Settlement& settlement) const;

 private:
  struct Late {  // a bonus, settled at a depth
    std::size_t party;
    const UncertainBonus* bonus;
  };
  struct Rule {
    const Condition* condition;
    bool wanted;  // it must hold; otherwise it must not
    bool obeyed(const Settlement& settlement) const { return condition->holds(settlement) == wanted; }
  };
  void choose_lines(RobustOptions::RedLines red_lines);
  void order_issues();
  void fill();
  void fill_party(std::size_t party);
  void fill_surrogates();
  void place();
  WorldSet crossed(const Settlement& settlement) const;
  std::size_t last_depth(const Condition& condition) const;
  const UncertainProblem& problem_;
  std::size_t worlds_;
  std::vector<const UncertainNegotiator*> parties_;
  std::vector<const UncertainRedLine*> binding_;  // of the parties, where they bind
  std::vector<Rule> must_;
  std::size_t rows_ = 0;
  std::vector<std::size_t> order_;         // issue at each depth
  std::vector<std::size_t> depth_;         // depth of each issue
  std::vector<std::vector<double>> gain_;  // [depth][option * lanes + lane]
  std::vector<double> start_;              // [lane]
  std::vector<std::vector<double>> rest_;  // [depth][lane]
  std::vector<std::vector<Late>> late_;
  std::vector<std::vector<const Rule*>> rules_;  // settled at each depth
  std::vector<std::vector<const UncertainRedLine*>> lines_;
  std::vector<std::vector<std::vector<double>>> surrogates_;  // [surrogate][world][party]
};

}  // namespace offramp::bargaining
