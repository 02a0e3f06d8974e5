// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "offramp/bargaining/model/condition.h"
#include "offramp/bargaining/model/space.h"

namespace offramp::case_file {

/// Finds a settlement on which given conditions all hold, or proves that there is none, by splitting the
/// issues' domains along the conditions' own leaves (as Davis, Logemann and Loveland 1962 split on
/// literals). So the work depends on the conditions and hardly on the size of the space. Exact, unless
/// the budget runs out; then the answer is `unknown`.
class LogicSearch {
 public:
  /// Whether there is such a settlement; unknown: the budget ran out.
  enum class Answer { no, yes, unknown };
  /// Options of each issue that are still open: domain[issue][option] != 0.
  using Domains = std::vector<std::vector<char>>;
  /// Work allowed to one question, and to all questions together, in options looked at.
  static constexpr std::uint64_t kQuestion = 400'000;
  static constexpr std::uint64_t kTotal = 8'000'000;

  /// Over all options of these issues, at first.
  explicit LogicSearch(const std::vector<bargaining::Axis>& axes);

  /// Every option of every issue open.
  const Domains& all() const { return all_; }
  /// Whether the work allowed to all questions has been done: every further answer is `unknown`.
  bool exhausted() const { return total_ == 0; }
  /// With one issue fixed.
  Domains fixed(std::size_t issue, std::size_t option) const;
  /// An answer and its witness.
  struct Found {
    Answer answer = Answer::unknown;
    bargaining::Settlement settlement;  ///< if yes
  };
  /// Looks among the options left open for a settlement on which all the conditions hold. Costs at most
  /// kQuestion.
  Found find(const std::vector<const bargaining::Condition*>& conditions, Domains domains);

  /// Positions of conditions that clash: no settlement fulfils `always` and these. The smallest such set
  /// if it has one or two members (three for at most 24 conditions); else one from which nothing can be
  /// left out. Empty if the conditions do not clash, or the budget ran out.
  std::vector<std::size_t> clash(const std::vector<const bargaining::Condition*>& always,
                                 const std::vector<const bargaining::Condition*>& conditions);

 private:
  enum class Truth { no, yes, unknown };
  Truth truth(const bargaining::Condition& condition, const Domains& domains);
  const bargaining::Condition* open_leaf(const bargaining::Condition& condition, const Domains& domains);
  Answer search(Domains& domains, const std::vector<const bargaining::Condition*>& conditions);
  bool clashes(const std::vector<const bargaining::Condition*>& always,
               const std::vector<const bargaining::Condition*>& conditions,
               const std::vector<std::size_t>& chosen);

  Domains all_;
  std::uint64_t question_ = 0;  // work left for the present question
  std::uint64_t total_ = kTotal;
};

}  // namespace offramp::case_file
