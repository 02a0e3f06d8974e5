// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <variant>
#include <vector>

#include "offramp/bargaining/points/points.h"
#include "offramp/base/run/progress.h"

namespace offramp::bargaining {

/// Value of one party over an interval: straight lines between knots. Positions rise strictly and there
/// are at least two; the first and last are the ends of the interval.
struct PiecewiseLinear {
  std::vector<double> position;
  std::vector<double> value;
  double at(double x) const;  ///< position.front() <= x <= position.back()
};

/// An issue that is any number in an interval; value[party], all over the same interval.
struct RangeIssue {
  std::vector<PiecewiseLinear> value;
};

/// An issue that is one of a list of options; value[party][option].
struct OptionIssue {
  std::vector<std::vector<double>> value;
};

using OpenIssue = std::variant<RangeIssue, OptionIssue>;

/// A bargaining situation with additive utilities in which ranges have no grid.
struct OpenProblem {
  std::vector<OpenIssue> issues;
  std::vector<double> reservation;  ///< for each party, same scale as the utilities

  std::size_t parties() const { return reservation.size(); }
  /// Utility of each party; package[issue] is a number of the interval or the position of an option.
  std::vector<double> utility(const std::vector<double>& package) const;
  /// @throws std::invalid_argument when shapes do not fit, knots do not rise, or numbers are not finite.
  void check() const;
};

/// A straight piece of a frontier of two parties, from its left end (party 0 worst) to its right end; a
/// single point has equal ends.
struct FrontierPiece {
  double left[2];  ///< utility of party 0 and 1
  double right[2];
};

/// The Pareto frontier of two parties over options and ranges.
class OpenFrontier {
 public:
  /// From left to right. Together the closure of the set of undominated utility pairs: where the frontier
  /// jumps, the left end of a piece may itself be dominated.
  std::vector<FrontierPiece> pieces;

  /// A package that gives the point at share t in [0, 1] of the way from left to right.
  std::vector<double> package(std::size_t piece, double t) const;

 private:
  friend OpenFrontier solve_open_frontier(const OpenProblem&, const RunControl&);
  struct Element {  // a straight piece of one issue: from left to right in utility, with the positions
    double left[2], right[2];
    double from, to;
  };
  struct Origin {
    std::size_t parent = 0;  // 0: the start
    std::size_t issue = 0;
    Element element{};
    bool element_moves = false;  // otherwise the parent's point moves and the element's is fixed
    double fixed[2] = {0, 0};    // the fixed one of the two
  };
  std::vector<Origin> origins_;      // entry 0 is the start
  std::vector<std::size_t> origin_;  // of each piece
  std::size_t issues_ = 0;
  friend class OpenMerge;
};

/// Exact up to rounding (relative 1e-12; slivers shorter than that are dropped): every issue is a set of
/// straight pieces in the plane of utilities, cut at the knots of both parties; sums of two pieces are
/// their two edges, flatter first; upper envelopes keep what is undominated. All reservations are ignored.
/// @throws std::invalid_argument unless there are two parties, or as OpenProblem::check; Stopped.
OpenFrontier solve_open_frontier(const OpenProblem& problem, const RunControl& control = {});

struct OpenPointOptions {
  Fairness fairness = Fairness::nash;
  std::vector<double> weights;  ///< as PointOptions::weights
  std::vector<double> interim;  ///< as PointOptions::interim
  /// Three and more parties: wanted gap, relative to the value (or 10^-12 if that is more). The Nash point
  /// has its own, since its relaxation is curved; the others' are linear programs.
  double tolerance = 1e-9;
  double nash_tolerance = 1e-4;
  std::size_t max_nodes = 20000;
};

struct OpenPointSummary {
  PointSummary::Stop stop = PointSummary::Stop::stopped;
  std::string message = "not solved";
  double value = 0.0;  ///< as PointSummary::value
  double bound = 0.0;
  double gap = 0.0;  ///< bound - value
  double nodes = 0.0;
  std::vector<double> package;  ///< one that attains the value; empty if none was found
  std::vector<double> utility;
  std::vector<double> ideal;  ///< where the idea uses it
};

/// A bargaining point over acceptable packages (every utility at least the reservation, minus
/// kTieTolerance). Two parties: from the exact frontier, in closed form on each piece; value = bound.
/// More: branch and bound, every node a convex relaxation over mixtures of knots and options (all ideas but
/// Nash: a linear program, exact once what it mixes is one option or two neighbouring knots), branching on
/// options and at knots until neighbouring knots are mixed; value <= optimum <= bound always, and
/// Stop::proven when the gap is within the tolerance. For more than two parties only the smallest number of
/// a leximin idea is maximised, not the order behind it. Deterministic; one thread.
/// @throws std::invalid_argument as OpenProblem::check and PointOptions.
OpenPointSummary solve_open_point(const OpenProblem& problem, const OpenPointOptions& options,
                                  const RunControl& control = {});

}  // namespace offramp::bargaining
