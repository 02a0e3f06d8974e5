// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "offramp/bargaining/model/utility.h"

/// What the files of other negotiation programs hold, in one form: issues, and for each party its weights,
/// values, reservation and discount. Utilities are in [0, 1] by custom of those programs.
namespace offramp::formats {

enum class IssueKind { discrete, integer, real };

/// One issue of a domain.
struct IssueFrame {
  std::string name;
  IssueKind kind = IssueKind::discrete;
  std::vector<std::string> options;  ///< discrete: at least one
  double low = 0.0;                  ///< integer and real: the range, low <= high
  double high = 0.0;
  double step = 0.0;  ///< real: the grid that the file states; 0 if it states none

  /// Options of a discrete issue, values of an integer one; 0 for a real one.
  std::size_t levels() const;
  friend bool operator==(const IssueFrame&, const IssueFrame&) = default;
};

/// A point of a piecewise linear value function.
struct Knot {
  double at = 0.0;
  double value = 0.0;
  friend bool operator==(const Knot&, const Knot&) = default;
};

/// What one party makes of one issue, before the weight: a value for each level, or for a real issue a
/// piecewise linear function from the issue's low to its high end (at least two knots unless low = high;
/// strictly increasing `at`).
struct Evaluation {
  std::vector<double> value;
  std::vector<Knot> curve;
  double at(double x) const;  ///< of the curve; constant beyond its ends
  friend bool operator==(const Evaluation&, const Evaluation&) = default;
};

/// Utility gained when every side's issue lies within its bounds (ends included): a hyper-rectangle of the
/// nonlinear domains of ANAC 2014.
struct Box {
  struct Side {
    std::size_t issue = 0;
    double low = 0.0;
    double high = 0.0;
    friend bool operator==(const Side&, const Side&) = default;
  };
  double amount = 0.0;  ///< already divided by the file's maximum utility
  std::vector<Side> sides;
  friend bool operator==(const Box&, const Box&) = default;
};

struct Profile {
  std::string name;
  std::vector<double> weight;          ///< [issue]
  std::vector<Evaluation> evaluation;  ///< [issue]
  std::vector<Box> boxes;
  double constant = 0.0;     ///< added to every utility
  double reservation = 0.0;  ///< utility of no agreement
  double discount = 1.0;     ///< utility at relative time t in [0, 1] is discount^t of the undiscounted one
  /// The file states no reservation, and to its format every agreement is then better than none;
  /// `reservation` is a number that no settlement falls short of (docs/formats.md: 0 or the least utility).
  bool any_agreement = false;
  /// GeniusWeb: the settlement that `reservation` is the utility of, as (issue, option or number); else
  /// empty.
  std::vector<std::pair<std::string, std::string>> reservation_bid;
  friend bool operator==(const Profile&, const Profile&) = default;
};

/// States a reservation in place of what a file says.
void set_reservation(Profile& profile, double utility);

struct Scenario {
  std::string name;
  std::vector<IssueFrame> issues;
  std::vector<Profile> profiles;
  friend bool operator==(const Scenario&, const Scenario&) = default;
};

/// Number of settlements (integer ranges by their values); infinity with a real issue.
double settlements(const Scenario& scenario);

struct GridOptions {
  /// Points on a real issue that states no step of its own; the knots of all value functions and the
  /// sides of all boxes are added, so that the best and worst points of the range are on the grid.
  std::size_t points = 101;
};

/// The scenario as the engines take it: utilities with weights multiplied in, integer and real issues on
/// a grid, boxes as bonuses. Real issues lose what lies between grid points; everything else is exact.
/// @throws std::invalid_argument when an issue has more than Space::kMaxOptions levels, or options.points
/// is below 2.
bargaining::Problem to_problem(const Scenario& scenario, const GridOptions& options = {});

/// A number as the shortest text that reads back as the same double.
std::string number_text(double number);

}  // namespace offramp::formats
