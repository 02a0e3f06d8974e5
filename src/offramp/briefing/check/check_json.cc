// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/check/check_json.h"

#include <nlohmann/json.hpp>

#include "offramp/briefing/check/fields.h"
#include "offramp/briefing/describe/json_writer.h"
#include "offramp/briefing/render/json_text.h"

namespace offramp::briefing {

nlohmann::ordered_json case_json(const Case& c) {
  return described_json(c, count_case(c));
}

std::string check_json_text(const Diagnostics& diagnostics, const Case* c,
                            std::span<const AnalystDiagnostics> analysts) {
  CheckAnswer answer{
      diagnostics.file_name(), diagnostics.errors(), diagnostics.warnings(), diagnostics.sorted(), {}};
  for (const auto& [analyst, own] : analysts)
    answer.analysts.push_back({analyst, own.errors(), own.warnings(), own.sorted()});
  return json_text(described_json(c == nullptr ? nothing<Case>() : *c, answer));
}

}  // namespace offramp::briefing
