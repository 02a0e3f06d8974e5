// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/space/space_json.h"

#include <nlohmann/json.hpp>

#include "offramp/briefing/describe/json_writer.h"
#include "offramp/briefing/render/json_text.h"
#include "offramp/briefing/space/fields.h"

namespace offramp::formats {

namespace {

template <class T>
std::string text_of(const T& answer) {
  return briefing::json_text(briefing::described_json(briefing::nothing<Case>(), answer));
}

}  // namespace

std::string space_json(const SpaceInfo& info) {
  return text_of(info);
}
std::string space_json(const SpacePoints& points) {
  return text_of(points);
}
std::string space_json(const SpaceFrontier& frontier) {
  return text_of(frontier);
}
std::string space_json(const SpaceProof& proof) {
  return text_of(proof);
}
std::string space_json(const SpaceSimulation& simulation) {
  return text_of(simulation);
}

}  // namespace offramp::formats
