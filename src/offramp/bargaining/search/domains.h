// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "offramp/bargaining/model/condition.h"
#include "offramp/bargaining/model/space.h"

namespace offramp::bargaining {

/// The options of every issue that a search has not ruled out, as bits: a box of settlements.
class Domains {
 public:
  /// Everything.
  explicit Domains(const Space& space);

  std::size_t issues() const { return count_.size(); }
  /// How many options of the issue are left.
  std::size_t count(std::size_t issue) const { return count_[issue]; }
  bool has(std::size_t issue, std::size_t option) const {
    return (words_[offset_[issue] + option / 64] >> (option % 64) & 1u) != 0;
  }
  /// Some issue has no option left, or clear() was called.
  bool empty() const { return empty_; }
  void clear() { empty_ = true; }  ///< no settlement is left
  /// Takes one option out, or all but one; the option must be there.
  void remove(std::size_t issue, std::size_t option);
  void fix(std::size_t issue, std::size_t option);
  /// Keeps only the options whose bit is set; true if any was removed.
  bool restrict_to(std::size_t issue, const std::vector<std::uint64_t>& mask);
  /// How many of the remaining options are in the mask.
  std::size_t count_in(std::size_t issue, const std::vector<std::uint64_t>& mask) const;
  /// The least option that is left; the issue must have one.
  std::size_t first(std::size_t issue) const;

  /// Calls body(option) for every remaining option, in increasing order.
  template <class Body>
  void for_each(std::size_t issue, Body body) const {
    for (std::size_t w = offset_[issue]; w < offset_[issue + 1]; ++w) {
      for (std::uint64_t bits = words_[w]; bits != 0; bits &= bits - 1) {
        body(64 * (w - offset_[issue]) + static_cast<std::size_t>(std::countr_zero(bits)));
      }
    }
  }

 private:
  std::vector<std::size_t> offset_;  // first word of each issue, and the end
  std::vector<std::uint64_t> words_;
  std::vector<std::size_t> count_;
  bool empty_ = false;
};

/// A condition made ready for propagation: negations are gone, sets of options are bit masks.
class Rule {
 public:
  /// `negated`: the rule is that the condition does not hold.
  Rule(const Condition& condition, bool negated);

  /// Whether it holds on every settlement of the box, on none, or is not known to do either.
  Condition::Truth truth(const Domains& domains) const;
  /// Removes options that the rule, which must hold, rules out; true if any was removed. Leaves an empty
  /// domain when the rule cannot hold. Sound, not complete: what stays may still be impossible.
  bool enforce(Domains& domains) const;
  bool mentions(std::size_t issue) const;

  /// A box: the rule says no more than that some issues each take one of a set.
  bool is_box() const;
  // What is what, as in Condition; negations occur no more, and `mask` has a bit for each allowed option.
  Condition::Kind kind() const { return kind_; }
  bool value() const { return value_; }
  std::size_t issue() const { return issue_; }
  const std::vector<std::uint64_t>& mask() const { return mask_; }
  const std::vector<Rule>& operands() const { return operands_; }

 private:
  explicit Rule(const Condition& simple);
  Condition::Kind kind_ = Condition::Kind::constant;
  bool value_ = true;
  std::size_t issue_ = 0;
  std::vector<std::uint64_t> mask_;
  std::vector<Rule> operands_;
};

}  // namespace offramp::bargaining
