// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "offramp/briefing/document/document.h"

namespace offramp::briefing {

/// The document as JSON: sections, blocks, spans; drawings by their description and data table, not as
/// SVG. Shape in docs/json.md.
nlohmann::ordered_json document_json(const Document& document);

}  // namespace offramp::briefing
