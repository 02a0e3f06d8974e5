// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "offramp/bargaining/process/process.h"
#include "offramp/bargaining/process/table.h"

namespace offramp::bargaining {

/// @throws std::invalid_argument when runs or rounds is 0.
void check_process(const ProcessOptions& options);

/// Counts, means and distances of the runs. `table` may be null when the space is too large for it; then
/// frontier and Nash point are not known. Sums are taken over settlements in order of index, so that they
/// have the same bits however the runs were spread.
ProcessSummary summarise(const Problem& problem, const OutcomeTable* table, const ProcessOptions& options,
                         std::vector<ProcessRun> runs, std::string_view what);

}  // namespace offramp::bargaining
