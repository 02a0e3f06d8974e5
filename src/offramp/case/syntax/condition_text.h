// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "offramp/bargaining/model/condition.h"
#include "offramp/base/text/diagnostics.h"
#include "offramp/case/model/case.h"

namespace offramp::case_file {

/// Something wrong at the bytes [begin, end) of a condition's text.
struct ConditionProblem {
  Severity severity = Severity::error;
  std::size_t begin = 0, end = 0;
  std::string message, hint;
};

struct ParsedCondition {
  std::optional<bargaining::Condition> condition;  ///< only without errors
  std::vector<ConditionProblem> problems;
};

/// Parentheses, `not` and `implies` may nest this deep.
inline constexpr int kMaxConditionDepth = 64;
/// Bytes of a condition.
inline constexpr std::size_t kMaxConditionBytes = 50'000;
/// Problems of one condition that are listed; one more says that there are others.
inline constexpr std::size_t kMaxConditionProblems = 100;
/// What all conditions of a case may ask for together: each comparison counts the options of its issue, one
/// bit of memory each.
inline constexpr std::size_t kMaxComparedOptions = 100'000'000;

/// The issues that conditions are about, with what it takes to find a name in constant time. The issues and
/// axes must outlive it and stay as they are.
class ConditionNames {
 public:
  /// `axes` are those of Case::space().
  ConditionNames(const std::vector<Issue>& issues, const std::vector<bargaining::Axis>& axes);

  const std::vector<Issue>& issues() const { return issues_; }
  const std::vector<bargaining::Axis>& axes() const { return axes_; }
  std::optional<std::size_t> issue(std::string_view id) const;
  /// As find_option.
  std::optional<std::size_t> option(std::size_t issue, std::string_view text) const;
  /// Counts the options of a comparison; false when they are more than kMaxComparedOptions by now.
  bool affords(std::size_t options);

 private:
  const std::vector<Issue>& issues_;
  const std::vector<bargaining::Axis>& axes_;
  std::unordered_map<std::string_view, std::size_t> issue_;
  std::vector<std::unordered_map<std::string_view, std::size_t>> option_;  // [issue]
  std::size_t compared_ = 0;
};

/// Parses the condition language of docs/case-format.md:
///
///     implication = either [ "implies" implication ]
///     either      = both { "or" both }
///     both        = negated { "and" negated }
///     negated     = "not" negated | "(" implication ")" | comparison
///     comparison  = issue ( "=" | "!=" | "<" | "<=" | ">" | ">=" ) ( option | number )
///                 | issue "in" "{" ( option | number ) { "," ( option | number ) } "}"
///
/// Syntax stops at the first error, unknown names are all reported. Time grows linearly with the text.
ParsedCondition parse_condition(std::string_view text, ConditionNames& names);
/// The same for a single condition.
ParsedCondition parse_condition(std::string_view text, const std::vector<Issue>& issues,
                                const std::vector<bargaining::Axis>& axes);

/// Position of an option, or of a number on the grid of a range; nothing if the issue does not have it.
std::optional<std::size_t> find_option(const Issue& issue, std::string_view text);

/// What to do about a text that find_option does not find: nearest name, the grid, or the options.
std::string option_hint(const Issue& issue, std::string_view text);

}  // namespace offramp::case_file
