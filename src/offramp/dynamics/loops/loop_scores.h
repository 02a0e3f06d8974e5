// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "offramp/base/run/answer.h"
#include "offramp/dynamics/loops/influence.h"
#include "offramp/dynamics/run/draws.h"

/// Which feedback loops drive a model when: Loops That Matter (Schoenberg, Davidsen and Eberlein 2020,
/// "Understanding model behavior using the Loops that Matter method", System Dynamics Review 36:158-190; the
/// score of flows after Schoenberg, Hayward and Eberlein 2023, "Improving Loops that Matter", 39:140-151).
///
/// A link from x to z = f(x, y) over a step has the score |(f(x_t, y_t-1) - z_t-1) / (z_t - z_t-1)| with the
/// sign of (f(x_t, y_t-1) - z_t-1) / (x_t - x_t-1); 0 where x or z stands still. A flow into a stock has
/// |change of the flow / change of the net flow|, with the sign - out of it. A loop's score is the product of
/// its links' scores, its relative score that over the sum of all loops' sizes that hang together by stocks.
///
/// Where we differ: changes of flows are taken over the same step as those of the other links, not one step
/// earlier, so that all links of a loop speak of one step; time, random draws and what DELAY and PREVIOUS
/// return count as coming from outside; auxiliaries that smooths and delays are made of are links of their
/// own; all loops are found (up to a limit), not the strongest alone; ladders and events are no links.
namespace offramp::dynamics {

struct ScoredLoop {
  std::vector<std::uint32_t> scalars;  ///< around it, from a stock
  std::string name;              ///< "R1", "B2": reinforcing or balancing where it acts, "U1" both by turns
  std::vector<double> relative;  ///< [time] in [-1, 1]; 0 where no loop acts
  std::vector<double> score;     ///< [time]
  double mean = 0.0;             ///< of the size of `relative` over times at which loops of its group act
  std::uint32_t group = 0;       ///< loops that hang together
};

/// One loop leads its group, by size of relative score, over a stretch of times.
struct Dominance {
  std::size_t loop = 0;  ///< position among the loops
  double from = 0.0, to = 0.0;
  double share = 0.0;  ///< mean size of its relative score meanwhile
};

struct LoopReport {
  std::vector<double> times;         ///< from the first step on; scores are of the step that ends there
  std::vector<ScoredLoop> loops;     ///< by group, the largest mean first
  std::vector<Dominance> dominance;  ///< by group, in time
  std::vector<std::string> names;    ///< [scalar]
};

inline constexpr std::size_t kMaxLoops = 5'000;

/// Scores of one path. No answer if there is no loop, or more than kMaxLoops. @throws BadNumber.
Answer<LoopReport> loop_scores(const Program& program, DrawKey key, std::uint64_t path);

}  // namespace offramp::dynamics
