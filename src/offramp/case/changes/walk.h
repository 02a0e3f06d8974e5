// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "offramp/case/changes/change.h"

namespace offramp::case_file {

/// Where a path leads.
struct Found {
  Node* node = nullptr;
  std::vector<std::string> steps;  ///< keys, and of list items `id` or number: one way to write each place
};

/// Follows the path of a change from the root of a tree of that shape; keys that are missing and may be there
/// are added, with nothing as value. A key that holds dots is matched whole: `value.months.0.5`. An error, at
/// the part of the path that is to blame, where it leads nowhere.
std::optional<Found> walk(Node& root, const Shape& shape, const Change& change, Problems& problems);

}  // namespace offramp::case_file
