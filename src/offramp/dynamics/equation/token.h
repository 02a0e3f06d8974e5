// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "offramp/dynamics/equation/parse.h"

/// The words of an equation. Used by this folder only.
namespace offramp::dynamics {

struct Token {
  enum class Kind : std::uint8_t { end, number, name, keyword, mark };
  Kind kind = Kind::end;
  double number = 0.0;
  std::string text;  ///< canonical name; keyword in capitals; mark as written
  std::uint32_t begin = 0, end = 0;
};

/// The text's tokens, with one of kind `end` behind them; up to the first fault.
struct Tokens {
  std::vector<Token> list;
  std::optional<EquationFault> fault;
};
Tokens tokens_of(std::string_view text);

}  // namespace offramp::dynamics
