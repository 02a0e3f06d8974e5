// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace offramp::bargaining {

/// One issue as an engine sees it: a list of options. A numeric range stands on its grid, one option
/// for each grid value.
struct Axis {
  std::string name;                  ///< for messages only
  std::vector<std::string> options;  ///< names of the options, for messages only; size is the option count
  std::vector<double> grid;  ///< numeric value of each option, strictly increasing; empty if not a range

  std::size_t size() const { return options.size(); }
  bool numeric() const { return !grid.empty(); }
};

/// One option for every issue, by position: settlement[issue] < axis size.
using Settlement = std::vector<std::uint16_t>;

/// The product of all axes. Settlements are numbered in mixed radix with the last issue running fastest.
class Space {
 public:
  static constexpr std::size_t kMaxOptions = 65535;
  /// @throws std::invalid_argument when an axis is empty, has more than kMaxOptions options, or a grid
  /// that does not increase strictly or differs in size from the options.
  explicit Space(std::vector<Axis> axes);

  std::size_t issues() const { return axes_.size(); }
  const Axis& axis(std::size_t issue) const { return axes_[issue]; }
  const std::vector<Axis>& axes() const { return axes_; }
  /// Number of settlements, as a double since it may exceed 2^64 (1 for a space with no issue).
  double size() const;
  /// The same when it fits 64 bits.
  std::optional<std::uint64_t> exact_size() const;

  /// Requires exact_size(); index < size.
  Settlement settlement(std::uint64_t index) const;
  std::uint64_t index(const Settlement& settlement) const;
  /// "presence = nato_core, withdrawal = 90"
  std::string to_text(const Settlement& settlement) const;

 private:
  std::vector<Axis> axes_;
};

}  // namespace offramp::bargaining
