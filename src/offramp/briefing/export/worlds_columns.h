// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "offramp/analysis/weigh/weigh.h"

namespace offramp::briefing {

/// One column of the exported table of worlds.
struct WorldsColumn {
  enum class Type { whole, real, text };
  std::string name;
  Type type = Type::real;
  std::string description;
  std::string unit;
  std::function<std::variant<std::int64_t, double, std::string>(std::size_t world)> at;
};

/// `world`, the outputs, then every uncertain quantity, type and red line in order of path. The references
/// must outlive it.
std::vector<WorldsColumn> worlds_columns(const Case& c, const WorldTable& table, const WeighResult& result);

}  // namespace offramp::briefing
