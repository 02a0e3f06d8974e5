// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>

#include "offramp/analysis/run/run.h"
#include "offramp/analysis/settle/settle.h"
#include "offramp/analysis/standing/rungs_result.h"
#include "offramp/base/run/answer.h"

namespace offramp {

/// The ladder of `settle` and what no deal is worth, without everything else that `settle` works out.
struct QuickLadder {
  std::array<double, kRungs> rungs{};     ///< [Rung], shares in [0, 1]; the later ones 0 without a text
  std::map<std::string, double> no_deal;  ///< by identifier, of veto players, in [0, 1]: mean over worlds
};

/// `text`: of which the later rungs are told. The same numbers as `settle` on the same run: a space with more
/// settlements than `settling.enumeration_limit` is searched, and then the first two rungs are over the short
/// list that the search finds. No answer as `settle`. @throws Stopped.
Answer<QuickLadder> quick_ladder(const Case& c, const RunOptions& options, const SettleOptions& settling,
                                 const std::optional<bargaining::Settlement>& text,
                                 const RunControl& control);

}  // namespace offramp
