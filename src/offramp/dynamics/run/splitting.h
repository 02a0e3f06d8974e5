// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "offramp/base/run/progress.h"
#include "offramp/dynamics/compile/program.h"
#include "offramp/dynamics/run/draws.h"

/// The chance of what is too rare to wait for.
namespace offramp::dynamics {

struct SplitOptions {
  std::string variable;            ///< how near a path is: of the model's own variables
  std::vector<double> levels;      ///< rising; the rare thing is that the variable reaches the last one
  std::uint32_t particles = 1000;  ///< on each level, at least 1
  std::uint32_t repetitions = 30;  ///< independent ones, at least 2; they give the interval
  double confidence = 0.95;        ///< of the interval, in (0, 1)
  DrawKey key;
};

struct SplitAnswer {
  double chance = 0.0;           ///< mean of the repetitions: unbiased
  double error = 0.0;            ///< its standard error
  double low = 0.0, high = 0.0;  ///< Student's interval over the repetitions, cut to [0, 1]
  std::vector<double> passed;    ///< [level] mean share that came from the level before
  std::vector<double> each;      ///< [repetition]
};

/// The chance that the variable reaches the last level at a step before the path ends or time is over, by
/// multilevel splitting with fixed effort (Garvels 2000, chapter 2; L'Ecuyer, Le Gland, Lezaud and Tuffin
/// 2009): on each level as many paths as there are particles go on from states drawn among those that came
/// there. Every estimate is unbiased, so that the repetitions give a valid interval whatever the levels; a
/// poor choice of variable or levels makes it wide, not wrong, as long as the repetitions are many enough for
/// a mean of them to be nearly normal. (With heavy tails they are not: compare two sets of levels.) Same bits
/// for any number of threads.
/// @throws std::invalid_argument for options out of range, BadNumber, Stopped.
SplitAnswer rare_chance(const Program& program, const SplitOptions& options, const RunControl& control);

/// Student's quantile for `degrees` >= 1 by the expansion of Cornish and Fisher (Abramowitz and Stegun
/// 1964, 26.7.5): within 1e-3 of the true one from 10 degrees on for p up to .995.
double student_quantile(double p, double degrees);

}  // namespace offramp::dynamics
