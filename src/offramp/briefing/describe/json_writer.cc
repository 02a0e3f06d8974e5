// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/describe/json_writer.h"

#include <cstdint>

namespace offramp::briefing {

nlohmann::ordered_json whole_json(double value) {
  constexpr double kExact = 9007199254740992.0;
  if (value >= 0 && value <= kExact && std::floor(value) == value) return static_cast<std::uint64_t>(value);
  return value;
}

nlohmann::ordered_json option_json(const Case& c, std::size_t issue, std::size_t option, bool decimals) {
  const Issue& i = c.issues[issue];
  if (i.numeric()) return decimals ? nlohmann::ordered_json(i.grid[option]) : whole_json(i.grid[option]);
  return i.options[option].id;
}

}  // namespace offramp::briefing
