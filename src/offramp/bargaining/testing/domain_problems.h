// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "offramp/bargaining/model/utility.h"

// Just enough of the Genius XML files for the tests of the solvers, until the real reader exists:
// discrete and integer issues of linear profiles, evaluations divided by the largest.
namespace offramp::bargaining::domains {

/// Where the domains lie, with a slash at the end, and whether they do: they may not be shipped.
std::string folder();
bool present();

/// A file of that folder. Throws what the parser throws.
nlohmann::json json(const std::string& file);

/// The first `parties` profiles among `files` (those with weights), in their order.
Problem read(const std::string& dir, const std::vector<std::string>& files, std::size_t parties);

}  // namespace offramp::bargaining::domains
