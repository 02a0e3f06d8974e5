// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "offramp/case/sections/reading.h"
#include "offramp/case/sections/wants/parts.h"
#include "offramp/case/syntax/shape.h"

namespace offramp::case_file {

/// `war` of a no-deal value.
extern const Shape kWar;
/// Reads it; `path`, "no_deal.fry.war", begins the address of each number. Errors also for ends without a
/// worth to the party, for chances that could all be 0, and where the case names no end.
StatedWar read_war_of(Reading& r, const Node& node, Owner owner, const Provenance& inherited,
                      const std::string& path);

}  // namespace offramp::case_file
