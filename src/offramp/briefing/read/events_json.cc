// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/read/events_json.h"

#include <fmt/format.h>

namespace offramp::briefing {
namespace {

using Json = nlohmann::ordered_json;

}  // namespace

nlohmann::ordered_json events_json(const EventSeries& s) {
  Json months = Json::array();
  for (const evidence::EventMonth& m : s.months) {
    months.push_back({{"month", fmt::format("{:04}-{:02}", m.year, m.month)},
                      {"verbal_cooperation", m.count[0]},
                      {"material_cooperation", m.count[1]},
                      {"verbal_conflict", m.count[2]},
                      {"material_conflict", m.count[3]},
                      {"net_verbal", m.verbal()},
                      {"net_material", m.material()}});
  }
  return {{"file", s.file},         {"layout", s.layout},       {"actors", s.actors}, {"rows", s.rows},
          {"matching", s.matching}, {"malformed", s.malformed}, {"months", months}};
}

}  // namespace offramp::briefing
