// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "offramp/base/number/quantity.h"
#include "offramp/case/model/case.h"
#include "offramp/case/syntax/node.h"

namespace offramp {

/// What an interview is about: who negotiates about what, as a case has it or as it was just told.
struct AskedParty {
  std::string id, name;
  bool veto = false;
};
struct AskedOption {
  std::string id, name;  ///< of a range: a number of it
};
struct AskedIssue {
  std::string id, name;
  std::vector<AskedOption> options;  ///< of a range: the numbers that are valued, straight lines between them
};
struct Subject {
  std::string title, question, as_of;  ///< of a case that was just told; else empty
  std::vector<AskedParty> parties;
  std::vector<AskedIssue> issues;
  /// Whether a package, an option for each issue, can be agreed; empty: all can.
  std::function<bool(const std::vector<std::size_t>&)> feasible = {};
};

/// What one party wants. Values are 0 (the worst) to 100 (the best).
struct AskedWants {
  std::vector<std::optional<Quantity>> weight;  ///< [issue] nothing: all its options are alike to it
  std::vector<std::vector<std::optional<Quantity>>>
      value;  ///< [issue][option]; none of an issue without weight

  /// Utility of a package at the medians, 0 to 100: the mean of its values by weight.
  double utility(const std::vector<std::size_t>& package) const;
};

/// The parties and issues that stand in the tree of a case file, whether the rest of it is there yet or not.
/// Of a range the knots of `party`'s values, else its ends and middle.
Subject subject_of(const case_file::Node& root, const std::string& party);
/// Whether a package of that subject obeys the rules of a case. The case must outlive the answer.
std::function<bool(const std::vector<std::size_t>&)> feasible_in(const Case& c, const Subject& subject);

}  // namespace offramp
