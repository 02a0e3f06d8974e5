// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "offramp/base/run/progress.h"
#include "offramp/sensitivity/fit/table.h"

namespace offramp::sensitivity {

/// One side or both of a numeric input, or the allowed levels of a categorical one. A world is inside when
/// its value is above `low` and below `high`, both strictly: limits lie between values of the table, at the
/// number with fewest digits there.
struct Restriction {
  std::size_t input = 0;
  bool has_low = false, has_high = false;
  double low = 0.0, high = 0.0;
  std::vector<std::size_t> levels;  ///< allowed, increasing; categorical inputs only
  /// Chance of a density as high as the box's if this restriction did nothing: the upper binomial tail of the
  /// cases in the box at the density of the box without it (Bryant and Lempert 2010).
  double quasi_p = 1.0;
  std::string text;  ///< "x above 0.35 and below 2", "regime is a or b"
};

struct PeelStep {
  double coverage = 0.0, density = 0.0, support = 0.0;
  std::size_t restricted = 0;  ///< inputs restricted so far
};

struct ScenarioBox {
  std::vector<Restriction> restrictions;  ///< in order of input
  double coverage = 0.0;                  ///< share of all cases that lie in the box and in no earlier one
  double density = 0.0;  ///< share of cases among its worlds, worlds of earlier boxes left out
  double support = 0.0;  ///< its share of all worlds, worlds of earlier boxes left out
  std::size_t worlds = 0, cases = 0;
  std::string text;                  ///< restrictions joined by " and "
  std::vector<PeelStep> trajectory;  ///< of the peeling: for the reader to choose another trade-off
};

struct ScenarioOptions {
  double peel = 0.05;         ///< share of the box removed or added at a time
  double min_support = 0.02;  ///< smallest box, as a share of all worlds
  std::size_t max_boxes = 3;
  double quasi_p = 0.05;  ///< restrictions above this are dropped
  /// Above 0: the box of largest coverage with at least this density (the densest when none has it); 0: the
  /// one with the best harmonic mean of coverage and density. Boxes are compared after pasting.
  double target_density = 0.0;
};

struct Scenarios {
  bool available = false;
  std::string message = "no search was made";
  double base_rate = 0.0;  ///< share of cases among all worlds
  double coverage = 0.0;   ///< by all boxes together
  std::vector<ScenarioBox> boxes;
};

/// Scenario discovery: simple boxes in the inputs that hold most of the cases of interest (worlds where
/// cases[world] is true, say "agreement fails") and little else. Patient rule induction: peeling, pasting,
/// covering (Friedman and Fisher 1999, "Bump hunting in high-dimensional data"), in the form of Bryant and
/// Lempert 2010, "Thinking inside the box". Heuristic: greedy, from the outside
/// inwards, so that two groups of cases at both ends of the same input can hide each other.
/// Deviations: a peel is chosen by gain in density per world removed (the lenient objective of Kwakkel and
/// Jaxa-Rozen 2016), so that categorical levels and tied values compete fairly with small cuts; the
/// trade-off along the peeling is chosen by rule (see target_density) where Bryant and Lempert ask the
/// analyst. Equal values are never split. Cost O(n d / peel) per box.
/// @throws std::invalid_argument for a malformed table, cases of another length, peel outside (0, 0.5] or
/// min_support outside [0, 1]; Stopped when stopped.
Scenarios discover_scenarios(const Table& table, const std::vector<bool>& cases,
                             const ScenarioOptions& options = {}, const RunControl& control = {});

/// A number strictly between a and b (a < b) with as few significant digits as possible; the middle, rounded
/// to a or b, when there is none between.
double readable_between(double a, double b);

/// P(X >= k) for X binomial(n, p).
double binomial_upper_tail(std::size_t k, std::size_t n, double p);

}  // namespace offramp::sensitivity
