// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "offramp/base/run/progress.h"
#include "offramp/sensitivity/design/design.h"

namespace offramp::sensitivity {

/// One output of all runs of a design with N base points.
struct DesignRuns {
  std::vector<double> base;                ///< [point]: N of matrix A, then N of matrix B
  std::vector<std::vector<double>> mixed;  ///< [group][base point]

  std::size_t points() const { return base.size() / 2; }
};

/// The indices of each output, as design_indices has it. columns[group] is empty for a group of several
/// inputs.
std::vector<DesignIndices> design_shares(const std::vector<DesignRuns>& runs,
                                         const std::vector<std::optional<DesignColumn>>& columns,
                                         const RunControl& control);

}  // namespace offramp::sensitivity
