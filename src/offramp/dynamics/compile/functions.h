// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "offramp/dynamics/compile/op.h"

/// The functions of XMILE 1.0, section 3.5, and those beside them that others write.
namespace offramp::dynamics {

/// How a call is compiled.
enum class CallKind : std::uint8_t {
  op,         ///< one op with its arguments as operands, missing ones by their standard
  least,      ///< MIN, MAX: of all arguments; of one array's elements if it is one argument
  array,      ///< SUM, PROD, MEAN, STDDEV, SIZE
  time_name,  ///< STARTTIME, STOPTIME, PI and other constants without arguments
  initial,    ///< INIT
  record,     ///< PREVIOUS, DELAY
  smooth,     ///< SMTH1, SMTH3, SMTHN
  delay,      ///< DELAY1, DELAY3, DELAYN
  trend,      ///< TREND
  forecast,   ///< FORCST
  look_up,    ///< LOOKUP
};

struct FunctionInfo {
  std::string_view name;  ///< canonical
  CallKind kind;
  Op op;
  std::size_t least, most;  ///< arguments
  std::uint32_t order;      ///< of smooths and delays; 0: the third argument
};

/// Nothing if there is no such function.
const FunctionInfo* function_named(std::string_view canonical);
/// All names, for suggestions.
const std::vector<std::string>& function_names();

}  // namespace offramp::dynamics
