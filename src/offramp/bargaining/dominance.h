// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

namespace offramp::bargaining {

/// Positions (increasing) of the points that no other point dominates: at least as high in every
/// coordinate and higher in one. Equal points are all kept. point[coordinate][i]; exact comparison.
/// Two coordinates: by sorting, O(n log n); more: by sorting and testing against the frontier found so
/// far (Bentley, Clarkson and Levine 1990 keep recent dominators in front), O(n f) at worst for a
/// frontier of f.
std::vector<std::size_t> undominated(const std::vector<std::vector<double>>& point);

}  // namespace offramp::bargaining
