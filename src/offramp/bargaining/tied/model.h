// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "offramp/bargaining/model/table.h"
#include "offramp/bargaining/model/utility.h"
#include "offramp/bargaining/search/relaxation.h"
#include "offramp/bargaining/search/residual.h"

namespace offramp::bargaining {

/// A problem whose issues conditions tie together, ready to be decided issue by issue: gains over the
/// reservations in whole units (see Scaling), the issues in an order that keeps few conditions half
/// decided, and every condition as an automaton.
class TiedModel {
 public:
  /// @throws std::invalid_argument as make_table.
  explicit TiedModel(const Problem& problem);

  /// A bonus of one party, or (amount 0) a rule that must hold.
  struct Tie {
    std::size_t party = 0;
    double amount = 0.0;  ///< in units
    bool rule = false;
    Residual residual;
  };
  /// What happens to a tie when the issue of a depth is decided. No slot (kNone): its first issue is decided
  /// here (before), or its last (after).
  struct Touch {
    std::size_t tie;
    std::size_t before, after;
  };
  /// A tie that is half decided before and after the issue of a depth, which it does not mention: its slots.
  struct Carry {
    std::size_t before, after;
  };
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  // Sizes, scaling and constants; gains are in units of their party.
  std::size_t parties() const { return base_.size(); }
  std::size_t issues() const { return order_.size(); }
  const std::vector<Scaling>& scaling() const { return scaling_; }
  const std::vector<double>& base() const { return base_; }  ///< gains before any issue is decided
  const std::vector<double>& zero() const {
    return zero_;
  }  ///< gain minus the utility in rows(): no reservation
  /// Gains below this are below the reservation (kTieTolerance in units).
  const std::vector<double>& least_gain() const { return least_gain_; }
  bool contradictory() const { return contradictory_; }  ///< a rule can never hold
  std::size_t issue(std::size_t depth) const { return order_[depth]; }
  /// Options of that issue worth trying: none is matched or beaten by another whatever the rest.
  const std::vector<std::uint16_t>& options(std::size_t depth) const { return options_[depth]; }
  double value(std::size_t party, std::size_t issue, std::size_t option) const {
    return rows_.value(party, issue, option);
  }
  /// Ties half decided before the issue of this depth is; slots number them.
  std::size_t slots(std::size_t depth) const { return slots_[depth].size(); }
  const std::vector<std::size_t>& open(std::size_t depth) const { return slots_[depth]; }  ///< [slot]: tie
  /// What the issue of a depth does to the ties that mention it, and where the others move.
  const std::vector<Touch>& touches(std::size_t depth) const { return touches_[depth]; }
  const std::vector<Carry>& carries(std::size_t depth) const { return carries_[depth]; }
  /// Its automaton makes states as they are met, so reading it may change it.
  Tie& tie(std::size_t t) { return ties_[t]; }
  const Relaxation& rows() const { return rows_; }           ///< one row a party, in units, without base
  const Domains& domains() const { return domains_; }        ///< the options worth trying
  const std::vector<Rule>& rules() const { return rules_; }  ///< of all requirements, for propagation

  /// Gains of a whole settlement; false if a rule does not hold.
  bool gains(const Settlement& settlement, double* gain) const;

 private:
  void add_ties(const Problem& problem);
  void choose_order();
  void plan();
  void trim(const Space& space);

  std::vector<Scaling> scaling_;
  std::vector<double> base_, least_gain_;
  std::vector<double> zero_;  // base before constant bonuses
  bool contradictory_ = false;
  std::vector<Tie> ties_;
  std::vector<Condition> must_;
  std::vector<Rule> rules_;
  Relaxation rows_;
  Domains domains_;
  std::vector<std::size_t> order_;
  std::vector<std::vector<std::uint16_t>> options_;
  std::vector<std::vector<std::size_t>> slots_;
  std::vector<std::vector<Touch>> touches_;
  std::vector<std::vector<Carry>> carries_;
};

}  // namespace offramp::bargaining
