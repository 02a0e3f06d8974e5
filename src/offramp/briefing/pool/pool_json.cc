// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/pool/pool_json.h"

#include <nlohmann/json.hpp>

#include "offramp/briefing/describe/json_writer.h"
#include "offramp/briefing/pool/fields.h"
#include "offramp/briefing/render/json_text.h"

namespace offramp::briefing {

std::string pool_json_text(const Case& c, const PoolResult& result) {
  return json_text(described_json(c, PoolAnswer{&result}));
}

}  // namespace offramp::briefing
