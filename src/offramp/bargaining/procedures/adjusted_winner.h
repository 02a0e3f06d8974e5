// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

namespace offramp::bargaining {

/// Two parties share divisible issues by points.
struct AdjustedWinner {
  std::vector<double> share;           ///< [issue]: what the first party gets of it, in [0, 1]
  std::array<double, 2> points{};      ///< of each party, of 100; equal up to rounding
  std::optional<std::size_t> divided;  ///< the one issue that is split; none if all stay whole
  std::vector<std::size_t> order;      ///< issues by falling ratio first : second; equal ratios by position
};

/// The adjusted winner procedure (Brams and Taylor 1996, Fair Division, chapter 4): each issue goes to the
/// party that gives it more points, then the richer party hands issues over in the order of the ratio of
/// their points, the nearest to 1 first, the last one in part, until both have equally many. The
/// result is efficient, equitable and envy-free for additive points, and at most one issue is split.
/// points[party][issue] >= 0; each party's are scaled to sum to 100. Issues that neither wants are shared
/// evenly and count for nothing. Exact up to rounding.
/// @throws std::invalid_argument when sizes differ, a number is negative or not finite, or a sum is 0.
AdjustedWinner adjusted_winner(const std::array<std::vector<double>, 2>& points);

}  // namespace offramp::bargaining
