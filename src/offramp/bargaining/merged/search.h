// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "offramp/bargaining/fairness/objective.h"
#include "offramp/bargaining/model/table.h"
#include "offramp/base/run/progress.h"

namespace offramp::bargaining {

struct SearchLimits {
  std::size_t max_width = 1 << 18;  ///< partial packages kept at once in the widest pass
  std::size_t max_rows = 64;        ///< choices listed
  std::size_t tie_width = 4096;     ///< once the optimum is proven, beams up to this width look for all ties
};

/// The best packages of a table under an objective.
struct Optimum {
  enum class Stop { proven, none_admitted, limit, stopped };
  Stop stop = Stop::limit;
  bool found = false;
  double level = 0.0;                            ///< of the packages found
  double bound = 0.0;                            ///< no admitted package has a higher level
  std::vector<double> gains;                     ///< row-major, one row for each distinct vector that ties
  std::vector<double> count;                     ///< packages behind each row
  std::vector<std::vector<std::uint32_t>> rows;  ///< choices: row of every group, at most max_rows
  bool all_ties = false;                         ///< count and gains cover all ties
  double states = 0.0;
};

/// Relaxation, then beams of rising width that share incumbents and bounds; the first beam that drops
/// nothing proves the optimum and has all its ties. Deterministic. When stopped it returns what it has.
/// Precondition: table.status is ready.
Optimum maximise(const Table& table, const Objective& objective, const SearchLimits& limits,
                 const RunControl& control);

}  // namespace offramp::bargaining
