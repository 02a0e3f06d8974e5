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

/// Why a text is not the number that is wanted.
struct NumberError {
  std::string message;  ///< names the value and the rule that it breaks
  std::string hint;     ///< what was probably meant; may be empty
};

/// A certain number, or the error. `shape` gives the domain.
struct NumberResult {
  std::optional<double> value;
  NumberError error;
};
/// A decimal number without percent; blanks around it are passed over.
NumberResult parse_certain(std::string_view text, const Shape& shape);

/// The quantity at `node` (a scalar or a map), which has the domain of `shape`; without its provenance.
/// Errors go to `problems` if that is given. Unknown keys of a map are left to the caller. Forms: `30`, `20
/// to 45`,
/// `{p5, p50, p95}`, and `{value: ...}` around any of them; docs/case-format.md says what each means.
std::optional<Quantity> parse_quantity(const Node& node, const Shape& shape, Problems* problems);

}  // namespace offramp::case_file
