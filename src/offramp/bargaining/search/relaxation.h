// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "offramp/bargaining/model/utility.h"
#include "offramp/bargaining/search/domains.h"

namespace offramp::bargaining {

/// Weights that make one upper bound out of several utilities.
struct Multipliers {
  std::vector<double> row;    ///< one a row, at least 0
  std::vector<double> share;  ///< one a literal of a split bonus, at least 0, see Relaxation
};

/// What a relaxed maximum found.
struct Relaxed {
  double bound = 0.0;             ///< at least sum of row[r] * utility_r over every settlement in the box
  Settlement best;                ///< where the relaxation has its maximum
  std::vector<double> row_value;  ///< relaxed utility of each row there; sum of row[r] * row_value[r] = bound
};

/// Upper bounds on weighted sums of utilities ("rows") over a box of settlements.
///
/// Without bonuses the bound is the exact maximum: the best option of each issue. A gain that hangs on
/// several issues at once ("box" bonus: each of some issues takes one of a set) is split into shares,
/// one for each issue still open, and each share is gained where its own issue is right. Whatever
/// the shares, that is an upper bound; moving shares from issues that are right at the maximum to those
/// that are wrong lowers it towards the bound of the linear relaxation (cost shifting; for the family
/// of such bounds see Cooper et al. 2010, "Soft arc consistency revisited"). Losses that hang on several
/// open issues, and bonuses on conditions that are not boxes, count at their best.
class Relaxation {
 public:
  /// The utilities are copied. @throws std::invalid_argument when a utility does not have one value for
  /// each option of each issue, or a value is not finite.
  Relaxation(const Space& space, const std::vector<Utility>& utilities);

  std::size_t rows() const { return utilities_.size(); }
  const Utility& utility(std::size_t row) const { return utilities_[row]; }
  /// Sum over issues of the largest absolute value, plus the absolute bonuses: utilities lie within it.
  double magnitude(std::size_t row) const { return magnitude_[row]; }
  /// Bound on the rounding error of any sum of this row's numbers.
  double rounding(std::size_t row) const { return 1e-14 * magnitude_[row]; }
  double value(std::size_t row, std::size_t issue, std::size_t option) const {
    return value_[row * options_ + offset_[issue] + option];
  }
  std::size_t flat(std::size_t issue, std::size_t option) const { return offset_[issue] + option; }
  std::size_t options() const { return options_; }  ///< of all issues together

  /// Uniform shares, zero row weights.
  Multipliers multipliers() const;

  /// What the bonuses can still do within one box. Made once a node.
  struct State {
    struct Open {
      std::size_t term;
      std::size_t first, last;  // literals that are still open, in `literals`
      bool split;               // otherwise it counts at its best
    };
    std::vector<Open> open;
    std::vector<std::size_t> literals;
    std::vector<double> sure;   // per row: bonuses that hold everywhere in the box
    std::vector<bool> tangled;  // per issue: some undecided bonus there is not a gain on a box
  };
  State state(const Domains& domains) const;

  /// The bound, and in `table` (one number an option, scratch of the caller) the weighted gains that the
  /// maximum was taken over. Shares of open bonuses are rescaled to sum 1.
  void evaluate(const Domains& domains, const State& state, Multipliers& multipliers,
                std::vector<double>& table, Relaxed& result) const;
  /// Moves shares as the maximum at `result` suggests, `step` in (0, 1].
  void shift(const State& state, const Relaxed& result, double step, Multipliers& multipliers) const;

  /// Removes options that another option of the same issue replaces without loss to any row, whatever
  /// the rest; of equals the first stays. Leaves issues alone that are `locked` or tangled. True if any
  /// was removed (make a new state then).
  bool drop_dominated(const State& state, const std::vector<bool>& locked, Domains& domains) const;

  /// Bounds of a single row by plain counting: bonuses at their best or at their worst.
  double highest(std::size_t row, const Domains& domains) const;
  double lowest(std::size_t row, const Domains& domains) const;

  struct Literal {
    std::size_t issue;
    std::vector<std::uint64_t> mask;
    bool covers(std::size_t option) const { return (mask[option / 64] >> (option % 64) & 1u) != 0; }
  };
  struct Term {
    std::size_t row;
    double amount;
    Rule rule;
    bool box;
    std::size_t first, last;  // literals of a box
  };
  const std::vector<Term>& terms() const { return terms_; }
  const std::vector<Literal>& literals() const { return literals_; }

 private:
  void add_term(std::size_t row, const Bonus& bonus);
  void add_shares(const State& state, const State::Open& open, double gain, Multipliers& multipliers,
                  std::vector<double>& table) const;
  std::vector<Utility> utilities_;
  std::vector<std::size_t> offset_;
  std::size_t options_ = 0;
  std::vector<double> value_;
  std::vector<double> magnitude_;
  std::vector<Term> terms_;
  std::vector<Literal> literals_;
};

}  // namespace offramp::bargaining
