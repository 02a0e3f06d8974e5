// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <utility>

#include "offramp/base/text/diagnostics.h"
#include "offramp/case/model/case.h"

namespace offramp::briefing {

/// What the case holds, counted: inputs by basis and confidence, sources, parties, issues, red lines; as
/// check/fields.h describes it.
nlohmann::ordered_json case_json(const Case& c);

/// What an analyst's numbers make wrong that is not wrong without them.
using AnalystDiagnostics = std::pair<std::string, Diagnostics>;
/// Everything that is wrong with one file, and with each overlay beside it, as JSON text; docs/check.md.
std::string check_json_text(const Diagnostics& diagnostics, const Case* c,
                            std::span<const AnalystDiagnostics> analysts = {});

}  // namespace offramp::briefing
