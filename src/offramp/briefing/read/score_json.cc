// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/read/score_json.h"

#include <nlohmann/json.hpp>

#include "offramp/briefing/describe/json_writer.h"
#include "offramp/briefing/read/score_fields.h"
#include "offramp/briefing/render/json_text.h"

namespace offramp::briefing {

nlohmann::ordered_json score_json(const ScoreResult& result) {
  return described_json(nothing<Case>(), ScoreAnswer{&result});
}

std::string score_json_text(const ScoreResult& result) {
  return json_text(score_json(result));
}

nlohmann::ordered_json events_json(const EventSeries& series) {
  return described_json(nothing<Case>(), series);
}

}  // namespace offramp::briefing
