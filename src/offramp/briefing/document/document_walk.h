// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include "offramp/briefing/document/document.h"

namespace offramp::briefing {

/// Calls `visit` for every text of a document in reading order: facts, paragraphs, headings, items, cells,
/// captions and the tables behind figures.
void for_each_text(const Document& document, const std::function<void(const Text&)>& visit);

}  // namespace offramp::briefing
