// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "offramp/formats/model/scenario.h"

/// Which of Genius' evaluators of numeric issues a value function is (classes EvaluatorInteger and
/// EvaluatorReal).
namespace offramp::formats {

/// slope * (x - origin) + offset, cut to [0, 1]; the origin is the issue's lower bound for whole numbers, 0
/// for real ones.
struct GeniusLine {
  double slope = 0.0;   ///< `slope` of whole numbers, `parameter1` of real ones
  double offset = 0.0;  ///< `offset`, `parameter0`; may lie outside [0, 1], where Genius cuts
};

/// 0 outside [start, end], straight up from start to 1 at top, straight down to end.
struct GeniusTriangle {
  double start = 0.0;  ///< `parameter0`
  double end = 0.0;    ///< `parameter1`
  double top = 0.0;    ///< `parameter2`, between the two
};

/// The line, with the shortest numbers that read back as the same values up to rounding in the last places,
/// so that what was read from a Genius file is written as it stood there. Nothing if the values are no such
/// line (within 1e-12).
std::optional<GeniusLine> genius_line(const IssueFrame& frame, const Evaluation& evaluation);

/// Likewise the triangle of a real issue; its ends may lie outside the range.
std::optional<GeniusTriangle> genius_triangle(const IssueFrame& frame, const Evaluation& evaluation);

/// The one value that the function has everywhere, if it has one.
std::optional<double> constant_value(const Evaluation& evaluation);

}  // namespace offramp::formats
