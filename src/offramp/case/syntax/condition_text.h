// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
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

/// Parses the condition language of docs/case-format.md:
///
///     implication = either [ "implies" implication ]
///     either      = both { "or" both }
///     both        = negated { "and" negated }
///     negated     = "not" negated | "(" implication ")" | comparison
///     comparison  = issue ( "=" | "!=" | "<" | "<=" | ">" | ">=" ) ( option | number )
///                 | issue "in" "{" ( option | number ) { "," ( option | number ) } "}"
///
/// Names are resolved against `issues`; `axes` are those of Case::space(). Syntax stops at the first
/// error, unknown names are all reported.
ParsedCondition parse_condition(std::string_view text, const std::vector<Issue>& issues,
                                const std::vector<bargaining::Axis>& axes);

/// Position of an option, or of a number on the grid of a range; nothing if the issue does not have it.
std::optional<std::size_t> find_option(const Issue& issue, std::string_view text);

/// What to do about a text that find_option does not find: nearest name, the grid, or the options.
std::string option_hint(const Issue& issue, std::string_view text);

}  // namespace offramp::case_file
