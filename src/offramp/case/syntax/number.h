// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "offramp/base/number/quantity.h"
#include "offramp/base/text/scan.h"
#include "offramp/case/syntax/node.h"
#include "offramp/case/syntax/shape.h"

namespace offramp::case_file {

/// Largest magnitude of a number in a case; anything beyond is a slip of the hand.
inline constexpr double kLargestNumber = 1e12;
/// Smallest magnitude of an end of an interval that must be positive.
inline constexpr double kSmallestPositive = 1e-12;

struct NumberError {
  std::string message;
  std::string hint;
};

/// A certain number, or the error. `shape` gives the domain.
struct NumberResult {
  std::optional<double> value;
  NumberError error;
};
NumberResult parse_certain(std::string_view text, const Shape& shape);

/// The quantity at `node` (a scalar or a map), which has the domain of `shape`; without its provenance.
/// Errors go to `problems` if that is given. Unknown keys of a map are left to the caller.
std::optional<Quantity> parse_quantity(const Node& node, const Shape& shape, Problems* problems);

}  // namespace offramp::case_file
