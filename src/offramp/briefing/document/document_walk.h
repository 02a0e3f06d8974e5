// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include "offramp/briefing/document/document.h"

namespace offramp::briefing {

/// Calls `visit` for every text of a document in reading order: facts, paragraphs, headings, items, cells,
/// captions and the tables behind figures.
void for_each_text(const Document& document, const std::function<void(const Text&)>& visit);

/// Takes the targets off spans that lead to a place ("#id") which the document does not have. Documents that
/// share sections of a longer one need this.
void drop_dangling_links(Document& document);

}  // namespace offramp::briefing
