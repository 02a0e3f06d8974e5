// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "offramp/bargaining/model/space.h"

namespace offramp::bargaining {

/// A logical condition over issues, as a value: a small tree whose leaves say that one issue takes one
/// of a set of options. Comparisons on a numeric range become the set of grid points that satisfy them
/// (`comparison`), and keep the comparison itself for solvers that work without the grid.
class Condition {
 public:
  enum class Kind { constant, member, negation, conjunction, disjunction };
  enum class Comparison { in, less, less_equal, greater, greater_equal };

  /// Always true or always false. A default condition is true.
  Condition() = default;
  static Condition constant(bool value);
  /// Issue takes one of the options whose flag is set; allowed[option], one flag an option.
  static Condition member(std::size_t issue, std::vector<bool> allowed);
  /// Issue, a numeric range on `axis`, compares with `bound` so. Comparison::in is not allowed here.
  static Condition comparison(std::size_t issue, const Axis& axis, Comparison comparison, double bound);
  static Condition negation(Condition operand);
  static Condition conjunction(std::vector<Condition> operands);  ///< true if there are none
  static Condition disjunction(std::vector<Condition> operands);  ///< false if there are none
  static Condition implication(Condition premise, Condition conclusion);

  Kind kind() const { return kind_; }
  bool value() const { return value_; }                          ///< of a constant
  std::size_t issue() const { return issue_; }                   ///< of a member
  const std::vector<bool>& allowed() const { return allowed_; }  ///< of a member
  Comparison comparison() const { return comparison_; }          ///< of a member; `in` if it was a set
  double bound() const { return bound_; }                        ///< of a comparison
  const std::vector<Condition>& operands() const { return operands_; }

  bool holds(const Settlement& settlement) const;
  /// Whether it can hold, may fail, given that only the first `assigned` issues of `partial` are fixed.
  /// Exact for conditions in which every issue occurs once; otherwise `unknown` may be said too often.
  enum class Truth { no, yes, unknown };
  Truth partial(const Settlement& partial, std::size_t assigned) const;
  /// The issues it mentions, in increasing order.
  std::vector<std::size_t> issues() const;
  /// The same condition with negations only inside the leaves, single operands unwrapped, constants
  /// folded and comparisons kept where they can be.
  Condition simplified() const;

 private:
  Condition negated() const;
  Kind kind_ = Kind::constant;
  bool value_ = true;
  std::size_t issue_ = 0;
  std::vector<bool> allowed_;
  Comparison comparison_ = Comparison::in;
  double bound_ = 0.0;
  std::vector<Condition> operands_;
};

}  // namespace offramp::bargaining
