// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "offramp/analysis/ask/asking.h"
#include "offramp/analysis/interview/subject.h"

namespace offramp {

/// Values and weights of one party by swings: of every issue the worst and the best option in its list, the
/// others between; then which issue it would move from its worst to its best first, and what each move is
/// worth against the first (von Winterfeldt and Edwards 1986, section 8.4). What follows from them is told
/// back, and taken back if it is denied. Issues and options come in an order drawn by `seed`. @throws Rest,
/// Again.
AskedWants ask_wants(Asking& asking, const Subject& subject, std::size_t party, std::uint64_t seed);

/// What no deal is worth to it, by choices between it and named packages, from above and from below in turn,
/// until the two sides lie within kNarrow points; then whether two other packages keep to it. An answer that
/// does not is shown beside the one it contradicts: both stand, and the two sides lie farther apart, or all
/// choices are asked again.
/// @throws Rest, Again.
Quantity ask_no_deal(Asking& asking, const Subject& subject, std::size_t party, const AskedWants& wants,
                     std::uint64_t seed);
inline constexpr double kNarrow = 5.0;

/// The parties and issues of a case that has none yet. @throws Rest, Again.
Subject ask_frame(Asking& asking);

}  // namespace offramp
