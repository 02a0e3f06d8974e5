// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "offramp/analysis/compare/compare.h"
#include "offramp/briefing/document/document.h"

namespace offramp::briefing {

/// The answer of `compare` as a document: what changed, what it did to the answer, which change did it.
/// Computes nothing; figures carry pointers into the JSON of `compare`.
Document compare_report(const CompareResult& result);

/// The whole CompareResult as JSON text, as compare/fields.h describes it; docs/json.md.
std::string compare_json_text(const CompareResult& result);

}  // namespace offramp::briefing
