// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "offramp/evidence/model/model.h"

namespace offramp::evidence {

/// Subjects that factors, or combinations, link, directly or through one another. Different components are
/// independent, so only a component needs a joint table. Cells run in mixed radix, the last subject fastest.
struct Component {
  std::vector<std::uint32_t> subjects;  ///< increasing
  std::vector<std::size_t>
      stride;  ///< of each subject in the table; 0 of one that is a combination of others
  /// [member that is a combination]: the members that it combines, the last fastest; else empty.
  std::vector<std::vector<std::size_t>> parts;
  std::vector<std::size_t> count;      ///< hypotheses of each subject
  std::size_t cells = 0;               ///< combinations; 0 when there are more than kMaxCombinations
  std::vector<std::uint32_t> factors;  ///< factors among these subjects

  std::uint32_t hypothesis(std::size_t cell, std::size_t member) const {
    if (stride[member] != 0) return static_cast<std::uint32_t>(cell / stride[member] % count[member]);
    std::uint32_t combination = 0;
    for (const std::size_t part : parts[member])
      combination = combination * static_cast<std::uint32_t>(count[part]) + hypothesis(cell, part);
    return combination;
  }
};

/// In order of their first subject. Requires that factors name existing subjects.
std::vector<Component> components(const Model& model);

}  // namespace offramp::evidence
