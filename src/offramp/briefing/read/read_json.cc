// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/read/read_json.h"

#include <nlohmann/json.hpp>

#include "offramp/briefing/describe/json_writer.h"
#include "offramp/briefing/read/fields.h"
#include "offramp/briefing/render/json_text.h"

namespace offramp::briefing {

nlohmann::ordered_json read_json(const Case& c, const BeliefResult& result, const EventSeries* events) {
  return described_json(c, BeliefAnswer{&result, events});
}

std::string read_json_text(const Case& c, const BeliefResult& result, const EventSeries* events) {
  return json_text(read_json(c, result, events));
}

}  // namespace offramp::briefing
