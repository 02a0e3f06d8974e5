// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "offramp/analysis/space/report.h"

/// The answers of `offramp space` as JSON (docs/space.md lists the keys). Numbers that are not finite are
/// null.
namespace offramp::formats {

std::string space_json(const SpaceInfo& info);
std::string space_json(const SpacePoints& points);
std::string space_json(const SpaceFrontier& frontier);
std::string space_json(const SpaceProof& proof);
std::string space_json(const SpaceSimulation& simulation);

}  // namespace offramp::formats
