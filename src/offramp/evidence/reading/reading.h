// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "offramp/base/run/progress.h"
#include "offramp/evidence/posterior/posterior.h"
#include "offramp/evidence/posterior/removal.h"
#include "offramp/evidence/posterior/watch.h"
#include "offramp/evidence/posterior/weight.h"
#include "offramp/evidence/reading/ach.h"
#include "offramp/evidence/talk/contrast.h"

namespace offramp::evidence {

/// What to work out. The posterior always is; the rest may be left out for long streams, since its size
/// grows with items x worlds.
struct ReadingParts {
  bool trajectory = true;
  bool contrast = true;
  bool weights = true;
  bool waterfall = true;
  bool removals = true;
  bool ach = true;
  ConsistencyScale scale;  ///< for the words of the matrix
};

/// Everything the engine has to say about one dossier. Parts left out are empty.
struct Reading {
  Posterior posterior;
  Trajectory trajectory;
  std::vector<Contrast> contrast;  ///< one per subject
  Weights weights;
  Waterfall waterfall;
  Removals removals;
  std::vector<AchMatrix> ach;  ///< one per subject
  WatchReport watch;
  /// What limits the reading, a sentence each: subjects without evidence, readings from words alone, readings
  /// that hang on one item. Empty when nothing does.
  std::vector<std::string> notes;
};

/// Reads a dossier. Exact; the same for any number of threads.
/// @throws std::invalid_argument for a bad watch (see value_of_watching); Stopped.
Reading read(const Dossier& dossier, const std::vector<Watch>& watches = {}, const ReadingParts& parts = {},
             const RunControl& control = {});

}  // namespace offramp::evidence
