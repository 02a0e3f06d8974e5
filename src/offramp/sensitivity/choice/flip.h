// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "offramp/base/run/progress.h"
#include "offramp/sensitivity/fit/table.h"

namespace offramp::sensitivity {

/// Distances are standard scores: an input at quantile level u lies at normal_quantile(u), so 0 is its
/// median and 1.645 its p95, whatever its distribution. To ask when the answer "agreement" turns into "none",
/// give two choices whose payoffs are the chance that a deal exists and its complement (or the two sides of
/// any threshold).

struct Flip {
  std::size_t input = 0;
  double score = 0.0;  ///< signed distance from the median; by callback 0: it already differs at the median
  double level = 0.5;  ///< quantile level
  double value = 0.0;  ///< the input's value there (table); the quantile level (callback)
  std::size_t from = 0, to = 0;  ///< recommended choice, and the choice beyond the flip
};

/// A categorical input whose level, if known, changes the answer.
struct LevelFlip {
  std::size_t input = 0;
  std::size_t level = 0;
  std::size_t to = 0;
  double share = 0.0;  ///< of worlds at this level
  Estimate advantage;  ///< mean payoff of `to` less that of the recommended choice, at this level
};

struct InputFlips {
  std::size_t input = 0;
  std::optional<Flip> below, above;  ///< nearest on either side of the median
};

struct FlipPoints {
  std::size_t recommended = 0;
  std::vector<InputFlips> inputs;  ///< in order of input; categorical inputs have none here
  std::vector<LevelFlip> levels;   ///< in order of input and level
  std::vector<Flip> nearest;       ///< all flips by increasing |score|
};

struct FlipOptions {
  double reach = 3.0;           ///< how far to look, in scores
  std::size_t steps = 24;       ///< of the first scan on each side; an interval narrower than a step can hide
  double tolerance = 1e-6;      ///< of a flip point found by callback, in scores
  std::size_t directions = 32;  ///< of the first scan of a plane; a multiple of 8
  double guard = 3.0;           ///< from a table: standard errors by which the rival must lead beyond a flip
  std::size_t bins = 0;         ///< from a table: classes of an input; 0: default_bin_count, at most 24
  /// From a table: the recommended choice; empty: the first with the largest mean payoff.
  std::optional<std::size_t> recommended = {};
};

/// Flip points from the table. In every class of the input the mean payoff difference of each rival to the
/// recommended choice, smoothed with weights 1-2-1; a run of classes in which the rival leads counts only
/// when its pooled lead exceeds `guard` standard errors. The flip is where the smoothed difference crosses 0,
/// by linear interpolation in the quantile level. Heuristic: right to about one class width. So a run of
/// classes that reaches over the middle, or to within half a class of it, is no flip: the table cannot tell
/// such an input from one that stands where it is thought to stand.
/// @throws std::invalid_argument for a malformed table or payoffs or no such choice; Stopped when stopped.
FlipPoints flip_points(const Table& table, const std::vector<std::vector<double>>& payoffs,
                       const FlipOptions& options = {}, const RunControl& control = {});

/// One input held at a quantile level in (0, 1).
struct Pin {
  std::size_t input = 0;
  double level = 0.5;
};
/// Expected payoff of every choice given the pins (none: unconditionally). A pure function, called from
/// several threads at once. The recommended choice is the first with the largest payoff.
using PinnedModel = std::function<void(std::span<const Pin> pins, std::span<double> payoffs)>;

/// By callback: scan outwards from the median in `steps`, then bisection to `tolerance`. Exact to `tolerance`
/// for the first change that the scan brackets.
FlipPoints flip_points_by_model(std::size_t inputs, std::size_t choices, const PinnedModel& model,
                                const FlipOptions& options = {}, const RunControl& control = {});

/// Nearest change in the plane of two inputs: Euclidean distance in scores.
struct PairFlip {
  std::size_t a = 0, b = 0;
  double score_a = 0.0, score_b = 0.0;
  double distance = 0.0;
  std::size_t from = 0, to = 0;
};
/// Rays in `directions` directions, the best refined by successive halving of the angle between its
/// neighbours. A guaranteed flip at the distance returned; nearest among the rays tried.
std::optional<PairFlip> nearest_pair_flip(std::size_t a, std::size_t b, std::size_t choices,
                                          const PinnedModel& model, const FlipOptions& options = {});

}  // namespace offramp::sensitivity
