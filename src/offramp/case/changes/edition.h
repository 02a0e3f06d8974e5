// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "offramp/base/text/source_text.h"
#include "offramp/case/syntax/node.h"

/// What was told in confidence, and the case that may be shown to one side (docs/case-format.md,
/// "Confidences"). Both work on the tree of a file, before anything is read from it, so that whatever is
/// computed is computed without what is left out.
namespace offramp::case_file {

/// Errors for confidences that name no party, or that say who may be told of what nobody told.
void check_confidences(const Node& root, Problems& problems);

/// Makes of a file the one that may be shown to a party: what it was not told and may not be told is taken
/// out of lists and from among the drafts, or gives place to its `otherwise`; so are notes, contacts,
/// acknowledgements and variants, which are the analyst's own, and sources that nothing cites any more.
/// Guarantee: the tree that comes back has the same contents as if what is left out had never been written,
/// with its `otherwise` in its place.
/// @return whether that could be done; else errors say which party is unknown, or what may not be shown and
/// says nothing `otherwise`.
bool make_edition(Node& root, std::string_view party, const SourceText& source, Problems& problems);

}  // namespace offramp::case_file
