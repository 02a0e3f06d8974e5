// SPDX-License-Identifier: Apache-2.0
#include <nlohmann/json.hpp>

#include "offramp/briefing/compare/fields.h"
#include "offramp/briefing/compare/report.h"
#include "offramp/briefing/describe/json_writer.h"
#include "offramp/briefing/render/json_text.h"

namespace offramp::briefing {

std::string compare_json_text(const CompareResult& result) {
  return json_text(described_json(result.after.c, CompareAnswer{&result}));
}

}  // namespace offramp::briefing
