// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/weigh/weigh_json.h"

#include <nlohmann/json.hpp>

#include "offramp/briefing/describe/json_writer.h"
#include "offramp/briefing/render/json_text.h"
#include "offramp/briefing/weigh/fields.h"

namespace offramp::briefing {

nlohmann::ordered_json weigh_json(const Case& c, const WeighResult& result) {
  return described_json(c, WeighAnswer{&result});
}

std::string weigh_json_text(const Case& c, const WeighResult& result) {
  return json_text(weigh_json(c, result));
}

}  // namespace offramp::briefing
