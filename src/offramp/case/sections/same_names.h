// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>

#include <map>
#include <string>

#include "offramp/case/sections/reading.h"

namespace offramp::case_file {

/// Warns of parties, issues or options that readers could not tell apart: each has `id` and `name`, and
/// stands at `address` followed by its `id`.
template <class List>
void warn_of_same_names(Reading& r, const List& named, const std::string& address, const std::string& what) {
  std::map<std::string, std::string> first;
  for (const auto& one : named) {
    const auto [found, fresh] = first.try_emplace(one.name, one.id);
    if (fresh || one.name.empty()) continue;
    warn(r, {"same_name", address + one.id},
         fmt::format("{} `{}` has the same name as `{}`", what, one.id, found->second),
         "readers see the names only");
  }
}

}  // namespace offramp::case_file
