// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "offramp/case/model/frame.h"

namespace offramp {

/// An outside line: what became of other crises of this sort. It counts how they ended, not what one text
/// would have found, and mediators and negotiators choose their crises; so it stands beside an answer and is
/// never mixed into it.
struct BaseRate {
  double share = 0.0;     ///< that ended in an agreement
  std::size_t cases = 0;  ///< how many there were
  std::string of;         ///< "violent international crises in which somebody mediated, 1918 to 2017"
  std::string ended;      ///< "in a formal agreement"
  std::string source;
};

/// From International Crisis Behavior version 14 (487 crises; Brecher, Wilkenfeld, Beardsley, James and
/// Quinn), outcome `forout` 1 of those with an outcome; from UCDP Conflict Termination 3-2021 (Kreutz 2010),
/// endings of episodes of intrastate conflict. Computed by us.
BaseRate base_rate(const Crisis& crisis);

}  // namespace offramp
