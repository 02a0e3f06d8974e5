// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

/// Texts made to cost a reader more than they are long: one unit repeated until the text has a given size,
/// between a beginning and an end. The same shapes are measured at full size in bench/, read in small by the
/// tests and given to the fuzzers to begin with.
namespace offramp::testing {

struct HostileText {
  std::string name;   ///< a file name: "case-set-of-one-option"
  std::string begin;  ///< before the repetitions
  std::string unit;   ///< `#` in it stands for the number of the repetition
  std::string end;

  /// About `size` bytes, at least one repetition.
  std::string text(std::size_t size) const;
};

/// Marks of YAML, JSON and XML in rows: brackets, quotes, dashes, anchors, tags, comments, keys.
const std::vector<HostileText>& hostile_marks();
/// Cases that are sound but for one section: sets, long conditions, many names, many errors, long numbers.
const std::vector<HostileText>& hostile_cases();
/// Tables of evidence and of events.
const std::vector<HostileText>& hostile_tables();
/// Scenarios of other programs.
const std::vector<HostileText>& hostile_scenarios();

}  // namespace offramp::testing
