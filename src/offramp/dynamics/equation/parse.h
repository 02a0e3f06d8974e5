// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "offramp/dynamics/equation/expression.h"

/// The expression language of XMILE 1.0 (section 3.3).
///
/// Operators from the strongest: brackets; `^` (from right to left); `-`, `+`, `NOT` before an operand; `*`,
/// `/`, `MOD`; `+`, `-`; `<`, `<=`, `>`, `>=`; `=`, `<>`; `AND`; `OR`; `IF a THEN b ELSE c`. So -2^2 is -4.
/// Names may be quoted;
/// `{comments}` stand in braces; keywords are read in any case. Numbers are read without any locale.
namespace offramp::dynamics {

/// How deep an expression may nest, brackets and chains of operators alike: what walks it later walks on the
/// stack.
inline constexpr std::size_t kMaxNesting = 500;
/// How many operators, numbers and names one equation may have.
inline constexpr std::size_t kMaxNodes = 20'000;

/// What is wrong with an equation: the first thing only, since what follows it cannot be trusted.
struct EquationFault {
  std::size_t begin = 0, end = 0;  ///< bytes of the text
  std::string message, hint;
};

struct ParsedEquation {
  Expression expression;               ///< empty if there is a fault
  std::optional<EquationFault> fault;  ///< also for a text that holds nothing
};

/// Never throws on any text. Time grows linearly with it.
ParsedEquation parse_equation(std::string_view text);

}  // namespace offramp::dynamics
