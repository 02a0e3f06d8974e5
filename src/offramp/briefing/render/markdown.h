// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "offramp/briefing/document/document.h"

namespace offramp::briefing {

/// CommonMark with GitHub's tables. Drawings become their description and data table. Texts are escaped:
/// whatever a case file holds shows as itself.
std::string render_markdown(const Document& document);

}  // namespace offramp::briefing
