// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "offramp/case/model/case.h"
#include "offramp/case/model/world.h"

/// Numbers that depend on hidden things: `instead` in the file.
namespace offramp {

/// Whether all premises of a clause hold in a world, as types and circumstances are there.
bool holds(const Clause& clause, const WorldTable& table, std::size_t world);

/// What is believed of a number in a world, as types and circumstances are there: the first clause that
/// holds, else its own quantity.
const Quantity& quantity_in(const Input& input, const WorldTable& table, std::size_t world);

/// The number there; for one that no factor moves.
double clause_value(const Case& c, const WorldTable& table, InputId input, std::size_t world);

/// Circumstances, each after those that its chance depends on; without those that no such order has, since
/// their chances go round in a circle or depend on such (the reader refuses them).
std::vector<CircumstanceId> circumstance_order(const Case& c);

}  // namespace offramp
