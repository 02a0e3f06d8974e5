// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "offramp/bargaining/model/condition.h"

namespace offramp::bargaining {

/// What is left of one condition once some issues are decided, as the states of an automaton that reads
/// options issue by issue. Two choices of options that lead to the same state leave exactly the same
/// condition on the other issues (the converse need not hold). States are made when first met.
class Residual {
 public:
  /// The states in which nothing is left to decide.
  static constexpr std::uint32_t kNo = 0;
  static constexpr std::uint32_t kYes = 1;

  explicit Residual(const Condition& condition);

  /// Before any issue is decided; kNo or kYes for a constant.
  std::uint32_t start() const { return start_; }
  /// The issues on which it hangs, increasing; none if it is constant.
  const std::vector<std::size_t>& issues() const { return issues_; }
  /// After `issue`, one of issues() and not read before, takes `option`. All issues read: kNo or kYes.
  std::uint32_t next(std::uint32_t state, std::size_t issue, std::uint16_t option);

 private:
  struct Node {
    Condition::Kind kind;
    std::size_t issue;
    std::vector<bool> allowed;
    std::size_t end;  // one past its last descendant
  };
  using Truths = std::string;  // one a node: no, yes, unknown, or below a decided node

  std::size_t add(const Condition& simple);
  std::uint32_t state_of(Truths truths);
  char settle(Truths& truths, std::size_t node) const;

  std::vector<Node> nodes_;  // parents before children
  std::vector<std::size_t> issues_;
  std::vector<Truths> states_;
  std::map<Truths, std::uint32_t> known_;
  std::vector<std::vector<std::vector<std::uint32_t>>> next_;  // [position in issues_][state][option]
  std::uint32_t start_ = kNo;
};

}  // namespace offramp::bargaining
