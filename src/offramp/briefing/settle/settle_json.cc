// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/settle/settle_json.h"

#include <nlohmann/json.hpp>

#include "offramp/briefing/describe/json_writer.h"
#include "offramp/briefing/render/json_text.h"
#include "offramp/briefing/settle/fields.h"

namespace offramp::briefing {

nlohmann::ordered_json settle_json(const Case& c, const SettleResult& result) {
  return described_json(c, SettleAnswer{&result});
}

std::string settle_json_text(const Case& c, const SettleResult& result) {
  return json_text(settle_json(c, result));
}

}  // namespace offramp::briefing
