// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <variant>
#include <vector>

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

}  // namespace offramp::bargaining
